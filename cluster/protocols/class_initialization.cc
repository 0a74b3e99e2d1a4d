// SPDX-License-Identifier: Apache-2.0
#include "cluster/protocols/class_initialization.h"

#include <utility>

#include "jvm/base/check.h"

namespace cjvm::cluster {

ClassInitialization::ClassInitialization(InitializationState state, LogicalThreadId runner)
    : state_(state), runner_(runner) {
  check((state == InitializationState::Running) == static_cast<bool>(runner),
        "somebody runs an initializer that is running, and no other");
}

InitializationAnswer ClassInitialization::begin(LogicalThreadId thread, std::uint64_t ticket) {
  switch (state_) {
    case InitializationState::NotInitialized:
      state_ = InitializationState::Running;
      runner_ = thread;
      return InitializationAnswer::RunIt;
    case InitializationState::Running:
      if (runner_ == thread) return InitializationAnswer::Recursive;
      queued_.push_back({thread, ticket});
      return InitializationAnswer::Queued;
    case InitializationState::Initialized:
      return InitializationAnswer::Initialized;
    case InitializationState::Failed:
      break;
  }
  return InitializationAnswer::Failed;
}

std::vector<InitializationWaiter> ClassInitialization::complete(bool ok) {
  check(state_ == InitializationState::Running, "only a running initializer ends");
  state_ = ok ? InitializationState::Initialized : InitializationState::Failed;
  runner_ = {};
  return std::exchange(queued_, {});
}

InitializationView::Use InitializationView::use() const {
  switch (state_) {
    case State::Unknown:
      return Use::Ask;
    case State::Initialized:
      return Use::GoOn;
    case State::Failed:
      break;
  }
  return Use::Fail;
}

InitializationView::Use InitializationView::answered(InitializationAnswer answer) {
  if (answer == InitializationAnswer::Recursive) {
    // True for this thread only. Another thread's answer cannot have come before this one's: the
    // initializer has not ended.
    check(state_ == State::Unknown, "an initializer that is running has not ended");
    return Use::GoOn;
  }
  check(answer == InitializationAnswer::Initialized || answer == InitializationAnswer::Failed,
        "a question is answered by the end of the initializer");
  State end = answer == InitializationAnswer::Initialized ? State::Initialized : State::Failed;
  check(state_ == State::Unknown || state_ == end, "an initializer ends in one way");
  state_ = end;
  return use();
}

}  // namespace cjvm::cluster
