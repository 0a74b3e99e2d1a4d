// SPDX-License-Identifier: Apache-2.0
// Memory beans: one heap pool with one collector, and what the process uses besides. Thresholds and
// notifications are not supported, which the pool says about itself. Java threads. The beans are
// made at the first question and live for ever.
#include <malloc.h>

#include <algorithm>
#include <atomic>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "jvm/base/guarded.h"
#include "jvm/calls/java_call.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

constexpr std::string_view kPoolName = "cjvm Heap";
constexpr std::string_view kCollectorName = "cjvm Collector";

struct Usage {
  std::int64_t initial, used, committed, maximum;
};

std::atomic<std::int64_t> peak_used{0};

void note_peak(std::int64_t used) {
  std::int64_t peak = peak_used.load();
  while (used > peak && !peak_used.compare_exchange_weak(peak, used)) {
  }
}

Usage heap_usage() {
  auto committed = static_cast<std::int64_t>(Collector::heap_size());
  auto free = static_cast<std::int64_t>(Collector::free_bytes());
  Usage usage{Vm::instance().options().initial_heap_size,
              std::max<std::int64_t>(committed - free, 0), committed,
              static_cast<std::int64_t>(Collector::max_heap_size())};
  usage.maximum = std::max(usage.maximum, usage.committed);
  note_peak(usage.used);
  return usage;
}

// Native allocations of the VM and the class library.
Usage other_usage() {
  struct mallinfo2 info = mallinfo2();
  auto used = static_cast<std::int64_t>(info.uordblks + info.hblkhd);
  auto committed = static_cast<std::int64_t>(info.arena + info.hblkhd);
  return {0, used, std::max(committed, used), -1};
}

Class* boot_class(JavaThread& thread, std::string_view name) {
  return load_class(thread, Symbol::intern(name), boot_loader());
}

jobject usage_object(JNIEnv* env, Usage usage) {
  return entry(env, [&](JavaThread& thread) {
    Class* klass = boot_class(thread, "java/lang/management/MemoryUsage");
    return local(thread, new_instance(thread, klass, "(JJJJ)V",
                                      {usage.initial, usage.used, usage.committed, usage.maximum}));
  });
}

struct Beans {
  std::atomic<Object*> pool;
  std::atomic<Object*> collector;
};

// Two threads may make the beans; the first one counts.
Object* publish(std::atomic<Object*>& slot, Object* made) {
  Object* expected = nullptr;
  return slot.compare_exchange_strong(expected, made) ? made : expected;
}

Beans& beans(JavaThread& thread) {
  static Beans* made = Collector::make_metadata<Beans>();
  if (made->pool.load() == nullptr) {
    Slot pool = call_static(thread, boot_class(thread, "sun/management/ManagementFactoryHelper"),
                            "createMemoryPool",
                            "(Ljava/lang/String;ZJJ)Ljava/lang/management/MemoryPoolMXBean;",
                            {make_string(kPoolName), true, std::int64_t{-1}, std::int64_t{-1}});
    publish(made->pool, pool.ref);
  }
  if (made->collector.load() == nullptr) {
    // With module jdk.management the bean has the com.sun.management operations too.
    Class* maker = find_boot_class_or_null(
        thread, Symbol::intern("com/sun/management/internal/GarbageCollectorExtImpl"));
    if (maker == nullptr) maker = boot_class(thread, "sun/management/ManagementFactoryHelper");
    Slot collector = call_static(
        thread, maker, "createGarbageCollector",
        "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/management/GarbageCollectorMXBean;",
        {make_string(kCollectorName), static_cast<Object*>(nullptr)});
    publish(made->collector, collector.ref);
  }
  return *made;
}

jobjectArray single(JavaThread& thread, std::string_view element_class, Object* bean) {
  Array* array = new_ref_array(thread, boot_class(thread, element_class), 1);
  set_element(thread, array, 0, bean);
  return local<jobjectArray>(thread, array);
}

jobjectArray get_memory_pools(JNIEnv* env, jobject) {
  return entry(env, [&](JavaThread& thread) {
    return single(thread, "java/lang/management/MemoryPoolMXBean", beans(thread).pool.load());
  });
}

jobjectArray get_memory_managers(JNIEnv* env, jobject) {
  return entry(env, [&](JavaThread& thread) {
    return single(thread, "java/lang/management/MemoryManagerMXBean",
                  beans(thread).collector.load());
  });
}

jobject get_pool_usage(JNIEnv* env, jobject) { return usage_object(env, heap_usage()); }

jobject get_peak_pool_usage(JNIEnv* env, jobject) {
  Usage usage = heap_usage();
  usage.used = peak_used.load();
  usage.committed = std::max(usage.committed, usage.used);
  usage.maximum = std::max(usage.maximum, usage.committed);
  return usage_object(env, usage);
}

// Null: the use right after a collection is not recorded.
jobject get_pool_collection_usage(JNIEnv*, jobject) { return nullptr; }

jobject get_memory_usage(JNIEnv* env, jboolean heap) {
  return usage_object(env, heap != JNI_FALSE ? heap_usage() : other_usage());
}

jint get_collector_attributes(JNIEnv*, jobject, JmmGcAttribute* info, jint count) {
  if (count < 1) return 0;
  info[0] = {"GcThreadCount", 'I', "Number of GC threads"};
  return 1;
}

// Details of single collections are not kept.
void get_last_collection(JNIEnv*, jobject, JmmGcStat* stat) { stat->index = 0; }

void refuse(JNIEnv* env, const char* what) {
  entry(env, [&](JavaThread&) { throw_java(Throwable::UnsupportedOperationException, what); });
}

void set_pool_sensor(JNIEnv* env, jobject, jint, jobject) {
  refuse(env, "Memory thresholds are not supported");
}
jlong set_pool_threshold(JNIEnv* env, jobject, jint, jlong) {
  refuse(env, "Memory thresholds are not supported");
  return -1;
}
// No notification is ever sent, so there is nothing to switch; listeners may be added all the same.
void set_notifications(JNIEnv*, jobject, jboolean) {}

jint dump_heap(JNIEnv* env, jstring, jboolean) {
  refuse(env, "Heap dumps are not supported by this VM");
  return -1;
}

jboolean reset_statistic(JNIEnv*, jvalue, jint statistic) {
  switch (statistic) {
    case kPeakThreadCount:
      ThreadList::reset_peak();
      return JNI_TRUE;
    case kPeakPoolUsage:
      peak_used = 0;
      return JNI_TRUE;
    default:
      return JNI_FALSE;
  }
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
