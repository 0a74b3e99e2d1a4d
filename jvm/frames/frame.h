// SPDX-License-Identifier: Apache-2.0
// A frame on a Java stack. The stack grows upwards; a callee's locals start where the caller's
// operand stack holds the arguments, so a call copies nothing:
//
//   locals[0 .. max_locals) | Frame | operand stack [0 .. max_stack)
//   ^ fp (Slot*)              ^ JavaThread::frame
//
// JavaThread::frame is kept current by every call and return. `pc` of a frame is current whenever
// it has called something that may look at it. All slots are scanned conservatively by the
// collector.
#pragma once

#include <cstddef>

#include "jvm/object/method.h"

namespace cjvm {

struct Frame {
  Frame* caller;          // next older frame of this thread; null at the stack's bottom
  Slot* caller_fp;        // the caller's locals
  Method* method;         // null: an entry frame, the boundary to the C++ code that called Java
  const Instruction* pc;  // instruction being executed; null for native methods and entry frames

  static constexpr std::size_t kSlots = 4;

  Slot* operand_stack() { return reinterpret_cast<Slot*>(this) + kSlots; }
  Slot* locals() { return reinterpret_cast<Slot*>(this) - method->max_locals; }
  // Synchronized methods only: the last local, one more than the class file asks for, holds the
  // locked object, null before and after. It cannot lie behind the operand stack, where callees'
  // locals grow.
  Slot& lock_slot() { return reinterpret_cast<Slot*>(this)[-1]; }
  // First slot behind this frame.
  Slot* top() { return operand_stack() + (method == nullptr ? 0 : method->max_stack + 1); }
};
static_assert(sizeof(Frame) == Frame::kSlots * sizeof(Slot));

}  // namespace cjvm
