// SPDX-License-Identifier: Apache-2.0
// The state machines of the monitor protocol, event by event.
#include "cluster/protocols/shared_monitor.h"

#include <gtest/gtest.h>

namespace cjvm::cluster {

namespace {

using enum MonitorOutcome;

constexpr LogicalThreadId thread_id(std::uint64_t number) {
  return LogicalThreadId::make(NodeId{0}, number);
}
constexpr LogicalThreadId kA = thread_id(1), kB = thread_id(2), kC = thread_id(3);

TEST(SharedMonitor, IsReentrant) {
  SharedMonitor monitor;
  EXPECT_EQ(monitor.enter(kA, 1).outcome, Granted);
  EXPECT_EQ(monitor.enter(kA, 2).outcome, Granted);
  EXPECT_EQ(monitor.depth(), 2u);
  EXPECT_EQ(monitor.exit(kA).outcome, Kept);
  EXPECT_EQ(monitor.exit(kA).outcome, Released);
  EXPECT_TRUE(monitor.is_idle());
}

TEST(SharedMonitor, GoesToTheThreadThatCameFirst) {
  SharedMonitor monitor(kA, 1);
  EXPECT_EQ(monitor.enter(kB, 7).outcome, Queued);
  EXPECT_EQ(monitor.enter(kC, 8).outcome, Queued);
  EXPECT_EQ(monitor.exit(kA).grant, (MonitorGrant{kB, 7, GrantKind::Entered}));
  EXPECT_EQ(monitor.enter(kA, 9).outcome, Queued) << "nobody overtakes the one it was given to";
  EXPECT_EQ(monitor.exit(kB).grant, (MonitorGrant{kC, 8, GrantKind::Entered}));
}

TEST(SharedMonitor, RefusesWhoeverDoesNotOwnIt) {
  SharedMonitor monitor;
  EXPECT_EQ(monitor.exit(kA).outcome, NotOwner);
  EXPECT_EQ(monitor.exit({}).outcome, NotOwner);
  monitor.enter(kB, 1);
  EXPECT_EQ(monitor.exit(kA).outcome, NotOwner);
  EXPECT_EQ(monitor.wait(kA, 2).outcome, NotOwner);
  EXPECT_EQ(monitor.notify(kA, true).outcome, NotOwner);
  EXPECT_EQ(monitor.owner(), kB);
  EXPECT_TRUE(monitor.waiting().empty());
}

TEST(SharedMonitor, WaitRestoresTheDepth) {
  SharedMonitor monitor(kA, 3);
  EXPECT_FALSE(monitor.wait(kA, 1).grant);
  EXPECT_FALSE(monitor.is_idle());
  EXPECT_EQ(monitor.enter(kB, 2).outcome, Granted);
  EXPECT_EQ(monitor.notify(kB, false).outcome, Done);
  EXPECT_EQ(monitor.exit(kB).grant, (MonitorGrant{kA, 1, GrantKind::Notified}));
  EXPECT_EQ(monitor.depth(), 3u);
}

TEST(SharedMonitor, CancelledWaiterCompetesAgain) {
  SharedMonitor monitor(kA, 2);
  monitor.wait(kA, 1);
  monitor.enter(kB, 2);
  EXPECT_EQ(monitor.cancel(kA, 1, CancelReason::Interrupt).outcome, Done);
  monitor.notify(kB, true);
  EXPECT_EQ(monitor.cancel(kA, 1, CancelReason::Timeout).outcome, Ignored);
  EXPECT_EQ(monitor.exit(kB).grant, (MonitorGrant{kA, 1, GrantKind::Interrupted}));
  EXPECT_EQ(monitor.depth(), 2u);
}

TEST(SharedMonitor, CancelOfAFreeMonitorGrantsAtOnce) {
  SharedMonitor monitor(kA, 1);
  monitor.wait(kA, 1);
  EXPECT_EQ(monitor.cancel(kA, 1, CancelReason::Timeout).grant,
            (MonitorGrant{kA, 1, GrantKind::TimedOut}));
}

TEST(SharedMonitor, NotifyIsNotUndoneByACancel) {
  SharedMonitor monitor(kA, 1);
  monitor.wait(kA, 1);
  monitor.enter(kB, 2);
  monitor.notify(kB, false);
  EXPECT_EQ(monitor.cancel(kA, 1, CancelReason::Interrupt).outcome, Ignored);
  EXPECT_EQ(monitor.exit(kB).grant->how, GrantKind::Notified);
}

TEST(SharedMonitor, NotifyPassesOverACancelledWaiter) {
  SharedMonitor monitor(kA, 1);
  monitor.wait(kA, 1);
  monitor.enter(kB, 2);
  monitor.wait(kB, 3);
  monitor.enter(kC, 4);
  monitor.cancel(kA, 1, CancelReason::Timeout);
  monitor.notify(kC, false);
  EXPECT_EQ(monitor.exit(kC).grant->how, GrantKind::TimedOut);
  EXPECT_EQ(monitor.exit(kA).grant, (MonitorGrant{kB, 3, GrantKind::Notified}));
}

TEST(SharedMonitor, CancelOfAnEarlierWaitIsIgnored) {
  SharedMonitor monitor(kA, 1);
  monitor.wait(kA, 1);
  monitor.cancel(kA, 1, CancelReason::Timeout);
  monitor.wait(kA, 2);
  EXPECT_EQ(monitor.cancel(kA, 1, CancelReason::Timeout).outcome, Ignored);
}

TEST(MonitorRequest, SendsOneCancelAtMost) {
  MonitorRequest request = MonitorRequest::wait(5);
  EXPECT_TRUE(request.cancel(CancelReason::Timeout));
  EXPECT_FALSE(request.cancel(CancelReason::Interrupt));
  EXPECT_TRUE(request.granted(5, GrantKind::TimedOut));
  EXPECT_FALSE(request.cancel(CancelReason::Interrupt));
  EXPECT_FALSE(MonitorRequest::enter(6).cancel(CancelReason::Interrupt))
      << "enter does not end early";
}

TEST(MonitorRequest, GrantThatCrossesTheCancelWins) {
  MonitorRequest request = MonitorRequest::wait(5);
  EXPECT_TRUE(request.cancel(CancelReason::Interrupt));
  EXPECT_TRUE(request.granted(5, GrantKind::Notified));
  EXPECT_EQ(request.how(), GrantKind::Notified);
}

TEST(MonitorRequest, RefusesGrantsThatAnswerSomethingElse) {
  MonitorRequest request = MonitorRequest::wait(5);
  EXPECT_FALSE(request.granted(4, GrantKind::Notified));
  EXPECT_FALSE(request.granted(5, GrantKind::Entered));
  EXPECT_FALSE(request.granted(5, GrantKind::TimedOut)) << "nobody has asked for that";
  EXPECT_EQ(request.state(), MonitorRequest::State::Sent);
}

}  // namespace

}  // namespace cjvm::cluster
