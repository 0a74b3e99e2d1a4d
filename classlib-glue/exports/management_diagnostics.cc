// SPDX-License-Identifier: Apache-2.0
// VM options and diagnostic commands as HotSpotDiagnosticMXBean and DiagnosticCommandMBean show
// them. Options are constant after the start, so none is writeable. Java threads.
#include <algorithm>
#include <cstdio>
#include <span>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "classlib-glue/exports/system.h"
#include "jvm/threads/thread_dump.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

// ---- VM options

constexpr std::string_view kFlags[] = {
#define BOOL_OPTION(field, flag, ...) #flag,
#define INT_OPTION(field, flag, ...) #flag,
#define DOUBLE_OPTION(field, flag, ...) #flag,
#define TEXT_OPTION(field, flag, ...) #flag,
#include "jvm/base/options.def"
};

// False if there is no such option.
bool describe_flag(JavaThread& thread, std::string_view name, JmmGlobal& global) {
  const Options& options = thread.vm->options();
#define BOOL_OPTION(field, flag, ...) \
  if (name == #flag) {                \
    global.type = kBoolGlobal;        \
    global.value.z = options.field;   \
  }
#define INT_OPTION(field, flag, ...) \
  if (name == #flag) {               \
    global.type = kLongGlobal;       \
    global.value.j = options.field;  \
  }
#define DOUBLE_OPTION(field, flag, ...) \
  if (name == #flag) {                  \
    global.type = kDoubleGlobal;        \
    global.value.d = options.field;     \
  }
#define TEXT_OPTION(field, flag, ...)                                                             \
  if (name == #flag) {                                                                            \
    global.type = kStringGlobal;                                                                  \
    global.value.l = local(thread, options.field.empty() ? nullptr : make_string(options.field)); \
  }
#include "jvm/base/options.def"
  return global.type != kUnknownGlobal;
}

jobjectArray get_global_names(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    Array* names =
        new_ref_array(thread, well_known::String, static_cast<std::int32_t>(std::size(kFlags)));
    std::int32_t i = 0;
    for (std::string_view flag : kFlags) set_element(thread, names, i++, make_string(flag));
    return local<jobjectArray>(thread, names);
  });
}

// Null names: all options. Returns how many records are filled; unknown names get a record without
// a name.
jint get_globals(JNIEnv* env, jobjectArray names, JmmGlobal* globals, jint count) {
  return entry(env, [&](JavaThread& thread) -> jint {
    if (globals == nullptr) throw_java(Throwable::NullPointerException);
    Object* given = resolve(names);
    jint wanted = given == nullptr ? static_cast<jint>(std::size(kFlags)) : as_array(given)->length;
    jint filled = 0;
    const auto& on_command_line = thread.vm->options().given_flags;
    for (jint i = 0; i < std::min(wanted, count); ++i) {
      std::string name = given == nullptr ? std::string(kFlags[i])
                                          : string_utf8(require(element(thread, given, i)));
      JmmGlobal& global = globals[i];
      global = {};
      if (!describe_flag(thread, name, global)) continue;
      global.name = local<jstring>(thread, make_string(name));
      bool was_given =
          std::find(on_command_line.begin(), on_command_line.end(), name) != on_command_line.end();
      global.origin = was_given ? kCommandLineOrigin : kDefaultOrigin;
      global.external = 1;
      ++filled;
    }
    return filled;
  });
}

jint set_global(JNIEnv* env, jstring, jvalue) {
  return entry(env, [&](JavaThread&) -> jint {
    throw_java(Throwable::IllegalArgumentException, "This flag is not writeable.");
  });
}

// ---- diagnostic commands

std::string run_help();

std::string run_thread_print() { return thread_dump(*JavaThread::current()); }

std::string run_version() { return "cjvm version 0.1 (OpenJDK 17 class library)\n"; }

std::string run_uptime() {
  std::int64_t millis = current_time_millis() - Vm::instance().start_millis();
  char text[64];
  std::snprintf(text, sizeof text, "%.3f s\n", static_cast<double>(millis) / 1000.0);
  return text;
}

std::string run_collection() {
  explicit_collection(*JavaThread::current());
  return {};
}

std::string run_flags() { return describe_options(Vm::instance().options()); }

struct Command {
  const char* name;
  const char* description;
  const char* impact;
  std::string (*run)();
};
constexpr Command kCommands[] = {
    {"GC.run", "Run a full garbage collection.", "Medium", run_collection},
    {"Thread.print", "Print all threads with stack traces.", "Medium", run_thread_print},
    {"VM.flags", "Print the options of the VM with their values.", "Low", run_flags},
    {"VM.uptime", "Print how long the VM has been running.", "Low", run_uptime},
    {"VM.version", "Print the version of the VM.", "Low", run_version},
    {"help", "List the diagnostic commands.", "Low", run_help},
};

std::string run_help() {
  std::string text = "The following commands are available:\n";
  for (const Command& command : kCommands) text += cat(command.name, "\n");
  return text;
}

const Command& command_named(std::string_view name) {
  for (const Command& command : kCommands) {
    if (name == command.name) return command;
  }
  throw_java(Throwable::IllegalArgumentException, "Unknown diagnostic command");
}

jobjectArray get_commands(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    Array* names =
        new_ref_array(thread, well_known::String, static_cast<std::int32_t>(std::size(kCommands)));
    std::int32_t i = 0;
    for (const Command& command : kCommands)
      set_element(thread, names, i++, make_string(command.name));
    return local<jobjectArray>(thread, names);
  });
}

void get_command_info(JNIEnv* env, jobjectArray commands, DiagnosticCommandInfo* result) {
  entry(env, [&](JavaThread& thread) {
    Object* names = require(resolve(commands));
    for (std::int32_t i = 0; i < as_array(names)->length; ++i) {
      const Command& command = command_named(string_utf8(require(element(thread, names, i))));
      result[i] = {command.name, command.description, command.impact, nullptr, nullptr, nullptr, 0,
                   JNI_TRUE};
    }
  });
}

// No command takes arguments.
void get_command_arguments(JNIEnv*, jstring, DiagnosticArgumentInfo*) {}

jstring execute_command(JNIEnv* env, jstring line) {
  return entry(env, [&](JavaThread& thread) {
    std::string text = string_utf8(require(resolve(line)));
    std::size_t end = text.find_first_of(" \t\n");
    const Command& command = command_named(std::string_view(text).substr(0, end));
    return local<jstring>(thread, make_string(command.run()));
  });
}

// The list of commands never changes, so nothing is ever to be announced.
void set_command_notifications(JNIEnv*, jboolean) {}

}  // namespace

void fill_diagnostic_functions(JmmInterface& table) {
  table.GetVMGlobalNames = get_global_names;
  table.GetVMGlobals = get_globals;
  table.SetVMGlobal = set_global;
  table.GetDiagnosticCommands = get_commands;
  table.GetDiagnosticCommandInfo = get_command_info;
  table.GetDiagnosticCommandArgumentsInfo = get_command_arguments;
  table.ExecuteDiagnosticCommand = execute_command;
  table.SetDiagnosticFrameworkNotificationEnabled = set_command_notifications;
}

}  // namespace cjvm::glue
