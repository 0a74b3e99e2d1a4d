// SPDX-License-Identifier: Apache-2.0
// Figures are asked for and come back by posts, not by a call: a call waits for as long as it
// takes, and its waiter may have to work for others meanwhile, neither of which suits the end of a
// program.
#include "cluster/statistics/counting.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "cluster/wire/messages.h"
#include "jvm/base/text.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm::cluster {

namespace {

// Longer than an answer takes on a busy machine, short for somebody who waits for the end.
constexpr std::chrono::seconds kPatience{2};

using NotOfTheProgram = MessageList<ReleaseExports, Collect, AwaitThreads, PrepareNode,
                                    ChangeModules, EndProgram, CollectStatistics, ReportStatistics>;

template <class... M>
constexpr auto kinds_of(MessageList<M...>) {
  return std::array{MessageKind{.name = M::name, .is_operation = !NotOfTheProgram::contains<M>}...};
}
constexpr auto kKinds = kinds_of(Messages{});

}  // namespace

Counting::Counting(Rpc& rpc, AddressTable& addresses, bool is_on)
    : rpc_(rpc), addresses_(addresses), is_on_(is_on), messages_(Messages::size) {
  if (is_on) rpc.count_into(messages_);
}

void Counting::serve() {
  rpc_.serve<CollectStatistics>([this](const CollectStatistics&, const CallContext& context) {
    rpc_.post(context.from, ReportStatistics{.figures = own()});
    return Nothing{};
  });
  rpc_.serve<ReportStatistics>([this](const ReportStatistics& message, const CallContext& context) {
    std::lock_guard lock(mutex_);
    auto from = static_cast<std::size_t>(index(context.from));
    if (from < nodes_.size()) nodes_[from] = message.figures;
    arrived_.notify_all();
    return Nothing{};
  });
}

void Counting::count_call(const Method* method, NodeId to) {
  Shard& shard = shards_[mix(reinterpret_cast<std::uint64_t>(method)) % kShards];
  std::lock_guard lock(shard.mutex);
  std::vector<std::uint64_t>& calls = shard.calls[method];
  auto node = static_cast<std::size_t>(index(to));
  if (node >= calls.size()) calls.resize(node + 1);
  ++calls[node];
}

NodeStatistics Counting::own() {
  NodeStatistics figures;
  figures.messages = messages_.read();
  std::map<std::pair<std::string, NodeId>, std::uint64_t> by_name;
  for (Shard& shard : shards_) {
    std::lock_guard lock(shard.mutex);
    for (const auto& [method, calls] : shard.calls) {
      std::string name = cat(method->holder->external_name(), '.', method->name->text());
      for (std::size_t node = 0; node < calls.size(); ++node) {
        if (calls[node] != 0) by_name[{name, static_cast<NodeId>(node)}] += calls[node];
      }
    }
  }
  for (const auto& [key, calls] : by_name)
    figures.methods.push_back({.method = key.first, .to = key.second, .calls = calls});
  figures.proxies = addresses_.proxy_count();
  figures.replicas = addresses_.import_count() - figures.proxies;
  figures.exports = addresses_.export_count();
  return figures;
}

std::string Counting::collect_report(int nodes) {
  {
    std::lock_guard lock(mutex_);
    nodes_.resize(static_cast<std::size_t>(nodes));
    nodes_[0] = own();
  }
  for (int node = 1; node < nodes; ++node)
    rpc_.post(static_cast<NodeId>(node), CollectStatistics{});
  std::unique_lock lock(mutex_);
  arrived_.wait_for(lock, kPatience, [this] {
    return std::ranges::all_of(nodes_, [](const auto& node) { return node.has_value(); });
  });
  return report(sum_up(kKinds, nodes_), nodes_);
}

}  // namespace cjvm::cluster
