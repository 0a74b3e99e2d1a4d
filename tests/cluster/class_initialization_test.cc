// SPDX-License-Identifier: Apache-2.0
// The state machines of class initialization, event by event.
#include "cluster/protocols/class_initialization.h"

#include <gtest/gtest.h>

#include "jvm/linking/class_initialization.h"

namespace cjvm::cluster {

namespace {

using Answer = InitializationAnswer;

constexpr char kThreads[3]{};
constexpr const void *kA = &kThreads[0], *kB = &kThreads[1], *kC = &kThreads[2];

ClassInitialization linked() { return {ClassState::Linked, nullptr}; }

TEST(ClassInitialization, RunsOnce) {
  ClassInitialization state = linked();
  EXPECT_EQ(state.begin(kA), InitializeClaim::Mine);
  EXPECT_EQ(state.runner(), kA);
  EXPECT_EQ(state.begin(kB), InitializeClaim::Wait);
  EXPECT_EQ(state.begin(kA), InitializeClaim::Recursive);
  state.complete(true);
  EXPECT_EQ(state.state(), ClassState::Initialized);
  EXPECT_EQ(state.runner(), nullptr);
  EXPECT_EQ(state.begin(kB), InitializeClaim::Initialized);
  EXPECT_EQ(state.begin(kC), InitializeClaim::Initialized);
}

TEST(ClassInitialization, FailureIsForEver) {
  ClassInitialization state = linked();
  EXPECT_EQ(state.begin(kA), InitializeClaim::Mine);
  state.complete(false);
  EXPECT_EQ(state.begin(kA), InitializeClaim::Failed);
  EXPECT_EQ(state.begin(kB), InitializeClaim::Failed);
}

// The worker of a class that is being linked is not taken for one that initializes it.
TEST(ClassInitialization, TheRunnerCountsOnlyWhileItRuns) {
  ClassInitialization state(ClassState::Initialized, kA);
  EXPECT_EQ(state.runner(), nullptr);
  EXPECT_EQ(state.begin(kA), InitializeClaim::Initialized);
}

TEST(InitializationView, AdoptsTheEndAndNothingElse) {
  InitializationView view;
  EXPECT_EQ(view.use(), InitializationView::Use::Ask);
  view.answered(Answer::Recursive);
  EXPECT_EQ(view.use(), InitializationView::Use::Ask);
  view.answered(Answer::Initialized);
  EXPECT_EQ(view.use(), InitializationView::Use::GoOn);
  view.answered(Answer::Initialized);
  EXPECT_EQ(view.use(), InitializationView::Use::GoOn);
}

}  // namespace

}  // namespace cjvm::cluster
