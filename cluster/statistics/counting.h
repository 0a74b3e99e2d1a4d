// SPDX-License-Identifier: Apache-2.0
// Counts on each node for the proxy statistics, and brings the figures of all nodes to node 0 when
// the program ends. Costs one test of a flag per call while it is off. Functions for any thread
// unless they say otherwise; none runs Java code.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cluster/address/address_table.h"
#include "cluster/rpc/message_counts.h"
#include "cluster/rpc/rpc.h"
#include "cluster/statistics/statistics.h"
#include "jvm/object/method.h"

namespace cjvm::cluster {

class Counting {
 public:
  Counting(Rpc& rpc, AddressTable& addresses, bool is_on);
  Counting(const Counting&) = delete;

  bool is_on() const { return is_on_; }
  // Before Rpc::start().
  void serve();

  // This node calls the method at another one.
  void note_call(const Method* method, NodeId to) {
    if (is_on_) count_call(method, to);
  }

  // On node 0, once: the report over all nodes. Waits for their figures, but not for long.
  std::string collect_report(int nodes);

 private:
  static constexpr int kShards = 16;
  struct alignas(64) Shard {
    std::mutex mutex;  // a leaf
    // By method and node. Methods live as long as the VM.
    std::unordered_map<const Method*, std::vector<std::uint64_t>> calls;
  };

  void count_call(const Method* method, NodeId to);
  NodeStatistics own();

  Rpc& rpc_;
  AddressTable& addresses_;
  const bool is_on_;
  MessageCounts messages_;
  Shard shards_[kShards];

  std::mutex mutex_;  // of what follows
  std::condition_variable arrived_;
  std::vector<std::optional<NodeStatistics>> nodes_;
};

}  // namespace cjvm::cluster
