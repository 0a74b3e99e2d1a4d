// SPDX-License-Identifier: Apache-2.0
// The monitor protocol: every interleaving of small scripts on two and three nodes, and that
// mistakes in the protocol are seen.
#include <gtest/gtest.h>

#include "tests/cluster/monitor_world.h"

namespace cjvm::cluster {

namespace {

using namespace monitor_model;
using enum Op::Kind;

Exploration run(const std::vector<Script>& scripts, int nodes, Break rule = Break::Nothing,
                SharedMonitor monitor = {}) {
  return explore(World(scripts, nodes, rule, std::move(monitor)));
}

#define EXPECT_HOLDS(result) EXPECT_EQ((result).violation, "") << (result).trace
#define EXPECT_FOUND(result, what) \
  EXPECT_NE((result).violation.find(what), std::string::npos) << (result).violation

TEST(MonitorProtocol, ExcludesThreadsOfThreeNodes) {
  std::vector<Script> scripts{{{Enter, 0}, {Enter, 0}, {Exit, 0}, {Exit, 0}},
                              {{Enter, 1}, {Enter, 1}, {Exit, 1}, {Exit, 1}},
                              {{Enter, 2}, {Exit, 2}, {Enter, 2}, {Exit, 2}}};
  EXPECT_HOLDS(run(scripts, 3));
}

TEST(MonitorProtocol, ExcludesFourThreads) {
  std::vector<Script> scripts{{{Enter, 0}, {Exit, 0}},
                              {{Enter, 1}, {Enter, 1}, {Exit, 1}, {Exit, 1}},
                              {{Enter, 1}, {Exit, 1}},
                              {{Enter, 2}, {Exit, 2}}};
  EXPECT_HOLDS(run(scripts, 3));
}

// Thread 0 goes to other nodes and back while it owns the monitor.
TEST(MonitorProtocol, ReentersFromOtherNodes) {
  std::vector<Script> scripts{{{Enter, 1}, {Enter, 0}, {Enter, 2}, {Exit, 2}, {Exit, 0}, {Exit, 1}},
                              {{Enter, 1}, {Exit, 1}},
                              {{Enter, 2}, {Enter, 0}, {Exit, 0}, {Exit, 2}}};
  EXPECT_HOLDS(run(scripts, 3));
}

TEST(MonitorProtocol, BeginsWithAThinLock) {
  std::vector<Script> scripts{{{Exit, 0}, {Exit, 0}},
                              {{Enter, 1}, {Exit, 1}},
                              {{Enter, 2}, {Enter, 2}, {Exit, 2}, {Exit, 2}}};
  EXPECT_HOLDS(run(scripts, 3, Break::Nothing, SharedMonitor(thread_id(0), 2)));
}

// Two wait, one of them deeper; a third makes the condition true.
const std::vector<Script> kConsumers{{{Enter, 0}, {Await, 0, 1}, {Exit, 0}},
                                     {{Enter, 1}, {Enter, 1}, {Await, 1, 1}, {Exit, 1}, {Exit, 1}},
                                     {{Enter, 2}, {Add, 2}, {NotifyAll, 2}, {Exit, 2}}};

TEST(MonitorProtocol, WakesAllWhoWait) {
  Exploration result = run(kConsumers, 3);
  EXPECT_HOLDS(result);
  EXPECT_TRUE(result.outcomes.contains("n. n. ."));
}

// Each wakes the next one.
TEST(MonitorProtocol, PassesNotifyOn) {
  std::vector<Script> scripts{{{Enter, 1}, {Await, 1, 1}, {Notify, 1}, {Exit, 1}},
                              {{Enter, 1}, {Await, 1, 1}, {Notify, 1}, {Exit, 1}},
                              {{Enter, 2}, {Await, 2, 1}, {Notify, 2}, {Exit, 2}},
                              {{Enter, 0}, {Add, 0}, {Notify, 0}, {Exit, 0}}};
  EXPECT_HOLDS(run(scripts, 3));
}

TEST(MonitorProtocol, TimeoutsMeetNotifies) {
  std::vector<Script> scripts{
      {{Enter, 1}, {Enter, 1}, {Wait, 1, 0, true}, {Exit, 1}, {Wait, 1, 0, true}, {Exit, 1}},
      {{Enter, 2}, {Wait, 2, 0, true}, {Notify, 2}, {Exit, 2}},
      {{Enter, 0}, {Notify, 0}, {Exit, 0}}};
  Exploration result = run(scripts, 3);
  EXPECT_HOLDS(result);
  for (const char* end : {"tt. t. .", "nt. t. .", "tt. n. .", "nn. t. .", "tn. n. ."}) {
    EXPECT_TRUE(result.outcomes.contains(end)) << end;
  }
}

// Thread 0 does not pass the notify on if it is interrupted; then thread 1 must get it.
const std::vector<Script> kInterrupted{
    {{Enter, 1}, {Await, 1, 1}, {Notify, 1}, {Exit, 1}},
    {{Enter, 2}, {Await, 2, 1}, {Exit, 2}},
    {{Enter, 0}, {Add, 0}, {Notify, 0}, {Interrupt, 0, 0}, {Exit, 0}}};

TEST(MonitorProtocol, NotifyIsNotLostInAnInterrupt) {
  Exploration result = run(kInterrupted, 3);
  EXPECT_HOLDS(result);
  EXPECT_TRUE(result.outcomes.contains("n. n. ."));
  EXPECT_TRUE(result.outcomes.contains("i. n. ."));
}

TEST(MonitorProtocol, TimeoutsMeetInterrupts) {
  std::vector<Script> scripts{{{Enter, 1}, {Wait, 1, 0, true}, {Wait, 1, 0, true}, {Exit, 1}},
                              {{Enter, 0}, {Enter, 0}, {Wait, 0, 0, true}, {Exit, 0}, {Exit, 0}},
                              {{Interrupt, 2, 0},
                               {Interrupt, 2, 1},
                               {Interrupt, 2, 0},
                               {Enter, 2},
                               {NotifyAll, 2},
                               {Exit, 2}}};
  EXPECT_HOLDS(run(scripts, 3));
}

// Thread 0 waits on node 1 with a timeout, then on node 2 without: a cancel of the first wait may
// arrive during the second.
const std::vector<Script> kWanderer{
    {{Enter, 1}, {Wait, 1, 0, true}, {Await, 2, 1}, {Exit, 2}},
    {{Enter, 0}, {Notify, 0}, {Exit, 0}, {Enter, 0}, {Add, 0}, {Notify, 0}, {Exit, 0}}};

TEST(MonitorProtocol, LateCancelsDoNoHarm) {
  EXPECT_HOLDS(run(kWanderer, 3));
  EXPECT_HOLDS(run(kWanderer, 3, Break::CancelsTwice));
}

// Everything at once: four threads, two of them on one node, deep waits that time out, are notified
// or interrupted.
TEST(MonitorProtocol, FourThreadsDoEverything) {
  std::vector<Script> scripts{
      {{Enter, 1}, {Enter, 1}, {Wait, 1, 0, true}, {Exit, 1}, {Exit, 1}},
      {{Enter, 1}, {Wait, 1, 0, true}, {Notify, 1}, {Exit, 1}},
      {{Enter, 2}, {Await, 2, 1}, {Notify, 2}, {Exit, 2}},
      {{Interrupt, 0, 0}, {Enter, 0}, {Add, 0}, {NotifyAll, 0}, {Exit, 0}, {Interrupt, 0, 1}}};
  EXPECT_HOLDS(run(scripts, 3));
}

// Every choice of three scripts, the threads on three nodes or two of them on one. Each script ends
// whatever the others do; the interrupts are thread 0's.
TEST(MonitorProtocol, AnyThreeScripts) {
  auto catalogue = [](int node) {
    return std::vector<Script>{
        {{Enter, node}, {Enter, node}, {Exit, node}, {Exit, node}},
        {{Enter, node}, {Wait, node, 0, true}, {Exit, node}},
        {{Enter, node}, {Enter, node}, {Wait, node, 0, true}, {Exit, node}, {Exit, node}},
        {{Enter, node}, {Wait, node, 0, true}, {Notify, node}, {Wait, node, 0, true}, {Exit, node}},
        {{Enter, node}, {Notify, node}, {Exit, node}},
        {{Enter, node}, {NotifyAll, node}, {Enter, node}, {Exit, node}, {Exit, node}},
        {{Enter, node}, {Add, node}, {Await, node, 2, true}, {NotifyAll, node}, {Exit, node}},
        {{Interrupt, node, 0}, {Enter, node}, {Notify, node}, {Exit, node}, {Interrupt, node, 0}}};
  };
  std::size_t states = 0;
  for (auto [one, two, three] : {std::array{0, 1, 2}, std::array{1, 1, 0}}) {
    for (const Script& first : catalogue(one)) {
      for (const Script& second : catalogue(two)) {
        for (const Script& third : catalogue(three)) {
          std::vector<Script> scripts{first, second, third};
          Exploration result = run(scripts, 3);
          states += result.states;
          ASSERT_EQ(result.violation, "") << result.trace;
        }
      }
    }
  }
  RecordProperty("states", static_cast<int>(states));
}

// ---- that the exploration sees mistakes

TEST(MonitorProtocolMistake, LostGrant) {
  EXPECT_FOUND(run(kConsumers, 3, Break::LosesGrants), "deadlock");
}

TEST(MonitorProtocolMistake, ForgottenDepth) {
  EXPECT_FOUND(run(kConsumers, 3, Break::ForgetsDepth), "the home thinks otherwise");
}

TEST(MonitorProtocolMistake, CancelThatWinsLosesANotify) {
  EXPECT_FOUND(run(kInterrupted, 3, Break::CancelWins), "deadlock");
}

TEST(MonitorProtocolMistake, WaitThatEndsWithoutTheMonitor) {
  EXPECT_FOUND(run(kInterrupted, 3, Break::DoesNotWaitForGrant), "own");
}

TEST(MonitorProtocolMistake, CancelOfAnotherWait) {
  EXPECT_FOUND(run(kWanderer, 3, Break::CancelsAnyWait), "a grant that nobody waits for");
}

// A cancel that overtakes its wait is gone, and the wait has no end.
TEST(MonitorProtocolMistake, MessagesOutOfOrder) {
  std::vector<Script> scripts{{{Enter, 1}, {Wait, 1, 0, true}, {Exit, 1}}};
  EXPECT_HOLDS(run(scripts, 2));
  EXPECT_FOUND(run(scripts, 2, Break::Overtaking), "deadlock");
}

}  // namespace

}  // namespace cjvm::cluster
