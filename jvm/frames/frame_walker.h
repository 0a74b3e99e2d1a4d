// SPDX-License-Identifier: Apache-2.0
// Iteration over the method frames of one thread, innermost first; entry frames and the
// stubs of proxies are skipped. For the current thread, or for one that is stopped or blocked.
#pragma once

#include "jvm/frames/frame.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

// Whether no Java program sees frames with this method (null: entry frames).
inline bool is_invisible(const Method* method) {
  return method == nullptr || method->has(kProxyStub);
}

class FrameWalker {
 public:
  explicit FrameWalker(const JavaThread& thread) : frame_(thread.frame), end_(thread.outer_frames) {
    skip_entries();
  }
  // From a frame down to, and without, another.
  explicit FrameWalker(Frame* from, Frame* end = nullptr) : frame_(from), end_(end) {
    skip_entries();
  }

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
    while (frame_ != nullptr && frame_ != end_ && is_invisible(frame_->method)) {
      frame_ = frame_->caller;
    }
    if (frame_ == end_) frame_ = nullptr;
  }
  Frame* frame_;
  Frame* end_;
};

// The same for a position that was read from a frame earlier.
int bci_of_frame(const Method* method, const Instruction* pc);

// Line number of `bci` in `method` by its LineNumberTable; -2 for native methods, -1 if unknown.
int line_number(const Method* method, int bci);

}  // namespace cjvm
