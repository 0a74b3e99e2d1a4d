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

Envelope envelope_of(const Bytes& message) {
  Reader reader(message);
  Envelope envelope;
  envelope.fields(reader);
  return envelope;
}

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

// Counts a thread that uses the transport; one that comes too late stays here.
class Rpc::TransportUse {
 public:
  explicit TransportUse(Rpc& rpc) : rpc_(rpc) {
    rpc_.users_.fetch_add(1);
    check_silence();
  }
  ~TransportUse() { rpc_.users_.fetch_sub(1); }
  TransportUse(const TransportUse&) = delete;

  void check_silence() {
    if (!rpc_.silent_.load(std::memory_order_relaxed)) return;
    rpc_.users_.fetch_sub(1);
    for (;;) ::pause();
  }

 private:
  Rpc& rpc_;
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
  if (counts_ != nullptr) counts_->note(envelope_of(bytes), bytes.size());
  TransportUse use(*this);
  transport_.send(to, std::move(bytes));
}

// ---- the side that asks

std::uint32_t Rpc::enter(Waiter& waiter, LogicalThreadId thread) {
  std::lock_guard lock(mutex_);
  do ++last_call_;
  while (last_call_ == 0 || by_call_.contains(last_call_));
  by_call_.emplace(last_call_, &waiter);
  if (thread) by_thread_[thread.bits].push_back(&waiter);
  return last_call_;
}

void Rpc::leave(std::uint32_t call, LogicalThreadId thread) {
  std::lock_guard lock(mutex_);
  by_call_.erase(call);
  if (!thread) return;
  auto at = by_thread_.find(thread.bits);
  at->second.pop_back();
  if (at->second.empty()) by_thread_.erase(at);
}

Incoming Rpc::exchange(NodeId to, std::uint16_t id, LogicalThreadId thread, std::uint8_t flags,
                       std::uint32_t segment, const Alarm& alarm,
                       const std::function<void(Writer&)>& body) {
  Waiter waiter;
  std::uint32_t call = enter(waiter, thread);
  Writer writer;
  writer(Envelope{id, EnvelopeKind::Request, flags, call, thread, segment});
  body(writer);
  send(to, std::move(writer.bytes()));
  Incoming reply = await(waiter, alarm);
  leave(call, thread);
  return reply;
}

Incoming Rpc::await(Waiter& waiter, const Alarm& alarm) {
  for (;;) {
    if (alarm) alarm();
    // Before the reply: a nested request may have been sent before it.
    if (auto nested = waiter.take_nested()) {
      execute(*nested);
      continue;
    }
    if (auto reply = waiter.take_reply()) return std::move(*reply);
    if (lead(waiter, alarm)) continue;
    {
      std::lock_guard lock(mutex_);
      followers_.insert(&waiter);
    }
    // The leader may have stopped before it could see this follower.
    if (leading_.load(std::memory_order_seq_cst)) waiter.sleep(kWaiterSleep);
    std::lock_guard lock(mutex_);
    followers_.erase(&waiter);
  }
}

// A server thread leads for one look at a time, so that it soon steps aside; a waiter leads for
// long.
bool Rpc::take_lead() {
  wanting_.fetch_add(1, std::memory_order_relaxed);
  bool taken = false;
  for (int i = 0; i < kTries && !taken; ++i)
    taken = !leading_.load(std::memory_order_relaxed) && !leading_.exchange(true);
  wanting_.fetch_sub(1, std::memory_order_relaxed);
  return taken;
}

// Polls until the waiter has something; false if another thread leads.
bool Rpc::lead(Waiter& waiter, const Alarm& alarm) {
  if (!take_lead()) return false;
  TransportUse use(*this);
  transport_.disarm();
  Patience patience(limits_.spin);
  while (!waiter.has_something()) {
    use.check_silence();
    Incoming message;
    if (transport_.receive(message)) {
      if (auto request = deal(std::move(message))) queue(std::move(*request));
      patience.restart();
    } else if (patience.is_exhausted()) {
      std::uint32_t seen = transport_.rings();
      transport_.arm();
      if (transport_.receive(message)) {
        if (auto request = deal(std::move(message))) queue(std::move(*request));
      } else {
        if (alarm) alarm();
        transport_.sleep(Sleeper::Waiter, seen, kWaiterSleep);
      }
      transport_.disarm();
      patience.restart();
    }
  }
  resign();
  return true;
}

void Rpc::resign() {
  {
    std::lock_guard lock(mutex_);
    if (!followers_.empty()) {
      leading_.store(false, std::memory_order_seq_cst);
      (*followers_.begin())->offer_lead();
      return;
    }
  }
  transport_.arm();
  leading_.store(false, std::memory_order_seq_cst);
  // What came before the doorbell was armed rang for nobody, and a waiter that came since has seen
  // a leader.
  bool needed = false;
  {
    std::lock_guard lock(mutex_);
    needed = !followers_.empty();
    if (needed) (*followers_.begin())->offer_lead();
  }
  if (needed || leading_.exchange(true)) return;
  Incoming message;
  while (transport_.receive(message)) {
    if (auto request = deal(std::move(message))) queue(std::move(*request));
  }
  leading_.store(false, std::memory_order_seq_cst);
}

// ---- the side that answers

std::optional<Incoming> Rpc::deal(Incoming message) {
  Envelope envelope = envelope_of(message.bytes);
  if (envelope.kind == EnvelopeKind::Reply) {
    std::lock_guard lock(mutex_);
    auto at = by_call_.find(envelope.call);
    check(at != by_call_.end(), "a reply answers a call that waits");
    at->second->deliver_reply(std::move(message));
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
    if (auto at = by_thread_.find(envelope.thread.bits); at != by_thread_.end()) {
      at->second.back()->deliver_nested(std::move(message));
      return std::nullopt;
    }
  }
  return message;
}

void Rpc::execute(const Incoming& message) {
  Envelope envelope = envelope_of(message.bytes);
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
    use.check_silence();
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
      while (!request && transport_.receive(message)) {
        request = deal(std::move(message));
        patience.restart();
      }
      if (request || patience.is_exhausted()) {
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
