// SPDX-License-Identifier: Apache-2.0
// The monitor of one object that threads of several nodes use, kept at the object's home
// (SharedMonitor), and what a thread remembers of its own outstanding request (MonitorRequest).
// Pure: events in, what is to be done out; no messages, no clocks, no waiting. Not synchronized:
// the owner calls under a lock of its own and carries out the grants in the order it got them.
// docs/protocols.md has the state tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cluster/node.h"

namespace cjvm::cluster {

// By this the runtime finds whom to wake: an event of this node, or a request to answer. Never used
// twice by the same thread.
using Ticket = std::uint64_t;

enum class GrantKind : std::uint8_t {
  Entered,      // an enter
  Notified,     // a wait that somebody ended by notify
  TimedOut,     // a wait cancelled because its time was over
  Interrupted,  // a wait cancelled by an interrupt
};

enum class CancelReason : std::uint8_t { Timeout, Interrupt };

// The thread owns the monitor from now on, as often as before its wait, or once.
struct MonitorGrant {
  LogicalThreadId thread;
  Ticket ticket = 0;
  GrantKind how = GrantKind::Entered;

  friend bool operator==(const MonitorGrant&, const MonitorGrant&) = default;
};

enum class MonitorOutcome : std::uint8_t {
  Granted,   // enter: owned, for the first time or once more
  Queued,    // enter, wait: a grant will come
  Released,  // exit: given up
  Kept,      // exit: owned one time less, but still
  Done,      // notify, cancel
  Ignored,   // cancel: the wait has ended already, or its end is decided
  NotOwner,  // exit, wait, notify: the thread does not own the monitor, nothing has changed
};

struct MonitorResult {
  MonitorOutcome outcome;
  // Whom to tell that it owns the monitor now; never the thread whose event this was, except when
  // it is a cancel. One at most, since a monitor has one owner.
  std::optional<MonitorGrant> grant = std::nullopt;
};

class SharedMonitor {
 public:
  SharedMonitor() = default;
  // In the state of a lock that `owner` has entered `depth` times (at least once) and nobody waits
  // for.
  SharedMonitor(LogicalThreadId owner, std::uint32_t depth);

  // `thread` has no outstanding enter or wait here when it calls one of these. `ticket` is
  // meaningful only if the outcome is Queued.
  MonitorResult enter(LogicalThreadId thread, Ticket ticket);
  MonitorResult exit(LogicalThreadId thread);
  MonitorResult wait(LogicalThreadId thread, Ticket ticket);
  // Ends the wait of the thread that has waited longest, or of all; they enter in that order.
  MonitorResult notify(LogicalThreadId thread, bool all);
  // The wait that `ticket` began is to end. It does so when the thread gets the monitor; a wait
  // that was notified or cancelled before stays what it is.
  MonitorResult cancel(LogicalThreadId thread, Ticket ticket, CancelReason reason);

  // No thread if nobody owns it.
  LogicalThreadId owner() const { return owner_; }
  std::uint32_t depth() const { return depth_; }
  // Neither owned nor wanted nor waited for: may be turned back into a thin lock.
  bool is_idle() const { return !owner_ && entering_.empty() && waiting_.empty(); }

  struct Entry {
    LogicalThreadId thread;
    Ticket ticket = 0;
    GrantKind how = GrantKind::Entered;  // as the grant will say
    std::uint32_t depth = 1;             // as it will be after the grant
  };
  // Threads that compete for the monitor, the next owner first; valid until the next event.
  std::span<const Entry> entering() const { return entering_; }
  // Threads in wait that nobody has notified, the one that has waited longest first; likewise.
  std::span<const Entry> waiting() const { return waiting_; }

 private:
  MonitorGrant give(const Entry& entry);
  std::optional<MonitorGrant> hand_over();

  LogicalThreadId owner_;
  std::uint32_t depth_ = 0;
  std::vector<Entry> entering_;  // empty if there is no owner
  std::vector<Entry> waiting_;
};

// One enter or wait of a thread at a monitor that is kept elsewhere (or here: the answer is then a
// local event). Sent -> Done, or Sent -> Cancelling -> Done.
class MonitorRequest {
 public:
  enum class State : std::uint8_t { Sent, Cancelling, Done };

  static MonitorRequest enter(Ticket ticket) { return {ticket, false}; }
  static MonitorRequest wait(Ticket ticket) { return {ticket, true}; }

  // The time is over, or the thread was interrupted. True if a cancel is to be sent now: for a
  // wait, the first time, if no grant has come. The thread goes on waiting for its grant either
  // way.
  bool cancel(CancelReason reason);
  // A grant has come: it ends the request, whatever was cancelled meanwhile. False, and nothing
  // has changed, if it cannot be an answer to this request.
  bool granted(Ticket ticket, GrantKind how);

  State state() const { return state_; }
  Ticket ticket() const { return ticket_; }
  // After the end. Only Interrupted uses up the interrupt: after any other answer a thread that was
  // interrupted meanwhile stays interrupted.
  GrantKind how() const { return how_; }

 private:
  MonitorRequest(Ticket ticket, bool is_wait) : ticket_(ticket), is_wait_(is_wait) {}

  Ticket ticket_;
  bool is_wait_;
  State state_ = State::Sent;
  CancelReason reason_ = CancelReason::Timeout;
  GrantKind how_ = GrantKind::Entered;
};

}  // namespace cjvm::cluster
