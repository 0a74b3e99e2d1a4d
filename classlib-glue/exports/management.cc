// SPDX-License-Identifier: Apache-2.0
// JVM_GetManagement and the attributes of java.lang.management that are numbers or switches.
// Memory, threads and diagnostic commands are in the neighbouring files. Java threads.
#include <unistd.h>

#include <atomic>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "classlib-glue/exports/system.h"
#include "jvm/base/log.h"
#include "jvm/management/vm_flags.h"
#include "jvm/memory/collection_records.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/wait_clock.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

jint get_version(JNIEnv*) { return kJmmVersion; }

jint get_optional_support(JNIEnv*, JmmSupport* support) {
  *support = {};
  collection_records::count_exactly();  // whoever asks may want to know what threads allocate
  support->current_thread_cpu_time = 1;
  support->other_thread_cpu_time = 1;
  support->object_monitor_usage = 1;
  support->low_memory_detection = 1;
  support->contention_monitoring = 1;
  support->thread_allocated_memory = 1;
  support->synchronizer_usage = 1;
  support->diagnostic_commands = 1;
  return 0;
}

// -1 for what is not measured.
jlong long_attribute(jint attribute) {
  const Vm& vm = Vm::instance();
  switch (attribute) {
    case kClassLoadedCount:
      return loaded_class_count();
    case kClassUnloadedCount:
      return 0;
    case kThreadTotalCount:
      return ThreadList::started_count();
    case kThreadLiveCount:
      return ThreadList::live_count();
    case kThreadPeakCount:
      return ThreadList::peak_count();
    case kThreadDaemonCount:
      return ThreadList::daemon_count();
    case kInitDoneTime:
      return vm.start_millis();
    case kGcTime:
      return static_cast<jlong>(Collector::collection_nanos() / 1'000'000);
    case kGcCount:
      return static_cast<jlong>(Collector::collection_count());
    case kUptime:
      return current_time_millis() - vm.start_millis();
    case kVmThreadCount:
      return 0;
    case kProcessId:
      return getpid();
    case kPhysicalMemory:
      return sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
    case kGcAttributeCount:
      return 1;
    case kVmGlobalCount:
      return static_cast<jlong>(vm_flags().size());
    default:
      return -1;
  }
}

jlong get_long_attribute(JNIEnv*, jobject, jint attribute) { return long_attribute(attribute); }

jint get_long_attributes(JNIEnv*, jobject, const jint* attributes, jint count, jlong* result) {
  jint known = 0;
  for (jint i = 0; i < count; ++i) {
    result[i] = long_attribute(attributes[i]);
    known += result[i] != -1;
  }
  return known;
}

std::atomic<bool> counts_cpu_time{true}, counts_allocation{true};

jboolean get_bool_attribute(JNIEnv*, jint attribute) {
  switch (attribute) {
    case kVerboseGc:
      return Log::is_on(Topic::Gc);
    case kVerboseClass:
      return Log::is_on(Topic::ClassLoad);
    case kContentionMonitoring:
      return WaitClock::is_enabled();
    case kCpuTime:
      return counts_cpu_time.load();
    case kAllocatedMemory:
      return counts_allocation.load();
    default:
      return JNI_FALSE;
  }
}

void enable_contention_monitoring(bool on) {
  WaitClock::enable(on);
  if (!on) return;
  ThreadList::for_each([](JavaThread& each) {
    each.blocked_clock.reset();
    each.waited_clock.reset();
  });
}

// Returns the setting before.
jboolean set_bool_attribute(JNIEnv* env, jint attribute, jboolean value) {
  jboolean before = get_bool_attribute(env, attribute);
  bool on = value != JNI_FALSE;
  if (attribute == kVerboseGc) {
    Log::set(Topic::Gc, on);
  } else if (attribute == kVerboseClass) {
    Log::set(Topic::ClassLoad, on);
  } else if (attribute == kContentionMonitoring) {
    enable_contention_monitoring(on);
  } else if (attribute == kCpuTime) {
    counts_cpu_time = on;
  } else if (attribute == kAllocatedMemory) {
    counts_allocation = on;
  }
  return before;
}

JmmInterface make_table() {
  JmmInterface table{};
  table.GetVersion = get_version;
  table.GetOptionalSupport = get_optional_support;
  table.GetLongAttribute = get_long_attribute;
  table.GetLongAttributes = get_long_attributes;
  table.GetBoolAttribute = get_bool_attribute;
  table.SetBoolAttribute = set_bool_attribute;
  fill_memory_functions(table);
  fill_thread_functions(table);
  fill_diagnostic_functions(table);
  return table;
}

}  // namespace

extern "C" {

// Null for a version of the table that this VM does not have.
JNIEXPORT void* JVM_GetManagement(jint version) {
  static JmmInterface table = make_table();
  return version == kJmmVersion ? &table : nullptr;
}

}  // extern "C"
}  // namespace cjvm::glue
