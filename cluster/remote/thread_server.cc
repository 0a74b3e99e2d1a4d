// SPDX-License-Identifier: Apache-2.0
// Logical threads across nodes: waking their innermost segment, listing them, the end of the last
// one.
#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/base/check.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

Object* find_thread_object(LogicalThreadId id) {
  Cluster& cluster = Cluster::instance();
  GlobalObject name{id.bits};
  if (name.home() == cluster.self()) return cluster.addresses().master(name);
  if (Object* known = cluster.addresses().find_import(name)) return known;
  auto reply = cluster.rpc().call(name.home(), FetchObject{.object = name}, {});
  return cluster.marshal().object_of(reply.value, name.home());
}

// ---- waking

// The base segment of a live thread is always at its home: from there, or from any segment that is
// met on the way, the chain of calls leads to the innermost one.
void Cluster::wake(LogicalThreadId whom, WakeReason reason, bool follows_chain) {
  bool is_unpark = reason == WakeReason::Unpark;
  auto found = is_unpark ? threads_.unpark(whom) : threads_.interrupt(whom);
  switch (found.place) {
    case LogicalThreads::Place::Here:
      return;
    case LogicalThreads::Place::Gone:
      rpc_.post(found.node, WakeThread{.whom = whom, .reason = reason, .follows_chain = true});
      return;
    case LogicalThreads::Place::Unknown:
      break;
  }
  GlobalObject name{whom.bits};
  if (follows_chain) {
    if (is_unpark) threads_.leave_permit(whom);
  } else if (name.home() != self_) {
    rpc_.post(name.home(), WakeThread{.whom = whom, .reason = reason, .follows_chain = false});
  } else if (note_stay_at_home(whom)) {
    wake(whom, reason, false);
  }
}

bool Cluster::note_stay_at_home(LogicalThreadId whom) {
  JavaThread* host = ThreadList::find(addresses_.master(GlobalObject{whom.bits}));
  if (host == nullptr) return false;
  addresses_.name_for_ever(host->java_thread);
  threads_.note_host(whom, *host);
  return true;
}

bool Cluster::wake(JavaThread&, Object* java_thread, bool interrupt) {
  if (size_ == 1) return false;
  LogicalThreadId id{addresses_.name_for_ever(java_thread).bits};
  wake(id, interrupt ? WakeReason::Interrupt : WakeReason::Unpark, false);
  return true;
}

// ---- all threads

void Cluster::append_threads(JavaThread&, GcVector<Object*>& threads) {
  if (!joined_.load(std::memory_order_acquire)) return;
  for (int node = 0; node < size_; ++node) {
    const auto from = static_cast<NodeId>(node);
    if (from == self_) continue;
    Outcome outcome = call(from, ListThreads{});
    if (outcome.thrown) result_of(outcome, BasicType::Void, from);
    Reader reader(outcome.value);
    std::uint32_t count = 0;
    for (reader(count); count > 0; --count) threads.push_back(marshal_.get(reader, from));
  }
}

// ---- the end of threads

void Cluster::thread_ended(JavaThread& thread) { threads_.forget(thread); }

bool Cluster::await_other_threads(JavaThread& thread) {
  if (size_ == 1 || self_ != NodeId{0}) return false;
  auto started = static_cast<std::uint64_t>(ThreadList::started_count());
  std::uint64_t sum = 0;
  for (int node = 1; node < size_; ++node)
    sum += call(static_cast<NodeId>(node), AwaitThreads{}).bits;
  // Nobody has started a thread while the nodes were asked one after the other.
  std::uint64_t again = 0;
  for (int node = 1; node < size_; ++node)
    again += call(static_cast<NodeId>(node), AwaitThreads{}).bits;
  return sum != again || started != static_cast<std::uint64_t>(ThreadList::started_count());
}

void serve_threads(Rpc& rpc) {
  Cluster& cluster = Cluster::instance();
  rpc.serve<WakeThread>([&](const WakeThread& message, const CallContext&) {
    cluster.wake(message.whom, message.reason, message.follows_chain);
    return Nothing{};
  });
  rpc.serve<ListThreads>([&](const ListThreads&, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer& writer) {
      GcVector<Object*> threads = ThreadList::visible_threads();
      writer(static_cast<std::uint32_t>(threads.size()));
      for (Object* thread : threads) cluster.marshal().put(writer, thread, context.from);
    });
  });
  rpc.serve<AwaitThreads>([](const AwaitThreads&, const CallContext&) -> Bits {
    ThreadList::wait_for_non_daemons(*JavaThread::current());
    return {static_cast<std::uint64_t>(ThreadList::started_count())};
  });
}

}  // namespace cjvm::cluster
