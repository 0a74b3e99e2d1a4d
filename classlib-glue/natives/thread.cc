// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.Thread. Java threads.
#include "classlib-glue/exports/thread.h"

#include <sched.h>

#include "classlib-glue/natives/native_slots.h"
#include "jvm/threads/monitor.h"

namespace cjvm {
namespace glue {
namespace {

void current_thread(JavaThread& thread, Slot* slots) { give(slots, thread.java_thread); }
void yield(JavaThread&, Slot*) { sched_yield(); }
void sleep(JavaThread& thread, Slot* slots) { sleep_millis(thread, slots[0].j); }
void start(JavaThread& thread, Slot* slots) { start_thread(thread, slots[0].ref); }
void interrupt(JavaThread&, Slot* slots) { interrupt_thread(slots[0].ref); }
// Interruption is a field plus a wake-up; there is no event to reset.
void clear_interrupt_event(JavaThread&, Slot*) {}
void holds_lock(JavaThread& thread, Slot* slots) {
  give(slots, monitor_is_held_by(thread, require(slots[0].ref)));
}
void get_threads(JavaThread& thread, Slot* slots) { give(slots, all_threads(thread)); }
void dump(JavaThread& thread, Slot* slots) { give(slots, dump_threads(thread, slots[0].ref)); }
void priority(JavaThread& thread, Slot* slots) { set_priority(thread, slots[0].ref, slots[1].i); }
void native_name(JavaThread&, Slot* slots) { set_native_name(slots[0].ref, slots[1].ref); }
void stop(JavaThread& thread, Slot* slots) { stop_thread(thread, slots[0].ref, slots[1].ref); }
void suspend(JavaThread& thread, Slot* slots) { suspend_java_thread(thread, slots[0].ref); }
void resume(JavaThread&, Slot* slots) { resume_java_thread(slots[0].ref); }

constexpr VmNativeEntry kTable[] = {
    {"java/lang/Thread", "currentThread", nullptr, current_thread},
    {"java/lang/Thread", "yield", nullptr, yield},
    {"java/lang/Thread", "sleep", "(J)V", sleep},
    {"java/lang/Thread", "start0", nullptr, start},
    {"java/lang/Thread", "interrupt0", nullptr, interrupt},
    {"java/lang/Thread", "clearInterruptEvent", nullptr, clear_interrupt_event},
    {"java/lang/Thread", "holdsLock", nullptr, holds_lock, kTakesProxies},
    {"java/lang/Thread", "getThreads", nullptr, get_threads},
    {"java/lang/Thread", "dumpThreads", nullptr, dump, kTakesProxies},
    {"java/lang/Thread", "setPriority0", nullptr, priority},
    {"java/lang/Thread", "setNativeName", nullptr, native_name},
    {"java/lang/Thread", "stop0", nullptr, stop, kTakesProxies},
    {"java/lang/Thread", "suspend0", nullptr, suspend},
    {"java/lang/Thread", "resume0", nullptr, resume},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> thread_natives() { return glue::kTable; }

}  // namespace cjvm
