// SPDX-License-Identifier: Apache-2.0
// Keeping dead references out of frames. The collector scans frames conservatively, so a slot that
// still holds what an earlier call has left there keeps garbage alive: the structure a method
// built when it ran last, while it builds the next one. Locals that will hold references are
// therefore cleared on entry, and what an OutOfMemoryError leaves behind is cleared where it is
// caught. Java threads.
#pragma once

#include <cstdint>

#include "jvm/frames/frame.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

struct SlotRange {
  std::uint32_t first = 0, count = 0;
};

// The locals of `method`, arguments excepted, that are to be cleared on entry: those that hold
// references at some time, but not if they get their first value before anything can be called.
SlotRange stale_locals(const Method* method);

// Clears what is dead when `frame` goes on at the exception handler at `handler_bci`: locals
// without a value there, and everything above the handler's only operand up to `end` and a little
// beyond. The operand is set by the caller.
void clear_behind_handler(JavaThread& thread, Frame* frame, int handler_bci, Slot* end);

}  // namespace cjvm
