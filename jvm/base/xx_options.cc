// SPDX-License-Identifier: Apache-2.0
// Both tables become one sorted array of FlagInfo at first use; an option is found there by name,
// checked, and stored.
#include "jvm/base/xx_options.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <variant>

#include "jvm/base/text.h"

namespace cjvm {
namespace {

enum class FlagType { Bool, Int, Double, Text };
enum class FlagKind { Product, Manageable, Diagnostic, Experimental };

// What a flag sets; monostate: nothing.
using Target = std::variant<std::monostate, bool Options::*, std::int64_t Options::*,
                            double Options::*, std::string Options::*>;

struct FlagInfo {
  std::string_view name;
  FlagType type;
  FlagKind kind;
  Target target;
  double lowest = 0;  // for numbers with a target
  double highest = 0;
};

const std::vector<FlagInfo>& flags() {
  static const std::vector<FlagInfo> table = [] {
    std::vector<FlagInfo> list = {
#define BOOL_OPTION(field, flag, initial, kind, help) \
  {#flag, FlagType::Bool, FlagKind::kind, &Options::field},
#define INT_OPTION(field, flag, initial, low, high, kind, help) \
  {#flag,                                                       \
   FlagType::Int,                                               \
   FlagKind::kind,                                              \
   &Options::field,                                             \
   static_cast<double>(low),                                    \
   static_cast<double>(high)},
#define DOUBLE_OPTION(field, flag, initial, low, high, kind, help) \
  {#flag, FlagType::Double, FlagKind::kind, &Options::field, low, high},
#define TEXT_OPTION(field, flag, kind, help) \
  {#flag, FlagType::Text, FlagKind::kind, &Options::field},
#include "jvm/base/options.def"
#define FLAG(type, kind, name) {#name, FlagType::type, FlagKind::kind, std::monostate()},
#include "jvm/base/hotspot_flags.def"
    };
    std::sort(list.begin(), list.end(),
              [](const FlagInfo& a, const FlagInfo& b) { return a.name < b.name; });
    return list;
  }();
  return table;
}

// Options that `java` 17 warns of.
struct DeprecatedFlag {
  std::string_view name, version;
  std::string_view instead;  // or empty
};
constexpr DeprecatedFlag kDeprecated[] = {
    {"AllowRedefinitionToAddDeleteMethods", "13.0", ""},
    {"AlwaysLockClassLoader", "17.0", ""},
    {"BiasedLockingBulkRebiasThreshold", "15.0", ""},
    {"BiasedLockingBulkRevokeThreshold", "15.0", ""},
    {"BiasedLockingDecayTime", "15.0", ""},
    {"BiasedLockingStartupDelay", "15.0", ""},
    {"CreateMinidumpOnCrash", "9.0", "CreateCoredumpOnCrash"},
    {"CriticalJNINatives", "16.0", ""},
    {"DefaultMaxRAMFraction", "8.0", "MaxRAMFraction"},
    {"FlightRecorder", "13.0", ""},
    {"InitialRAMFraction", "10.0", ""},
    {"MaxGCMinorPauseMillis", "8.0", ""},
    {"MaxRAMFraction", "10.0", ""},
    {"MinRAMFraction", "10.0", ""},
    {"PrintBiasedLockingStatistics", "15.0", ""},
    {"PrintPreciseBiasedLockingStatistics", "15.0", ""},
    {"TLABStats", "12.0", ""},
    {"UseBiasedLocking", "15.0", ""},
    {"UseOptoBiasInlining", "15.0", ""},
};

const DeprecatedFlag* find_deprecated(std::string_view name) {
  for (const DeprecatedFlag& flag : kDeprecated) {
    if (flag.name == name) return &flag;
  }
  return nullptr;
}

// Options that did something once and that `java` 17 passes over with a warning.
constexpr std::string_view kRemovedIn17[] = {"AssertOnSuspendWaitFailure", "SuspendRetryCount",
                                             "SuspendRetryDelay", "TraceSuspendWaitFailures"};

const FlagInfo* find_flag(std::string_view name) {
  const auto& table = flags();
  const auto at =
      std::lower_bound(table.begin(), table.end(), name,
                       [](const FlagInfo& flag, std::string_view key) { return flag.name < key; });
  return at != table.end() && at->name == name ? &*at : nullptr;
}

// Part of the letter pairs that two names share, as HotSpot counts it for "Did you mean".
double similarity(std::string_view a, std::string_view b) {
  std::size_t hits = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    for (std::size_t j = 0; j + 1 < b.size(); ++j) {
      if (a.substr(i, 2) == b.substr(j, 2)) {
        ++hits;
        break;
      }
    }
  }
  return 2.0 * static_cast<double>(hits) / static_cast<double>(a.size() + b.size());
}

bool is_locked(const FlagInfo& flag, const Options& options) {
  return flag.name != "UnlockDiagnosticVMOptions" && flag.name != "UnlockExperimentalVMOptions" &&
         ((flag.kind == FlagKind::Diagnostic && !options.unlock_diagnostic) ||
          (flag.kind == FlagKind::Experimental && !options.unlock_experimental));
}

[[noreturn]] void refuse(const std::string& message) {
  BadOption bad(message, false, false);
  bad.bad_flag = true;
  throw bad;
}

[[noreturn]] void refuse_unknown(std::string_view name, std::string_view text,
                                 const Options& options) {
  std::string message = cat("Unrecognized VM option '", text, "'\n");
  const FlagInfo* best = nullptr;
  double best_score = 0.7;
  for (const FlagInfo& flag : flags()) {
    const double score = similarity(flag.name, name);
    if (score > best_score && !is_locked(flag, options)) {
      best = &flag;
      best_score = score;
    }
  }
  if (best != nullptr) {
    const bool is_switch = best->type == FlagType::Bool;
    message += cat("Did you mean '", is_switch ? "(+/-)" : "", best->name,
                   is_switch ? "" : "=<value>", "'? ");
  }
  refuse(message);
}

[[noreturn]] void refuse_value(std::string_view text) {
  refuse(cat("Improperly specified VM option '", text, "'\n"));
}

void refuse_range(const FlagInfo& flag, std::string_view value, std::string_view text,
                  std::string_view type, const std::string& low, const std::string& high) {
  refuse(cat(type, " ", flag.name, "=", value, " is outside the allowed range [ ", low, " ... ",
             high, " ]\n", "Improperly specified VM option '", text, "'\n"));
}

void store_int(Options& options, const FlagInfo& flag, std::string_view value,
               std::string_view text) {
  const auto number = parse_number(value);
  if (!number) refuse_value(text);
  const auto* field = std::get_if<std::int64_t Options::*>(&flag.target);
  if (field == nullptr) return;
  const auto as_double = static_cast<double>(*number);
  if (as_double < flag.lowest || as_double > flag.highest) {
    // Sizes are unsigned in HotSpot, for which a minus sign is bad form; the signed ones have a
    // range.
    if (*number < 0 && flag.name.find("Size") != std::string_view::npos) refuse_value(text);
    refuse_range(flag, value, text, flag.name == "ActiveProcessorCount" ? "int" : "intx",
                 cat(static_cast<std::int64_t>(flag.lowest)),
                 flag.highest >= 9.2e18 ? "9223372036854775807"
                                        : cat(static_cast<std::int64_t>(flag.highest)));
  }
  options.*(*field) = *number;
}

void store_double(Options& options, const FlagInfo& flag, std::string_view value,
                  std::string_view text) {
  const std::string copy(value);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  if (copy.empty() || *end != 0) refuse_value(text);
  const auto* field = std::get_if<double Options::*>(&flag.target);
  if (field == nullptr) return;
  if (!(number >= flag.lowest && number <= flag.highest)) {
    refuse_range(flag, fmt::format("{:f}", number), text, "double",
                 fmt::format("{:f}", flag.lowest), fmt::format("{:f}", flag.highest));
  }
  options.*(*field) = number;
}

}  // namespace

std::optional<std::int64_t> parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  if (hex) text.remove_prefix(2);
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, hex ? 16 : 10);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  unsigned shift = 0;
  if (text.size() == 1) {
    switch (text.front()) {
      case 'k':
      case 'K':
        shift = 10;
        break;
      case 'm':
      case 'M':
        shift = 20;
        break;
      case 'g':
      case 'G':
        shift = 30;
        break;
      case 't':
      case 'T':
        shift = 40;
        break;
      default:
        return std::nullopt;
    }
  } else if (!text.empty()) {
    return std::nullopt;
  }
  if (number > static_cast<std::uint64_t>(INT64_MAX) >> shift) return std::nullopt;
  const auto value = static_cast<std::int64_t>(number << shift);
  return negative ? -value : value;
}

void apply_xx_option(Options& options, std::string_view text, bool lenient,
                     std::vector<std::string>& ignored, std::vector<std::string>& notices) {
  std::string_view name = text;
  std::optional<bool> sign;
  if (text.starts_with('+') || text.starts_with('-')) {
    sign = text.front() == '+';
    name.remove_prefix(1);
  }
  std::optional<std::string_view> value;
  if (const std::size_t equals = name.find('='); equals != std::string_view::npos && equals > 0) {
    value = name.substr(equals + 1);
    name = name.substr(0, equals);
  }
  const std::string_view unsigned_text = sign ? text.substr(1) : text;
  const FlagInfo* flag = find_flag(name);
  if (flag == nullptr &&
      std::find(std::begin(kRemovedIn17), std::end(kRemovedIn17), name) != std::end(kRemovedIn17)) {
    notices.push_back(cat("Ignoring option ", name, "; support was removed in 17.0"));
    return;
  }
  if (const DeprecatedFlag* old = flag == nullptr ? find_deprecated(name) : nullptr)
    flag = find_flag(old->instead);
  if (flag == nullptr) {
    if (lenient) return;
    refuse_unknown(name, unsigned_text, options);
  }
  if (is_locked(*flag, options)) {
    if (lenient) return;
    const bool diagnostic = flag->kind == FlagKind::Diagnostic;
    refuse(cat("Error: VM option '", name, "' is ", diagnostic ? "diagnostic" : "experimental",
               " and must be enabled via -XX:+Unlock", diagnostic ? "Diagnostic" : "Experimental",
               "VMOptions.\n", "Error: The unlock option must precede '", name, "'.\n"));
  }
  if (flag->type == FlagType::Bool) {
    if (!sign || value) refuse(cat("Missing +/- setting for VM option '", unsigned_text, "'\n"));
    if (const auto* field = std::get_if<bool Options::*>(&flag->target)) options.*(*field) = *sign;
  } else {
    if (sign) refuse(cat("Unexpected +/- setting in VM option '", unsigned_text, "'\n"));
    if (!value) refuse_value(text);
    if (flag->type == FlagType::Int) {
      store_int(options, *flag, *value, text);
    } else if (flag->type == FlagType::Double) {
      store_double(options, *flag, *value, text);
    } else if (const auto* field = std::get_if<std::string Options::*>(&flag->target)) {
      options.*(*field) = std::string(*value);
    }
  }
  if (std::holds_alternative<std::monostate>(flag->target)) ignored.emplace_back(name);
  if (const DeprecatedFlag* old = find_deprecated(name)) {
    notices.push_back(cat("Option ", name, " was deprecated in version ", old->version,
                          " and will likely be removed in a future release.",
                          old->instead.empty() ? "" : " Use option ", old->instead,
                          old->instead.empty() ? "" : " instead."));
  }
  options.given_flags.emplace_back(name);
}

std::string describe_options(const Options& options) {
  std::string out = "[Global flags]\n";
  const auto line = [&out](std::string_view type, std::string_view name, const std::string& value) {
    out += fmt::format("{:>9} {:<40} = {}\n", type, name, value);
  };
#define BOOL_OPTION(field, flag, initial, kind, help) \
  line("bool", #flag, options.field ? "true" : "false");
#define INT_OPTION(field, flag, initial, low, high, kind, help) \
  line("intx", #flag, cat(options.field));
#define DOUBLE_OPTION(field, flag, initial, low, high, kind, help) \
  line("double", #flag, fmt::format("{:f}", options.field));
#define TEXT_OPTION(field, flag, kind, help) line("ccstr", #flag, options.field);
#include "jvm/base/options.def"
  return out;
}

}  // namespace cjvm
