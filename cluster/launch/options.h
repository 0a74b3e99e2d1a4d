// SPDX-License-Identifier: Apache-2.0
// The launcher's options that belong to the cluster (docs/cluster-options.md), and what follows
// from them and from the environment: does this process run alone, start the others, or is it one
// of those that mpirun has started. Pure functions of their arguments.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cjvm::launch {

// The start cannot go on; the text tells the user what to do.
struct LaunchError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Environment = std::function<std::optional<std::string>(const char* name)>;

// Names as they stand before the '='. A value of the first two may also be the next word.
inline constexpr std::string_view kNodes = "--nodes";
inline constexpr std::string_view kSeed = "--seed";
inline constexpr std::string_view kBalance = "--balance";
inline constexpr std::string_view kProxyStats = "--proxy-stats";

// An option as it was found: its name, and its value if there was one.
using GivenOption = std::pair<std::string, std::optional<std::string>>;

struct Options {
  std::optional<int> nodes;                // at least 1
  std::optional<std::string> seed;         // a number
  std::optional<std::string> balance;      // not empty
  std::optional<std::string> proxy_stats;  // empty: without a value
};

// If words[at] is one of the options above, takes it (and the next word, where that is its value):
// appends to `given` and returns the number of words taken; else 0.
std::size_t take_option(const std::vector<std::string>& words, std::size_t at,
                        std::vector<GivenOption>& given);

// Throws LaunchError for a missing or impossible value.
Options parse_options(const std::vector<GivenOption>& given);

enum class Role {
  Alone,   // a JVM of one process, without the cluster's code
  Only,    // --nodes 1: the cluster's code, one node
  Starts,  // --nodes N: this process starts mpirun and becomes node 0
  Member,  // mpirun has started it
};

// Throws LaunchError if the options contradict the environment or each other.
Role role_of(const Options& options, const Environment& environment);

// What the VM finds in its environment: names and values.
std::vector<std::pair<std::string, std::string>> variables_of(const Options& options);

}  // namespace cjvm::launch
