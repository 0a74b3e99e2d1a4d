// SPDX-License-Identifier: Apache-2.0
// A Java thread as the cluster sees it: named by the global name of its Thread object, with at most
// one system thread on each node. What runs on a node on its behalf locks under one lock id there,
// however often it comes and goes. Its frames on a node are cut into segments: what a request
// brought in is one, and goes on below another when it calls away. Java threads unless a function
// says otherwise.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "cluster/address/address_table.h"
#include "cluster/rpc/rpc.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/threads/java_thread.h"

namespace cjvm::cluster {

class Segment;
class Visit;

struct LogicalThread {
  LogicalThreadId id;
  std::uint32_t lock_id = 0;      // on this node
  Object* java_thread = nullptr;  // gc-ok: records are metadata
  // ---- of its host only
  std::vector<Segment*> segments;  // those that wait, outermost first; changed under the lock
  Visit* visit = nullptr;          // the innermost
  // ---- under the table's lock
  JavaThread* host = nullptr;     // its system thread here while it has frames here
  std::optional<NodeId> called;   // where its innermost segment here has gone
  bool has_permit = false;        // LockSupport's, to be taken when it comes back here
  bool interrupt_wanted = false;  // somebody has interrupted it while it is here
  int holds = 0;                  // hold(): it may not leave its visit
};

// What travels along with a logical thread: bit 0, LockSupport's permit.
constexpr std::uint8_t kPermitFlag = 1;

// An adapter of method handles, which means nothing on other nodes. Other hidden methods count for
// who looks for callers.
bool is_adapter(const Method& method);

// A segment that waits on another node.
struct Caller {
  NodeId node;
  std::uint32_t segment;
};

class LogicalThreads {
 public:
  LogicalThreads(NodeId self, AddressTable& addresses) : self_(self), addresses_(addresses) {}

  // Of the thread that calls; made at its first contact with another node. Null before it has a
  // Thread object.
  LogicalThread* current(JavaThread& thread);
  // The thread runs on `host`, at its home, and has perhaps never been away.
  void note_host(LogicalThreadId id, JavaThread& host);
  // One that comes from elsewhere; made if it is not known, without its Thread object.
  LogicalThread& visitor(LogicalThreadId id);
  // The one with this lock id here; zero if it has never been away.
  LogicalThreadId by_lock_id(std::uint32_t lock_id);

  // Wakes the thread if its innermost segment is here; else tells where that has gone, or that the
  // thread has no frames here. A permit is left for the moment when the thread comes back.
  enum class Place : std::uint8_t { Here, Gone, Unknown };
  struct Whereabouts {
    Place place = Place::Unknown;
    NodeId node{};
  };
  Whereabouts unpark(LogicalThreadId id);
  Whereabouts interrupt(LogicalThreadId id);
  // The frames of the thread's innermost segment here, and who has called that, if the thread is
  // here or, with `even_if_gone`, if that segment waits. A thread with a caller does not return to
  // it until let_go(), so the caller's frames stay what they are.
  struct Sight {
    Whereabouts where;
    TracedFrames frames;
    std::optional<Caller> caller;
  };
  Sight hold(LogicalThreadId id, bool even_if_gone);
  void let_go(LogicalThreadId id);
  // The frames of a segment that waits, and who has called it. Requires that it does not return
  // meanwhile.
  Sight look_at_segment(LogicalThreadId id, std::size_t number, std::size_t limit);
  // Leaves a permit for a thread that is on its way here, or has been here.
  void leave_permit(LogicalThreadId id);
  template <class F>
  void with_lock(F&& body) {
    std::lock_guard lock(mutex_);
    body();
  }
  // As soon as nobody holds the thread.
  template <class F>
  void with_lock(const LogicalThread& thread, F&& body) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&thread] { return thread.holds == 0; });
    body();
  }

  // The calling thread ends: it is nobody's host any more.
  void forget(JavaThread& thread);

 private:
  const NodeId self_;
  AddressTable& addresses_;
  std::mutex mutex_;  // of the rest; below it is the thread list's
  std::condition_variable changed_;
  std::unordered_map<std::uint64_t, LogicalThread*, MixHash> by_id_;  // for ever
  std::unordered_map<std::uint32_t, LogicalThread*> by_lock_id_;
};

// While the calling thread waits for code that runs for it on another node.
class Segment {
 public:
  Segment(LogicalThreads& threads, JavaThread& thread, NodeId to);
  ~Segment();
  Segment(const Segment&) = delete;

  LogicalThreadId id() const { return thread_ == nullptr ? LogicalThreadId{} : thread_->id; }
  std::uint8_t flags() const { return flags_; }
  std::uint32_t number() const { return number_; }
  // Its frames without adapters, innermost first.
  TracedFrames frames(std::size_t limit) const;
  Visit* visit() const { return visit_; }

 private:
  LogicalThreads& threads_;
  JavaThread& host_;
  LogicalThread* thread_;
  Frame* innermost_;
  Frame* end_;
  Visit* visit_ = nullptr;
  std::uint32_t number_ = 0;
  std::uint8_t flags_ = 0;
  std::optional<NodeId> before_;
};

// While a system thread works for a logical thread that has come from elsewhere.
class Visit {
 public:
  // `find_thread_object(LogicalThread&)` is called if this node has not met the thread before.
  Visit(LogicalThreads& threads, JavaThread& host, const CallContext& context,
        Object* (*find_thread_object)(LogicalThreadId));
  ~Visit();
  Visit(const Visit&) = delete;

  // The permit, if the visitor has one to take along.
  bool take_permit();
  Caller caller() const { return caller_; }

  // The frames of the segments further out, once they have been asked for; frozen until the visit
  // ends.
  std::optional<TracedFrames> outer;

 private:
  LogicalThreads& threads_;
  JavaThread& host_;
  const Caller caller_;
  LogicalThread* thread_ = nullptr;  // null: nobody's request
  // What the host was before.
  Object* java_thread_;
  std::uint32_t lock_id_;
  std::uint64_t lock_owner_bits_;
  void* extension_data_;
  Frame* outer_frames_;
  JavaThread* outer_host_ = nullptr;
  std::optional<NodeId> outer_called_;
  Visit* outer_visit_ = nullptr;
};

}  // namespace cjvm::cluster
