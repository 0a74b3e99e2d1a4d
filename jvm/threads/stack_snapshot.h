// SPDX-License-Identifier: Apache-2.0
// A thread's frames and the monitors they hold, taken while the thread stands still and readable
// afterwards. Which frame holds a monitor is not recorded by the interpreter: synchronized methods
// keep their object in a known slot; for synchronized blocks the bytecode tells which local
// variables hold the objects (frames/lock_flow.h), or there are records. Java threads.
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
  static constexpr std::int32_t kOwn = -1;       // of a synchronized method
  static constexpr std::int32_t kRecorded = -2;  // see lock_record.h

  std::size_t frame;  // index into frames
  Object* object;
  std::int32_t local = kOwn;  // the local variable that holds it
};

struct StackSnapshot {
  std::vector<FrameSnapshot> frames;  // innermost first
  GcVector<HeldMonitor>
      monitors;  // by frame, innermost first, and in a frame the last entered first
  Object* blocked_on = nullptr;
  Object* waiting_on = nullptr;
  bool is_alive = false;
};

// Where a frame of `target`, which is stopped or the caller, stands.
const Instruction* position_of(const JavaThread& target, const Frame* frame);

// At most `max_frames` frames are kept.
StackSnapshot take_snapshot(JavaThread& current, JavaThread& target, std::size_t max_frames);

}  // namespace cjvm
