// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/parker.h"

#include <sched.h>

#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/park_permit.h"
#include "jvm/threads/thread_list.h"

namespace cjvm {

void park(JavaThread& thread, bool is_absolute, std::int64_t time) {
  Event& permit = thread.permit->park;
  if (permit.try_consume() || is_interrupted(thread, false)) return;
  if (time < 0 || (is_absolute && time == 0)) return;
  Deadline deadline = is_absolute ? Deadline::at_epoch_millis(time)
                      : time != 0 ? Deadline::after_nanos(time)
                                  : Deadline::never();
  bool timed = is_absolute || time != 0;
  StatusScope status(thread, timed ? ThreadStatus::ParkedTimed : ThreadStatus::Parked);
  IdleScope idle(thread);
  thread.waited_count.fetch_add(1, std::memory_order_relaxed);
  WaitScope waiting(thread.waited_clock);
  permit.wait(deadline);
}

void unpark(JavaThread& target) { target.permit->park.set(); }

void sleep(JavaThread& thread, std::int64_t millis, std::int32_t nanos) {
  if (millis < 0) throw_java(Throwable::IllegalArgumentException, "timeout value is negative");
  Event& event = thread.permit->sleep;
  event.try_consume();
  bool interrupted = is_interrupted(thread, true);
  if (!interrupted) {
    if (millis == 0 && nanos == 0) {
      sched_yield();
      return;
    }
    Deadline deadline = Deadline::after_millis(millis);
    deadline.nanos += nanos;
    StatusScope status(thread, ThreadStatus::Sleeping);
    IdleScope idle(thread);
    thread.waited_count.fetch_add(1, std::memory_order_relaxed);
    WaitScope waiting(thread.waited_clock);
    // Woken only by an interrupt; a stale wake-up leaves the flag clear and sleeping goes on.
    while (event.wait(deadline)) {
      interrupted = is_interrupted(thread, true);
      if (interrupted) break;
    }
  }
  if (interrupted) throw_java(Throwable::InterruptedException, "sleep interrupted");
}

void wake_interrupted(JavaThread& target) {
  target.permit->sleep.set();
  target.permit->monitor.set();
  target.permit->park.set();
}

bool is_interrupted(JavaThread& thread, bool clear) {
  if (thread.java_thread == nullptr) return false;
  HeapAccess& heap = thread.heap();
  bool interrupted = heap.load<std::uint8_t>(thread.java_thread, well_known::Thread_interrupted,
                                             Order::Volatile) != 0;
  if (interrupted && clear) {
    heap.store<std::uint8_t>(thread.java_thread, well_known::Thread_interrupted, 0,
                             Order::Volatile);
  }
  return interrupted;
}

}  // namespace cjvm
