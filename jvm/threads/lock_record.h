// SPDX-License-Identifier: Apache-2.0
// The monitors that frames have entered with monitorenter, for the few methods whose bytecode does
// not show it (see frames/lock_flow.h). A list per thread, innermost frame first. The owning thread
// only, or while it stands still.
#pragma once

#include "jvm/memory/collector.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

struct LockRecord {
  LockRecord* next;
  const Frame* frame;
  Object* object;
};

inline bool holds_recorded_monitor(const JavaThread& thread, const Frame* frame) {
  return thread.lock_records != nullptr && thread.lock_records->frame == frame;
}

inline bool has_lock_record(const JavaThread& thread, const Frame* frame, const Object* object) {
  for (const LockRecord* at = thread.lock_records; at != nullptr && at->frame == frame;
       at = at->next) {
    if (at->object == object) return true;
  }
  return false;
}

// Throws OutOfMemoryError.
inline void add_lock_record(JavaThread& thread, const Frame* frame, Object* object) {
  auto* record = static_cast<LockRecord*>(Collector::allocate_scanned(sizeof(LockRecord)));
  *record = {thread.lock_records, frame, object};
  thread.lock_records = record;
}

// Takes out the frame's last record, of `object` if it is not null; returns its object, null if
// there is none.
inline Object* take_lock_record(JavaThread& thread, const Frame* frame,
                                const Object* object = nullptr) {
  for (LockRecord** at = &thread.lock_records; *at != nullptr && (*at)->frame == frame;
       at = &(*at)->next) {
    if (object != nullptr && (*at)->object != object) continue;
    Object* taken = (*at)->object;
    *at = (*at)->next;
    return taken;
  }
  return nullptr;
}

}  // namespace cjvm
