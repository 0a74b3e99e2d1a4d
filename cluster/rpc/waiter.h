// SPDX-License-Identifier: Apache-2.0
// A segment of a logical thread that waits for a reply. Whoever leads delivers to it; only its own
// thread takes from it. The table that it stands in keeps it from ending during a delivery.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

class Waiter {
 public:
  // `is_own`: the waiting thread leads, so it is awake.
  void deliver_reply(Incoming message, bool is_own) {
    if (is_own) {
      reply_ = std::move(message);
      has_.fetch_or(kReply, std::memory_order_release);
      return;
    }
    deliver([&] {
      reply_ = std::move(message);
      has_.fetch_or(kReply, std::memory_order_release);
    });
  }
  // A request of the same logical thread, to be executed on top of this segment.
  void deliver_nested(Incoming message) {
    deliver([&] {
      nested_.push_back(std::move(message));
      has_.fetch_or(kNested, std::memory_order_release);
    });
  }
  // There is no leader: the waiting thread may become it.
  void offer_lead() {
    deliver([&] { may_lead_ = true; });
  }

  bool has_something() const { return has_.load(std::memory_order_acquire) != 0; }
  std::optional<Incoming> take_nested() {
    if ((has_.load(std::memory_order_acquire) & kNested) == 0) return std::nullopt;
    std::lock_guard lock(mutex_);
    Incoming first = std::move(nested_.front());
    nested_.erase(nested_.begin());
    if (nested_.empty()) has_.fetch_and(~kNested, std::memory_order_relaxed);
    return first;
  }
  bool has_reply() const { return (has_.load(std::memory_order_acquire) & kReply) != 0; }
  // Once, after has_reply().
  Incoming take_reply() { return std::move(reply_); }

  // Until something is delivered, leadership is offered or the time is over.
  void sleep(std::chrono::microseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [this] { return has_something() || may_lead_; });
    may_lead_ = false;
  }

 private:
  friend class WaiterTable;
  static constexpr unsigned kReply = 1;
  static constexpr unsigned kNested = 2;

  template <class F>
  void deliver(F&& change) {
    std::lock_guard lock(mutex_);
    change();
    changed_.notify_one();
  }

  // ---- of the table
  std::uint64_t thread_ = 0;  // whose requests go on top; 0: nobody's
  Waiter* next_ = nullptr;    // in the table's list
  std::uint32_t call_ = 0;

  std::atomic<unsigned> has_{0};
  Incoming reply_;
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::vector<Incoming> nested_;
  bool may_lead_ = false;
};

}  // namespace cjvm::cluster
