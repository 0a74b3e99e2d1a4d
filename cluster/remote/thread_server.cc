// SPDX-License-Identifier: Apache-2.0
// Logical threads across nodes: waking their innermost segment, stack traces through all segments,
// the end of the last one.
#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/base/check.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// Asked for at once, as many as a stack trace shows.
constexpr std::size_t kMostFrames = 1024;

TracedFrames frames_of(const Segment& segment, std::size_t limit) {
  TracedFrames frames;
  for (FrameWalker at(segment.innermost(), segment.end()); !at.at_end() && frames.size() < limit;
       at.next()) {
    // Adapters of method handles mean nothing elsewhere. Other hidden methods count for who looks
    // for callers.
    if (at.method()->has(kHidden) && at.method()->holder->is_hidden) continue;
    frames.push_back({at.method(), at.bci()});
  }
  return frames;
}

}  // namespace

Object* find_thread_object(LogicalThreadId id) {
  Cluster& cluster = Cluster::instance();
  GlobalObject name{id.bits};
  if (name.home() == cluster.self()) return cluster.addresses().master(name);
  if (Object* known = cluster.addresses().find_import(name)) return known;
  auto reply = cluster.rpc().call(name.home(), FetchObject{.object = name}, {});
  return cluster.marshal().object_of(reply.value, name.home());
}

// ---- stacks

const TracedFrames& Cluster::outer_frames(Visit& visit, std::size_t limit) {
  if (visit.outer) return *visit.outer;
  TracedFrames frames;
  auto* logical = static_cast<LogicalThread*>(JavaThread::current()->extension_data);
  NodeId node = visit.from();
  std::uint32_t segment = visit.caller_segment();
  for (bool more = true; more && frames.size() < limit;) {
    auto room =
        static_cast<std::uint32_t>(std::min<std::size_t>(limit - frames.size(), kMostFrames));
    CollectFrames request{.segment = segment, .limit = room};
    auto reply = rpc_.call(node, request, logical->id);
    Reader reader(reply.frames);
    for (std::uint32_t i = 0; i < reply.count; ++i) {
      std::int32_t bci = 0;
      Method* method = marshal_.get_method(reader, node);
      reader(bci);
      frames.push_back({method, bci});
    }
    more = reply.has_outer;
    node = reply.outer;
    segment = reply.outer_segment;
  }
  visit.outer = std::move(frames);
  return *visit.outer;
}

void Cluster::append_outer_frames(JavaThread& thread, TracedFrames& frames, std::size_t limit) {
  auto* logical = static_cast<LogicalThread*>(thread.extension_data);
  if (logical == nullptr || logical->visit == nullptr) return;
  for (const TracedFrame& frame : outer_frames(*logical->visit, std::max(limit, kMostFrames))) {
    if (frames.size() >= limit) return;
    frames.push_back(frame);
  }
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
  } else if (JavaThread* host = ThreadList::find(addresses_.master(name))) {
    // At home, and never away until now.
    addresses_.name_for_ever(host->java_thread);
    threads_.note_host(whom, *host);
    wake(whom, reason, false);
  }
}

bool Cluster::wake(JavaThread&, Object* java_thread, bool interrupt) {
  if (size_ == 1) return false;
  LogicalThreadId id{addresses_.name_for_ever(java_thread).bits};
  wake(id, interrupt ? WakeReason::Interrupt : WakeReason::Unpark, false);
  return true;
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
  rpc.serve<CollectFrames>([&](const CollectFrames& message, const CallContext& context) {
    LogicalThread& logical = cluster.threads().visitor(context.thread);
    check(message.segment < logical.segments.size(), "frames are asked of a segment that waits");
    const Segment& segment = *logical.segments[message.segment];
    TracedFrames frames = frames_of(segment, message.limit);
    Writer writer;
    for (const TracedFrame& frame : frames) {
      cluster.marshal().put_method(writer, frame.method, context.from);
      writer(static_cast<std::int32_t>(frame.bci));
    }
    CollectFrames::Reply reply{.count = static_cast<std::uint32_t>(frames.size()),
                               .frames = std::move(writer.bytes())};
    if (const Visit* visit = segment.visit()) {
      reply.has_outer = true;
      reply.outer = visit->from();
      reply.outer_segment = visit->caller_segment();
    }
    return reply;
  });
  rpc.serve<AwaitThreads>([](const AwaitThreads&, const CallContext&) -> Bits {
    ThreadList::wait_for_non_daemons(*JavaThread::current());
    return {static_cast<std::uint64_t>(ThreadList::started_count())};
  });
}

}  // namespace cjvm::cluster
