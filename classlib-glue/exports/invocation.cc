// SPDX-License-Identifier: Apache-2.0
// JNI_CreateJavaVM and its two siblings: reads the option vector, puts the VM together from its parts, boots the class library. What a
// JavaVM does afterwards (attach, detach, destroy) is jvm/jni/java_vm.cc. The caller becomes the main thread.
#include <dlfcn.h>
#include <jni.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "classlib-glue/boot.h"
#include "classlib-glue/exports/access.h"
#include "interp/local_engine.h"
#include "jvm/archive/bad_archive.h"
#include "jvm/archive/jimage_file.h"
#include "jvm/base/options.h"
#include "jvm/calls/java_call.h"
#include "jvm/jni/java_vm.h"
#include "jvm/jni/jni_state.h"
#include "jvm/local_heap.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

namespace fs = std::filesystem;

// The first version of the arguments, which the JDK's launcher still asks for.
struct InitArguments11 {
  jint version;
  char** properties;
  jint check_source;
  jint native_stack_size;
  jint java_stack_size;
};

// C++ frames of the main thread live on the stack that the launcher makes with this size.
constexpr jint kMainStackBytes = 8 << 20;

bool is_java_home(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / "lib" / "modules", error);
}

// Directory of the object that holds `address`; empty if unknown.
fs::path directory_of(const void* address) {
  Dl_info info;
  if (address == nullptr || dladdr(address, &info) == 0 || info.dli_fname == nullptr) return {};
  std::error_code error;
  fs::path path = fs::canonical(info.dli_fname, error);
  return error ? fs::path() : path.parent_path();
}

// Where the class library is: that of the launcher in this process (libjli), the JDK this library is installed in
// (lib/<name>/libjvm.so), JAVA_HOME, the JDK of the `java` on the path, the one known when this was built.
std::string find_java_home() {
  std::vector<fs::path> candidates;
  candidates.push_back(directory_of(dlsym(RTLD_DEFAULT, "JLI_Launch")).parent_path());
  candidates.push_back(
      directory_of(reinterpret_cast<const void*>(&find_java_home)).parent_path().parent_path());
  if (const char* home = std::getenv("JAVA_HOME")) candidates.emplace_back(home);
  std::error_code error;
  if (const char* path = std::getenv("PATH")) {
    for (std::string_view rest = path; !rest.empty();) {
      std::string_view place = rest.substr(0, rest.find(':'));
      rest.remove_prefix(std::min(rest.size(), place.size() + 1));
      fs::path java = fs::canonical(fs::path(place) / "java", error);
      if (!error) candidates.push_back(java.parent_path().parent_path());
    }
  }
#ifdef CJVM_JDK
  candidates.emplace_back(CJVM_JDK);
#endif
  for (const fs::path& candidate : candidates) {
    if (candidate.empty() || !is_java_home(candidate)) continue;
    fs::path real = fs::canonical(candidate, error);
    return (error ? candidate : real).string();
  }
  throw StartError("no class library found: set JAVA_HOME to a JDK 17");
}

[[noreturn]] void end_start(std::string_view text) {
  std::printf("Error occurred during initialization of VM\n%.*s\n", static_cast<int>(text.size()),
              text.data());
  std::fflush(stdout);
  ::_exit(1);
}

// One throwable with its stack, as HotSpot prints what escapes from booting.
std::string describe_throwable(JavaThread& thread, Object* throwable) {
  Object* text = call_virtual(thread,
                              well_known::Object->find_declared_method(
                                  Symbol::intern("toString"), Symbol::intern("()Ljava/lang/String;")),
                              {throwable})
                     .ref;
  std::string out = text == nullptr ? throwable->klass()->external_name() : string_utf8(text);
  Method* get_trace = well_known::Throwable->find_declared_method(
      Symbol::intern("getStackTrace"), Symbol::intern("()[Ljava/lang/StackTraceElement;"));
  auto* trace = glue::as_array(call_virtual(thread, get_trace, {throwable}).ref);
  for (std::int32_t i = 0; trace != nullptr && i < trace->length; ++i) {
    Object* element = glue::element(thread, trace, i);
    auto field = [&](std::uint32_t offset) {
      Object* value = glue::get_ref(thread, element, offset);
      return value == nullptr ? std::string() : string_utf8(value);
    };
    std::string module = field(well_known::StackTraceElement_moduleName);
    std::string version = field(well_known::StackTraceElement_moduleVersion);
    std::string file = field(well_known::StackTraceElement_fileName);
    auto line = glue::get<std::int32_t>(thread, element, well_known::StackTraceElement_lineNumber);
    out += cat("\n\tat ", field(well_known::StackTraceElement_declaringClass), ".",
               field(well_known::StackTraceElement_methodName), "(");
    if (!module.empty()) out += cat(module, version.empty() ? "" : "@", version, "/");
    if (line == -2) {
      out += "Native Method";
    } else if (file.empty()) {
      out += "Unknown Source";
    } else {
      out += line < 0 ? file : cat(file, ":", line);
    }
    out += ')';
  }
  return out;
}

[[noreturn]] void end_start_with_pending(JavaThread& thread) {
  Object* throwable = take_pending(thread);
  std::string text;
  try {
    while (throwable != nullptr) {
      text += text.empty() ? "" : "\nCaused by: ";
      text += describe_throwable(thread, throwable);
      throwable = call_virtual(thread, well_known::Throwable_getCause, {throwable}).ref;
    }
    text += '\n';
  } catch (const JavaThrow&) {
    Object* second = take_pending(thread);
    if (text.empty() && throwable != nullptr) text = throwable->klass()->external_name();
    if (second != nullptr) text += cat("\n(while describing it: ", second->klass()->external_name(), ")");
  }
  end_start(text);
}

// Options of the launcher's kind that libjvm's vector may hold besides option strings are hooks: they have no effect here.
std::vector<std::string> option_words(const JavaVMInitArgs& arguments) {
  std::vector<std::string> words;
  for (jint i = 0; i < arguments.nOptions; ++i) {
    const char* text = arguments.options[i].optionString;
    if (text == nullptr) continue;
    if (std::strcmp(text, "vfprintf") == 0 || std::strcmp(text, "exit") == 0 ||
        std::strcmp(text, "abort") == 0) {
      continue;
    }
    words.emplace_back(text);
  }
  return words;
}

// Options that the image itself carries (jlink --add-options).
std::string image_options(const std::string& java_home) {
  try {
    auto image = JimageFile::open(java_home + "/lib/modules");
    auto bytes = image->find_path("/java.base/jdk/internal/vm/options");
    if (!bytes) return {};
    return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
  } catch (const BadArchive& bad) {
    throw StartError(cat("cannot read ", java_home, "/lib/modules: ", bad.what()));
  }
}

jint create(JavaVM** vm, void** env, const JavaVMInitArgs& arguments) {
  if (Vm::exists()) return JNI_EEXIST;
  Options options;
  try {
    std::string java_home = find_java_home();
    OptionSources sources = OptionSources::of_process(option_words(arguments),
                                                      arguments.ignoreUnrecognized != JNI_FALSE);
    sources.image_options = image_options(java_home);
    options = parse_options(sources);
    Vm::Parts parts;
    parts.heap = std::make_unique<LocalHeap>();
    parts.engine = make_local_engine();
    parts.extension = std::make_unique<VmExtension>();
    Vm::create(std::move(options), std::move(java_home), std::move(parts));
  } catch (const BadOption& bad) {
    std::fputs(bad.what(), bad.to_stdout ? stdout : stderr);
    std::fflush(stdout);
    if (bad.during_initialization) ::_exit(1);
    return JNI_EINVAL;
  } catch (const StartError& error) {
    end_start(error.what());
  } catch (const JavaThrow&) {
    end_start("cannot load the classes that the VM itself needs");
  }
  JavaThread& thread = *JavaThread::current();
  jni_state(thread);
  try {
    boot(thread);
    remember_main_group(thread);
  } catch (const StartError& error) {
    end_start(error.what());
  } catch (const JavaThrow&) {
    end_start_with_pending(thread);
  }
  *vm = java_vm();
  *env = &jni_state(thread).env;
  return JNI_OK;
}

}  // namespace
}  // namespace cjvm

extern "C" {

JNIEXPORT jint JNICALL JNI_CreateJavaVM(JavaVM** vm, void** env, void* arguments) {
  return cjvm::create(vm, env, *static_cast<JavaVMInitArgs*>(arguments));
}

// The launcher takes the stack size for the main thread from the oldest version's arguments, though that one is refused.
JNIEXPORT jint JNICALL JNI_GetDefaultJavaVMInitArgs(void* arguments) {
  jint version = static_cast<JavaVMInitArgs*>(arguments)->version;
  if (version == JNI_VERSION_1_1) {
    static_cast<cjvm::InitArguments11*>(arguments)->java_stack_size = cjvm::kMainStackBytes;
    return JNI_ERR;
  }
  return cjvm::is_supported_jni_version(version) ? JNI_OK : JNI_ERR;
}

JNIEXPORT jint JNICALL JNI_GetCreatedJavaVMs(JavaVM** vms, jsize capacity, jsize* count) {
  bool exists = cjvm::Vm::exists() && !cjvm::is_java_vm_destroyed();
  if (count != nullptr) *count = exists ? 1 : 0;
  if (exists && capacity > 0) vms[0] = cjvm::java_vm();
  return JNI_OK;
}

}  // extern "C"
