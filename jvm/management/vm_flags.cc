// SPDX-License-Identifier: Apache-2.0
// The Options of the VM stay as they were at the start; what may change lies here, with the first
// values taken from there.
#include "jvm/management/vm_flags.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>
#include <mutex>

#include "jvm/base/options.h"
#include "jvm/base/text.h"
#include "jvm/memory/collector.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

struct Changeable {
  explicit Changeable(const Options& options)
      : dump_on_oom(options.heap_dump_on_oom),
        helpful_npe(options.helpful_npe),
        dump_path(options.heap_dump_path) {}
  std::atomic<bool> dump_on_oom, helpful_npe;
  std::mutex mutex;  // of what follows
  std::string dump_path;
  std::map<std::string, FlagOrigin, std::less<>> changed;
};

// Never destroyed: daemon threads run until the process is gone.
Changeable& changeable() {
  static auto* values = new Changeable(Vm::instance().options());
  return *values;
}

// Questions that programs ask HotSpot's flags, and the answers for this VM. They cannot be set.
struct Fact {
  std::string_view name;
  std::int64_t value;
  bool is_switch;
};
constexpr Fact kFacts[] = {
    {"UseCompressedOops", 0, true},
    {"UseCompressedClassPointers", 0, true},
    {"ObjectAlignmentInBytes", 16, false},
    {"UseSerialGC", 0, true},
    {"UseParallelGC", 0, true},
    {"UseG1GC", 0, true},
    {"UseZGC", 0, true},
    {"UseShenandoahGC", 0, true},
    {"UseEpsilonGC", 0, true},
    {"UseLargePages", 0, true},
    {"TieredCompilation", 0, true},
    {"EnableJVMCI", 0, true},
};

FlagOrigin origin_of(std::string_view name, const Options& options) {
  {
    Changeable& values = changeable();
    std::lock_guard lock(values.mutex);
    if (auto at = values.changed.find(name); at != values.changed.end()) return at->second;
  }
  const auto& given = options.given_flags;
  return std::find(given.begin(), given.end(), name) != given.end() ? FlagOrigin::CommandLine
                                                                    : FlagOrigin::Default;
}

void complete(VmFlag& flag) {
  if (flag.name == "HeapDumpOnOutOfMemoryError") {
    flag.value = changeable().dump_on_oom.load();
  } else if (flag.name == "HeapDumpPath") {
    flag.value = heap_dump_path();
  } else if (flag.name == "ShowCodeDetailsInExceptionMessages") {
    flag.value = changeable().helpful_npe.load();
  } else if (flag.name == "MaxHeapSize") {
    if (std::get<std::int64_t>(flag.value) == 0) {
      flag.value = static_cast<std::int64_t>(Collector::max_heap_size());
      flag.origin = FlagOrigin::Ergonomic;
    } else {
      flag.origin = FlagOrigin::CommandLine;
    }
    return;
  } else {
    return;
  }
  flag.is_writeable = true;
}

}  // namespace

std::vector<VmFlag> vm_flags() {
  const Options& options = Vm::instance().options();
  std::vector<VmFlag> flags;
  auto add = [&](std::string_view name, FlagValue value) {
    VmFlag flag{name, std::move(value), origin_of(name, options), false};
    complete(flag);
    flags.push_back(std::move(flag));
  };
#define BOOL_OPTION(field, flag, ...) add(#flag, FlagValue(options.field));
#define INT_OPTION(field, flag, ...) add(#flag, FlagValue(options.field));
#define DOUBLE_OPTION(field, flag, ...) add(#flag, FlagValue(options.field));
#define TEXT_OPTION(field, flag, ...) add(#flag, FlagValue(options.field));
#include "jvm/base/options.def"
  for (const Fact& fact : kFacts) {
    flags.push_back({fact.name, fact.is_switch ? FlagValue(fact.value != 0) : FlagValue(fact.value),
                     FlagOrigin::Default, false});
  }
  return flags;
}

std::optional<VmFlag> find_vm_flag(std::string_view name) {
  for (VmFlag& flag : vm_flags()) {
    if (flag.name == name) return std::move(flag);
  }
  return std::nullopt;
}

bool set_vm_flag(std::string_view name, const FlagValue& value, FlagOrigin origin) {
  auto flag = find_vm_flag(name);
  if (!flag || !flag->is_writeable || flag->value.index() != value.index()) return false;
  Changeable& values = changeable();
  std::lock_guard lock(values.mutex);
  if (name == "HeapDumpOnOutOfMemoryError") values.dump_on_oom = std::get<bool>(value);
  if (name == "ShowCodeDetailsInExceptionMessages") values.helpful_npe = std::get<bool>(value);
  if (name == "HeapDumpPath") values.dump_path = std::get<std::string>(value);
  values.changed[std::string(name)] = origin;
  return true;
}

std::string set_vm_flag_text(std::string_view name, std::string_view text, FlagOrigin origin) {
  auto flag = find_vm_flag(name);
  if (!flag) return cat("flag ", name, " does not exist");
  if (!flag->is_writeable) return "only 'writeable' flags can be set";
  FlagValue value = std::string(text);
  if (std::holds_alternative<bool>(flag->value)) {
    if (text != "true" && text != "false" && text != "1" && text != "0")
      return "flag value must be a boolean (1/0 or true/false)";
    value = text == "true" || text == "1";
  }
  return set_vm_flag(name, value, origin) ? "" : "flag value is of another type";
}

std::string flag_as_option(const VmFlag& flag) {
  if (const bool* on = std::get_if<bool>(&flag.value))
    return cat("-XX:", *on ? "+" : "-", flag.name);
  if (const auto* number = std::get_if<std::int64_t>(&flag.value))
    return cat("-XX:", flag.name, "=", *number);
  if (const auto* number = std::get_if<double>(&flag.value))
    return fmt::format("-XX:{}={:f}", flag.name, *number);
  return cat("-XX:", flag.name, "=", std::get<std::string>(flag.value));
}

bool dumps_heap_on_out_of_memory() { return changeable().dump_on_oom; }

std::string heap_dump_path() {
  Changeable& values = changeable();
  std::lock_guard lock(values.mutex);
  return values.dump_path;
}

bool shows_helpful_null_messages() { return changeable().helpful_npe; }

}  // namespace cjvm
