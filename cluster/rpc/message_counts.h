// SPDX-License-Identifier: Apache-2.0
// How many messages a node has sent and how many bytes, by the message's number. Any thread; what
// is read while others count is a moment's picture.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cluster/rpc/envelope.h"
#include "cluster/statistics/statistics.h"
#include "jvm/base/check.h"

namespace cjvm::cluster {

class MessageCounts {
 public:
  explicit MessageCounts(std::size_t kinds) : cells_(kinds) {}

  // Requests and posts count; the bytes of a reply are added to those of its message.
  void note(const Envelope& envelope, std::size_t bytes) {
    check(envelope.message < cells_.size(), "every message is counted");
    Cell& cell = cells_[envelope.message];
    if (envelope.kind != EnvelopeKind::Reply) cell.sent.fetch_add(1, std::memory_order_relaxed);
    cell.bytes.fetch_add(bytes, std::memory_order_relaxed);
  }

  std::vector<MessageCount> read() const {
    std::vector<MessageCount> counts;
    for (const Cell& cell : cells_) {
      counts.push_back({.sent = cell.sent.load(std::memory_order_relaxed),
                        .bytes = cell.bytes.load(std::memory_order_relaxed)});
    }
    return counts;
  }

 private:
  struct alignas(64) Cell {
    std::atomic<std::uint64_t> sent{0}, bytes{0};
  };
  std::vector<Cell> cells_;
};

}  // namespace cjvm::cluster
