// SPDX-License-Identifier: Apache-2.0
// The two memory pools that java.lang.management sees, the heap and the metadata, with their
// thresholds; and the thread that tells programs of crossed thresholds and of collections. The
// beans and sensors are objects of the class library. Java threads.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

struct MemoryUsage {
  std::int64_t initial, used, committed, maximum;  // maximum -1: none
};

enum class MemoryPool { Heap, Metadata, kCount };
enum class Threshold { Usage, AfterCollection, kCount };

MemoryUsage usage_of(MemoryPool pool);
MemoryUsage peak_usage_of(MemoryPool pool);
MemoryUsage usage_after_collection(MemoryPool pool);
void reset_peak_usage(MemoryPool pool);

// Bytes; `high` 0 switches the threshold off. The sensor (sun.management.Sensor) is triggered when
// use reaches `high` and cleared when it falls below `low`.
std::int64_t set_high_threshold(JavaThread& thread, MemoryPool pool, Threshold kind,
                                std::int64_t high);
std::int64_t set_low_threshold(JavaThread& thread, MemoryPool pool, Threshold kind,
                               std::int64_t low);
void set_sensor(JavaThread& thread, MemoryPool pool, Threshold kind, Object* sensor);

// From now on, or no longer, each collection is reported to `collector_bean`
// (com.sun.management.internal.GarbageCollectorExtImpl).
void notify_of_collections(JavaThread& thread, Object* collector_bean, bool on);

// A java.lang.management.MemoryUsage.
Object* usage_object(JavaThread& thread, const MemoryUsage& usage);
// MemoryUsage[] by pool, of the last collection or a given one.
struct CollectionUsage {
  std::uint64_t number;                   // 0: there was no collection
  std::int64_t start_millis, end_millis;  // since the VM started
  Object* before;
  Object* after;
};
CollectionUsage last_collection(JavaThread& thread);

constexpr std::int32_t kCollectorThreads = 2;

}  // namespace cjvm
