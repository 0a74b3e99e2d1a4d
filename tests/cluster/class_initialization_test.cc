// SPDX-License-Identifier: Apache-2.0
// The state machines of class initialization over nodes, event by event.
#include "cluster/protocols/class_initialization.h"

#include <gtest/gtest.h>

namespace cjvm::cluster {

namespace {

using Answer = InitializationAnswer;

constexpr LogicalThreadId thread_id(std::size_t number) {
  return LogicalThreadId::make(NodeId{0}, number + 1);
}
constexpr LogicalThreadId kA = thread_id(0), kB = thread_id(1), kC = thread_id(2);

TEST(ClassInitialization, RunsOnceAndReleasesTheOthers) {
  ClassInitialization state;
  EXPECT_EQ(state.begin(kA, 1), Answer::RunIt);
  EXPECT_EQ(state.begin(kB, 2), Answer::Queued);
  EXPECT_EQ(state.begin(kA, 3), Answer::Recursive);
  EXPECT_EQ(state.begin(kC, 4), Answer::Queued);
  auto released = state.complete(true);
  ASSERT_EQ(released.size(), 2u);
  EXPECT_EQ(released[0].thread, kB);
  EXPECT_EQ(released[0].ticket, 2u);
  EXPECT_EQ(released[1].ticket, 4u);
  EXPECT_EQ(state.begin(kC, 5), Answer::Initialized);
}

TEST(ClassInitialization, FailureIsForEver) {
  ClassInitialization state;
  EXPECT_EQ(state.begin(kA, 1), Answer::RunIt);
  EXPECT_TRUE(state.complete(false).empty());
  EXPECT_EQ(state.begin(kA, 2), Answer::Failed);
  EXPECT_EQ(state.begin(kB, 3), Answer::Failed);
}

TEST(ClassInitialization, MayHaveBegunBefore) {
  ClassInitialization state(InitializationState::Running, kA);
  EXPECT_EQ(state.begin(kB, 1), Answer::Queued);
  EXPECT_EQ(state.complete(true).size(), 1u);
  EXPECT_EQ(ClassInitialization(InitializationState::Initialized).begin(kA, 1),
            Answer::Initialized);
}

TEST(InitializationView, AdoptsTheEndAndNothingElse) {
  InitializationView view;
  EXPECT_EQ(view.use(), InitializationView::Use::Ask);
  EXPECT_EQ(view.answered(Answer::Recursive), InitializationView::Use::GoOn);
  EXPECT_EQ(view.use(), InitializationView::Use::Ask);
  EXPECT_EQ(view.answered(Answer::Initialized), InitializationView::Use::GoOn);
  EXPECT_EQ(view.answered(Answer::Initialized), InitializationView::Use::GoOn);
  EXPECT_EQ(view.use(), InitializationView::Use::GoOn);
}

TEST(InitializationView, AdoptsFailure) {
  InitializationView view;
  EXPECT_EQ(view.answered(Answer::Failed), InitializationView::Use::Fail);
  EXPECT_EQ(view.use(), InitializationView::Use::Fail);
}

}  // namespace

}  // namespace cjvm::cluster
