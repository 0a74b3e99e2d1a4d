// SPDX-License-Identifier: Apache-2.0
// Who runs a class's initializer, who waits for it and who goes on: the decisions of JVMS 5.5,
// steps 1 to 6, 9 and 10, as a state machine. Pure: no locks, no waiting; link_state.cc calls it
// under the lock of the class and does the waiting. docs/protocols.md has the table of states.
#pragma once

#include "jvm/base/check.h"
#include "jvm/object/class.h"

namespace cjvm {

enum class InitializeClaim : std::uint8_t {
  Mine,         // the caller is to run the initializer now, then to complete
  Recursive,    // the caller is inside the initializer already: it goes on
  Wait,         // another thread runs it: the caller waits for the end and asks again
  Initialized,  // it goes on
  Failed,       // NoClassDefFoundError
};

// Of a linked class. A thread is known by an address that it has as long as it runs.
class ClassInitialization {
 public:
  // `runner`: who runs the initializer; counts only in state Initializing.
  ClassInitialization(ClassState state, const void* runner) : state_(state), runner_(runner) {}

  InitializeClaim begin(const void* thread) {
    switch (state_) {
      case ClassState::Linked:
        state_ = ClassState::Initializing;
        runner_ = thread;
        return InitializeClaim::Mine;
      case ClassState::Initializing:
        return runner_ == thread ? InitializeClaim::Recursive : InitializeClaim::Wait;
      case ClassState::Initialized:
        return InitializeClaim::Initialized;
      case ClassState::Failed:
        return InitializeClaim::Failed;
      case ClassState::Loaded:
      case ClassState::Linking:
        break;
    }
    fatal("a class is linked before it is initialized");
  }

  // The initializer has ended, normally or not. Whoever waits asks again.
  void complete(bool ok) {
    check(state_ == ClassState::Initializing, "only a running initializer ends");
    state_ = ok ? ClassState::Initialized : ClassState::Failed;
    runner_ = nullptr;
  }

  ClassState state() const { return state_; }
  // The thread that runs the initializer; null in other states.
  const void* runner() const { return state_ == ClassState::Initializing ? runner_ : nullptr; }

 private:
  ClassState state_;
  const void* runner_;
};

}  // namespace cjvm
