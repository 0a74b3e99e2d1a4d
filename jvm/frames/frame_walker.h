// SPDX-License-Identifier: Apache-2.0
// Iteration over the method frames of one thread, innermost first; entry frames are skipped. For
// the current thread, or for one that is stopped or blocked.
#pragma once

#include "jvm/frames/frame.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

class FrameWalker {
 public:
  explicit FrameWalker(const JavaThread& thread) : frame_(thread.frame) { skip_entries(); }
  explicit FrameWalker(Frame* from) : frame_(from) { skip_entries(); }

  bool at_end() const { return frame_ == nullptr; }
  void next() {
    frame_ = frame_->caller;
    skip_entries();
  }
  Frame* frame() const { return frame_; }
  Method* method() const { return frame_->method; }
  // Bytecode index of the frame's current instruction; -1 for native methods (implemented with the
  // execution engine).
  int bci() const;

 private:
  void skip_entries() {
    while (frame_ != nullptr && frame_->method == nullptr) frame_ = frame_->caller;
  }
  Frame* frame_;
};

// The same for a position that was read from a frame earlier.
int bci_of_frame(const Method* method, const Instruction* pc);

// Line number of `bci` in `method` by its LineNumberTable; -2 for native methods, -1 if unknown.
int line_number(const Method* method, int bci);

}  // namespace cjvm
