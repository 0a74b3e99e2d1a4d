// SPDX-License-Identifier: Apache-2.0
// The explorer itself, with a walk over numbers.
#include "tests/cluster/protocol_explorer.h"

#include <gtest/gtest.h>

namespace cjvm::cluster {

namespace {

// From `at` one may go to each of the numbers that `edges` gives for it.
struct Walk {
  std::vector<std::vector<int>> edges;
  int at = 0;
  int goal = 0;
  int forbidden = -1;

  std::vector<int> steps() const { return edges[static_cast<std::size_t>(at)]; }
  void take(int to) { at = to; }
  std::string name(int to) const { return std::to_string(at) + "-" + std::to_string(to); }
  std::string broken() const { return at == forbidden ? "forbidden" : ""; }
  bool finished() const { return at == goal; }
  std::string outcome() const { return std::to_string(at); }
  void encode(Encoding& to) const { to(at); }
};

TEST(ProtocolExplorer, VisitsEverythingOnce) {
  Exploration result = explore(Walk{{{1, 2}, {3}, {3}, {}}, 0, 3});
  EXPECT_EQ(result.violation, "");
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.states, 4u);
  EXPECT_EQ(result.transitions, 4u);
  EXPECT_EQ(result.outcomes, std::set<std::string>{"3"});
}

TEST(ProtocolExplorer, FindsTheShortestWayToABrokenRule) {
  Exploration result = explore(Walk{{{1}, {2, 3}, {3}, {}}, 0, 3, 3});
  EXPECT_EQ(result.violation, "forbidden");
  EXPECT_EQ(result.trace, "  0-1\n  1-3\n");
  EXPECT_FALSE(result.complete);
}

TEST(ProtocolExplorer, FindsDeadlocks) {
  Exploration result = explore(Walk{{{1, 2}, {}, {}}, 0, 2});
  EXPECT_EQ(result.violation.find("deadlock"), 0u);
  EXPECT_EQ(result.trace, "  0-1\n");
}

TEST(ProtocolExplorer, FindsCycles) {
  EXPECT_EQ(explore(Walk{{{1}, {2, 3}, {1}, {}}, 0, 3}).violation, "a cycle");
}

TEST(ProtocolExplorer, SaysWhenItGaveUp) {
  EXPECT_EQ(explore(Walk{{{1}, {2}, {3}, {}}, 0, 3}, 2).violation, "too many states");
}

}  // namespace

}  // namespace cjvm::cluster
