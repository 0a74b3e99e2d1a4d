// SPDX-License-Identifier: Apache-2.0
// mpirun tells its processes the size of the job in OMPI_COMM_WORLD_SIZE.
#include "cluster/launch/options.h"

#include <charconv>

namespace cjvm::launch {
namespace {

constexpr int kMostNodes = 1024;

std::optional<unsigned long> number(const std::string& text) {
  unsigned long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::size_t take_option(const std::vector<std::string>& words, std::size_t at,
                        std::vector<GivenOption>& given) {
  const std::string& word = words[at];
  for (std::string_view name : {kNodes, kSeed, kBalance, kProxyStats}) {
    if (!word.starts_with(name)) continue;
    if (word.size() > name.size() && word[name.size()] == '=') {
      given.emplace_back(name, word.substr(name.size() + 1));
      return 1;
    }
    if (word.size() != name.size()) continue;
    const bool next_is_value = (name == kNodes || name == kSeed) && at + 1 < words.size();
    given.emplace_back(name, next_is_value ? std::optional(words[at + 1]) : std::nullopt);
    return next_is_value ? 2 : 1;
  }
  return 0;
}

Options parse_options(const std::vector<GivenOption>& given) {
  Options options;
  for (const auto& [name, value] : given) {
    if (name == kNodes) {
      const auto count = number(value.value_or(""));
      if (!count || *count < 1 || *count > kMostNodes)
        throw LaunchError("--nodes wants a number from 1 to " + std::to_string(kMostNodes) +
                          (value ? ", not '" + *value + "'" : ""));
      options.nodes = static_cast<int>(*count);
    } else if (name == kSeed) {
      if (!number(value.value_or("")))
        throw LaunchError("--seed wants a number" + (value ? ", not '" + *value + "'" : ""));
      options.seed = value;
    } else if (name == kBalance) {
      if (value.value_or("").empty()) throw LaunchError("--balance wants a value: --balance=…");
      options.balance = value;
    } else {
      options.proxy_stats = value.value_or("");
    }
  }
  return options;
}

Role role_of(const Options& options, const Environment& environment) {
  if (const auto size = environment("OMPI_COMM_WORLD_SIZE")) {
    if (options.nodes && *size != std::to_string(*options.nodes))
      throw LaunchError("--nodes " + std::to_string(*options.nodes) + " within an mpirun of " +
                        *size + " processes: leave --nodes out");
    return Role::Member;
  }
  if (options.nodes) return *options.nodes == 1 ? Role::Only : Role::Starts;
  const std::string_view lonely = options.balance       ? kBalance
                                  : options.proxy_stats ? kProxyStats
                                  : options.seed        ? kSeed
                                                        : "";
  if (!lonely.empty())
    throw LaunchError(std::string(lonely) + " is for a cluster: add --nodes N, or use mpirun");
  return Role::Alone;
}

std::vector<std::pair<std::string, std::string>> variables_of(const Options& options) {
  std::vector<std::pair<std::string, std::string>> variables;
  if (options.balance) variables.emplace_back("CJVM_BALANCE", *options.balance);
  if (options.proxy_stats) variables.emplace_back("CJVM_PROXY_STATS", *options.proxy_stats);
  if (options.seed) variables.emplace_back("CJVM_SEED", *options.seed);
  return variables;
}

}  // namespace cjvm::launch
