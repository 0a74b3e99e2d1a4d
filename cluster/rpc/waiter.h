// SPDX-License-Identifier: Apache-2.0
// A segment of a logical thread that waits for a reply. Whoever leads delivers to it; only its own
// thread takes from it.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

class Waiter {
 public:
  void deliver_reply(Incoming message) {
    deliver([&] { reply_ = std::move(message); });
  }
  // A request of the same logical thread, to be executed on top of this segment.
  void deliver_nested(Incoming message) {
    deliver([&] { nested_.push_back(std::move(message)); });
  }
  // There is no leader: the waiting thread may become it.
  void offer_lead() {
    deliver([&] { may_lead_ = true; });
  }

  std::optional<Incoming> take_nested() {
    std::lock_guard lock(mutex_);
    if (nested_.empty()) return std::nullopt;
    Incoming first = std::move(nested_.front());
    nested_.pop_front();
    return first;
  }
  std::optional<Incoming> take_reply() {
    std::lock_guard lock(mutex_);
    return std::exchange(reply_, std::nullopt);
  }
  bool has_something() {
    std::lock_guard lock(mutex_);
    return reply_.has_value() || !nested_.empty();
  }
  // Until something is delivered, leadership is offered or the time is over.
  void sleep(std::chrono::microseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout,
                      [this] { return reply_.has_value() || !nested_.empty() || may_lead_; });
    may_lead_ = false;
  }

 private:
  template <class F>
  void deliver(F&& change) {
    std::lock_guard lock(mutex_);
    change();
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Incoming> reply_;
  std::deque<Incoming> nested_;
  bool may_lead_ = false;
};

}  // namespace cjvm::cluster
