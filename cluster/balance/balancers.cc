// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <charconv>
#include <mutex>
#include <random>

#include "cluster/balance/load_balancer.h"

namespace cjvm::cluster {

namespace {

class Local final : public LoadBalancer {
 public:
  NodeId choose(NodeId asking) override { return asking; }
};

// The asking node's neighbour first, itself last: a program of two threads uses two nodes.
class RoundRobin final : public LoadBalancer {
 public:
  explicit RoundRobin(int nodes) : nodes_(static_cast<unsigned>(nodes)) {}
  NodeId choose(NodeId asking) override {
    unsigned turn = next_.fetch_add(1, std::memory_order_relaxed);
    return static_cast<NodeId>((static_cast<unsigned>(index(asking)) + 1 + turn) % nodes_);
  }

 private:
  const unsigned nodes_;
  std::atomic<unsigned> next_{0};
};

class Random final : public LoadBalancer {
 public:
  Random(std::uint64_t seed, NodeId self, int nodes)
      : engine_(seed * 1000003 + static_cast<std::uint64_t>(self)), range_(0, nodes - 1) {}
  NodeId choose(NodeId) override {
    std::lock_guard lock(mutex_);
    return static_cast<NodeId>(range_(engine_));
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
  std::uniform_int_distribution<int> range_;
};

}  // namespace

std::unique_ptr<LoadBalancer> make_balancer(std::string_view name, NodeId self, int nodes) {
  if (name == "local") return std::make_unique<Local>();
  if (name == "round-robin") return std::make_unique<RoundRobin>(nodes);
  constexpr std::string_view kRandom = "random:";
  if (!name.starts_with(kRandom)) return nullptr;
  std::string_view digits = name.substr(kRandom.size());
  std::uint64_t seed = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
    return nullptr;
  return std::make_unique<Random>(seed, self, nodes);
}

}  // namespace cjvm::cluster
