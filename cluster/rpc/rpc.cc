// SPDX-License-Identifier: Apache-2.0
// Who polls. At most one thread leads (leading_); it has disarmed the doorbell. When it stops
// leading it either finds another waiter to lead, or arms the doorbell and looks once more, so that
// the next message wakes a sleeping server thread. At least one server thread sleeps, or polls, or
// is being started whenever another one executes a request: requests may block.
#include "cluster/rpc/rpc.h"

#include <unistd.h>

#include <thread>

#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

using Clock = std::chrono::steady_clock;

// A sleeper looks for itself after this long, should a ring get lost between machines.
constexpr std::chrono::milliseconds kWaiterSleep{20};
constexpr std::chrono::milliseconds kServerSleep{200};
constexpr int kPollsBetweenClocks = 32;
constexpr int kYields = 10;
constexpr int kTries = 50;

// Decides when a polling thread has polled long enough.
class Patience {
 public:
  explicit Patience(std::chrono::microseconds spin) : spin_(spin) {}
  void restart() { polls_ = 0, yields_ = 0, until_ = {}; }
  // One more poll that finds nothing is enough.
  void exhaust() { polls_ = kPollsBetweenClocks - 1, yields_ = kYields, until_ = Clock::now(); }
  // After a poll that found nothing.
  bool is_exhausted() {
    if (++polls_ % kPollsBetweenClocks != 0) return false;
    Clock::time_point now = Clock::now();
    if (until_ == Clock::time_point{}) until_ = now + spin_;
    if (now < until_) return false;
    if (++yields_ > kYields) return true;
    std::this_thread::yield();
    polls_ = -1;
    return false;
  }

 private:
  const std::chrono::microseconds spin_;
  Clock::time_point until_{};
  int polls_ = 0;
  int yields_ = 0;
};

void pause_briefly() { __builtin_ia32_pause(); }

}  // namespace

Rpc::Rpc(Transport& transport, StartThread start_thread, RpcLimits limits)
    : transport_(transport),
      self_(transport.self()),
      start_thread_(std::move(start_thread)),
      limits_(limits) {}

Rpc::~Rpc() { check(servers_.load() == 0, "stop() comes before the end of an Rpc"); }

void Rpc::set_server(std::uint16_t id, Runs runs, Server server) {
  if (entries_.size() <= id) entries_.resize(id + 1U);
  check(!entries_[id].server, "one server for each message");
  entries_[id] = {runs, std::move(server)};
}

void Rpc::start() {
  for (int i = 0; i < limits_.low_servers; ++i) add_server();
}

void Rpc::stop() {
  stopping_.store(true);
  while (servers_.load() != 0) {
    transport_.wake(Sleeper::Idle);
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

// Counts a thread that uses the transport, which it may not if it comes too late. What runs at once
// answers within the use of whoever deals it out: silence() waits for that to end.
class Rpc::TransportUse {
 public:
  explicit TransportUse(Rpc& rpc) : rpc_(rpc), outer_(current_) {
    if (outer_ == &rpc_) return;
    current_ = &rpc_;
    rpc_.users_.fetch_add(1);
  }
  ~TransportUse() {
    if (outer_ == &rpc_) return;
    rpc_.users_.fetch_sub(1);
    current_ = outer_;
  }
  TransportUse(const TransportUse&) = delete;

  bool is_too_late() const { return outer_ != &rpc_ && rpc_.silent_.load(); }
  // Requires that the thread holds no lock.
  void stay_if_silent() {
    if (!rpc_.silent_.load()) return;
    rpc_.users_.fetch_sub(1);
    for (;;) ::pause();
  }

 private:
  static inline thread_local const Rpc* current_ = nullptr;  // whose transport the thread uses

  Rpc& rpc_;
  const Rpc* const outer_;
};

void Rpc::silence() {
  silent_.store(true);
  while (users_.load() != 0) {
    transport_.wake(Sleeper::Waiter);
    transport_.wake(Sleeper::Idle);
    std::this_thread::yield();
  }
}

void Rpc::send(NodeId to, Bytes bytes) {
  if (counts_ != nullptr) counts_->note(Envelope::of(bytes), bytes.size());
  TransportUse use(*this);
  // The caller may hold a lock that somebody else needs to end his use, so it goes on.
  if (!use.is_too_late()) transport_.send(to, std::move(bytes));
}

// ---- the side that asks

std::uint32_t Rpc::enter(Waiter& waiter, LogicalThreadId thread) {
  std::lock_guard lock(mutex_);
  return waiters_.add(waiter, thread);
}

// Deliveries are made under the lock: after this nobody touches the waiter.
void Rpc::leave(Waiter& waiter) {
  std::lock_guard lock(mutex_);
  waiters_.remove(waiter);
}

Incoming Rpc::await(Waiter& waiter, const Alarm& alarm) {
  for (;;) {
    if (alarm) alarm();
    // Before the reply: a nested request may have been sent before it.
    if (auto nested = waiter.take_nested()) {
      execute(*nested);
      continue;
    }
    if (waiter.has_reply()) {
      leave(waiter);
      return waiter.take_reply();
    }
    if (lead(waiter, alarm)) continue;
    {
      std::lock_guard lock(mutex_);
      followers_.insert(&waiter);
      following_.store(static_cast<int>(followers_.size()), std::memory_order_seq_cst);
    }
    // The leader may have stopped before it could see this follower.
    if (leading_.load(std::memory_order_seq_cst)) waiter.sleep(kWaiterSleep);
    std::lock_guard lock(mutex_);
    followers_.erase(&waiter);
    following_.store(static_cast<int>(followers_.size()), std::memory_order_seq_cst);
  }
}

// A server thread soon steps aside when it is told; a waiter leads for long.
bool Rpc::take_lead() {
  if (!leading_.load(std::memory_order_relaxed) && !leading_.exchange(true)) return true;
  wanting_.fetch_add(1, std::memory_order_relaxed);
  bool taken = false;
  for (int i = 0; i < kTries && !taken; ++i) {
    pause_briefly();
    taken = !leading_.load(std::memory_order_relaxed) && !leading_.exchange(true);
  }
  wanting_.fetch_sub(1, std::memory_order_relaxed);
  return taken;
}

// Polls until the waiter has something; false if another thread leads.
bool Rpc::lead(Waiter& waiter, const Alarm& alarm) {
  if (!take_lead()) return false;
  TransportUse use(*this);
  use.stay_if_silent();
  transport_.disarm();
  Patience patience(limits_.spin);
  while (!waiter.has_something()) {
    use.stay_if_silent();
    Incoming message;
    if (transport_.receive(message)) {
      if (auto request = deal(std::move(message), &waiter)) queue(std::move(*request));
      patience.restart();
    } else if (patience.is_exhausted()) {
      std::uint32_t seen = transport_.rings();
      transport_.arm();
      bool is_expected = true;
      if (transport_.receive(message)) {
        if (auto request = deal(std::move(message), &waiter)) queue(std::move(*request));
      } else {
        if (alarm) alarm();
        transport_.sleep(Sleeper::Waiter, seen, kWaiterSleep);
        // A ring may be faster than its message. If there was none, the sleep goes on.
        is_expected = transport_.has_rung();
      }
      transport_.disarm();
      is_expected ? patience.restart() : patience.exhaust();
    }
  }
  resign();
  return true;
}

// Lets a follower lead, if there is one. `resigns`: the caller still leads, and then no more.
bool Rpc::offer_lead(bool resigns) {
  if (following_.load(std::memory_order_seq_cst) == 0) return false;
  std::lock_guard lock(mutex_);
  if (followers_.empty()) return false;
  if (resigns) leading_.store(false, std::memory_order_seq_cst);
  (*followers_.begin())->offer_lead();
  return true;
}

void Rpc::resign() {
  if (offer_lead(true)) return;
  transport_.arm();
  // What came before the doorbell was armed rang for nobody.
  Incoming message;
  while (transport_.receive(message)) {
    if (auto request = deal(std::move(message), nullptr)) queue(std::move(*request));
  }
  leading_.store(false, std::memory_order_seq_cst);
  // Whom a waiter or a ring has stirred since may have seen a leader and gone to sleep.
  if (!offer_lead(false) && transport_.has_rung()) transport_.wake(Sleeper::Idle);
}

// ---- the side that answers

std::optional<Incoming> Rpc::deal(Incoming message, Waiter* own) {
  Envelope envelope = Envelope::of(message.bytes);
  if (envelope.kind == EnvelopeKind::Reply) {
    std::lock_guard lock(mutex_);
    Waiter* waiter = waiters_.find(envelope.call);
    check(waiter != nullptr, "a reply answers a call that waits");
    waiter->deliver_reply(std::move(message), waiter == own);
    return std::nullopt;
  }
  check(envelope.message < entries_.size() && entries_[envelope.message].server != nullptr,
        "every message has a server");
  if (entries_[envelope.message].runs == Runs::AtOnce) {
    execute(message);
    return std::nullopt;
  }
  if (envelope.thread) {
    std::lock_guard lock(mutex_);
    if (Waiter* waiter = waiters_.innermost(envelope.thread)) {
      waiter->deliver_nested(std::move(message));
      return std::nullopt;
    }
  }
  return message;
}

void Rpc::execute(const Incoming& message) {
  Envelope envelope = Envelope::of(message.bytes);
  CallContext context{message.from, envelope.thread, envelope.flags, envelope.call,
                      envelope.segment};
  Reader body(std::span(message.bytes).subspan(Envelope::kSize));
  entries_[envelope.message].server(*this, context, body);
}

void Rpc::queue(Incoming message) {
  {
    std::lock_guard lock(mutex_);
    queued_.push_back(std::move(message));
  }
  if (idle_servers_.load() == 0 && servers_.load() < limits_.high_servers) {
    add_server();
  } else {
    transport_.wake(Sleeper::Idle);
  }
}

void Rpc::add_server() {
  servers_.fetch_add(1);
  start_thread_([this] { serve_requests(); });
}

void Rpc::serve_requests() {
  idle_servers_.fetch_add(1);
  while (auto request = next_request()) {
    // The last idle one: requests may block, and somebody must look after the next message.
    if (idle_servers_.fetch_sub(1) == 1 && servers_.load() < limits_.high_servers &&
        !stopping_.load())
      add_server();
    execute(*request);
    idle_servers_.fetch_add(1);
    if (idle_servers_.load() > 2 * limits_.low_servers && servers_.load() > limits_.low_servers)
      break;
  }
  idle_servers_.fetch_sub(1);
  servers_.fetch_sub(1);
}

// Polls and sleeps until there is a request for this thread; nothing when the cluster ends.
std::optional<Incoming> Rpc::next_request() {
  Patience patience(limits_.spin);
  TransportUse use(*this);
  while (!stopping_.load(std::memory_order_relaxed)) {
    use.stay_if_silent();
    std::uint32_t seen = transport_.rings();
    {
      std::lock_guard lock(mutex_);
      if (!queued_.empty()) {
        Incoming first = std::move(queued_.front());
        queued_.pop_front();
        return first;
      }
    }
    if (wanting_.load(std::memory_order_relaxed) == 0 &&
        !leading_.load(std::memory_order_relaxed) && !leading_.exchange(true)) {
      transport_.disarm();
      Incoming message;
      std::optional<Incoming> request;
      bool is_exhausted = false;
      do {
        use.stay_if_silent();
        if (transport_.receive(message)) {
          request = deal(std::move(message), nullptr);
          patience.restart();
        } else {
          is_exhausted = patience.is_exhausted();
        }
      } while (!request && !is_exhausted && wanting_.load(std::memory_order_relaxed) == 0 &&
               !stopping_.load(std::memory_order_relaxed));
      if (request || is_exhausted) {
        resign();
      } else {
        leading_.store(false, std::memory_order_seq_cst);
        // Nobody else needs to take over: this thread comes back at once.
        continue;
      }
      if (request) return request;
      patience.restart();
    }
    transport_.sleep(Sleeper::Idle, seen, kServerSleep);
  }
  return std::nullopt;
}

}  // namespace cjvm::cluster
