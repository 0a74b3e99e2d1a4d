// SPDX-License-Identifier: Apache-2.0
// VM options and diagnostic commands as HotSpotDiagnosticMXBean and DiagnosticCommandMBean show
// them; what they are is in jvm/management. Java threads.
#include <algorithm>
#include <vector>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "jvm/management/diagnostic_commands.h"
#include "jvm/management/vm_flags.h"

namespace cjvm::glue {
namespace {

// ---- VM options

jobjectArray get_global_names(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    std::vector<VmFlag> flags = vm_flags();
    Array* names =
        new_ref_array(thread, well_known::String, static_cast<std::int32_t>(flags.size()));
    std::int32_t i = 0;
    for (const VmFlag& flag : flags) set_element(thread, names, i++, make_string(flag.name));
    return local<jobjectArray>(thread, names);
  });
}

void describe_flag(JavaThread& thread, const VmFlag& flag, JmmGlobal& global) {
  global = {};
  if (const bool* on = std::get_if<bool>(&flag.value)) {
    global.type = kBoolGlobal;
    global.value.z = *on;
  } else if (const auto* number = std::get_if<std::int64_t>(&flag.value)) {
    global.type = kLongGlobal;
    global.value.j = *number;
  } else if (const auto* real = std::get_if<double>(&flag.value)) {
    global.type = kDoubleGlobal;
    global.value.d = *real;
  } else {
    const auto& text = std::get<std::string>(flag.value);
    global.type = kStringGlobal;
    global.value.l = local(thread, text.empty() ? nullptr : make_string(text));
  }
  global.name = local<jstring>(thread, make_string(flag.name));
  global.origin = static_cast<jint>(flag.origin);
  global.writeable = flag.is_writeable;
  global.external = 1;
}

// Null names: all options. Returns how many records are filled; unknown names get a record without
// a name.
jint get_globals(JNIEnv* env, jobjectArray names, JmmGlobal* globals, jint count) {
  return entry(env, [&](JavaThread& thread) -> jint {
    if (globals == nullptr) throw_java(Throwable::NullPointerException);
    Object* given = resolve(names);
    std::vector<VmFlag> flags = vm_flags();
    jint wanted = given == nullptr ? static_cast<jint>(flags.size()) : as_array(given)->length;
    jint filled = 0;
    for (jint i = 0; i < std::min(wanted, count); ++i) {
      globals[i] = {};
      auto at = flags.begin() + i;
      if (given != nullptr) {
        std::string name = string_utf8(require(element(thread, given, i)));
        at = std::find_if(flags.begin(), flags.end(),
                          [&](const VmFlag& flag) { return flag.name == name; });
        if (at == flags.end()) continue;
      }
      describe_flag(thread, *at, globals[i]);
      ++filled;
    }
    return filled;
  });
}

void set_global(JNIEnv* env, jstring name, jvalue value) {
  entry(env, [&](JavaThread&) {
    std::string flag_name = string_utf8(require(resolve(name)));
    auto flag = find_vm_flag(flag_name);
    if (!flag) throw_java(Throwable::IllegalArgumentException, "This flag does not exist.");
    if (!flag->is_writeable)
      throw_java(Throwable::IllegalArgumentException, "This flag is not writeable.");
    FlagValue changed;
    if (std::holds_alternative<bool>(flag->value)) {
      changed = value.z != JNI_FALSE;
    } else if (std::holds_alternative<std::int64_t>(flag->value)) {
      changed = static_cast<std::int64_t>(value.j);
    } else if (std::holds_alternative<double>(flag->value)) {
      changed = static_cast<double>(value.d);
    } else {
      changed = string_utf8(require(resolve(value.l)));
    }
    set_vm_flag(flag_name, changed, FlagOrigin::Management);
  });
}

// ---- diagnostic commands

const DiagnosticCommand& command_named(std::string_view name) {
  const DiagnosticCommand* command = find_diagnostic_command(name);
  if (command == nullptr || !command->for_beans)
    throw_java(Throwable::IllegalArgumentException, "Unknown diagnostic command");
  return *command;
}

jobjectArray get_commands(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    std::span<const DiagnosticCommand> all = diagnostic_commands();
    auto count = std::count_if(all.begin(), all.end(), [](const auto& c) { return c.for_beans; });
    Array* names = new_ref_array(thread, well_known::String, static_cast<std::int32_t>(count));
    std::int32_t i = 0;
    for (const DiagnosticCommand& command : all) {
      if (command.for_beans) set_element(thread, names, i++, make_string(command.name));
    }
    return local<jobjectArray>(thread, names);
  });
}

void get_command_info(JNIEnv* env, jobjectArray commands, DiagnosticCommandInfo* result) {
  entry(env, [&](JavaThread& thread) {
    Object* names = require(resolve(commands));
    for (std::int32_t i = 0; i < as_array(names)->length; ++i) {
      const DiagnosticCommand& c = command_named(string_utf8(require(element(thread, names, i))));
      result[i] = {c.name,
                   c.description,
                   c.impact,
                   c.permission_class,
                   c.permission_name,
                   c.permission_action,
                   static_cast<int>(c.parameters.size()),
                   JNI_TRUE};
    }
  });
}

void get_command_arguments(JNIEnv* env, jstring name, DiagnosticArgumentInfo* result) {
  entry(env, [&](JavaThread&) {
    int position = 0;
    for (const CommandParameter& p :
         command_named(string_utf8(require(resolve(name)))).parameters) {
      *result++ = {p.name,
                   p.description,
                   p.type,
                   p.default_value,
                   static_cast<jboolean>(p.mandatory),
                   static_cast<jboolean>(p.is_option),
                   JNI_FALSE,
                   p.is_option ? -1 : position++};
    }
  });
}

jstring execute_command(JNIEnv* env, jstring line) {
  return entry(env, [&](JavaThread& thread) {
    std::string text = string_utf8(require(resolve(line)));
    return local<jstring>(thread, make_string(run_diagnostic_command(thread, text, true)));
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
