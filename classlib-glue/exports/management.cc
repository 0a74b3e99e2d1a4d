// SPDX-License-Identifier: Apache-2.0
// JVM_GetManagement and the attributes of java.lang.management that are numbers or switches.
// Memory, threads and diagnostic commands are in the neighbouring files. Java threads.
#include <unistd.h>

#include <atomic>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "classlib-glue/exports/system.h"
#include "jvm/base/log.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

jint get_version(JNIEnv*) { return kJmmVersion; }

jint get_optional_support(JNIEnv*, JmmSupport* support) {
  *support = {};
  support->current_thread_cpu_time = 1;
  support->other_thread_cpu_time = 1;
  support->object_monitor_usage = 1;
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
    case kVmGlobalCount: {
      jlong count = 0;
#define BOOL_OPTION(...) ++count;
#define INT_OPTION(...) ++count;
#define DOUBLE_OPTION(...) ++count;
#define TEXT_OPTION(...) ++count;
#include "jvm/base/options.def"
      return count;
    }
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

std::atomic<bool> verbose_gc{false}, verbose_class{false};

jboolean get_bool_attribute(JNIEnv*, jint attribute) {
  switch (attribute) {
    case kVerboseGc:
      return verbose_gc || Log::is_on(Topic::Gc);
    case kVerboseClass:
      return verbose_class || Log::is_on(Topic::ClassLoad);
    case kCpuTime:
      return JNI_TRUE;
    default:
      return JNI_FALSE;
  }
}

// Returns the setting before. Topics can be turned on at run time but not off again.
jboolean set_bool_attribute(JNIEnv* env, jint attribute, jboolean value) {
  jboolean before = get_bool_attribute(env, attribute);
  bool on = value != JNI_FALSE;
  if (attribute == kVerboseGc) {
    verbose_gc = on;
    if (on) Log::turn_on(Topic::Gc);
  } else if (attribute == kVerboseClass) {
    verbose_class = on;
    if (on) Log::turn_on(Topic::ClassLoad);
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
