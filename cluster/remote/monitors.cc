// SPDX-License-Identifier: Apache-2.0
#include "cluster/remote/monitors.h"

#include <immintrin.h>

#include "cluster/cluster.h"
#include "jvm/base/check.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/park_permit.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_list.h"

namespace cjvm::cluster {

namespace {

constexpr int kSpins = 50;
constexpr std::chrono::microseconds kShowBlockedAfter{500};
constexpr std::string_view kNotOwner = "current thread is not owner";

// Inside a SharedMonitor a thread is its lock id on this node.
LogicalThreadId local_name(std::uint32_t lock_id) { return {lock_id}; }

// The name of the monitor of an import, or of the mirror of a class of another node.
UseMonitor request(Object* object, MonitorVerb verb, Ticket ticket = 0) {
  UseMonitor message{.object = {}, .mirror = {}, .verb = verb, .ticket = ticket};
  if (object->klass() == well_known::Class) {
    Class* klass = class_of_mirror(object);
    Cluster::instance().meet(klass);
    message.mirror = Cluster::instance().classes().record(klass).global;
  } else {
    message.object = ImportRecord::of(object).global();
  }
  return message;
}

NodeId home_of(Object* object) {
  return object->klass() == well_known::Class
             ? Cluster::instance().classes().record(class_of_mirror(object)).authority
             : ImportRecord::of(object).global().home();
}

Object* target(GlobalObject object, GlobalClass mirror) {
  Cluster& cluster = Cluster::instance();
  if (object) return cluster.addresses().master(object);
  Class* klass = cluster.classes().find(mirror);
  return klass == nullptr ? nullptr : klass->mirror;
}

GrantKind kind_of(MonitorAnswer answer) {
  switch (answer) {
    case MonitorAnswer::Notified:
      return GrantKind::Notified;
    case MonitorAnswer::TimedOut:
      return GrantKind::TimedOut;
    case MonitorAnswer::Interrupted:
      return GrantKind::Interrupted;
    default:
      return GrantKind::Entered;
  }
}

MonitorAnswer answer_of(GrantKind how) {
  switch (how) {
    case GrantKind::Notified:
      return MonitorAnswer::Notified;
    case GrantKind::TimedOut:
      return MonitorAnswer::TimedOut;
    case GrantKind::Interrupted:
      return MonitorAnswer::Interrupted;
    default:
      return MonitorAnswer::Owned;
  }
}

[[noreturn]] void throw_interrupted(JavaThread& thread) {
  is_interrupted(thread, true);
  throw_java(Throwable::InterruptedException);
}

}  // namespace

struct Monitors::LocalWaiter {
  Event* event;
  Object* java_thread;  // held by the waiting thread
  std::atomic<bool> granted{false};
  GrantKind how = GrantKind::Entered;  // before `granted`
};

Ticket Monitors::next_ticket() {
  return static_cast<std::uint64_t>(cluster_.self()) << 48 |
         (tickets_.fetch_add(1, std::memory_order_relaxed) + 1);
}

// ---- monitors of this node's masters

MonitorRecord& Monitors::share(Object* object) {
  MonitorRecord* made = nullptr;
  for (;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_foreign(word)) {
      delete made;
      return static_cast<MonitorRecord&>(*ForeignRecord::find(object));
    }
    if (made == nullptr) made = new MonitorRecord;
    std::uint32_t owner = LockWord::owner(word);
    made->monitor =
        owner == 0 ? SharedMonitor() : SharedMonitor(local_name(owner), LockWord::depth(word) + 1);
    made->hash.store(LockWord::hash(word), std::memory_order_relaxed);
    if (object->lock_word.compare_exchange_strong(
            word, reinterpret_cast<std::uint64_t>(made) | LockWord::kForeignMonitorBit,
            std::memory_order_acq_rel)) {
      return *made;
    }
  }
}

void Monitors::carry_out(const MonitorGrant& grant) {
  Pending whom;
  {
    std::lock_guard lock(mutex_);
    auto at = pending_.find(grant.ticket);
    check(at != pending_.end(), "a grant is for somebody who waits");
    whom = at->second;
    pending_.erase(at);
  }
  if (whom.local == nullptr) {
    cluster_.rpc().reply<UseMonitor>(whom.remote, {answer_of(grant.how)});
    return;
  }
  Event* event = whom.local->event;  // its waiter is gone once `granted` is set
  whom.local->how = grant.how;
  whom.local->granted.store(true, std::memory_order_release);
  event->set();
}

// Thread.getState of a thread that was notified says that it wants the monitor.
void Monitors::show_blocked(Ticket ticket) {
  Pending whom;
  {
    std::lock_guard lock(mutex_);
    auto at = pending_.find(ticket);
    if (at == pending_.end()) return;
    whom = at->second;
  }
  if (whom.local != nullptr && !whom.local->java_thread->is_proxy())
    return set_thread_status(whom.local->java_thread, ThreadStatus::BlockedOnMonitor);
  GlobalObject name = whom.local != nullptr ? ImportRecord::of(whom.local->java_thread).global()
                                            : GlobalObject{whom.remote.thread.bits};
  Place place{.object = name, .statics = {}, .offset = well_known::Thread_threadStatus};
  StoreBits store{.place = place,
                  .size = sizeof(std::int32_t),
                  .order = static_cast<std::uint8_t>(Order::Volatile),
                  .bits = static_cast<std::uint64_t>(ThreadStatus::BlockedOnMonitor)};
  cluster_.rpc().post(name.home(), store);
}

MonitorOutcome Monitors::notify_shared(MonitorRecord& record, LogicalThreadId thread, bool all) {
  std::vector<Ticket> notified;
  for (const SharedMonitor::Entry& entry : record.monitor.waiting()) {
    notified.push_back(entry.ticket);
    if (!all) break;
  }
  MonitorResult result = record.monitor.notify(thread, all);
  if (result.outcome != MonitorOutcome::Done) return result.outcome;
  for (Ticket ticket : notified) show_blocked(ticket);
  return result.outcome;
}

void Monitors::enter_shared(JavaThread& thread, Object* object, MonitorRecord& record) {
  LocalWaiter waiter{&thread.permit->monitor, thread.java_thread};
  Ticket ticket = next_ticket();
  {
    std::lock_guard lock(record.mutex);
    if (record.monitor.enter(local_name(thread.lock_id), ticket).outcome == MonitorOutcome::Granted)
      return;
    std::lock_guard table_lock(mutex_);
    pending_.emplace(ticket, Pending{&waiter, {}});
  }
  thread.blocked_count.fetch_add(1, std::memory_order_relaxed);
  StatusScope status(thread, ThreadStatus::BlockedOnMonitor);
  thread.blocked_on.store(object, std::memory_order_release);
  {
    IdleScope idle(thread);
    WaitScope blocked(thread.blocked_clock);
    while (!waiter.granted.load(std::memory_order_acquire)) waiter.event->wait();
  }
  thread.blocked_on.store(nullptr, std::memory_order_release);
}

void Monitors::enter(JavaThread& thread, Object* object) {
  for (int spins = 0;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_foreign(word)) {
      ForeignRecord* record = ForeignRecord::find(object);
      if (!record->is_import)
        return enter_shared(thread, object, static_cast<MonitorRecord&>(*record));
      return enter_elsewhere(thread, object);
    }
    std::uint32_t owner = LockWord::owner(word);
    if (owner == 0) {
      if (object->lock_word.compare_exchange_weak(word, word | thread.lock_owner_bits,
                                                  std::memory_order_acquire))
        return;
    } else if (owner == thread.lock_id) {
      if ((word & LockWord::kDepthMask) == LockWord::kDepthMask) {
        share(object);
      } else if (object->lock_word.compare_exchange_weak(word, word + LockWord::kDepthOne,
                                                         std::memory_order_relaxed)) {
        return;
      }
    } else if (++spins < kSpins) {
      _mm_pause();
    } else {
      share(object);
    }
  }
}

void Monitors::enter_elsewhere(JavaThread& thread, Object* object) {
  KeepAlive keep(object);
  UseMonitor message = request(object, MonitorVerb::Enter, next_ticket());
  LogicalThread* logical = cluster_.threads().current(thread);
  std::optional<StatusScope> blocked;
  // Where its state can be seen without asking anybody; a short wait is not worth showing.
  auto begin = std::chrono::steady_clock::now();
  auto alarm = [&] {
    if (blocked || thread.java_thread->is_proxy() ||
        std::chrono::steady_clock::now() - begin < kShowBlockedAfter)
      return;
    thread.blocked_count.fetch_add(1, std::memory_order_relaxed);
    blocked.emplace(thread, ThreadStatus::BlockedOnMonitor);
  };
  cluster_.rpc().call(home_of(object), message, logical->id, 0, 0, alarm);
}

void Monitors::exit(JavaThread& thread, Object* object) {
  for (;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_foreign(word)) {
      ForeignRecord* found = ForeignRecord::find(object);
      if (found->is_import) {
        KeepAlive keep(object);
        auto reply = cluster_.call(home_of(object), request(object, MonitorVerb::Exit));
        if (reply.answer == MonitorAnswer::NotOwner)
          throw_java(Throwable::IllegalMonitorStateException);
        return;
      }
      auto& record = static_cast<MonitorRecord&>(*found);
      std::lock_guard lock(record.mutex);
      MonitorResult result = record.monitor.exit(local_name(thread.lock_id));
      if (result.outcome == MonitorOutcome::NotOwner) break;
      if (result.grant) carry_out(*result.grant);
      return;
    }
    if (LockWord::owner(word) != thread.lock_id) break;
    std::uint64_t left = (word & LockWord::kDepthMask) != 0 ? word - LockWord::kDepthOne
                                                            : word & ~LockWord::kOwnerMask;
    if (object->lock_word.compare_exchange_weak(word, left, std::memory_order_release)) return;
  }
  throw_java(Throwable::IllegalMonitorStateException);
}

void Monitors::wait(JavaThread& thread, Object* object, std::int64_t millis) {
  if (millis < 0) throw_java(Throwable::IllegalArgumentException, "timeout value is negative");
  if (ImportRecord::find(object) != nullptr) return wait_elsewhere(thread, object, millis);
  if (!is_held_by(thread, object)) throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
  if (is_interrupted(thread, true)) throw_java(Throwable::InterruptedException);
  MonitorRecord& record = share(object);
  Deadline deadline = millis == 0 ? Deadline::never() : Deadline::after_millis(millis);
  LocalWaiter waiter{&thread.permit->monitor, thread.java_thread};
  MonitorRequest state = MonitorRequest::wait(next_ticket());
  thread.waited_count.fetch_add(1, std::memory_order_relaxed);
  thread.waiting_on.store(object, std::memory_order_release);
  {
    StatusScope status(thread,
                       millis == 0 ? ThreadStatus::ObjectWait : ThreadStatus::ObjectWaitTimed);
    IdleScope idle(thread);
    WaitScope waiting(thread.waited_clock);
    {
      std::lock_guard lock(record.mutex);
      {
        std::lock_guard table_lock(mutex_);
        pending_.emplace(state.ticket(), Pending{&waiter, {}});
      }
      auto result = record.monitor.wait(local_name(thread.lock_id), state.ticket());
      check(result.outcome == MonitorOutcome::Queued, "the owner of a monitor can wait");
      if (result.grant) carry_out(*result.grant);
    }
    auto end_wait = [&](CancelReason reason) {
      if (!state.cancel(reason)) return;
      std::lock_guard lock(record.mutex);
      auto result = record.monitor.cancel(local_name(thread.lock_id), state.ticket(), reason);
      if (result.grant) carry_out(*result.grant);
    };
    while (!waiter.granted.load(std::memory_order_acquire)) {
      if (state.state() == MonitorRequest::State::Cancelling) {
        waiter.event->wait();
      } else if (is_interrupted(thread, false)) {
        end_wait(CancelReason::Interrupt);
      } else if (!waiter.event->wait(deadline)) {
        end_wait(CancelReason::Timeout);
      }
    }
    state.granted(state.ticket(), waiter.how);
  }
  thread.waiting_on.store(nullptr, std::memory_order_release);
  if (state.how() == GrantKind::Interrupted) throw_interrupted(thread);
}

void Monitors::wait_elsewhere(JavaThread& thread, Object* object, std::int64_t millis) {
  LogicalThread* logical = cluster_.threads().current(thread);
  // Before the look at the flag that the interrupting thread has set before it comes here.
  cluster_.threads().with_lock([&] { logical->interrupt_wanted = false; });
  if (is_interrupted(thread, false)) {
    // Who does not own the monitor keeps the interrupt.
    if (!is_held_by(thread, object)) throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
    throw_interrupted(thread);
  }
  using Clock = std::chrono::steady_clock;
  Clock::time_point end = Clock::now() + std::chrono::milliseconds(millis);
  MonitorRequest state = MonitorRequest::wait(next_ticket());
  KeepAlive keep(object);
  NodeId home = home_of(object);
  UseMonitor message = request(object, MonitorVerb::Wait, state.ticket());
  auto end_wait = [&](CancelReason reason) {
    if (!state.cancel(reason)) return;
    cluster_.rpc().post(home,
                        CancelWait{.object = message.object,
                                   .mirror = message.mirror,
                                   .ticket = message.ticket,
                                   .interrupted = reason == CancelReason::Interrupt},
                        logical->id);
  };
  auto alarm = [&] {
    bool interrupted = false;
    cluster_.threads().with_lock([&] { interrupted = logical->interrupt_wanted; });
    if (interrupted) end_wait(CancelReason::Interrupt);
    if (millis != 0 && Clock::now() >= end) end_wait(CancelReason::Timeout);
  };
  thread.waited_count.fetch_add(1, std::memory_order_relaxed);
  MonitorAnswer answer;
  {
    StatusScope status(thread,
                       millis == 0 ? ThreadStatus::ObjectWait : ThreadStatus::ObjectWaitTimed);
    answer = cluster_.rpc().call(home, message, logical->id, 0, 0, alarm).answer;
  }
  if (answer == MonitorAnswer::NotOwner)
    throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
  state.granted(state.ticket(), kind_of(answer));
  if (state.how() == GrantKind::Interrupted) throw_interrupted(thread);
}

void Monitors::notify(JavaThread& thread, Object* object, bool all) {
  ForeignRecord* found = ForeignRecord::find(object);
  if (found == nullptr) {
    if (LockWord::owner(object->lock_word.load(std::memory_order_acquire)) != thread.lock_id)
      throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
    return;  // Nobody waits at a thin lock.
  }
  bool is_owner = false;
  if (found->is_import) {
    KeepAlive keep(object);
    auto verb = all ? MonitorVerb::NotifyAll : MonitorVerb::Notify;
    is_owner =
        cluster_.call(home_of(object), request(object, verb)).answer != MonitorAnswer::NotOwner;
  } else {
    auto& record = static_cast<MonitorRecord&>(*found);
    std::lock_guard lock(record.mutex);
    is_owner = notify_shared(record, local_name(thread.lock_id), all) != MonitorOutcome::NotOwner;
  }
  if (!is_owner) throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
}

bool Monitors::is_held_by(const JavaThread& thread, Object* object) {
  ForeignRecord* found = ForeignRecord::find(object);
  if (found == nullptr) {
    return LockWord::owner(object->lock_word.load(std::memory_order_acquire)) == thread.lock_id;
  }
  if (found->is_import) {
    if (&thread != JavaThread::current()) return false;
    KeepAlive keep(object);
    return cluster_.call(home_of(object), request(object, MonitorVerb::IsHeld)).answer ==
           MonitorAnswer::Owned;
  }
  auto& record = static_cast<MonitorRecord&>(*found);
  std::lock_guard lock(record.mutex);
  return record.monitor.owner() == local_name(thread.lock_id);
}

std::int32_t Monitors::hash_of(ForeignRecord& record) {
  std::int32_t hash = record.hash.load(std::memory_order_relaxed);
  if (hash != 0) return hash;
  std::int32_t made = new_identity_hash();
  return record.hash.compare_exchange_strong(hash, made, std::memory_order_relaxed) ? made : hash;
}

// ---- for other nodes

void Monitors::serve(Rpc& rpc) {
  rpc.serve_later<UseMonitor>(
      [this](const UseMonitor& message, const CallContext& context) { answer(message, context); });
  rpc.serve<CancelWait>([this](const CancelWait& message, const CallContext& context) {
    cancel(message, context);
    return Nothing{};
  });
}

void Monitors::answer(const UseMonitor& message, const CallContext& context) {
  Object* object = target(message.object, message.mirror);
  check(object != nullptr, "a monitor request names an object of this node");
  LogicalThread& thread = cluster_.threads().visitor(context.thread);
  MonitorRecord& record = share(object);
  std::lock_guard lock(record.mutex);
  LogicalThreadId name = local_name(thread.lock_id);
  switch (apply(record, message, context, name)) {
    case MonitorOutcome::Queued:
      return;
    case MonitorOutcome::Granted:
      return cluster_.rpc().reply<UseMonitor>(context, {MonitorAnswer::Owned});
    case MonitorOutcome::NotOwner:
      return cluster_.rpc().reply<UseMonitor>(context, {MonitorAnswer::NotOwner});
    default:
      return cluster_.rpc().reply<UseMonitor>(context, {MonitorAnswer::Done});
  }
}

MonitorOutcome Monitors::apply(MonitorRecord& record, const UseMonitor& message,
                               const CallContext& context, LogicalThreadId thread) {
  MonitorResult result{MonitorOutcome::Done};
  switch (message.verb) {
    case MonitorVerb::Enter:
      result = record.monitor.enter(thread, message.ticket);
      break;
    case MonitorVerb::Exit:
      result = record.monitor.exit(thread);
      break;
    case MonitorVerb::Wait:
      result = record.monitor.wait(thread, message.ticket);
      break;
    case MonitorVerb::Notify:
    case MonitorVerb::NotifyAll:
      return notify_shared(record, thread, message.verb == MonitorVerb::NotifyAll);
    case MonitorVerb::IsHeld:
      return record.monitor.owner() == thread ? MonitorOutcome::Granted : MonitorOutcome::Done;
  }
  if (result.outcome == MonitorOutcome::Queued) {
    std::lock_guard lock(mutex_);
    pending_.emplace(message.ticket, Pending{nullptr, context});
  }
  if (result.grant) carry_out(*result.grant);
  return result.outcome;
}

void Monitors::cancel(const CancelWait& message, const CallContext& context) {
  Object* object = target(message.object, message.mirror);
  check(object != nullptr, "a cancelled wait names an object of this node");
  LogicalThread& thread = cluster_.threads().visitor(context.thread);
  MonitorRecord& record = share(object);
  std::lock_guard lock(record.mutex);
  auto result =
      record.monitor.cancel(local_name(thread.lock_id), message.ticket,
                            message.interrupted ? CancelReason::Interrupt : CancelReason::Timeout);
  if (result.grant) carry_out(*result.grant);
}

}  // namespace cjvm::cluster
