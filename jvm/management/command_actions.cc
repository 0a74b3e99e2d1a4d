// SPDX-License-Identifier: Apache-2.0
#include "jvm/management/command_actions.h"

#include <fmt/core.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>

#include "jvm/base/text.h"
#include "jvm/base/version.h"
#include "jvm/calls/java_call.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/heap_census.h"
#include "jvm/management/heap_dump.h"
#include "jvm/management/vm_flags.h"
#include "jvm/memory/collector.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/thread_dump.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

Class* boot_class(JavaThread& thread, std::string_view name) {
  return load_class(thread, Symbol::intern(name), boot_loader());
}

std::string bytes_text(JavaThread& thread, Object* bytes) {
  auto* array = static_cast<Array*>(bytes);
  std::string text(static_cast<std::size_t>(array->length), '\0');
  thread.heap().read_bytes(array, Array::kElementBase, text.data(), text.size());
  return text;
}

// The class is in a module that is only there on demand.
Class* agent_class(JavaThread& thread) {
  call_static(thread, boot_class(thread, "jdk/internal/module/Modules"), "loadModule",
              "(Ljava/lang/String;)Ljava/lang/Module;", {make_string("jdk.management.agent")});
  return boot_class(thread, "jdk/internal/agent/Agent");
}

}  // namespace

std::string command_class_histogram(JavaThread&, const CommandArguments&) {
  return class_histogram("Heap Inspection Initiated GC");
}

std::string command_heap_dump(JavaThread&, const CommandArguments& arguments) {
  return heap_dump_with_report(arguments.at("filename"), arguments.at("-overwrite") == "true",
                               "Heap Dump Initiated GC");
}

std::string command_heap_info(JavaThread&, const CommandArguments&) {
  std::size_t total = Collector::heap_size(), free = Collector::free_bytes();
  return fmt::format(" {} heap   total {}K, used {}K, limit {}K\n Metadata   used {}K\n\n", kVmName,
                     total / 1024, (total - free) / 1024, Collector::max_heap_size() / 1024,
                     Collector::metadata_size() / 1024);
}

std::string command_collect(JavaThread& thread, const CommandArguments&) {
  if (!thread.vm->options().disable_explicit_gc) {
    thread.vm->extension().collect(thread);
    Collector::collect_on_request(thread);
    return {};
  }
  return "Explicit GC is disabled, no GC has been performed.\n";
}

std::string command_run_finalization(JavaThread& thread, const CommandArguments&) {
  call_static(thread, well_known::System, "runFinalization", "()V", {});
  return {};
}

std::string command_start_local_agent(JavaThread& thread, const CommandArguments&) {
  call_static(thread, agent_class(thread), "startLocalManagementAgent", "()V", {});
  return {};
}

std::string command_agent_status(JavaThread& thread, const CommandArguments&) {
  Slot text = call_static(thread, agent_class(thread), "getManagementAgentStatus",
                          "()Ljava/lang/String;", {});
  return text.ref == nullptr ? std::string() : string_utf8(text.ref);
}

std::string command_thread_print(JavaThread& thread, const CommandArguments& arguments) {
  return thread_dump(thread, arguments.at("-l") == "true");
}

std::string command_command_line(JavaThread& thread, const CommandArguments&) {
  const Options& options = thread.vm->options();
  std::string text = "VM Arguments:\n";
  if (!options.arguments.empty()) {
    text += "jvm_args: ";
    for (const std::string& argument : options.arguments) text += cat(argument, " ");
    text += "\n";
  }
  text += cat("java_command: ", options.property("sun.java.command").value_or("<unknown>"), "\n");
  std::string_view path = options.property("java.class.path").value_or("");
  text += cat("java_class_path (initial): ", path.empty() ? "<not set>" : path, "\n");
  return text +
         cat("Launcher Type: ", options.property("sun.java.launcher").value_or("generic"), "\n");
}

std::string command_libraries(JavaThread&, const CommandArguments&) {
  std::ifstream maps("/proc/self/maps");
  std::stringstream text;
  text << "Dynamic libraries:\n" << maps.rdbuf();
  return text.str();
}

std::string command_flags(JavaThread&, const CommandArguments& arguments) {
  bool all = arguments.at("-all") == "true";
  std::string text = all ? "[Global flags]\n" : "";
  for (const VmFlag& flag : vm_flags()) {
    if (all) {
      text += cat(flag_as_option(flag), flag.is_writeable ? "  {manageable}" : "", "\n");
    } else if (flag.origin != FlagOrigin::Default) {
      text += cat(flag_as_option(flag), " ");
    }
  }
  return all ? text : text + "\n";
}

std::string command_set_flag(JavaThread&, const CommandArguments& arguments) {
  auto value = arguments.find("string value");
  const std::string& name = arguments.at("flag name");
  std::string error = set_vm_flag_text(
      name, value == arguments.end() ? std::string_view("true") : std::string_view(value->second),
      FlagOrigin::Management);
  return error.empty() ? std::string() : cat(error, "\n");
}

std::string properties_text(JavaThread& thread, bool of_agents) {
  Slot bytes = call_static(
      thread, boot_class(thread, "jdk/internal/vm/VMSupport"),
      of_agents ? "serializeAgentPropertiesToByteArray" : "serializePropertiesToByteArray", "()[B",
      {});
  return bytes_text(thread, bytes.ref);
}

std::string command_system_properties(JavaThread& thread, const CommandArguments&) {
  return properties_text(thread, false);
}

std::string command_uptime(JavaThread& thread, const CommandArguments& arguments) {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  std::string text;
  if (arguments.at("-date") == "true") {
    std::time_t seconds = millis / 1000;
    std::tm local;
    localtime_r(&seconds, &local);
    char date[32], zone[16];
    std::strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &local);
    std::strftime(zone, sizeof(zone), "%z", &local);
    text = fmt::format("{}.{:03}{}: ", date, millis % 1000, zone);
  }
  double up = static_cast<double>(millis - thread.vm->start_millis()) / 1000.0;
  return text + fmt::format("{:.3f} s\n", up);
}

std::string command_version(JavaThread&, const CommandArguments&) {
  const Symbol* version = java_base_module()->version;
  return cat(kVmName, " version ", kVmVersion, "\nJDK ",
             version == nullptr ? std::string_view("17") : version->text(), "\n");
}

}  // namespace cjvm
