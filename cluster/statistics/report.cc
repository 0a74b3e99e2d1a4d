// SPDX-License-Identifier: Apache-2.0
// The text of the proxy statistics (docs/cluster-options.md).
#include <algorithm>

#include "cluster/statistics/statistics.h"
#include "jvm/base/text.h"

namespace cjvm::cluster {

namespace {

constexpr std::size_t kMostMethods = 10;
constexpr std::size_t kMostEdges = 6;
constexpr std::size_t kFirstColumn = 28;
constexpr std::size_t kColumn = 14;

void put_right(std::string& out, std::string_view text) {
  out.append(kColumn - std::min(kColumn - 1, text.size()), ' ');
  out += text;
}

void put_left(std::string& out, std::string_view text) {
  out += text;
  if (text.size() < kFirstColumn) out.append(kFirstColumn - text.size(), ' ');
}

void put_messages(std::string& out, const StatisticsSum& sum) {
  put_left(out, "message");
  put_right(out, "count");
  put_right(out, "bytes");
  out += '\n';
  for (const auto& message : sum.messages) {
    put_left(out, message.name);
    put_right(out, cat(message.count.sent));
    put_right(out, cat(message.count.bytes));
    out += '\n';
  }
}

// `from -> to calls`, the most frequent ones.
std::string edges_of(const StatisticsSum::Method& method) {
  std::string text;
  for (std::size_t i = 0; i < method.edges.size(); ++i) {
    if (i != 0) text += ", ";
    if (i == kMostEdges) return text + "...";
    const StatisticsSum::Edge& edge = method.edges[i];
    text += cat(index(edge.from), " -> ", index(edge.to), ' ', edge.calls);
  }
  return text;
}

void put_methods(std::string& out, const StatisticsSum& sum) {
  std::size_t shown = std::min(sum.methods.size(), kMostMethods);
  out += cat("busiest methods, ", shown, " of ", sum.methods.size(), '\n');
  for (const auto& method : std::span(sum.methods).first(shown)) {
    put_right(out, cat(method.calls));
    out += cat("  ", method.name, "  (", edges_of(method), ")\n");
  }
}

void put_nodes(std::string& out, std::span<const std::optional<NodeStatistics>> nodes) {
  put_left(out, "node");
  put_right(out, "proxies");
  put_right(out, "replicas");
  put_right(out, "exports");
  out += '\n';
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    put_left(out, cat(node));
    if (nodes[node]) {
      put_right(out, cat(nodes[node]->proxies));
      put_right(out, cat(nodes[node]->replicas));
      put_right(out, cat(nodes[node]->exports));
    } else {
      out += "  did not answer: it is missing in all figures";
    }
    out += '\n';
  }
}

}  // namespace

std::string report(const StatisticsSum& sum, std::span<const std::optional<NodeStatistics>> nodes) {
  std::string out = cat("remote operations: ", sum.operations, '\n');
  out += '\n';
  if (!sum.messages.empty()) {
    put_messages(out, sum);
    out += '\n';
  }
  if (!sum.methods.empty()) {
    put_methods(out, sum);
    out += '\n';
  }
  put_nodes(out, nodes);
  return out;
}

}  // namespace cjvm::cluster
