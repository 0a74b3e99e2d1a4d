// SPDX-License-Identifier: Apache-2.0
// Parsing, help and the list of commands; what the commands do is in command_actions.cc.
#include "jvm/management/diagnostic_commands.h"

#include <vector>

#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/management/command_actions.h"

namespace cjvm {

namespace {

constexpr const char* kManagement = "java.lang.management.ManagementPermission";
constexpr const char* kProperty = "java.util.PropertyPermission";

constexpr CommandParameter kHelpParameters[] = {
    {"command name", "command to describe; without it, all are listed", "STRING", nullptr, false,
     false},
    {"-all", "describe every command", "BOOLEAN", "false", false, true},
};
constexpr CommandParameter kHistogramParameters[] = {
    {"-all", "accepted; only live objects are counted", "BOOLEAN", "false", false, true},
    {"-parallel", "accepted without effect", "INT", "0", false, true},
};
constexpr CommandParameter kHeapDumpParameters[] = {
    {"filename", "file to write", "STRING", nullptr, true, false},
    {"-all", "accepted; only live objects are written", "BOOLEAN", "false", false, true},
    {"-overwrite", "replace a file that exists", "BOOLEAN", "false", false, true},
};
constexpr CommandParameter kThreadPrintParameters[] = {
    {"-l", "list the java.util.concurrent locks that threads own", "BOOLEAN", "false", false, true},
    {"-e", "accepted without effect", "BOOLEAN", "false", false, true},
};
constexpr CommandParameter kFlagsParameters[] = {
    {"-all", "list every flag, not only those that differ from their defaults", "BOOLEAN", "false",
     false, true},
};
constexpr CommandParameter kSetFlagParameters[] = {
    {"flag name", "flag to change", "STRING", nullptr, true, false},
    {"string value", "its new value", "STRING", nullptr, false, false},
};
constexpr CommandParameter kUptimeParameters[] = {
    {"-date", "say the present date first", "BOOLEAN", "false", false, true},
};

std::string run_help(JavaThread& thread, const CommandArguments& arguments);

constexpr DiagnosticCommand kCommands[] = {
    {"GC.class_histogram", "Count the live objects of each class.",
     "High: everything stands still while the heap is walked.", kManagement, "monitor", nullptr,
     kHistogramParameters, command_class_histogram, true},
    {"GC.heap_dump", "Write the live objects to a file in HPROF format.",
     "High: everything stands still while the file is written.", kManagement, "monitor", nullptr,
     kHeapDumpParameters, command_heap_dump, false},
    {"GC.heap_info",
     "Say how large the heap is and how much of it is used.",
     "Low",
     kManagement,
     "monitor",
     nullptr,
     {},
     command_heap_info,
     true},
    {"GC.run",
     "Collect garbage as System.gc() does.",
     "Medium: depends on the size of the heap and on what is live.",
     nullptr,
     nullptr,
     nullptr,
     {},
     command_collect,
     true},
    {"GC.run_finalization",
     "Run pending finalizers as System.runFinalization() does.",
     "Medium: depends on the finalizers.",
     nullptr,
     nullptr,
     nullptr,
     {},
     command_run_finalization,
     true},
    {"ManagementAgent.start_local",
     "Start the agent for JMX clients on this machine.",
     "Low",
     nullptr,
     nullptr,
     nullptr,
     {},
     command_start_local_agent,
     false},
    {"ManagementAgent.status",
     "Say what the JMX agent is doing.",
     "Low",
     kManagement,
     "monitor",
     nullptr,
     {},
     command_agent_status,
     false},
    {"Thread.print", "Print every thread with its stack.",
     "Medium: depends on the number of threads.", kManagement, "monitor", nullptr,
     kThreadPrintParameters, command_thread_print, true},
    {"VM.command_line",
     "Print the command line that started the VM.",
     "Low",
     kManagement,
     "monitor",
     nullptr,
     {},
     command_command_line,
     true},
    {"VM.dynlibs",
     "Print the memory map of the process with its libraries.",
     "Low",
     kManagement,
     "monitor",
     nullptr,
     {},
     command_libraries,
     true},
    {"VM.flags", "Print the flags of the VM and their values.", "Low", kManagement, "monitor",
     nullptr, kFlagsParameters, command_flags, true},
    {"VM.set_flag", "Change a flag that can be changed while the VM runs.", "Low", kManagement,
     "control", nullptr, kSetFlagParameters, command_set_flag, true},
    {"VM.system_properties",
     "Print the system properties.",
     "Low",
     kProperty,
     "*",
     "read",
     {},
     command_system_properties,
     true},
    {"VM.uptime", "Print how long the VM has been running.", "Low", nullptr, nullptr, nullptr,
     kUptimeParameters, command_uptime, true},
    {"VM.version",
     "Print which VM this is.",
     "Low",
     kProperty,
     "java.vm.version",
     "read",
     {},
     command_version,
     true},
    {"help", "List the commands, or describe one: help <command>.", "Low", nullptr, nullptr,
     nullptr, kHelpParameters, run_help, true},
};

std::string run_help(JavaThread&, const CommandArguments& arguments) {
  if (auto name = arguments.find("command name"); name != arguments.end()) {
    const DiagnosticCommand* command = find_diagnostic_command(name->second);
    if (command == nullptr)
      return cat("Help unavailable : '", name->second, "' : No such command\n");
    return help_for(*command);
  }
  if (arguments.at("-all") == "true") {
    std::string text;
    for (const DiagnosticCommand& command : kCommands)
      text += cat(help_for(command), "--------------------------------------------------------\n");
    return text;
  }
  std::string text = "The following commands are available:\n";
  for (const DiagnosticCommand& command : kCommands) text += cat(command.name, "\n");
  return text + "\nFor more information about a specific command use 'help <command>'.\n";
}

[[noreturn]] void refuse(const std::string& message) {
  throw_java(Throwable::IllegalArgumentException, message);
}

// Words of a line; quotes keep blanks.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = 0;
  for (char c : line) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      inside = true;
    } else if (c == ' ' || c == '\t') {
      if (inside) words.push_back(std::move(word));
      word.clear();
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (quote != 0) refuse("Format error in diagnostic command arguments");
  if (inside) words.push_back(std::move(word));
  return words;
}

void check_value(const CommandParameter& parameter, const std::string& value) {
  if (std::string_view(parameter.type) == "BOOLEAN") {
    if (value != "true" && value != "false") {
      refuse(cat("Boolean parsing error in command argument '", parameter.name,
                 "'. Could not parse: ", value, ".\n"));
    }
  } else if (std::string_view(parameter.type) == "INT") {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) {
      refuse(cat("Integer parsing error in command argument '", parameter.name,
                 "'. Could not parse: ", value, ".\n"));
    }
  }
}

CommandArguments parse_arguments(const DiagnosticCommand& command,
                                 std::span<const std::string> words) {
  CommandArguments arguments;
  std::vector<const CommandParameter*> positions;
  for (const CommandParameter& parameter : command.parameters) {
    if (parameter.default_value != nullptr) arguments[parameter.name] = parameter.default_value;
    if (!parameter.is_option) positions.push_back(&parameter);
  }
  std::size_t position = 0;
  for (const std::string& word : words) {
    std::size_t equals = word.find('=');
    std::string_view name = std::string_view(word).substr(0, equals);
    const CommandParameter* found = nullptr;
    for (const CommandParameter& parameter : command.parameters) {
      if (parameter.is_option && name == parameter.name) found = &parameter;
    }
    std::string value = word;
    if (found != nullptr) {
      value = equals == std::string::npos ? "true" : word.substr(equals + 1);
    } else if (position < positions.size()) {
      found = positions[position++];
    } else {
      refuse(cat("Unknown argument '", word, "' in diagnostic command."));
    }
    check_value(*found, value);
    arguments[found->name] = value;
  }
  for (const CommandParameter& parameter : command.parameters) {
    if (parameter.mandatory && !arguments.contains(parameter.name))
      refuse(cat("The argument '", parameter.name, "' is mandatory."));
  }
  return arguments;
}

}  // namespace

std::span<const DiagnosticCommand> diagnostic_commands() { return kCommands; }

const DiagnosticCommand* find_diagnostic_command(std::string_view name) {
  for (const DiagnosticCommand& command : kCommands) {
    if (name == command.name) return &command;
  }
  return nullptr;
}

std::string run_diagnostic_command(JavaThread& thread, std::string_view text, bool from_bean) {
  std::string out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    std::vector<std::string> words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty()) continue;
    if (words[0] == "stop") break;
    const DiagnosticCommand* command = find_diagnostic_command(words[0]);
    if (command == nullptr || (from_bean && !command->for_beans))
      refuse("Unknown diagnostic command");
    out += command->run(thread, parse_arguments(*command, std::span(words).subspan(1)));
  }
  return out;
}

std::string help_for(const DiagnosticCommand& command) {
  std::string text =
      cat(command.name, "\n", command.description, "\n\nImpact: ", command.impact, "\n\n");
  if (command.permission_class != nullptr) {
    text += cat("Permission: ", command.permission_class, "(", command.permission_name);
    if (command.permission_action != nullptr) text += cat(", ", command.permission_action);
    text += ")\n\n";
  }
  if (command.parameters.empty()) return text + cat("Syntax: ", command.name, "\n");
  std::string arguments, options, syntax;
  for (const CommandParameter& parameter : command.parameters) {
    (parameter.is_option ? options : arguments) += cat(
        "\t", parameter.name, " : ", parameter.mandatory ? "" : "[optional]", " ",
        parameter.description, " (", parameter.type, ", ",
        parameter.default_value == nullptr ? "no default value" : parameter.default_value, ")\n");
    if (parameter.is_option) continue;
    syntax +=
        parameter.mandatory ? cat(" <", parameter.name, ">") : cat(" [<", parameter.name, ">]");
  }
  text += cat("Syntax : ", command.name, " ", options.empty() ? "" : "[options]", syntax, "\n");
  if (!arguments.empty()) text += cat("\nArguments:\n", arguments);
  if (!options.empty()) {
    text += cat("\nOptions: (options must be specified using the <key> or <key>=<value> syntax)\n",
                options);
  }
  return text;
}

}  // namespace cjvm
