// SPDX-License-Identifier: Apache-2.0
#include "jvm/management/memory_pools.h"

#include <semaphore.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>

#include "jvm/calls/boxing.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/vm_thread.h"
#include "jvm/memory/collection_records.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr unsigned kPools = static_cast<unsigned>(MemoryPool::kCount);
constexpr unsigned kKinds = static_cast<unsigned>(Threshold::kCount);

struct Sensor {
  std::atomic<Object*> object{nullptr};
  std::atomic<std::int64_t> high{0}, low{0};
  bool is_on = false;  // of the notification thread
};

// Lives in metadata, so that it may hold objects.
struct Watch {
  Sensor sensors[kPools][kKinds];
  std::atomic<Object*> collector_bean{nullptr};
  std::atomic<std::uint64_t> reported{0};  // last collection that listeners know of
  std::atomic<bool> has_thread{false};
};

Watch& watch() {
  static Watch* made = Collector::make_metadata<Watch>();
  return *made;
}

sem_t wake;

MemoryUsage heap_usage(std::size_t used, std::size_t committed) {
  MemoryUsage usage{Vm::instance().options().initial_heap_size, static_cast<std::int64_t>(used),
                    static_cast<std::int64_t>(std::max(committed, used)),
                    static_cast<std::int64_t>(Collector::max_heap_size())};
  usage.maximum = std::max(usage.maximum, usage.committed);
  return usage;
}

MemoryUsage metadata_usage() {
  auto used = static_cast<std::int64_t>(Collector::metadata_size());
  return {0, used, used, -1};
}

std::atomic<std::int64_t> peak_asked{0};  // highest heap use that a question has seen

Class* boot_class(JavaThread& thread, std::string_view name) {
  return load_class(thread, Symbol::intern(name), boot_loader());
}

Method* method_of(Class* klass, std::string_view name, std::string_view descriptor) {
  return klass->find_method(Symbol::intern(name), Symbol::intern(descriptor));
}

Sensor& sensor_of(MemoryPool pool, Threshold kind) {
  return watch().sensors[static_cast<unsigned>(pool)][static_cast<unsigned>(kind)];
}

// ---- the notification thread

// Use beyond a usage threshold is to be noticed before the next collection too.
void set_alarm() {
  Sensor& sensor = sensor_of(MemoryPool::Heap, Threshold::Usage);
  std::int64_t high = sensor.high.load();
  collection_records::set_usage_alarm(high > 0 && !sensor.is_on ? static_cast<std::size_t>(high)
                                                                : SIZE_MAX);
}

void check_sensor(JavaThread& thread, Sensor& sensor, const MemoryUsage& usage, bool every_time) {
  Object* object = sensor.object.load();
  std::int64_t high = sensor.high.load();
  if (object == nullptr) return;
  Class* klass = boot_class(thread, "sun/management/Sensor");
  if (high > 0 && usage.used >= high && (!sensor.is_on || every_time)) {
    sensor.is_on = true;
    call_virtual(thread, method_of(klass, "trigger", "(ILjava/lang/management/MemoryUsage;)V"),
                 {object, std::int32_t{1}, usage_object(thread, usage)});
  } else if (sensor.is_on && (high == 0 || usage.used < std::max(sensor.low.load(), high))) {
    sensor.is_on = false;
    call_virtual(thread, method_of(klass, "clear", "()V"), {object});
  }
}

CollectionUsage describe(JavaThread& thread, const collection_records::Record& record) {
  std::int64_t start = Vm::instance().start_millis();
  Class* element = boot_class(thread, "java/lang/management/MemoryUsage");
  auto usages = [&](std::size_t used, std::size_t committed) {
    Array* array = allocate_array(thread, array_class_of(thread, element), kPools);
    HeapAccess& heap = thread.heap();
    heap.store_reference(array, Array::kElementBase,
                         usage_object(thread, heap_usage(used, committed)), Order::Plain);
    heap.store_reference(array, Array::kElementBase + sizeof(Object*),
                         usage_object(thread, metadata_usage()), Order::Plain);
    return array;
  };
  return {record.number, std::max<std::int64_t>(record.start_millis - start, 0),
          std::max<std::int64_t>(record.end_millis - start, 0),
          usages(record.used_before, record.committed_before),
          usages(record.used_after, record.committed_after)};
}

void report_collection(JavaThread& thread, Object* bean, const collection_records::Record& record) {
  Class* klass = boot_class(thread, "com/sun/management/internal/GarbageCollectorExtImpl");
  Slot builder = call_java(
      thread, method_of(klass, "getGcInfoBuilder", "()Lcom/sun/management/internal/GcInfoBuilder;"),
      {bean});
  CollectionUsage usage = describe(thread, record);
  Array* extra = allocate_array(thread, array_class_of(thread, well_known::Object), 1);
  thread.heap().store_reference(extra, Array::kElementBase,
                                box(thread, BasicType::Int, Slot{.j = kCollectorThreads}),
                                Order::Plain);
  Object* info = new_instance(
      thread, boot_class(thread, "com/sun/management/GcInfo"),
      "(Lcom/sun/management/internal/GcInfoBuilder;JJJ[Ljava/lang/management/MemoryUsage;"
      "[Ljava/lang/management/MemoryUsage;[Ljava/lang/Object;)V",
      {builder.ref, static_cast<std::int64_t>(usage.number), usage.start_millis, usage.end_millis,
       usage.before, usage.after, extra});
  Object* name =
      call_virtual(thread,
                   method_of(boot_class(thread, "java/lang/management/MemoryManagerMXBean"),
                             "getName", "()Ljava/lang/String;"),
                   {bean})
          .ref;
  call_virtual(thread,
               method_of(klass, "createGCNotification",
                         "(JLjava/lang/String;Ljava/lang/String;Ljava/lang/String;"
                         "Lcom/sun/management/GcInfo;)V"),
               {bean, record.end_millis, name, make_string("end of major GC"),
                make_string(record.cause), info});
}

void report_collections(JavaThread& thread) {
  Watch& all = watch();
  for (;;) {
    collection_records::Record record = collection_records::next_after(all.reported.load());
    if (record.number == 0) return;
    all.reported.store(record.number);
    if (Object* bean = all.collector_bean.load()) report_collection(thread, bean, record);
  }
}

// Listeners are programs' code: what they throw ends with them.
template <class Body>
void tolerate(JavaThread& thread, Body body) {
  try {
    body();
  } catch (const JavaThrow&) {
    take_pending(thread);
  }
}

void run_notifications(JavaThread& thread) {
  std::uint64_t seen = collection_records::last().number;
  for (;;) {
    {
      IdleScope idle(thread);
      while (sem_wait(&wake) != 0 && errno == EINTR) {
      }
    }
    std::uint64_t number = collection_records::last().number;
    bool collected = number != seen;
    seen = number;
    for (MemoryPool pool : {MemoryPool::Heap, MemoryPool::Metadata}) {
      tolerate(thread, [&] {
        check_sensor(thread, sensor_of(pool, Threshold::Usage), usage_of(pool), false);
      });
      if (!collected) continue;
      tolerate(thread, [&] {
        check_sensor(thread, sensor_of(pool, Threshold::AfterCollection),
                     usage_after_collection(pool), true);
      });
    }
    set_alarm();
    tolerate(thread, [&] { report_collections(thread); });
  }
}

// Async-signal-safe, as the collector demands.
void wake_thread() { sem_post(&wake); }

void need_thread(JavaThread& thread) {
  if (watch().has_thread.exchange(true)) return;
  sem_init(&wake, 0, 0);
  start_vm_thread(thread, "Notification Thread", run_notifications);
  collection_records::set_listener(wake_thread);
}

}  // namespace

MemoryUsage usage_of(MemoryPool pool) {
  if (pool == MemoryPool::Metadata) return metadata_usage();
  std::size_t committed = Collector::heap_size(), free = Collector::free_bytes();
  MemoryUsage usage = heap_usage(committed > free ? committed - free : 0, committed);
  if (usage.used > peak_asked.load()) peak_asked.store(usage.used);
  return usage;
}

MemoryUsage peak_usage_of(MemoryPool pool) {
  MemoryUsage usage = usage_of(pool);
  if (pool == MemoryPool::Metadata) return usage;  // it never shrinks
  auto seen = static_cast<std::int64_t>(collection_records::peak());
  usage.used = std::max({usage.used, seen, peak_asked.load()});
  usage.committed = std::max(usage.committed, usage.used);
  usage.maximum = std::max(usage.maximum, usage.committed);
  return usage;
}

MemoryUsage usage_after_collection(MemoryPool pool) {
  if (pool == MemoryPool::Metadata) return metadata_usage();
  collection_records::Record record = collection_records::last();
  return heap_usage(record.used_after, record.committed_after);
}

void reset_peak_usage(MemoryPool pool) {
  if (pool == MemoryPool::Metadata) return;
  collection_records::reset_peak();
  peak_asked.store(0);
}

std::int64_t set_high_threshold(JavaThread& thread, MemoryPool pool, Threshold kind,
                                std::int64_t high) {
  std::int64_t before = sensor_of(pool, kind).high.exchange(high);
  if (high > 0) {
    need_thread(thread);
    wake_thread();
  }
  return before;
}

std::int64_t set_low_threshold(JavaThread&, MemoryPool pool, Threshold kind, std::int64_t low) {
  return sensor_of(pool, kind).low.exchange(low);
}

void set_sensor(JavaThread&, MemoryPool pool, Threshold kind, Object* sensor) {
  sensor_of(pool, kind).object.store(sensor);
}

void notify_of_collections(JavaThread& thread, Object* collector_bean, bool on) {
  Watch& all = watch();
  if (on && all.collector_bean.load() == nullptr)
    all.reported.store(collection_records::last().number);
  all.collector_bean.store(on ? collector_bean : nullptr);
  if (on) need_thread(thread);
}

Object* usage_object(JavaThread& thread, const MemoryUsage& usage) {
  return new_instance(thread, boot_class(thread, "java/lang/management/MemoryUsage"), "(JJJJ)V",
                      {usage.initial, usage.used, usage.committed, usage.maximum});
}

CollectionUsage last_collection(JavaThread& thread) {
  collection_records::Record record = collection_records::last();
  if (record.number == 0) return {};
  return describe(thread, record);
}

}  // namespace cjvm
