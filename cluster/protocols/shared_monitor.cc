// SPDX-License-Identifier: Apache-2.0
#include "cluster/protocols/shared_monitor.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

[[maybe_unused]] bool mentions(const std::vector<SharedMonitor::Entry>& entries,
                               LogicalThreadId thread) {
  return std::ranges::any_of(entries, [&](const auto& entry) { return entry.thread == thread; });
}

GrantKind grant_kind(CancelReason reason) {
  return reason == CancelReason::Timeout ? GrantKind::TimedOut : GrantKind::Interrupted;
}

}  // namespace

SharedMonitor::SharedMonitor(LogicalThreadId owner, std::uint32_t depth)
    : owner_(owner), depth_(depth) {
  check(static_cast<bool>(owner) && depth > 0, "a lock that becomes a shared monitor has an owner");
}

MonitorResult SharedMonitor::enter(LogicalThreadId thread, Ticket ticket) {
  debug_check(!mentions(entering_, thread) && !mentions(waiting_, thread),
              "a thread that enters has no other request");
  if (owner_ == thread) {
    check(depth_ < std::numeric_limits<std::uint32_t>::max(), "a monitor's depth fits");
    ++depth_;
    return {MonitorOutcome::Granted};
  }
  if (!owner_) {
    owner_ = thread;
    depth_ = 1;
    return {MonitorOutcome::Granted};
  }
  entering_.push_back({thread, ticket, GrantKind::Entered, 1});
  return {MonitorOutcome::Queued};
}

MonitorResult SharedMonitor::exit(LogicalThreadId thread) {
  if (!thread || owner_ != thread) return {MonitorOutcome::NotOwner};
  if (--depth_ > 0) return {MonitorOutcome::Kept};
  return {MonitorOutcome::Released, hand_over()};
}

MonitorResult SharedMonitor::wait(LogicalThreadId thread, Ticket ticket) {
  if (!thread || owner_ != thread) return {MonitorOutcome::NotOwner};
  waiting_.push_back({thread, ticket, GrantKind::Notified, depth_});
  return {MonitorOutcome::Queued, hand_over()};
}

MonitorResult SharedMonitor::notify(LogicalThreadId thread, bool all) {
  if (!thread || owner_ != thread) return {MonitorOutcome::NotOwner};
  std::size_t count = all ? waiting_.size() : std::min<std::size_t>(waiting_.size(), 1);
  auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  entering_.insert(entering_.end(), waiting_.begin(), end);
  waiting_.erase(waiting_.begin(), end);
  return {MonitorOutcome::Done};
}

MonitorResult SharedMonitor::cancel(LogicalThreadId thread, Ticket ticket, CancelReason reason) {
  auto found = std::ranges::find_if(waiting_, [&](const Entry& entry) {
    return entry.thread == thread && entry.ticket == ticket;
  });
  if (found == waiting_.end()) return {MonitorOutcome::Ignored};
  Entry entry = *found;
  entry.how = grant_kind(reason);
  waiting_.erase(found);
  if (!owner_) return {MonitorOutcome::Done, give(entry)};
  entering_.push_back(entry);
  return {MonitorOutcome::Done};
}

MonitorGrant SharedMonitor::give(const Entry& entry) {
  owner_ = entry.thread;
  depth_ = entry.depth;
  return {entry.thread, entry.ticket, entry.how};
}

std::optional<MonitorGrant> SharedMonitor::hand_over() {
  if (entering_.empty()) {
    owner_ = {};
    depth_ = 0;
    return std::nullopt;
  }
  Entry next = entering_.front();
  entering_.erase(entering_.begin());
  return give(next);
}

bool MonitorRequest::cancel(CancelReason reason) {
  if (!is_wait_ || state_ != State::Sent) return false;
  state_ = State::Cancelling;
  reason_ = reason;
  return true;
}

bool MonitorRequest::granted(Ticket ticket, GrantKind how) {
  if (state_ == State::Done || ticket != ticket_) return false;
  bool expected;
  if (!is_wait_) {
    expected = how == GrantKind::Entered;
  } else {
    expected =
        how == GrantKind::Notified || (state_ == State::Cancelling && how == grant_kind(reason_));
  }
  if (!expected) return false;
  state_ = State::Done;
  how_ = how;
  return true;
}

}  // namespace cjvm::cluster
