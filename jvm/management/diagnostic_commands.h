// SPDX-License-Identifier: Apache-2.0
// The diagnostic commands of jcmd and of the DiagnosticCommand bean: a table, the syntax of their
// arguments, and what they print. Java threads; bad input is IllegalArgumentException.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace cjvm {

class JavaThread;

struct CommandParameter {
  const char* name;
  const char* description;
  const char* type;           // BOOLEAN, STRING, INT
  const char* default_value;  // null: none
  bool mandatory;
  bool is_option;  // given by name; else by position
};

// Values by parameter name; those that were not given and have no default are missing.
using CommandArguments = std::map<std::string, std::string, std::less<>>;

struct DiagnosticCommand {
  const char* name;
  const char* description;
  const char* impact;
  const char* permission_class;  // null: none is needed
  const char* permission_name;
  const char* permission_action;
  std::span<const CommandParameter> parameters;
  std::string (*run)(JavaThread& thread, const CommandArguments& arguments);
  bool for_beans;  // the DiagnosticCommand bean offers it
};

// In alphabetical order.
std::span<const DiagnosticCommand> diagnostic_commands();
const DiagnosticCommand* find_diagnostic_command(std::string_view name);

// Runs a line, or several separated by line ends, and returns what they print.
std::string run_diagnostic_command(JavaThread& thread, std::string_view text, bool from_bean);

// What "help NAME" prints.
std::string help_for(const DiagnosticCommand& command);

}  // namespace cjvm
