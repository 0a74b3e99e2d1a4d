// SPDX-License-Identifier: Apache-2.0
// LockSupport.park/unpark, Thread.sleep and interrupt wake-ups. Owner thread blocks; any thread
// wakes.
#pragma once

#include <cstdint>

#include "jvm/threads/java_thread.h"

namespace cjvm {

// Unsafe.park: `is_absolute`: time is epoch milliseconds, else nanoseconds, 0 = for ever. Returns
// at once if interrupted or a permit is there; may return spuriously.
void park(JavaThread& thread, bool is_absolute, std::int64_t time);
// Makes the permit of a live thread available.
void unpark(JavaThread& target);

// Thread.sleep; throws InterruptedException "sleep interrupted".
void sleep(JavaThread& thread, std::int64_t millis, std::int32_t nanos = 0);

// Thread.interrupt0: wakes the target from sleep, wait and park (the field `interrupted` is already
// set by Java code).
void wake_interrupted(JavaThread& target);
// Reads java.lang.Thread.interrupted of the calling thread, clearing it if asked.
bool is_interrupted(JavaThread& thread, bool clear);

}  // namespace cjvm
