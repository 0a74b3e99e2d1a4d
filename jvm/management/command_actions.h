// SPDX-License-Identifier: Apache-2.0
// What each diagnostic command does; the table is in diagnostic_commands.cc. Java threads.
#pragma once

#include "jvm/management/diagnostic_commands.h"

namespace cjvm {

std::string command_class_histogram(JavaThread& thread, const CommandArguments& arguments);
std::string command_heap_dump(JavaThread& thread, const CommandArguments& arguments);
std::string command_heap_info(JavaThread& thread, const CommandArguments& arguments);
std::string command_collect(JavaThread& thread, const CommandArguments& arguments);
std::string command_run_finalization(JavaThread& thread, const CommandArguments& arguments);
std::string command_start_local_agent(JavaThread& thread, const CommandArguments& arguments);
std::string command_agent_status(JavaThread& thread, const CommandArguments& arguments);
std::string command_thread_print(JavaThread& thread, const CommandArguments& arguments);
std::string command_command_line(JavaThread& thread, const CommandArguments& arguments);
std::string command_libraries(JavaThread& thread, const CommandArguments& arguments);
std::string command_flags(JavaThread& thread, const CommandArguments& arguments);
std::string command_set_flag(JavaThread& thread, const CommandArguments& arguments);
std::string command_system_properties(JavaThread& thread, const CommandArguments& arguments);
std::string command_uptime(JavaThread& thread, const CommandArguments& arguments);
std::string command_version(JavaThread& thread, const CommandArguments& arguments);

// Properties as java.util.Properties writes them: those of the system, or those of management
// agents.
std::string properties_text(JavaThread& thread, bool of_agents);

}  // namespace cjvm
