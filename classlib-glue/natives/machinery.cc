// SPDX-License-Identifier: Apache-2.0
// Natives of small VM-internal classes: Perf, VectorSupport, ScopedMemoryAccess, NativeEntryPoint.
// Java threads. Performance counters are plain native memory that only this process reads.
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>

#include "classlib-glue/exports/system.h"
#include "classlib-glue/natives/native_slots.h"
#include "jvm/calls/java_call.h"
#include "jvm/threads/scoped_access.h"

namespace cjvm {
namespace glue {
namespace {

void nothing(JavaThread&, Slot*) {}
void answer_zero(JavaThread&, Slot* slots) { give(slots, 0); }
void no_vectors(JavaThread&, Slot* slots) { give(slots, -1); }

// ---- jdk.internal.perf.Perf
std::mutex counter_lock;
std::set<std::string>& counter_names() {
  static std::set<std::string> names;
  return names;
}

void reserve_name(Object* name) {
  std::string text = string_utf8(require(name));
  bool is_new = false;
  {
    std::lock_guard lock(counter_lock);
    is_new = counter_names().insert(text).second;
  }
  if (!is_new) throw_java(Throwable::IllegalArgumentException, "PerfLong name already exists");
}

// A direct buffer over `bytes` of new native memory, which is never freed: counters live as long as
// the process.
Object* counter_buffer(JavaThread& thread, const void* initial, std::int32_t bytes) {
  void* memory = std::calloc(1, static_cast<std::size_t>(bytes));
  if (memory == nullptr) throw_out_of_memory("performance counters");
  std::memcpy(memory, initial, static_cast<std::size_t>(bytes));
  return new_instance(thread, well_known::DirectByteBuffer, "(JI)V",
                      {reinterpret_cast<std::int64_t>(memory), bytes});
}

// (name, variability, units, value)
void create_long(JavaThread& thread, Slot* slots) {
  reserve_name(slots[1].ref);
  std::int64_t value = slots[4].j;
  give(slots, counter_buffer(thread, &value, sizeof value));
}

// (name, variability, units, byte[] value, maximum length)
void create_byte_array(JavaThread& thread, Slot* slots) {
  Array* value = as_array(require(slots[4].ref));
  std::int32_t capacity = slots[5].i;
  if (value->length > capacity) throw_java(Throwable::IllegalArgumentException, "value too long");
  reserve_name(slots[1].ref);
  std::string bytes(static_cast<std::size_t>(capacity) + 1, '\0');
  thread.heap().read_bytes(value, Array::kElementBase, bytes.data(),
                           static_cast<std::size_t>(value->length));
  give(slots, counter_buffer(thread, bytes.data(), capacity + 1));
}

void attach(JavaThread&, Slot*) {
  throw_java(Throwable::IOException, "Performance counters of other processes are not available");
}
void counter(JavaThread&, Slot* slots) { give(slots, nano_time()); }
void frequency(JavaThread&, Slot* slots) { give(slots, std::int64_t{1'000'000'000}); }

// ---- foreign memory: (this, scope, error)
void close_scope(JavaThread& thread, Slot* slots) {
  give(slots, !is_being_accessed(thread, slots[1].ref));
}

void no_foreign_calls(JavaThread&, Slot*) {
  throw_java(Throwable::UnsupportedOperationException, "Foreign function calls are not available");
}

constexpr const char* kPerf = "jdk/internal/perf/Perf";

constexpr VmNativeEntry kTable[] = {
    {kPerf, "registerNatives", nullptr, nothing},
    {kPerf, "attach", nullptr, attach},
    {kPerf, "detach", nullptr, nothing},
    {kPerf, "createLong", nullptr, create_long},
    {kPerf, "createByteArray", nullptr, create_byte_array, kTakesProxies},
    {kPerf, "highResCounter", nullptr, counter},
    {kPerf, "highResFrequency", nullptr, frequency},
    {"jdk/internal/vm/vector/VectorSupport", "registerNatives", nullptr, answer_zero},
    {"jdk/internal/vm/vector/VectorSupport", "getMaxLaneCount", nullptr, no_vectors},
    {"jdk/internal/misc/ScopedMemoryAccess", "registerNatives", nullptr, nothing},
    {"jdk/internal/misc/ScopedMemoryAccess", "closeScope0", nullptr, close_scope},
    {"jdk/internal/invoke/NativeEntryPoint", "registerNatives", nullptr, nothing},
    {"jdk/internal/invoke/NativeEntryPoint", "vmStorageToVMReg", nullptr, no_foreign_calls},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> machinery_natives() { return glue::kTable; }

}  // namespace cjvm
