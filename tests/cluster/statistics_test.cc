// SPDX-License-Identifier: Apache-2.0
// The pure part of the proxy statistics: counting messages, summing over nodes, the text.
#include "cluster/statistics/statistics.h"

#include <gtest/gtest.h>

#include "cluster/rpc/message_counts.h"
#include "cluster/wire/codec.h"
#include "jvm/base/text.h"

namespace cjvm::cluster {

namespace {

constexpr MessageKind kKinds[] = {{.name = "invoke"},
                                  {.name = "load"},
                                  {.name = "end_program", .is_operation = false},
                                  {.name = "store"}};

NodeStatistics node_with(std::vector<MessageCount> messages,
                         std::vector<MethodCount> methods = {}) {
  NodeStatistics node;
  node.messages = std::move(messages);
  node.methods = std::move(methods);
  return node;
}

Envelope envelope(std::uint16_t message, EnvelopeKind kind) {
  Envelope made;
  made.message = message;
  made.kind = kind;
  return made;
}

using Nodes = std::vector<std::optional<NodeStatistics>>;

TEST(MessageCounts, CountsRepliesInBytesOnly) {
  MessageCounts counts(2);
  counts.note(envelope(1, EnvelopeKind::Request), 30);
  counts.note(envelope(1, EnvelopeKind::Reply), 20);
  counts.note(envelope(0, EnvelopeKind::Post), 7);
  auto read = counts.read();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].sent, 1U);
  EXPECT_EQ(read[0].bytes, 7U);
  EXPECT_EQ(read[1].sent, 1U);
  EXPECT_EQ(read[1].bytes, 50U);
}

TEST(Statistics, SumsMessagesOfAllNodes) {
  Nodes nodes{node_with({{3, 30}, {10, 100}, {0, 0}, {0, 0}}),
              node_with({{4, 40}, {1, 10}, {0, 0}, {0, 0}})};
  StatisticsSum sum = sum_up(kKinds, nodes);
  EXPECT_EQ(sum.operations, 18U);
  ASSERT_EQ(sum.messages.size(), 2U);
  EXPECT_EQ(sum.messages[0].name, "load");
  EXPECT_EQ(sum.messages[0].count.sent, 11U);
  EXPECT_EQ(sum.messages[0].count.bytes, 110U);
  EXPECT_EQ(sum.messages[1].name, "invoke");
  EXPECT_EQ(sum.messages[1].count.bytes, 70U);
}

TEST(Statistics, LeavesOutMessagesOfTheClusterItself) {
  Nodes nodes{node_with({{1, 10}, {0, 0}, {5, 50}, {0, 0}})};
  StatisticsSum sum = sum_up(kKinds, nodes);
  EXPECT_EQ(sum.operations, 1U);
  EXPECT_EQ(sum.messages.size(), 1U);
}

TEST(Statistics, SumsMethodsByNameAndEdge) {
  Nodes nodes{node_with({}, {{"A.run", NodeId{1}, 2}, {"B.get", NodeId{1}, 9}}),
              node_with({}, {{"A.run", NodeId{0}, 5}, {"A.run", NodeId{2}, 7}}), std::nullopt};
  StatisticsSum sum = sum_up(kKinds, nodes);
  ASSERT_EQ(sum.methods.size(), 2U);
  EXPECT_EQ(sum.methods[0].name, "A.run");
  EXPECT_EQ(sum.methods[0].calls, 14U);
  ASSERT_EQ(sum.methods[0].edges.size(), 3U);
  EXPECT_EQ(sum.methods[0].edges[0].from, NodeId{1});
  EXPECT_EQ(sum.methods[0].edges[0].to, NodeId{2});
  EXPECT_EQ(sum.methods[0].edges[0].calls, 7U);
  EXPECT_EQ(sum.methods[1].calls, 9U);
}

TEST(Statistics, TravelAsTheyAre) {
  NodeStatistics node = node_with({{3, 30}}, {{"A.run", NodeId{1}, 2}});
  node.exports = 5;
  auto copy = decode<NodeStatistics>(encode(node));
  ASSERT_EQ(copy.methods.size(), 1U);
  EXPECT_EQ(copy.methods[0].method, "A.run");
  EXPECT_EQ(copy.messages[0].bytes, 30U);
  EXPECT_EQ(copy.exports, 5U);
}

TEST(Report, StartsWithTheNumberOfOperations) {
  Nodes nodes{node_with({{3, 30}})};
  EXPECT_TRUE(report(sum_up(kKinds, nodes), nodes).starts_with("remote operations: 3\n"));
}

TEST(Report, OfOneNodeHasNothingButTheNode) {
  Nodes nodes{node_with({{0, 0}})};
  EXPECT_EQ(report(sum_up(kKinds, nodes), nodes),
            "remote operations: 0\n"
            "\n"
            "node                               proxies      replicas       exports\n"
            "0                                        0             0             0\n");
}

TEST(Report, ShowsTables) {
  Nodes nodes{node_with({{2, 1234}, {3, 5}}, {{"A.run", NodeId{1}, 2}}),
              node_with({}, {{"A.run", NodeId{0}, 1}})};
  nodes[1]->proxies = 4;
  EXPECT_EQ(report(sum_up(kKinds, nodes), nodes),
            "remote operations: 5\n"
            "\n"
            "message                              count         bytes\n"
            "load                                     3             5\n"
            "invoke                                   2          1234\n"
            "\n"
            "busiest methods, 1 of 1\n"
            "             3  A.run  (0 -> 1 2, 1 -> 0 1)\n"
            "\n"
            "node                               proxies      replicas       exports\n"
            "0                                        0             0             0\n"
            "1                                        4             0             0\n");
}

TEST(Report, ShowsTheTenBusiestMethods) {
  std::vector<MethodCount> methods;
  for (std::uint64_t i = 1; i <= 12; ++i)
    methods.push_back({.method = cat("M.m", i, ';'), .to = NodeId{1}, .calls = i});
  Nodes nodes{node_with({}, methods)};
  std::string text = report(sum_up(kKinds, nodes), nodes);
  EXPECT_NE(text.find("busiest methods, 10 of 12\n"), std::string::npos);
  EXPECT_NE(text.find("M.m12;"), std::string::npos);
  EXPECT_NE(text.find("M.m3;"), std::string::npos);
  EXPECT_EQ(text.find("M.m2;"), std::string::npos);
}

TEST(Report, TellsOfNodesThatDidNotAnswer) {
  Nodes nodes{node_with({{3, 30}}), std::nullopt};
  std::string text = report(sum_up(kKinds, nodes), nodes);
  EXPECT_NE(text.find("did not answer"), std::string::npos);
}

}  // namespace

}  // namespace cjvm::cluster
