// SPDX-License-Identifier: Apache-2.0
// JVM_ functions about the process: properties, clocks, memory, processors, the end. Any thread may
// ask for clocks and memory.
#include "classlib-glue/exports/system.h"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <utility>
#include <vector>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/platform_text.h"
#include "jvm/base/version.h"
#include "jvm/calls/java_call.h"
#include "jvm/linking/modules.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::string_view kSystemLibraryPath =
    "/usr/java/packages/lib:/usr/lib/x86_64-linux-gnu/jni:/lib/x86_64-linux-gnu:"
    "/usr/lib/x86_64-linux-gnu:/usr/lib/jni:/lib:/usr/lib";

std::int64_t clock_nanos(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * kNanosPerSecond + now.tv_nsec;
}

// Processors that the control group's quota allows, 0 if there is no quota.
int quota_processors() {
  double quota = -1, period = 0;
  if (std::ifstream file("/sys/fs/cgroup/cpu.max"); file) {
    std::string text;
    file >> text >> period;
    if (text != "max") quota = std::strtod(text.c_str(), nullptr);
  } else {
    std::ifstream("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") >> quota;
    std::ifstream("/sys/fs/cgroup/cpu/cpu.cfs_period_us") >> period;
  }
  if (quota <= 0 || period <= 0) return 0;
  return static_cast<int>((quota + period - 1) / period);
}

std::string library_path() {
  const char* own = std::getenv("LD_LIBRARY_PATH");
  if (own == nullptr || *own == '\0') return std::string(kSystemLibraryPath);
  return cat(own, ":", kSystemLibraryPath);
}

using Properties = std::vector<std::pair<std::string, std::string>>;

// The VM's own properties (jdk17.md 3.3), then those of the command line, which cannot redefine
// them.
Properties vm_properties(const Vm& vm) {
  const Options& options = vm.options();
  Properties result = {
      {"java.vm.specification.name", "Java Virtual Machine Specification"},
      {"java.vm.specification.vendor", "Oracle Corporation"},
      {"java.vm.specification.version", "17"},
      {"java.vm.version", std::string(kVmVersion)},
      {"java.vm.name", std::string(kVmName)},
      {"java.vm.vendor", std::string(kVmName)},
      {"java.vm.info", "interpreted mode"},
      {"jdk.debug", "release"},
      {"java.home", vm.java_home()},
      {"jdk.boot.class.path.append", options.boot_class_path_append},
  };
  auto add_default = [&](const char* name, std::string value) {
    if (!options.property(name)) result.emplace_back(name, std::move(value));
  };
  add_default("sun.boot.library.path", cat(vm.java_home(), "/lib"));
  add_default("java.library.path", library_path());
  if (!options.property("java.class.path")) {
    const char* class_path = std::getenv("CLASSPATH");
    result.emplace_back("java.class.path", class_path == nullptr ? "" : class_path);
  }
  auto is_own = [&, own = result.size()](const std::string& name) {
    return std::any_of(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(own),
                       [&](const auto& property) { return property.first == name; });
  };
  Properties given;
  for (const auto& property : options.properties) {
    if (!is_own(property.first)) given.push_back(property);
  }
  result.insert(result.end(), given.begin(), given.end());
  return result;
}

Object* string_array(JavaThread& thread, const std::vector<std::string>& texts) {
  Array* array = new_ref_array(thread, well_known::String, static_cast<std::int32_t>(texts.size()));
  std::int32_t i = 0;
  for (const std::string& text : texts) set_element(thread, array, i++, make_platform_string(text));
  return array;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += cat(result.empty() ? "" : " ", text);
  return result;
}

}  // namespace

std::int64_t current_time_millis() { return clock_nanos(CLOCK_REALTIME) / 1'000'000; }
std::int64_t nano_time() { return clock_nanos(CLOCK_MONOTONIC); }

std::int64_t nano_time_adjustment(std::int64_t offset_seconds) {
  constexpr std::int64_t kMaxDifference = std::int64_t{1} << 32;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(std::int64_t{now.tv_sec}, offset_seconds, &difference) ||
      difference >= kMaxDifference || difference <= -kMaxDifference) {
    return -1;
  }
  return difference * kNanosPerSecond + now.tv_nsec;
}

int active_processors() {
  const Options& options = Vm::instance().options();
  if (options.active_processors > 0) return static_cast<int>(options.active_processors);
  cpu_set_t set;
  int count = sched_getaffinity(0, sizeof set, &set) == 0
                  ? CPU_COUNT(&set)
                  : static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
  if (options.use_container_support) {
    if (int quota = quota_processors(); quota > 0) count = std::min(count, quota);
  }
  return std::max(count, 1);
}

void explicit_collection(JavaThread& thread) {
  if (Vm::instance().options().disable_explicit_gc) return;
  thread.vm->extension().collect(thread);
  Collector::collect_on_request(thread);
}

std::int64_t max_memory() { return static_cast<std::int64_t>(Collector::max_heap_size()); }
std::int64_t total_memory() { return static_cast<std::int64_t>(Collector::heap_size()); }
std::int64_t free_memory() { return static_cast<std::int64_t>(Collector::free_bytes()); }

extern "C" {

JNIEXPORT jint JVM_ActiveProcessorCount() { return active_processors(); }

// A hook before Shutdown halts; nothing to do.
JNIEXPORT void JVM_BeforeHalt() {}

JNIEXPORT jlong JVM_CurrentTimeMillis(JNIEnv*, jclass) { return current_time_millis(); }

JNIEXPORT jlong JVM_FreeMemory() { return free_memory(); }

JNIEXPORT void JVM_GC() {
  entry_here([](JavaThread& thread) { explicit_collection(thread); });
}

JNIEXPORT jlong JVM_GetNanoTimeAdjustment(JNIEnv*, jclass, jlong offset_seconds) {
  return nano_time_adjustment(offset_seconds);
}

JNIEXPORT jobjectArray JVM_GetProperties(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    Properties properties = vm_properties(*thread.vm);
    Array* result =
        new_ref_array(thread, well_known::String, static_cast<std::int32_t>(properties.size() * 2));
    std::int32_t i = 0;
    for (const auto& [name, value] : properties) {
      set_element(thread, result, i++, make_platform_string(name));
      set_element(thread, result, i++, make_platform_string(value));
    }
    return local<jobjectArray>(thread, result);
  });
}

JNIEXPORT jstring JVM_GetSystemPackage(JNIEnv* env, jstring name) {
  return entry(env, [&](JavaThread& thread) {
    return local<jstring>(
        thread, system_package_location(thread, internal_symbol_of(require(resolve(name)))));
  });
}

JNIEXPORT jobjectArray JVM_GetSystemPackages(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, system_packages(thread));
  });
}

JNIEXPORT jstring JVM_GetTemporaryDirectory(JNIEnv* env) {
  return entry(env,
               [&](JavaThread& thread) { return local<jstring>(thread, make_string("/tmp")); });
}

JNIEXPORT jobjectArray JVM_GetVmArguments(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) -> jobjectArray {
    const auto& arguments = thread.vm->options().arguments;
    if (arguments.empty()) return nullptr;
    return local<jobjectArray>(thread, string_array(thread, arguments));
  });
}

JNIEXPORT void JVM_Halt(jint code) { Vm::instance().exit_process(code); }

JNIEXPORT jobject JVM_InitAgentProperties(JNIEnv* env, jobject properties) {
  return entry(env, [&](JavaThread& thread) {
    Object* target = require(resolve(properties));
    auto put = [&](std::string_view name, std::string_view value) {
      call_virtual(thread, well_known::Properties_put,
                   {target, make_string(name), make_platform_string(value)});
    };
    const Options& options = thread.vm->options();
    put("sun.java.command", options.property("sun.java.command").value_or(""));
    put("sun.jvm.flags", "");
    put("sun.jvm.args", joined(options.arguments));
    return properties;
  });
}

JNIEXPORT jboolean JVM_IsUseContainerSupport() {
  return Vm::instance().options().use_container_support;
}

JNIEXPORT jlong JVM_MaxMemory() { return max_memory(); }

// Milliseconds since the collector last looked at every object; RMI uses it to decide when to ask
// for a collection.
JNIEXPORT jlong JVM_MaxObjectInspectionAge() {
  static std::atomic<std::uint64_t> last_count{0};
  static std::atomic<std::int64_t> last_change{nano_time()};
  std::uint64_t count = Collector::collection_count();
  if (last_count.exchange(count) != count) last_change = nano_time();
  return (nano_time() - last_change) / 1'000'000;
}

JNIEXPORT jlong JVM_NanoTime(JNIEnv*, jclass) { return nano_time(); }

JNIEXPORT jboolean JVM_SupportsCX8() { return JNI_TRUE; }

JNIEXPORT jlong JVM_TotalMemory() { return total_memory(); }

}  // extern "C"
}  // namespace cjvm::glue
