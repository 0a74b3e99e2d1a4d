// SPDX-License-Identifier: Apache-2.0
// The -XX options of a running VM as tools see them: names, values, where a value comes from, and
// the few that can be changed. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cjvm {

using FlagValue = std::variant<bool, std::int64_t, double, std::string>;

// Numbers are those that java.lang.management uses.
enum class FlagOrigin { Default = 1, CommandLine = 2, Management = 3, Ergonomic = 6, Attach = 7 };

struct VmFlag {
  std::string_view name;
  FlagValue value;
  FlagOrigin origin;
  bool is_writeable;
};

// All flags, in the order of options.def.
std::vector<VmFlag> vm_flags();
std::optional<VmFlag> find_vm_flag(std::string_view name);

// Changes a writeable flag; false if there is no such one, or the value is of another type.
bool set_vm_flag(std::string_view name, const FlagValue& value, FlagOrigin origin);
// The same from text; the reason of a refusal, or nothing.
std::string set_vm_flag_text(std::string_view name, std::string_view text, FlagOrigin origin);

// "-XX:+Name" or "-XX:Name=value".
std::string flag_as_option(const VmFlag& flag);

// ---- present values of those that can change
bool dumps_heap_on_out_of_memory();
std::string heap_dump_path();
bool shows_helpful_null_messages();

}  // namespace cjvm
