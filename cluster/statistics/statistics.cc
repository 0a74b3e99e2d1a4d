// SPDX-License-Identifier: Apache-2.0
#include "cluster/statistics/statistics.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace cjvm::cluster {

namespace {

std::vector<StatisticsSum::Message> sum_messages(
    std::span<const MessageKind> kinds, std::span<const std::optional<NodeStatistics>> nodes) {
  std::vector<StatisticsSum::Message> sums;
  for (std::size_t number = 0; number < kinds.size(); ++number) {
    if (!kinds[number].is_operation) continue;
    StatisticsSum::Message sum{.name = kinds[number].name, .count = {}};
    for (const auto& node : nodes) {
      if (!node || number >= node->messages.size()) continue;
      sum.count.sent += node->messages[number].sent;
      sum.count.bytes += node->messages[number].bytes;
    }
    if (sum.count.sent != 0) sums.push_back(sum);
  }
  std::ranges::sort(sums, [](const auto& a, const auto& b) {
    return std::tie(b.count.sent, a.name) < std::tie(a.count.sent, b.name);
  });
  return sums;
}

std::vector<StatisticsSum::Method> sum_methods(
    std::span<const std::optional<NodeStatistics>> nodes) {
  // Overloaded methods, and classes of the same name, share a line.
  std::map<std::string, std::map<std::pair<NodeId, NodeId>, std::uint64_t>> by_name;
  for (std::size_t from = 0; from < nodes.size(); ++from) {
    if (!nodes[from]) continue;
    for (const MethodCount& count : nodes[from]->methods)
      by_name[count.method][{static_cast<NodeId>(from), count.to}] += count.calls;
  }
  std::vector<StatisticsSum::Method> sums;
  for (const auto& [name, edges] : by_name) {
    StatisticsSum::Method& sum = sums.emplace_back();
    sum.name = name;
    for (const auto& [ends, calls] : edges) {
      sum.calls += calls;
      sum.edges.push_back({.from = ends.first, .to = ends.second, .calls = calls});
    }
    std::ranges::sort(sum.edges, [](const auto& a, const auto& b) {
      return std::tie(b.calls, a.from, a.to) < std::tie(a.calls, b.from, b.to);
    });
  }
  std::ranges::sort(sums, [](const auto& a, const auto& b) {
    return std::tie(b.calls, a.name) < std::tie(a.calls, b.name);
  });
  return sums;
}

}  // namespace

StatisticsSum sum_up(std::span<const MessageKind> kinds,
                     std::span<const std::optional<NodeStatistics>> nodes) {
  StatisticsSum sum;
  sum.messages = sum_messages(kinds, nodes);
  for (const auto& message : sum.messages) sum.operations += message.count.sent;
  sum.methods = sum_methods(nodes);
  return sum;
}

}  // namespace cjvm::cluster
