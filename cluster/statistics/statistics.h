// SPDX-License-Identifier: Apache-2.0
// The proxy statistics: what each node has counted, the sum over all nodes, and its text. Values
// without knowledge of the VM; counting.h fills them in. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/node.h"

namespace cjvm::cluster {

struct MessageCount {
  std::uint64_t sent = 0;   // requests and posts
  std::uint64_t bytes = 0;  // of these and of replies
  template <class A>
  void fields(A& a) {
    a(sent, bytes);
  }
};

// Calls of one method by one node at another.
struct MethodCount {
  std::string method;  // class.method
  NodeId to{};
  std::uint64_t calls = 0;
  template <class A>
  void fields(A& a) {
    a(method, to, calls);
  }
};

// What one node has sent, and the objects that it shares.
struct NodeStatistics {
  std::vector<MessageCount> messages;  // by the message's number
  std::vector<MethodCount> methods;
  std::uint64_t proxies = 0;
  std::uint64_t replicas = 0;  // of values
  std::uint64_t exports = 0;
  template <class A>
  void fields(A& a) {
    a(messages, methods, proxies, replicas, exports);
  }
};

struct MessageKind {
  std::string_view name;
  bool is_operation = true;  // else it serves the life of the cluster, not the program
};

// The sum over all nodes; everything most frequent first.
struct StatisticsSum {
  struct Message {
    std::string_view name;
    MessageCount count;
  };
  struct Edge {
    NodeId from{}, to{};
    std::uint64_t calls = 0;
  };
  struct Method {
    std::string name;
    std::uint64_t calls = 0;
    std::vector<Edge> edges;
  };
  std::uint64_t operations = 0;
  std::vector<Message> messages;  // operations that occurred
  std::vector<Method> methods;
};

// `nodes` by number, nothing for a node that has not told; `kinds` by the number of the message.
StatisticsSum sum_up(std::span<const MessageKind> kinds,
                     std::span<const std::optional<NodeStatistics>> nodes);

// Lines, the first of which is `remote operations: N`.
std::string report(const StatisticsSum& sum, std::span<const std::optional<NodeStatistics>> nodes);

}  // namespace cjvm::cluster
