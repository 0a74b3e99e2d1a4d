// SPDX-License-Identifier: Apache-2.0
// The executable cjvm. It finds the class library and libjvm.so and hands the command line to the
// class library's own launcher library (libjli), which knows every option of `java` and creates the
// VM through the JNI invocation functions. Not part of the VM: nothing here is linked into
// libjvm.so. libjli runs `main` on a thread of its own.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "classlib-glue/launcher/arguments.h"
#include "cluster/launch/options.h"
#include "cluster/launch/start.h"

namespace cjvm::launcher {
namespace {

// The functions of libjli that the JDK's own `java` uses, and the list type they share.
using JavaBoolean = unsigned char;
struct ArgumentList {
  char** elements;
  std::size_t size;
  std::size_t capacity;
};
using InitArgProcessing = void(JavaBoolean has_java_args, JavaBoolean disable_argument_files);
using ListNew = ArgumentList*(std::size_t capacity);
using ListAdd = void(ArgumentList* list, char* element);
using StringDup = char*(const char* text);
using AddArgsFromEnvVar = JavaBoolean(ArgumentList* list, const char* variable);
using PreprocessArg = ArgumentList*(const char* argument, JavaBoolean expand_source_option);
using Launch = int(int argc, char** argv, int java_argc, const char** java_argv,
                   int classpath_count, const char** classpath, const char* full_version,
                   const char* dot_version, const char* program, const char* launcher,
                   JavaBoolean java_args, JavaBoolean classpath_wildcards, JavaBoolean windowed,
                   int ergonomics);

template <class Function>
Function* symbol(void* library, const char* name) {
  void* address = ::dlsym(library, name);
  if (address == nullptr) throw LauncherError(std::string("libjli.so has no function ") + name);
  return reinterpret_cast<Function*>(address);
}

std::string executable_path(const char* program) {
  std::error_code error;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string(program) : path.string();
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

int run(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (auto given = launch::join_start()) words = *given;
  std::vector<launch::GivenOption> given;
  const Arguments arguments = split_arguments(words, [&given](const auto& all, std::size_t at) {
    return launch::take_option(all, at, given);
  });
  const launch::Options options = launch::parse_options(given);
  const launch::Role role = launch::role_of(options, environment);
  const JavaHome home = find_java_home(arguments.jdk_home, environment);
  const std::string executable = executable_path(argv[0]);
  const std::string vm_option =
      "-XXaltjvm=" + find_vm_directory(executable, role == launch::Role::Alone ? "" : "cluster");
  if (role != launch::Role::Alone) launch::keep_stream_numbers();
  if (role == launch::Role::Starts) launch::start_nodes(*options.nodes, executable, words);
  for (const auto& [name, value] : launch::variables_of(options))
    ::setenv(name.c_str(), value.c_str(), 1);

  void* libjli = ::dlopen(home.libjli().c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (libjli == nullptr) throw LauncherError(::dlerror());
  auto* dup = symbol<StringDup>(libjli, "JLI_StringDup");
  auto* add = symbol<ListAdd>(libjli, "JLI_List_add");
  auto* preprocess = symbol<PreprocessArg>(libjli, "JLI_PreprocessArg");

  symbol<InitArgProcessing>(libjli, "JLI_InitArgProcessing")(0, 0);
  ArgumentList* list = symbol<ListNew>(libjli, "JLI_List_new")(words.size() + 3);
  add(list, dup(argv[0]));
  // An argument goes through preprocess() even when it cannot be an argument file: libjli counts
  // there where the main class stands.
  const auto append = [&](const std::string& argument) {
    const ArgumentList* expanded = preprocess(argument.c_str(), 1);
    if (expanded == nullptr) {
      add(list, dup(argument.c_str()));
    } else {
      for (std::size_t i = 0; i < expanded->size; ++i) add(list, expanded->elements[i]);
    }
  };
  append(vm_option);
  symbol<AddArgsFromEnvVar>(libjli, "JLI_AddArgsFromEnvVar")(list, "JDK_JAVA_OPTIONS");
  for (const std::string& argument : arguments.java) append(argument);
  const int count = static_cast<int>(list->size);
  add(list, nullptr);

  const std::string feature_version =
      home.full_version.substr(0, home.full_version.find('.')) + ".0";
  return symbol<Launch>(libjli, "JLI_Launch")(count, list->elements, 0, nullptr, 0, nullptr,
                                              home.full_version.c_str(), feature_version.c_str(),
                                              "cjvm", "cjvm", 0, 1, 0, 0);
}

}  // namespace
}  // namespace cjvm::launcher

int main(int argc, char** argv) {
  try {
    return cjvm::launcher::run(argc, argv);
  } catch (const cjvm::launcher::LauncherError& error) {
    std::fprintf(stderr, "cjvm: %s\n", error.what());
  } catch (const cjvm::launch::LaunchError& error) {
    std::fprintf(stderr, "cjvm: %s\n", error.what());
  }
  return 1;
}
