// SPDX-License-Identifier: Apache-2.0
// The stacks of logical threads, put together from the segments that the nodes have of them: a
// thread's own, below its visit, for the traces of throwables; and anybody's, who is held back
// meanwhile.
#include <algorithm>
#include <utility>

#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/frames/frame_walker.h"

namespace cjvm::cluster {

namespace {

// Asked for at once, as many as a stack trace shows.
constexpr std::size_t kMostFrames = 1024;
constexpr std::uint32_t kAllFrames = UINT32_MAX;

void append(TracedFrames& frames, const SegmentFrames& segment, NodeId from) {
  Marshal& marshal = Cluster::instance().marshal();
  Reader reader(segment.frames);
  for (std::uint32_t i = 0; i < segment.count; ++i) {
    std::int32_t bci = 0;
    Method* method = marshal.get_method(reader, from);
    reader(bci);
    frames.push_back({method, bci});
  }
}

std::optional<Caller> caller_of(const SegmentFrames& segment) {
  if (!segment.has_outer) return std::nullopt;
  return Caller{segment.outer, segment.outer_segment};
}

SegmentFrames describe(const LogicalThreads::Sight& sight, NodeId to) {
  SegmentFrames segment;
  Writer writer;
  for (const TracedFrame& frame : sight.frames) {
    if (is_adapter(*frame.method)) continue;
    Cluster::instance().marshal().put_method(writer, frame.method, to);
    writer(static_cast<std::int32_t>(frame.bci));
    ++segment.count;
  }
  segment.frames = std::move(writer.bytes());
  if (sight.caller) {
    segment.has_outer = true;
    segment.outer = sight.caller->node;
    segment.outer_segment = sight.caller->segment;
  }
  return segment;
}

// A segment of somebody's stack, as its node has described it, or as it is on this node.
struct Part {
  NodeId node;
  SegmentFrames described;
  TracedFrames own;
  std::optional<Caller> caller;

  Part(NodeId from, SegmentFrames segment)
      : node(from), described(std::move(segment)), caller(caller_of(described)) {}
  Part(NodeId self, LogicalThreads::Sight sight)
      : node(self), own(std::move(sight.frames)), caller(sight.caller) {}

  void append_to(TracedFrames& frames) const {
    append(frames, described, node);
    frames.insert(frames.end(), own.begin(), own.end());
  }
};

// A thread that hold() has given a caller.
class Held {
 public:
  Held(LogicalThreadId whom, NodeId at) : whom_(whom), at_(at) {}
  ~Held() {
    Cluster& cluster = Cluster::instance();
    if (at_ == cluster.self()) {
      cluster.threads().let_go(whom_);
    } else {
      cluster.rpc().post(at_, LetGo{.whom = whom_});
    }
  }
  Held(const Held&) = delete;

 private:
  const LogicalThreadId whom_;
  const NodeId at_;
};

}  // namespace

// ---- a thread's own

const TracedFrames& Cluster::outer_frames(Visit& visit, std::size_t limit) {
  if (visit.outer) return *visit.outer;
  auto* logical = static_cast<LogicalThread*>(JavaThread::current()->extension_data);
  TracedFrames frames;
  std::optional<Caller> caller = visit.caller();
  while (caller && frames.size() < limit) {
    auto room =
        static_cast<std::uint32_t>(std::min<std::size_t>(limit - frames.size(), kMostFrames));
    SegmentFrames segment = rpc_.call(
        caller->node, CollectFrames{.segment = caller->segment, .limit = room}, logical->id);
    append(frames, segment, caller->node);
    caller = caller_of(segment);
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

// ---- anybody's

LogicalThreads::Sight Cluster::hold(LogicalThreadId whom, bool even_if_gone) {
  auto sight = threads_.hold(whom, even_if_gone);
  if (sight.where.place == LogicalThreads::Place::Unknown &&
      GlobalObject{whom.bits}.home() == self_ && note_stay_at_home(whom))
    return threads_.hold(whom, even_if_gone);
  return sight;
}

std::optional<TracedFrames> Cluster::frames_of(JavaThread& thread, Object* java_thread) {
  if (size_ == 1) return VmExtension::frames_of(thread, java_thread);
  TracedFrames frames;
  if (java_thread == thread.java_thread) {
    frames = *frames_of_thread(thread, thread);
    append_outer_frames(thread, frames, SIZE_MAX);
    return frames;
  }

  const LogicalThreadId whom{addresses_.name_for_ever(java_thread).bits};
  const NodeId home = GlobalObject{whom.bits}.home();
  std::vector<Part> parts;
  using Place = LogicalThreads::Place;
  auto hold_at = [&](NodeId node, bool even_if_gone) -> LogicalThreads::Whereabouts {
    if (node == self_) {
      auto sight = hold(whom, even_if_gone);
      if (sight.where.place == Place::Here) parts.emplace_back(node, std::move(sight));
      return sight.where;
    }
    auto reply = rpc_.call(node, HoldThread{.whom = whom, .even_if_gone = even_if_gone}, {});
    if (reply.is_here) parts.emplace_back(node, std::move(reply.frames));
    return {reply.is_here    ? Place::Here
            : reply.has_gone ? Place::Gone
                             : Place::Unknown,
            reply.node};
  };
  while (parts.empty()) {
    NodeId at = home, before = home;
    auto where = hold_at(home, false);
    if (where.place == Place::Unknown) return std::nullopt;
    while (where.place == Place::Gone) {
      before = std::exchange(at, where.node);
      where = hold_at(at, false);
    }
    // On its way, or busy there without Java code: what waits for it counts.
    if (where.place == Place::Unknown) hold_at(before, true);
  }
  if (parts.front().caller) {
    Held held(whom, parts.front().node);
    while (const auto caller = parts.back().caller) {
      if (caller->node == self_) {
        parts.emplace_back(self_, threads_.look_at_segment(whom, caller->segment, kAllFrames));
      } else {
        parts.emplace_back(
            caller->node,
            rpc_.call(caller->node, CollectFrames{.segment = caller->segment, .limit = kAllFrames},
                      whom));
      }
    }
  }
  // Not before it is free again: this may have to load classes.
  for (const Part& part : parts) part.append_to(frames);
  return frames;
}

void serve_stacks(Rpc& rpc) {
  Cluster& cluster = Cluster::instance();
  rpc.serve<CollectFrames>([&](const CollectFrames& message, const CallContext& context) {
    return describe(
        cluster.threads().look_at_segment(context.thread, message.segment, message.limit),
        context.from);
  });
  rpc.serve<HoldThread>([&](const HoldThread& message, const CallContext& context) {
    const auto sight = cluster.hold(message.whom, message.even_if_gone);
    return HoldThread::Reply{.is_here = sight.where.place == LogicalThreads::Place::Here,
                             .has_gone = sight.where.place == LogicalThreads::Place::Gone,
                             .node = sight.where.node,
                             .frames = describe(sight, context.from)};
  });
  rpc.serve<LetGo>([&](const LetGo& message, const CallContext&) {
    cluster.threads().let_go(message.whom);
    return Nothing{};
  });
}

}  // namespace cjvm::cluster
