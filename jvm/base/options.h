// SPDX-License-Identifier: Apache-2.0
// The options of the VM: what JNI_CreateJavaVM receives, JAVA_TOOL_OPTIONS and option files
// included, as one plain struct. Options of the launcher (-cp, -jar, -version …) never come here.
// Parsing happens once, on the thread that creates the VM, before anything else; afterwards the
// struct is constant and any thread may read it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jvm/base/log.h"

namespace cjvm {

// An option that ends the start-up. `message` is complete, with line ends, and goes where `java`
// writes it. If the caller is JNI_CreateJavaVM: where `during_initialization` is set, `java` exits
// at once with `exit_code`, else the function fails and the launcher adds its own two lines.
struct BadOption : std::runtime_error {
  BadOption(const std::string& message, bool on_stdout, bool exit_at_once, int code = 1)
      : std::runtime_error(message),
        to_stdout(on_stdout),
        during_initialization(exit_at_once),
        exit_code(code) {}
  bool to_stdout;
  bool during_initialization;
  int exit_code;  // 0: the option asked for nothing but this text
  bool bad_flag =
      false;  // a -XX flag that does not exist or has a bad value: JNI_EINVAL for who embeds the VM
};

// One -ea/-da with an argument, or without (kAll).
struct AssertionSetting {
  enum Target { kAll, kPackage, kClass };
  Target target;
  std::string name;  // with dots; empty for kAll and for the unnamed package
  bool enabled;
};

enum class ExecutionMode {
  kMixed,
  kInterpret,
  kCompile
};  // -Xmixed, -Xint, -Xcomp: only java.vm.info tells them apart

struct ModulePatch {
  std::string module;
  std::string path;  // places with ':' between them
};

struct Options {
  // One member for each line of options.def.
#define BOOL_OPTION(field, flag, initial, kind, help) bool field = initial;
#define INT_OPTION(field, flag, initial, lowest, highest, kind, help) std::int64_t field = initial;
#define DOUBLE_OPTION(field, flag, initial, lowest, highest, kind, help) double field = initial;
#define TEXT_OPTION(field, flag, kind, help) std::string field;
#include "jvm/base/options.def"

  // -D, module options as jdk.module.* and sun.nio.MaxDirectMemorySize, in order; a name occurs
  // once, the last value counts. Properties that the VM itself defines and a user cannot change
  // (java.vm.name …) are left out.
  std::vector<std::pair<std::string, std::string>> properties;

  std::vector<AssertionSetting> assertions;  // in order; a later one wins (see assertions_enabled)
  bool system_assertions = false;            // -esa

  std::string boot_class_path_append;  // -Xbootclasspath/a, places with ':' between them
  std::vector<ModulePatch> module_patches;

  ExecutionMode execution_mode = ExecutionMode::kMixed;
  bool check_jni = false;
  bool enable_preview = false;
  bool verbose_gc = false;             // -verbose:gc or -Xlog:gc
  std::vector<Topic> topics;           // what -verbose, -Xlog and -Xtrace turn on
  std::vector<LogOutput> log_outputs;  // the same by where it goes
  std::vector<std::string> arguments;  // for RuntimeMXBean.getInputArguments
  std::vector<std::string>
      given_flags;  // names of the -XX options given, for HotSpotDiagnosticMXBean

  // Value of a property in `properties`.
  [[nodiscard]] std::optional<std::string_view> property(std::string_view name) const;

  // Bytes the Java heap may reach, from max_heap_size or from `physical_memory` by the RAM
  // percentages.
  [[nodiscard]] std::uint64_t heap_limit(std::uint64_t physical_memory) const;

  // Bytes of the stack of a Java thread created without a size of its own.
  [[nodiscard]] std::uint64_t thread_stack_bytes() const;

  // Whether assertions of `class_name` (with dots) start enabled; `system_class`: defined by the
  // boot loader.
  [[nodiscard]] bool assertions_enabled(std::string_view class_name, bool system_class) const;
};

// Where options come from besides the vector itself.
struct OptionSources {
  std::vector<std::string> arguments;  // JavaVMInitArgs, without the hooks vfprintf, exit, abort
  bool ignore_unrecognized = false;    // JavaVMInitArgs::ignoreUnrecognized
  std::optional<std::string> java_tool_options;  // environment, read before the arguments
  std::optional<std::string> java_options;       // environment _JAVA_OPTIONS, read after them
  std::string image_options;  // jdk/internal/vm/options of lib/modules, read first

  // `arguments` plus the two environment variables of this process.
  static OptionSources of_process(std::vector<std::string> arguments, bool ignore_unrecognized);
};

// Receives notes and warnings while parsing goes on, each a complete text with its line end.
using OptionNotice = std::function<void(std::string_view text, bool to_stdout)>;

// Parses all sources in the order of HotSpot. Throws BadOption. Options without effect here are
// reported to `notice` in one warning at the end.
Options parse_options(const OptionSources& sources, const OptionNotice& notice);

// As above, notices to the standard streams.
Options parse_options(const OptionSources& sources);

// The lines of options.def with the values in `options`, as -XX:+PrintFlagsFinal lists them.
std::string describe_options(const Options& options);

}  // namespace cjvm
