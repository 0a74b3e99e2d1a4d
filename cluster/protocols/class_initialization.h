// SPDX-License-Identifier: Apache-2.0
// Class initialization (JVMS 5.5) when a class is used on several nodes: what a node that is not
// the class's authority knows of it. The decision is made at the authority, by the state machine
// that one process has (jvm/linking/class_initialization.h). Pure, like all protocols here; not
// synchronized. docs/protocols.md has the tables of states.
//
// A thread that asks from another node is the same logical thread at the authority: the initializer
// runs there on its behalf, so a question that comes back from inside of it is answered Recursive.
// For the same reason a thread never waits for the answer to another thread's question: that one
// may be queued behind this very thread.
#pragma once

#include <cstdint>

#include "jvm/base/check.h"

namespace cjvm::cluster {

// A failed initialization is answered by a throwable instead: ExceptionInInitializerError for the
// question that ran the initializer, then NoClassDefFoundError with its cause.
enum class InitializationAnswer : std::uint8_t {
  Recursive,    // true for the thread that asked, as long as it is inside the initializer
  Initialized,  // for everybody and for ever
};

// Per class, at any node but the authority.
class InitializationView {
 public:
  enum class Use : std::uint8_t { Ask, GoOn };

  // What a thread that uses the class here does; Ask: it asks the authority itself, whoever else
  // has asked.
  Use use() const { return is_initialized_ ? Use::GoOn : Use::Ask; }

  // The authority's answer to one question, whose thread goes on.
  void answered(InitializationAnswer answer) {
    if (answer == InitializationAnswer::Initialized) {
      is_initialized_ = true;
      return;
    }
    // Another thread's answer cannot have come before this one's: the initializer has not ended.
    check(!is_initialized_, "an initializer that is running has not ended");
  }

 private:
  bool is_initialized_ = false;
};

}  // namespace cjvm::cluster
