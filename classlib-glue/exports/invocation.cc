// SPDX-License-Identifier: Apache-2.0
// JNI_CreateJavaVM and its two siblings: reads the option vector, puts the VM together from its
// parts, boots the class library. What a JavaVM does afterwards (attach, detach, destroy) is
// jvm/jni/java_vm.cc. The caller becomes the main thread.
#include <dlfcn.h>
#include <jni.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "classlib-glue/boot.h"
#include "classlib-glue/composition.h"
#include "classlib-glue/exports/access.h"
#include "jvm/archive/bad_archive.h"
#include "jvm/archive/jimage_file.h"
#include "jvm/base/host_hooks.h"
#include "jvm/base/options.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/jni/java_vm.h"
#include "jvm/jni/jni_state.h"
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
constexpr jint kMainStackBytes = 16 << 20;

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

// Where the class library is: that of the launcher in this process (libjli), the JDK this library
// is installed in (lib/<name>/libjvm.so), JAVA_HOME, the JDK of the `java` on the path, the one
// known when this was built.
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

void tell_of_failed_start(std::string_view text) {
  host_print(stdout, cat("Error occurred during initialization of VM\n", text, "\n"));
}

[[noreturn]] void end_start(std::string_view text) {
  tell_of_failed_start(text);
  host_exit(1);
}

// One throwable with its stack, as HotSpot prints what escapes from booting. Runs no Java code. The
// stack of one that is not in this process is unknown here.
std::string describe_throwable(JavaThread& thread, Object* throwable) {
  std::string text = throwable->klass()->external_name();
  Object* message = glue::get_ref(thread, throwable, well_known::Throwable_detailMessage);
  if (message != nullptr) text += cat(": ", string_utf8(message));
  if (throwable->is_proxy()) return text;
  for (const TracedFrame& frame : traced_frames(thread, throwable)) {
    text += cat("\n\tat ", describe_frame(frame.method, frame.bci));
  }
  return text;
}

[[noreturn]] void end_start_with_pending(JavaThread& thread) {
  std::string text;
  Object* throwable = take_pending(thread);
  while (throwable != nullptr) {
    text += cat(text.empty() ? "" : "\nCaused by: ", describe_throwable(thread, throwable));
    Object* cause = glue::get_ref(thread, throwable, well_known::Throwable_cause);
    throwable = cause == throwable ? nullptr : cause;
  }
  tell_of_failed_start(text + "\n");
  Vm::instance().exit_process(1);
}

// Among the options of an embedding program there may be functions instead of words.
bool take_hook(const JavaVMOption& option, HostHooks& hooks) {
  const std::string_view name = option.optionString;
  if (name == "vfprintf") {
    hooks.print = reinterpret_cast<decltype(hooks.print)>(option.extraInfo);
  } else if (name == "exit") {
    hooks.exit = reinterpret_cast<decltype(hooks.exit)>(option.extraInfo);
  } else if (name == "abort") {
    hooks.abort = reinterpret_cast<decltype(hooks.abort)>(option.extraInfo);
  } else {
    return false;
  }
  return true;
}

// The options without the functions, which take effect at once: they see what is wrong with the
// options.
std::vector<std::string> option_words(const JavaVMInitArgs& arguments) {
  std::vector<std::string> words;
  HostHooks hooks;
  for (jint i = 0; i < arguments.nOptions; ++i) {
    const JavaVMOption& option = arguments.options[i];
    if (option.optionString != nullptr && !take_hook(option, hooks))
      words.emplace_back(option.optionString);
  }
  HostHooks::set(hooks);
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
  // There can be no second VM in a process, not even after the first.
  if (Vm::exists()) return is_java_vm_destroyed() ? JNI_ERR : JNI_EEXIST;
  if (arguments.version == JNI_VERSION_1_1 || !is_supported_jni_version(arguments.version))
    return JNI_EVERSION;
  Options options;
  try {
    std::string java_home = find_java_home();
    OptionSources sources = OptionSources::of_process(option_words(arguments),
                                                      arguments.ignoreUnrecognized != JNI_FALSE);
    sources.image_options = image_options(java_home);
    options = parse_options(sources);
    Vm::Parts parts = make_parts(options, java_home);
    Vm::create(std::move(options), std::move(java_home), std::move(parts));
  } catch (const BadOption& bad) {
    host_print(bad.to_stdout ? stdout : stderr, bad.what());
    std::fflush(stdout);
    if (bad.during_initialization) host_exit(bad.exit_code);
    return bad.bad_flag ? JNI_EINVAL : JNI_ERR;
  } catch (const StartError& error) {
    end_start(error.what());
  } catch (const JavaThrow&) {
    end_start("cannot load the classes that the VM itself needs");
  }
  JavaThread& thread = *JavaThread::current();
  jni_state(thread);
  try {
    register_natives();
    vm_created(thread);
    boot(thread);
    remember_main_group(thread);
    vm_booted(thread);
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

// The launcher takes the stack size for the main thread from the oldest version's arguments, though
// that one is refused.
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
