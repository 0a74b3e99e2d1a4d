// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.System and java.lang.Runtime, and of classes that ask the VM for a constant.
// Java threads.
#include "classlib-glue/exports/system.h"

#include <unistd.h>

#include <bit>

#include "classlib-glue/exports/array.h"
#include "classlib-glue/natives/native_slots.h"
#include "jvm/frames/stack_walk.h"

namespace cjvm {
namespace glue {
namespace {

void copy_array(JavaThread& thread, Slot* slots) {
  array_copy(thread, slots[0].ref, slots[1].i, slots[2].ref, slots[3].i, slots[4].i);
}
void identity_hash_code(JavaThread& thread, Slot* slots) {
  Object* object = slots[0].ref;
  give(slots, object == nullptr ? 0 : thread.heap().identity_hash(object));
}
void time_millis(JavaThread&, Slot* slots) { give(slots, current_time_millis()); }
void time_nanos(JavaThread&, Slot* slots) { give(slots, nano_time()); }

void available_processors(JavaThread&, Slot* slots) { give(slots, active_processors()); }
void free_bytes(JavaThread&, Slot* slots) { give(slots, free_memory()); }
void total_bytes(JavaThread&, Slot* slots) { give(slots, total_memory()); }
void max_bytes(JavaThread&, Slot* slots) { give(slots, max_memory()); }
void collect(JavaThread& thread, Slot*) { explicit_collection(thread); }

void loader_on_stack(JavaThread& thread, Slot* slots) {
  give(slots, latest_user_defined_loader(thread));
}
void user_id(JavaThread&, Slot* slots) { give(slots, getuid()); }
void effective_user_id(JavaThread&, Slot* slots) { give(slots, geteuid()); }
void group_id(JavaThread&, Slot* slots) { give(slots, getgid()); }
void effective_group_id(JavaThread&, Slot* slots) { give(slots, getegid()); }
void time_adjustment(JavaThread&, Slot* slots) { give(slots, nano_time_adjustment(slots[0].j)); }

void answer_true(JavaThread&, Slot* slots) { give(slots, true); }
void answer_false(JavaThread&, Slot* slots) { give(slots, false); }
void answer_zero(JavaThread&, Slot* slots) { give(slots, 0); }
void nothing(JavaThread&, Slot*) {}

// One word between the two views; the upper half of an int slot is to be sign-extended, of a float
// slot zero.
void float_to_bits(JavaThread&, Slot* slots) {
  give(slots, std::bit_cast<std::int32_t>(slots[0].f));
}
void bits_to_float(JavaThread&, Slot* slots) { give(slots, std::bit_cast<float>(slots[0].i)); }
void same_bits(JavaThread&, Slot*) {}

void intern(JavaThread&, Slot* slots) { give(slots, intern_string(slots[0].ref)); }

constexpr const char* kCds = "jdk/internal/misc/CDS";
constexpr const char* kRuntime = "java/lang/Runtime";
constexpr const char* kVm = "jdk/internal/misc/VM";

constexpr VmNativeEntry kTable[] = {
    {"java/lang/System", "arraycopy", nullptr, copy_array, kTakesProxies},
    {"java/lang/System", "identityHashCode", nullptr, identity_hash_code, kTakesProxies},
    {"java/lang/System", "currentTimeMillis", nullptr, time_millis},
    {"java/lang/System", "nanoTime", nullptr, time_nanos},
    {kRuntime, "availableProcessors", nullptr, available_processors},
    {kRuntime, "freeMemory", nullptr, free_bytes},
    {kRuntime, "totalMemory", nullptr, total_bytes},
    {kRuntime, "maxMemory", nullptr, max_bytes},
    {kRuntime, "gc", nullptr, collect},
    {kVm, "latestUserDefinedLoader0", nullptr, loader_on_stack},
    {kVm, "getuid", nullptr, user_id},
    {kVm, "geteuid", nullptr, effective_user_id},
    {kVm, "getgid", nullptr, group_id},
    {kVm, "getegid", nullptr, effective_group_id},
    {kVm, "getNanoTimeAdjustment", nullptr, time_adjustment},
    {kCds, "isDumpingClassList0", nullptr, answer_false},
    {kCds, "isDumpingArchive0", nullptr, answer_false},
    {kCds, "isSharingEnabled0", nullptr, answer_false},
    {kCds, "getRandomSeedForDumping", nullptr, answer_zero},
    {kCds, "initializeFromArchive", nullptr, nothing},
    {"java/util/concurrent/atomic/AtomicLong", "VMSupportsCS8", nullptr, answer_true},
    {"java/lang/StringUTF16", "isBigEndian", nullptr, answer_false},
    {"java/lang/String", "intern", nullptr, intern},
    {"java/lang/Float", "floatToRawIntBits", nullptr, float_to_bits},
    {"java/lang/Float", "intBitsToFloat", nullptr, bits_to_float},
    {"java/lang/Double", "doubleToRawLongBits", nullptr, same_bits},
    {"java/lang/Double", "longBitsToDouble", nullptr, same_bits},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> system_natives() { return glue::kTable; }

}  // namespace cjvm
