// SPDX-License-Identifier: Apache-2.0
// Names of the processes and of the threads that make up one JVM. Value types; any thread.
#pragma once

#include <compare>
#include <cstdint>

namespace cjvm::cluster {

// One process of the cluster: 0 runs `main`, the others follow in the order of the start.
enum class NodeId : std::uint16_t {};

constexpr int index(NodeId node) { return static_cast<int>(node); }

// A Java thread, wherever its frames lie. The node is the one that numbered it, not where it runs.
struct LogicalThreadId {
  std::uint64_t bits = 0;  // 16 node, 48 number; number 0 does not occur in a thread

  static constexpr LogicalThreadId make(NodeId node, std::uint64_t number) {
    return {static_cast<std::uint64_t>(node) << 48 | number};
  }
  constexpr NodeId node() const { return static_cast<NodeId>(bits >> 48); }
  constexpr std::uint64_t number() const { return bits & ((std::uint64_t{1} << 48) - 1); }
  constexpr explicit operator bool() const { return bits != 0; }
  friend constexpr auto operator<=>(LogicalThreadId, LogicalThreadId) = default;
};

}  // namespace cjvm::cluster
