// SPDX-License-Identifier: Apache-2.0
// One endpoint has a queue per sender; receive() takes the head of a queue that the seed chooses.
#include "cluster/transport/loopback_transport.h"

#include <algorithm>
#include <atomic>

namespace cjvm::cluster {

class LoopbackCluster::Endpoint final : public Transport {
 public:
  Endpoint(LoopbackCluster& cluster, int node, int nodes, std::uint64_t seed, int most_polls)
      : cluster_(cluster),
        node_(static_cast<NodeId>(node)),
        random_(seed * 1000 + static_cast<unsigned>(node)),
        most_polls_(seed == 0 ? 0 : most_polls),
        queues_(static_cast<std::size_t>(nodes)) {}

  NodeId self() const override { return node_; }
  int node_count() const override { return static_cast<int>(queues_.size()); }

  void send(NodeId to, std::vector<std::byte> bytes) override {
    sent.fetch_add(1, std::memory_order_relaxed);
    cluster_.endpoints_[static_cast<std::size_t>(to)]->arrive(node_, std::move(bytes));
  }

  bool receive(Incoming& message) override {
    std::lock_guard lock(mutex_);
    std::size_t first = most_polls_ == 0 ? 0 : random_() % queues_.size();
    for (std::size_t i = 0; i < queues_.size(); ++i) {
      auto& queue = queues_[(first + i) % queues_.size()];
      if (queue.empty() || queue.front().polls-- > 0) continue;
      message = std::move(queue.front().message);
      queue.pop_front();
      --count_;
      return true;
    }
    return false;
  }

  void arm() override {
    std::lock_guard lock(mutex_);
    has_rung_ = false;
  }
  void disarm() override {}
  bool has_rung() override {
    std::lock_guard lock(mutex_);
    return has_rung_;
  }

  std::uint32_t rings() override {
    std::lock_guard lock(mutex_);
    return rings_;
  }

  void sleep(Sleeper, std::uint32_t seen, std::chrono::microseconds timeout) override {
    std::unique_lock lock(mutex_);
    // What is still on the way needs more polls.
    if (count_ > 0) timeout = std::min(timeout, std::chrono::microseconds(50));
    bell_.wait_for(lock, timeout, [&] { return rings_ != seen; });
  }

  void wake(Sleeper) override {
    std::lock_guard lock(mutex_);
    ++rings_;
    bell_.notify_all();
  }

  void barrier() override {
    Barrier& barrier = cluster_.barrier_;
    std::unique_lock lock(barrier.mutex);
    std::uint64_t round = barrier.round;
    if (++barrier.waiting == node_count()) {
      barrier.waiting = 0;
      ++barrier.round;
      barrier.passed.notify_all();
    }
    barrier.passed.wait(lock, [&] { return barrier.round != round; });
  }

  std::atomic<std::uint64_t> sent{0};

 private:
  struct OnTheWay {
    Incoming message;
    int polls;  // receive() calls that still miss it
  };

  void arrive(NodeId from, std::vector<std::byte> bytes) {
    std::lock_guard lock(mutex_);
    int polls =
        most_polls_ == 0 ? 0 : static_cast<int>(random_() % static_cast<unsigned>(most_polls_ + 1));
    queues_[static_cast<std::size_t>(from)].push_back({{from, std::move(bytes)}, polls});
    ++count_;
    ++rings_;
    has_rung_ = true;
    bell_.notify_all();
  }

  LoopbackCluster& cluster_;
  const NodeId node_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::uint32_t rings_ = 0;
  bool has_rung_ = false;  // since arm()
  std::mt19937_64 random_;
  const int most_polls_;
  std::size_t count_ = 0;
  std::vector<std::deque<OnTheWay>> queues_;
};

LoopbackCluster::LoopbackCluster(int nodes, std::uint64_t seed, int most_polls) {
  for (int i = 0; i < nodes; ++i)
    endpoints_.push_back(std::make_unique<Endpoint>(*this, i, nodes, seed, most_polls));
}

LoopbackCluster::~LoopbackCluster() = default;

Transport& LoopbackCluster::endpoint(int node) {
  return *endpoints_[static_cast<std::size_t>(node)];
}

std::uint64_t LoopbackCluster::sent() const {
  std::uint64_t all = 0;
  for (const auto& endpoint : endpoints_) all += endpoint->sent.load(std::memory_order_relaxed);
  return all;
}

}  // namespace cjvm::cluster
