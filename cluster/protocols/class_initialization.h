// SPDX-License-Identifier: Apache-2.0
// Class initialization (JVMS 5.5) when a class is used on several nodes: the decision is made at
// the class's authority (ClassInitialization); the other nodes remember the end of it
// (InitializationView). Pure, like all protocols here; not synchronized. docs/protocols.md has the
// state tables.
//
// A thread that asks from another node is the same logical thread at the authority: the initializer
// runs there on its behalf, so a question that comes back from inside of it is answered Recursive.
// For the same reason a thread never waits for the answer to another thread's question: that one
// may be queued behind this very thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cluster/node.h"

namespace cjvm::cluster {

enum class InitializationState : std::uint8_t { NotInitialized, Running, Initialized, Failed };

enum class InitializationAnswer : std::uint8_t {
  RunIt,        // the thread runs the initializer at the authority now, then somebody completes
  Recursive,    // the thread is inside the initializer already: it goes on
  Queued,       // the answer comes when the initializer has ended: Initialized or Failed
  Initialized,  // it goes on
  Failed,       // NoClassDefFoundError
};

// A thread that waits for the end of the initializer. The ticket is as in shared_monitor.h.
struct InitializationWaiter {
  LogicalThreadId thread;
  std::uint64_t ticket = 0;
};

// At the authority, per class.
class ClassInitialization {
 public:
  ClassInitialization() = default;
  // A class whose initialization was under way, or over, before other nodes asked. `runner` only
  // if Running.
  explicit ClassInitialization(InitializationState state, LogicalThreadId runner = {});

  // `thread` uses the class, here or elsewhere. The ticket counts only if the answer is Queued.
  InitializationAnswer begin(LogicalThreadId thread, std::uint64_t ticket);
  // The initializer has ended, normally or not; only while Running. Returns whom to tell, in the
  // order they came, whose answer is now Initialized or Failed.
  [[nodiscard]] std::vector<InitializationWaiter> complete(bool ok);

  InitializationState state() const { return state_; }
  // The thread that runs the initializer; none in other states.
  LogicalThreadId runner() const { return runner_; }
  // Valid until the next event.
  std::span<const InitializationWaiter> queued() const { return queued_; }

 private:
  InitializationState state_ = InitializationState::NotInitialized;
  LogicalThreadId runner_;
  std::vector<InitializationWaiter> queued_;
};

// At any other node, per class.
class InitializationView {
 public:
  enum class State : std::uint8_t { Unknown, Initialized, Failed };
  enum class Use : std::uint8_t { Ask, GoOn, Fail };

  // What a thread that uses the class here does; Ask: it asks the authority itself, whoever else
  // has asked.
  Use use() const;
  // The authority's final answer to one question, never RunIt or Queued: says what the thread that
  // asked does now, GoOn or Fail.
  Use answered(InitializationAnswer answer);

  State state() const { return state_; }

 private:
  State state_ = State::Unknown;
};

}  // namespace cjvm::cluster
