// SPDX-License-Identifier: Apache-2.0
// Remote procedure calls. There is no communication thread: of the threads that wait, one leads,
// that is, polls the transport and deals out what arrives. A reply goes to its waiter; a request of
// a logical thread that waits here is executed by that waiting thread on top of its stack; a
// request that cannot block is executed at once by whoever leads; any other by a server thread,
// which is the leader itself if that is a server thread. Server threads without work sleep on the
// doorbell, so nothing is handed over on the way of a request to an idle node.
//
// call() blocks: no ranked lock may be held. All functions for any thread unless they say
// otherwise.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "cluster/rpc/envelope.h"
#include "cluster/rpc/message_counts.h"
#include "cluster/rpc/waiter.h"
#include "cluster/rpc/waiter_table.h"
#include "cluster/transport/transport.h"
#include "cluster/wire/message_list.h"

namespace cjvm::cluster {

// Whose request it is, and how to answer it.
struct CallContext {
  NodeId from{};
  LogicalThreadId thread;
  std::uint8_t flags = 0;
  std::uint32_t call = 0;
  std::uint32_t segment = 0;
};

struct RpcLimits {
  int low_servers = 2;  // server threads kept, without work
  // More requests than this wait. Each may wait for another, so this is no way to save threads:
  // it must be more than a program's threads.
  int high_servers = 30000;
  std::chrono::microseconds spin{50};
};

class Rpc {
 public:
  // Starts a thread that runs `body` and belongs to whoever runs Java code; the cluster registers
  // it with the VM.
  using StartThread = std::function<void(std::function<void()> body)>;

  Rpc(Transport& transport, StartThread start_thread, RpcLimits limits = {});
  ~Rpc();
  Rpc(const Rpc&) = delete;

  Transport& transport() { return transport_; }
  NodeId self() const { return self_; }

  // ---- before start()

  // `handler(const M&, const CallContext&) -> M::Reply` executes M here.
  template <class M, class F>
  void serve(F handler) {
    set_server(message_id<M>, M::runs,
               [handler = std::move(handler)](Rpc& rpc, const CallContext& context, Reader& body) {
                 M message{};
                 message.fields(body);
                 body.finish();
                 rpc.reply<M>(context, handler(std::as_const(message), context));
               });
  }

  // The same for answers that come later or not at all: `handler(const M&, const CallContext&)`;
  // then somebody calls reply<M>().
  template <class M, class F>
  void serve_later(F handler) {
    set_server(message_id<M>, M::runs,
               [handler = std::move(handler)](Rpc&, const CallContext& context, Reader& body) {
                 M message{};
                 message.fields(body);
                 body.finish();
                 handler(std::as_const(message), context);
               });
  }

  // Counts what this node sends; `counts` lives as long as this.
  void count_into(MessageCounts& counts) { counts_ = &counts; }

  // From now on messages are dealt out. Every node starts before any node calls.
  void start();
  // No message is expected any more: ends the server threads and waits for them.
  void stop();

  // The process is about to leave the cluster: from now on nothing is sent, and threads that wait
  // for a reply stand still for ever.
  void silence();

  // ---- after start()

  // Called by the waiting thread now and then, at least every kWaiterSleep, while it waits; must
  // not wait itself.
  using Alarm = std::function<void()>;

  // Sends the message and waits for the reply, executing meanwhile what `thread` is asked to do
  // here.
  template <class M>
  typename M::Reply call(NodeId to, const M& message, LogicalThreadId thread,
                         std::uint8_t flags = 0, std::uint32_t segment = 0,
                         const Alarm& alarm = {}) {
    Waiter waiter;
    // What runs at once asks for nothing in return.
    const std::uint32_t number =
        enter(waiter, M::runs == Runs::AtOnce ? LogicalThreadId{} : thread);
    Writer writer;
    writer.raw(
        Envelope{message_id<M>, EnvelopeKind::Request, flags, number, thread, segment}.bytes());
    const_cast<M&>(message).fields(writer);
    send(to, std::move(writer.bytes()));
    Incoming reply = await(waiter, alarm);
    Reader reader(std::span(reply.bytes).subspan(Envelope::kSize));
    typename M::Reply value{};
    value.fields(reader);
    reader.finish();
    return value;
  }

  // Sends the message and goes on.
  template <class M>
  void post(NodeId to, const M& message, LogicalThreadId thread = {}) {
    Writer writer;
    writer.raw(Envelope{message_id<M>, EnvelopeKind::Post, 0, 0, thread}.bytes());
    const_cast<M&>(message).fields(writer);
    send(to, std::move(writer.bytes()));
  }

  // Answers a request; once per request. Does nothing for a post.
  template <class M>
  void reply(const CallContext& context, const typename M::Reply& value) {
    if (context.call == 0) return;
    Writer writer;
    writer.raw(
        Envelope{message_id<M>, EnvelopeKind::Reply, 0, context.call, context.thread}.bytes());
    const_cast<typename M::Reply&>(value).fields(writer);
    send(context.from, std::move(writer.bytes()));
  }

  int server_count() const { return servers_.load(std::memory_order_relaxed); }

 private:
  class TransportUse;
  using Server = std::function<void(Rpc&, const CallContext&, Reader&)>;
  struct Entry {
    Runs runs = Runs::AtOnce;
    Server server;
  };

  void send(NodeId to, Bytes bytes);
  void set_server(std::uint16_t id, Runs runs, Server server);
  // Takes part in the waiting until the reply has come; the waiter has left then.
  Incoming await(Waiter& waiter, const Alarm& alarm);
  bool take_lead();
  bool lead(Waiter& waiter, const Alarm& alarm);
  void resign();
  bool offer_lead(bool resigns);
  // Deals a message out; what needs a server thread comes back. `own`: the waiter of the thread
  // that deals, null for a server thread.
  std::optional<Incoming> deal(Incoming message, Waiter* own);
  void execute(const Incoming& message);
  void queue(Incoming message);
  void serve_requests();
  std::optional<Incoming> next_request();
  void add_server();

  std::uint32_t enter(Waiter& waiter, LogicalThreadId thread);
  void leave(Waiter& waiter);

  // constant after start()
  Transport& transport_;
  const NodeId self_;
  const StartThread start_thread_;
  const RpcLimits limits_;
  std::vector<Entry> entries_;
  MessageCounts* counts_ = nullptr;  // null: nobody counts

  std::atomic<bool> leading_{false};
  std::atomic<int> wanting_{0};    // waiters that want to lead: server threads step aside
  std::atomic<int> following_{0};  // size of followers_
  std::atomic<bool> stopping_{false};
  std::atomic<bool> silent_{false};
  std::atomic<int> users_{0};  // threads inside the transport
  std::atomic<int> servers_{0}, idle_servers_{0};

  std::mutex mutex_;  // of what follows
  WaiterTable waiters_;
  std::set<Waiter*> followers_;  // asleep, waiting for somebody else's delivery
  std::deque<Incoming> queued_;
};

}  // namespace cjvm::cluster
