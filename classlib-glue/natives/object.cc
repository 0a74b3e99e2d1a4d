// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.Object. Java threads; the receiver is never null.
#include "classlib-glue/exports/object.h"

#include "classlib-glue/natives/native_slots.h"

namespace cjvm {
namespace glue {
namespace {

void get_class(JavaThread&, Slot* slots) { give(slots, slots[0].ref->klass()->mirror); }
void hash_code(JavaThread& thread, Slot* slots) {
  give(slots, thread.heap().identity_hash(slots[0].ref));
}
void clone(JavaThread& thread, Slot* slots) { give(slots, clone_object(thread, slots[0].ref)); }
void wait(JavaThread& thread, Slot* slots) { wait_on(thread, slots[0].ref, slots[1].j); }
void notify(JavaThread& thread, Slot* slots) { thread.heap().monitor_notify(slots[0].ref, false); }
void notify_all(JavaThread& thread, Slot* slots) {
  thread.heap().monitor_notify(slots[0].ref, true);
}

constexpr VmNativeEntry kTable[] = {
    {"java/lang/Object", "getClass", nullptr, get_class, kTakesProxies | kRunsOnProxy},
    {"java/lang/Object", "hashCode", nullptr, hash_code, kTakesProxies},
    {"java/lang/Object", "clone", nullptr, clone, kTakesProxies},
    {"java/lang/Object", "wait", "(J)V", wait, kTakesProxies | kRunsOnProxy},
    {"java/lang/Object", "notify", nullptr, notify, kTakesProxies | kRunsOnProxy},
    {"java/lang/Object", "notifyAll", nullptr, notify_all, kTakesProxies | kRunsOnProxy},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> object_natives() { return glue::kTable; }

}  // namespace cjvm
