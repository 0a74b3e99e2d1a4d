// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.ref.Reference and PhantomReference. Java threads. The referent is an
// ordinary field to everybody but the collector.
#include "classlib-glue/natives/native_slots.h"
#include "jvm/memory/references.h"

namespace cjvm {
namespace glue {
namespace {

void take_pending_list(JavaThread&, Slot* slots) { give(slots, take_pending_references()); }
void has_pending_list(JavaThread&, Slot* slots) { give(slots, has_pending_references()); }
void wait_for_pending_list(JavaThread& thread, Slot*) { wait_for_pending_references(thread); }

void refers_to(JavaThread& thread, Slot* slots) {
  give(slots, get_ref(thread, slots[0].ref, well_known::Reference_referent) == slots[1].ref);
}
void clear(JavaThread& thread, Slot* slots) {
  set_ref(thread, slots[0].ref, well_known::Reference_referent, nullptr);
}

constexpr VmNativeEntry kTable[] = {
    {"java/lang/ref/Reference", "getAndClearReferencePendingList", nullptr, take_pending_list},
    {"java/lang/ref/Reference", "hasReferencePendingList", nullptr, has_pending_list},
    {"java/lang/ref/Reference", "waitForReferencePendingList", nullptr, wait_for_pending_list},
    {"java/lang/ref/Reference", "refersTo0", nullptr, refers_to, kTakesProxies},
    {"java/lang/ref/Reference", "clear0", nullptr, clear},
    {"java/lang/ref/PhantomReference", "refersTo0", nullptr, refers_to, kTakesProxies},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> reference_natives() { return glue::kTable; }

}  // namespace cjvm
