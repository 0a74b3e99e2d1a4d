// SPDX-License-Identifier: Apache-2.0
// Messages about monitors.
#pragma once

#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

enum class MonitorVerb : std::uint8_t { Enter, Exit, Wait, Notify, NotifyAll, IsHeld };
// Owned: the asking thread owns the monitor now. The rest as in protocols/shared_monitor.h.
enum class MonitorAnswer : std::uint8_t { Owned, Notified, TimedOut, Interrupted, Done, NotOwner };

// Answered when the verb is done, for Enter and Wait that is when the thread owns the monitor.
struct UseMonitor {
  static constexpr std::string_view name = "monitor";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  GlobalClass mirror;  // instead of an object: the mirror of this class
  MonitorVerb verb = MonitorVerb::Enter;
  std::uint64_t ticket = 0;  // the sender's name for an Enter or Wait
  struct Reply {
    MonitorAnswer answer = MonitorAnswer::Done;
    template <class A>
    void fields(A& a) {
      a(answer);
    }
  };
  template <class A>
  void fields(A& a) {
    a(object, mirror, verb, ticket);
  }
};

// Ends the wait of the sending logical thread; the answer to the wait tells what came first.
struct CancelWait {
  static constexpr std::string_view name = "cancel_wait";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  GlobalClass mirror;
  std::uint64_t ticket = 0;
  bool interrupted = false;  // else the time is over
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(object, mirror, ticket, interrupted);
  }
};

}  // namespace cjvm::cluster
