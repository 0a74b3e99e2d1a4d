// SPDX-License-Identifier: Apache-2.0
// Iteration over the methods on the calling thread's stack, innermost first: its frames here, then
// those that the extension knows further out. May wait and throw JavaThrow where there are such.
#pragma once

#include "jvm/frames/frame_walker.h"
#include "jvm/frames/stack_trace.h"

namespace cjvm {

class StackMethods {
 public:
  explicit StackMethods(JavaThread& thread);

  bool at_end() const { return at_.at_end() && next_ >= outer_.size(); }
  void next();
  Method* method() const { return at_.at_end() ? outer_[next_].method : at_.method(); }
  int bci() const { return at_.at_end() ? outer_[next_].bci : at_.bci(); }
  // Null for a frame further out.
  Frame* frame() const { return at_.at_end() ? nullptr : at_.frame(); }

 private:
  void look_further();

  JavaThread& thread_;
  FrameWalker at_;
  TracedFrames outer_;
  std::size_t next_ = 0;
};

}  // namespace cjvm
