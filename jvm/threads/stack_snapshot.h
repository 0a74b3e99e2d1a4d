// SPDX-License-Identifier: Apache-2.0
// A thread's frames and the monitors they hold, taken while the thread stands still and readable
// afterwards. Which frame holds a monitor is not recorded by the interpreter: synchronized methods
// keep their object in a known slot; for synchronized blocks the frame's slots are searched for
// objects that the thread owns. Java threads.
#pragma once

#include <vector>

#include "jvm/memory/gc_vector.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

struct FrameSnapshot {
  Method* method;
  const Instruction* pc;
};

struct HeldMonitor {
  std::size_t frame;  // index into frames
  Object* object;
};

struct StackSnapshot {
  std::vector<FrameSnapshot> frames;  // innermost first
  GcVector<HeldMonitor> monitors;     // by frame, innermost first
  Object* blocked_on = nullptr;
  Object* waiting_on = nullptr;
  bool is_alive = false;
};

// At most `max_frames` frames are kept.
StackSnapshot take_snapshot(JavaThread& current, JavaThread& target, std::size_t max_frames);

}  // namespace cjvm
