// SPDX-License-Identifier: Apache-2.0
// The binary interface between libmanagement and the VM: the function table that JVM_GetManagement
// returns, its codes and records. Layout and numbers are those of OpenJDK 17 (version 3); slots may
// not move.
#pragma once

#include <jni.h>

namespace cjvm::glue {

constexpr jint kJmmVersion = 0x20030000;

// Bits of GetOptionalSupport, lowest first.
struct JmmSupport {
  unsigned low_memory_detection : 1;
  unsigned compilation_time : 1;
  unsigned contention_monitoring : 1;
  unsigned current_thread_cpu_time : 1;
  unsigned other_thread_cpu_time : 1;
  unsigned object_monitor_usage : 1;
  unsigned synchronizer_usage : 1;
  unsigned thread_allocated_memory : 1;
  unsigned diagnostic_commands : 1;
  unsigned unused : 23;
};

enum JmmLong : jint {
  kClassLoadedCount = 1,
  kClassUnloadedCount = 2,
  kThreadTotalCount = 3,
  kThreadLiveCount = 4,
  kThreadPeakCount = 5,
  kThreadDaemonCount = 6,
  kInitDoneTime = 7,
  kCompileTime = 8,
  kGcTime = 9,
  kGcCount = 10,
  kUptime = 11,
  kVmGlobalCount = 104,
  kVmThreadCount = 109,
  kProcessId = 201,
  kPhysicalMemory = 202,
  kGcAttributeCount = 401,
};

enum JmmBool : jint {
  kVerboseGc = 21,
  kVerboseClass = 22,
  kContentionMonitoring = 23,
  kCpuTime = 24,
  kAllocatedMemory = 25
};

enum JmmStatistic : jint {
  kPeakThreadCount = 801,
  kContentionCount = 802,
  kContentionTime = 803,
  kContentionStat = 804,
  kPeakPoolUsage = 805,
  kGcStat = 806,
};

enum JmmThreshold : jint {
  kUsageThresholdHigh = 901,
  kUsageThresholdLow = 902,
  kCollectionThresholdHigh = 903,
  kCollectionThresholdLow = 904,
};

enum JmmGlobalType : jint {
  kUnknownGlobal = 0,
  kBoolGlobal = 1,
  kStringGlobal = 2,
  kLongGlobal = 3,
  kDoubleGlobal = 4
};
struct JmmGlobal {
  jstring name;
  jvalue value;
  JmmGlobalType type;
  jint origin;  // FlagOrigin of jvm/management/vm_flags.h
  unsigned writeable : 1;
  unsigned external : 1;
  unsigned reserved : 30;
  void* reserved1;
  void* reserved2;
};

struct JmmGcAttribute {
  const char* name;
  char type;
  const char* description;
};

struct JmmGcStat {
  jlong index;  // 0: nothing is known
  jlong start_time, end_time;
  jobjectArray usage_before, usage_after;
  jint attribute_count;
  jvalue* attributes;
};

struct DiagnosticCommandInfo {
  const char* name;
  const char* description;
  const char* impact;
  const char* permission_class;
  const char* permission_name;
  const char* permission_action;
  int argument_count;
  jboolean enabled;
};

struct DiagnosticArgumentInfo {
  const char* name;
  const char* description;
  const char* type;
  const char* default_text;
  jboolean mandatory;
  jboolean option;
  jboolean multiple;
  int position;
};

struct JmmInterface {
  void* reserved1;
  void* reserved2;
  jint (*GetVersion)(JNIEnv*);
  jint (*GetOptionalSupport)(JNIEnv*, JmmSupport*);
  jint (*GetThreadInfo)(JNIEnv*, jlongArray ids, jint max_depth, jobjectArray result);
  jobjectArray (*GetMemoryPools)(JNIEnv*, jobject manager);
  jobjectArray (*GetMemoryManagers)(JNIEnv*, jobject pool);
  jobject (*GetMemoryPoolUsage)(JNIEnv*, jobject pool);
  jobject (*GetPeakMemoryPoolUsage)(JNIEnv*, jobject pool);
  jlong (*GetOneThreadAllocatedMemory)(JNIEnv*, jlong id);
  void (*GetThreadAllocatedMemory)(JNIEnv*, jlongArray ids, jlongArray sizes);
  jobject (*GetMemoryUsage)(JNIEnv*, jboolean heap);
  jlong (*GetLongAttribute)(JNIEnv*, jobject, jint attribute);
  jboolean (*GetBoolAttribute)(JNIEnv*, jint attribute);
  jboolean (*SetBoolAttribute)(JNIEnv*, jint attribute, jboolean value);
  jint (*GetLongAttributes)(JNIEnv*, jobject, const jint* attributes, jint count, jlong* result);
  jobjectArray (*FindCircularBlockedThreads)(JNIEnv*);
  jlong (*GetThreadCpuTime)(JNIEnv*, jlong id);
  jobjectArray (*GetVMGlobalNames)(JNIEnv*);
  jint (*GetVMGlobals)(JNIEnv*, jobjectArray names, JmmGlobal* globals, jint count);
  jint (*GetInternalThreadTimes)(JNIEnv*, jobjectArray names, jlongArray times);
  jboolean (*ResetStatistic)(JNIEnv*, jvalue object, jint statistic);
  void (*SetPoolSensor)(JNIEnv*, jobject pool, jint type, jobject sensor);
  jlong (*SetPoolThreshold)(JNIEnv*, jobject pool, jint type, jlong threshold);
  jobject (*GetPoolCollectionUsage)(JNIEnv*, jobject pool);
  jint (*GetGCExtAttributeInfo)(JNIEnv*, jobject manager, JmmGcAttribute* info, jint count);
  void (*GetLastGCStat)(JNIEnv*, jobject manager, JmmGcStat*);
  jlong (*GetThreadCpuTimeWithKind)(JNIEnv*, jlong id, jboolean user_and_system);
  void (*GetThreadCpuTimesWithKind)(JNIEnv*, jlongArray ids, jlongArray times,
                                    jboolean user_and_system);
  jint (*DumpHeap)(JNIEnv*, jstring file, jboolean live);
  jobjectArray (*FindDeadlocks)(JNIEnv*, jboolean monitors_only);
  void (*SetVMGlobal)(JNIEnv*, jstring name, jvalue value);
  jlong (*GetTotalThreadAllocatedMemory)(JNIEnv*);
  jobjectArray (*DumpThreads)(JNIEnv*, jlongArray ids, jboolean monitors, jboolean synchronizers,
                              jint max_depth);
  void (*SetGCNotificationEnabled)(JNIEnv*, jobject manager, jboolean enabled);
  jobjectArray (*GetDiagnosticCommands)(JNIEnv*);
  void (*GetDiagnosticCommandInfo)(JNIEnv*, jobjectArray commands, DiagnosticCommandInfo* result);
  void (*GetDiagnosticCommandArgumentsInfo)(JNIEnv*, jstring command,
                                            DiagnosticArgumentInfo* result);
  jstring (*ExecuteDiagnosticCommand)(JNIEnv*, jstring command);
  void (*SetDiagnosticFrameworkNotificationEnabled)(JNIEnv*, jboolean enabled);
};
static_assert(sizeof(JmmInterface) == 40 * sizeof(void*));

// Each fills its slots of the table.
void fill_memory_functions(JmmInterface& table);      // management_memory.cc
void fill_thread_functions(JmmInterface& table);      // management_threads.cc
void fill_diagnostic_functions(JmmInterface& table);  // management_diagnostics.cc

}  // namespace cjvm::glue
