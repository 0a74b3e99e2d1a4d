// SPDX-License-Identifier: Apache-2.0
// Memory beans: the pools of jvm/management/memory_pools.h with their thresholds, and one
// collector. The beans are made at the first question and live for ever. Java threads.
#include <malloc.h>

#include <algorithm>
#include <atomic>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "jvm/calls/java_call.h"
#include "jvm/management/heap_dump.h"
#include "jvm/management/memory_pools.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/wait_clock.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

constexpr unsigned kPools = static_cast<unsigned>(MemoryPool::kCount);
// In the order of MemoryPool.
constexpr std::string_view kPoolNames[kPools] = {"cjvm Heap", "Metaspace"};
constexpr std::string_view kCollectorName = "cjvm Collector";
constexpr std::string_view kMetadataManagerName = "Metaspace Manager";

// Native allocations of the VM and the class library.
MemoryUsage other_usage() {
  struct mallinfo2 info = mallinfo2();
  auto metadata = usage_of(MemoryPool::Metadata).used;
  auto used = static_cast<std::int64_t>(info.uordblks + info.hblkhd) + metadata;
  auto committed = static_cast<std::int64_t>(info.arena + info.hblkhd) + metadata;
  return {0, used, std::max(committed, used), -1};
}

Class* boot_class(JavaThread& thread, std::string_view name) {
  return load_class(thread, Symbol::intern(name), boot_loader());
}

struct Beans {
  std::atomic<Object*> pools[kPools];
  std::atomic<Object*> collector;
  std::atomic<Object*> metadata_manager;
};

// Two threads may make the beans; the first one counts.
void publish(std::atomic<Object*>& slot, Object* made) {
  Object* expected = nullptr;
  slot.compare_exchange_strong(expected, made);
}

Object* make_pool(JavaThread& thread, MemoryPool pool) {
  // The last two: a threshold of 0 for what is supported, -1 for what is not.
  constexpr std::int64_t kSupported = 0, kNot = -1;
  bool heap = pool == MemoryPool::Heap;
  return call_static(thread, boot_class(thread, "sun/management/ManagementFactoryHelper"),
                     "createMemoryPool",
                     "(Ljava/lang/String;ZJJ)Ljava/lang/management/MemoryPoolMXBean;",
                     {make_string(kPoolNames[static_cast<unsigned>(pool)]), heap, kSupported,
                      heap ? kSupported : kNot})
      .ref;
}

Object* make_collector(JavaThread& thread) {
  // With module jdk.management the bean has the com.sun.management operations too.
  Class* maker = find_boot_class_or_null(
      thread, Symbol::intern("com/sun/management/internal/GarbageCollectorExtImpl"));
  if (maker == nullptr) maker = boot_class(thread, "sun/management/ManagementFactoryHelper");
  return call_static(
             thread, maker, "createGarbageCollector",
             "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/management/GarbageCollectorMXBean;",
             {make_string(kCollectorName), static_cast<Object*>(nullptr)})
      .ref;
}

Object* make_metadata_manager(JavaThread& thread) {
  return call_static(thread, boot_class(thread, "sun/management/ManagementFactoryHelper"),
                     "createMemoryManager",
                     "(Ljava/lang/String;)Ljava/lang/management/MemoryManagerMXBean;",
                     {make_string(kMetadataManagerName)})
      .ref;
}

Beans& beans(JavaThread& thread) {
  static Beans* made = Collector::make_metadata<Beans>();
  for (unsigned i = 0; i < kPools; ++i) {
    if (made->pools[i].load() == nullptr)
      publish(made->pools[i], make_pool(thread, static_cast<MemoryPool>(i)));
  }
  if (made->collector.load() == nullptr) publish(made->collector, make_collector(thread));
  if (made->metadata_manager.load() == nullptr)
    publish(made->metadata_manager, make_metadata_manager(thread));
  return *made;
}

MemoryPool pool_of(JavaThread& thread, jobject bean) {
  Beans& all = beans(thread);
  Object* object = require(resolve(bean));
  for (unsigned i = 0; i < kPools; ++i) {
    if (all.pools[i].load() == object) return static_cast<MemoryPool>(i);
  }
  throw_java(Throwable::InternalError, "not a memory pool of this VM");
}

jobjectArray array_of(JavaThread& thread, std::string_view element_class,
                      std::initializer_list<Object*> beans) {
  Array* array = new_ref_array(thread, boot_class(thread, element_class),
                               static_cast<std::int32_t>(beans.size()));
  std::int32_t i = 0;
  for (Object* bean : beans) set_element(thread, array, i++, bean);
  return local<jobjectArray>(thread, array);
}

// Of one manager, or all.
jobjectArray get_memory_pools(JNIEnv* env, jobject manager) {
  return entry(env, [&](JavaThread& thread) {
    constexpr std::string_view kElement = "java/lang/management/MemoryPoolMXBean";
    Beans& all = beans(thread);
    Object* asked = resolve(manager);
    Object* heap = all.pools[0].load();
    Object* metadata = all.pools[1].load();
    if (asked == nullptr) return array_of(thread, kElement, {heap, metadata});
    return array_of(thread, kElement, {asked == all.metadata_manager.load() ? metadata : heap});
  });
}

// Of one pool, or all.
jobjectArray get_memory_managers(JNIEnv* env, jobject pool) {
  return entry(env, [&](JavaThread& thread) {
    constexpr std::string_view kElement = "java/lang/management/MemoryManagerMXBean";
    Beans& all = beans(thread);
    Object* collector = all.collector.load();
    Object* manager = all.metadata_manager.load();
    if (resolve(pool) == nullptr) return array_of(thread, kElement, {manager, collector});
    return array_of(thread, kElement,
                    {pool_of(thread, pool) == MemoryPool::Heap ? collector : manager});
  });
}

jobject get_pool_usage(JNIEnv* env, jobject pool) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, usage_object(thread, usage_of(pool_of(thread, pool))));
  });
}

jobject get_peak_pool_usage(JNIEnv* env, jobject pool) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, usage_object(thread, peak_usage_of(pool_of(thread, pool))));
  });
}

// Null for a pool that is not collected.
jobject get_pool_collection_usage(JNIEnv* env, jobject pool) {
  return entry(env, [&](JavaThread& thread) -> jobject {
    MemoryPool asked = pool_of(thread, pool);
    if (asked != MemoryPool::Heap) return nullptr;
    return local(thread, usage_object(thread, usage_after_collection(asked)));
  });
}

jobject get_memory_usage(JNIEnv* env, jboolean heap) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, usage_object(thread, heap != JNI_FALSE ? usage_of(MemoryPool::Heap)
                                                                : other_usage()));
  });
}

jint get_collector_attributes(JNIEnv*, jobject, JmmGcAttribute* info, jint count) {
  if (count < 1) return 0;
  info[0] = {"GcThreadCount", 'I', "Number of GC threads"};
  return 1;
}

void copy_elements(JavaThread& thread, Object* from, Object* to) {
  std::int32_t count = std::min(as_array(from)->length, as_array(require(to))->length);
  for (std::int32_t i = 0; i < count; ++i) set_element(thread, to, i, element(thread, from, i));
}

// The caller has made the arrays of the record.
void get_last_collection(JNIEnv* env, jobject, JmmGcStat* stat) {
  entry(env, [&](JavaThread& thread) {
    CollectionUsage last = last_collection(thread);
    stat->index = static_cast<jlong>(last.number);
    if (last.number == 0) return;
    stat->start_time = last.start_millis;
    stat->end_time = last.end_millis;
    copy_elements(thread, last.before, resolve(stat->usage_before));
    copy_elements(thread, last.after, resolve(stat->usage_after));
    if (stat->attribute_count > 0) stat->attributes[0].i = kCollectorThreads;
  });
}

void set_pool_sensor(JNIEnv* env, jobject pool, jint type, jobject sensor) {
  entry(env, [&](JavaThread& thread) {
    Threshold kind =
        type == kCollectionThresholdHigh ? Threshold::AfterCollection : Threshold::Usage;
    set_sensor(thread, pool_of(thread, pool), kind, resolve(sensor));
  });
}

// Returns the one before.
jlong set_pool_threshold(JNIEnv* env, jobject pool, jint type, jlong threshold) {
  return entry(env, [&](JavaThread& thread) -> jlong {
    if (threshold < 0) throw_java(Throwable::IllegalArgumentException, "Invalid threshold value");
    MemoryPool asked = pool_of(thread, pool);
    switch (type) {
      case kUsageThresholdHigh:
        return set_high_threshold(thread, asked, Threshold::Usage, threshold);
      case kUsageThresholdLow:
        return set_low_threshold(thread, asked, Threshold::Usage, threshold);
      case kCollectionThresholdHigh:
        return set_high_threshold(thread, asked, Threshold::AfterCollection, threshold);
      case kCollectionThresholdLow:
        return set_low_threshold(thread, asked, Threshold::AfterCollection, threshold);
      default:
        throw_java(Throwable::IllegalArgumentException);
    }
  });
}

void set_notifications(JNIEnv* env, jobject collector, jboolean enabled) {
  entry(env, [&](JavaThread& thread) {
    notify_of_collections(thread, require(resolve(collector)), enabled != JNI_FALSE);
  });
}

// Only live objects are ever written, so `live` makes no difference.
jint dump_heap(JNIEnv* env, jstring file, jboolean) {
  return entry(env, [&](JavaThread&) -> jint {
    HeapDumpResult result =
        write_heap_dump(string_utf8(require(resolve(file))), false, "Heap Dump Initiated GC");
    if (!result.error.empty()) throw_java(Throwable::IOException, result.error);
    return 0;
  });
}

void reset_wait_clocks(jlong id, bool counts) {
  ThreadList::for_each([&](JavaThread& each) {
    if (each.java_thread == nullptr) return;
    // The list is locked: only what is here can be read.
    if (id != 0 && each.java_thread->is_proxy()) return;
    if (id != 0 && each.heap().load<std::int64_t>(each.java_thread, well_known::Thread_tid) != id)
      return;
    if (counts) {
      each.blocked_count.store(0);
      each.waited_count.store(0);
    } else {
      each.blocked_clock.reset();
      each.waited_clock.reset();
    }
  });
}

jboolean reset_statistic(JNIEnv* env, jvalue argument, jint statistic) {
  return entry(env, [&](JavaThread& thread) -> jboolean {
    switch (statistic) {
      case kPeakThreadCount:
        ThreadList::reset_peak();
        return JNI_TRUE;
      case kContentionCount:
      case kContentionTime:
        reset_wait_clocks(argument.j, statistic == kContentionCount);
        return JNI_TRUE;
      case kPeakPoolUsage:
        reset_peak_usage(pool_of(thread, argument.l));
        return JNI_TRUE;
      default:
        return JNI_FALSE;
    }
  });
}

}  // namespace

void fill_memory_functions(JmmInterface& table) {
  table.GetMemoryPools = get_memory_pools;
  table.GetMemoryManagers = get_memory_managers;
  table.GetMemoryPoolUsage = get_pool_usage;
  table.GetPeakMemoryPoolUsage = get_peak_pool_usage;
  table.GetPoolCollectionUsage = get_pool_collection_usage;
  table.GetMemoryUsage = get_memory_usage;
  table.GetGCExtAttributeInfo = get_collector_attributes;
  table.GetLastGCStat = get_last_collection;
  table.SetPoolSensor = set_pool_sensor;
  table.SetPoolThreshold = set_pool_threshold;
  table.SetGCNotificationEnabled = set_notifications;
  table.DumpHeap = dump_heap;
  table.ResetStatistic = reset_statistic;
}

}  // namespace cjvm::glue
