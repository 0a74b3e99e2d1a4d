// SPDX-License-Identifier: Apache-2.0
#include "cluster/threads/logical_thread.h"

#include <utility>

#include "jvm/base/check.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/threads/park_permit.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_table.h"

namespace cjvm::cluster {

bool is_adapter(const Method& method) { return method.has(kHidden) && method.holder->is_hidden; }

LogicalThread* LogicalThreads::current(JavaThread& thread) {
  if (thread.extension_data != nullptr) return static_cast<LogicalThread*>(thread.extension_data);
  if (thread.java_thread == nullptr) return nullptr;
  GlobalObject name = addresses_.name_for_ever(thread.java_thread);
  std::lock_guard lock(mutex_);
  auto& made = by_id_[name.bits];
  if (made == nullptr) made = Collector::make_metadata<LogicalThread>();
  made->id = {name.bits};
  made->lock_id = thread.lock_id;
  made->java_thread = thread.java_thread;
  made->host = &thread;
  by_lock_id_[thread.lock_id] = made;
  thread.extension_data = made;
  return made;
}

void LogicalThreads::note_host(LogicalThreadId id, JavaThread& host) {
  std::lock_guard lock(mutex_);
  auto& found = by_id_[id.bits];
  if (found == nullptr) {
    found = Collector::make_metadata<LogicalThread>();
    found->id = id;
  }
  if (found->host != nullptr || found->called) return;
  found->lock_id = host.lock_id;
  found->java_thread = host.java_thread;
  found->host = &host;
}

LogicalThread& LogicalThreads::visitor(LogicalThreadId id) {
  std::lock_guard lock(mutex_);
  auto& found = by_id_[id.bits];
  if (found == nullptr) {
    found = Collector::make_metadata<LogicalThread>();
    found->id = id;
    found->lock_id = reserve_lock_id();
    check(found->lock_id != 0, "a lock id is left for a visiting thread");
    by_lock_id_[found->lock_id] = found;
  }
  return *found;
}

LogicalThreadId LogicalThreads::by_lock_id(std::uint32_t lock_id) {
  std::lock_guard lock(mutex_);
  auto at = by_lock_id_.find(lock_id);
  return at == by_lock_id_.end() ? LogicalThreadId{} : at->second->id;
}

void LogicalThreads::forget(JavaThread& thread) {
  auto* logical = static_cast<LogicalThread*>(thread.extension_data);
  if (logical == nullptr) return;
  std::lock_guard lock(mutex_);
  logical->host = nullptr;
  by_lock_id_.erase(logical->lock_id);
  thread.extension_data = nullptr;
}

LogicalThreads::Whereabouts LogicalThreads::unpark(LogicalThreadId id) {
  std::lock_guard lock(mutex_);
  auto at = by_id_.find(id.bits);
  if (at == by_id_.end()) return {};
  LogicalThread& thread = *at->second;
  if (thread.called) {
    thread.has_permit = true;
    return {Place::Gone, *thread.called};
  }
  if (thread.host == nullptr) return {};
  cjvm::unpark(*thread.host);
  return {Place::Here, self_};
}

LogicalThreads::Whereabouts LogicalThreads::interrupt(LogicalThreadId id) {
  std::lock_guard lock(mutex_);
  auto at = by_id_.find(id.bits);
  if (at == by_id_.end()) return {};
  LogicalThread& thread = *at->second;
  if (thread.called) return {Place::Gone, *thread.called};
  if (thread.host == nullptr) return {};
  thread.interrupt_wanted = true;
  wake_interrupted(*thread.host);
  return {Place::Here, self_};
}

LogicalThreads::Sight LogicalThreads::hold(LogicalThreadId id, bool even_if_gone) {
  std::lock_guard lock(mutex_);
  auto at = by_id_.find(id.bits);
  if (at == by_id_.end()) return {};
  LogicalThread& thread = *at->second;
  if (thread.called && !even_if_gone) return {{Place::Gone, *thread.called}, {}, {}};
  Sight sight{{Place::Here, self_}, {}, {}};
  // Both leave only under the lock.
  const Visit* visit = thread.visit;
  if (thread.called) {
    sight.frames = thread.segments.back()->frames(SIZE_MAX);
    visit = thread.segments.back()->visit();
  } else {
    if (thread.host == nullptr) return {};
    auto frames = frames_of_thread(*JavaThread::current(), *thread.host);
    if (!frames) return {};
    sight.frames = std::move(*frames);
  }
  if (visit != nullptr) {
    sight.caller = visit->caller();
    ++thread.holds;
  }
  return sight;
}

void LogicalThreads::let_go(LogicalThreadId id) {
  std::lock_guard lock(mutex_);
  auto at = by_id_.find(id.bits);
  check(at != by_id_.end() && at->second->holds > 0, "only who is held is let go");
  if (--at->second->holds == 0) changed_.notify_all();
}

LogicalThreads::Sight LogicalThreads::look_at_segment(LogicalThreadId id, std::size_t number,
                                                      std::size_t limit) {
  std::lock_guard lock(mutex_);
  auto at = by_id_.find(id.bits);
  check(at != by_id_.end() && number < at->second->segments.size(),
        "frames are asked of a segment that waits");
  const Segment& segment = *at->second->segments[number];
  Sight sight{{Place::Here, self_}, segment.frames(limit), {}};
  if (const Visit* visit = segment.visit()) sight.caller = visit->caller();
  return sight;
}

void LogicalThreads::leave_permit(LogicalThreadId id) {
  LogicalThread& thread = visitor(id);
  std::lock_guard lock(mutex_);
  thread.has_permit = true;
}

Segment::Segment(LogicalThreads& threads, JavaThread& thread, NodeId to)
    : threads_(threads),
      host_(thread),
      thread_(threads.current(thread)),
      innermost_(thread.frame),
      end_(thread.outer_frames) {
  if (thread_ == nullptr) return;
  visit_ = thread_->visit;
  number_ = static_cast<std::uint32_t>(thread_->segments.size());
  threads_.with_lock([&] {
    thread_->segments.push_back(this);
    before_ = thread_->called;
    thread_->called = to;
    if (thread.permit->park.try_consume()) flags_ |= kPermitFlag;
  });
}

TracedFrames Segment::frames(std::size_t limit) const {
  TracedFrames frames;
  for (FrameWalker at(innermost_, end_); !at.at_end() && frames.size() < limit; at.next()) {
    if (!is_adapter(*at.method())) frames.push_back({at.method(), at.bci()});
  }
  return frames;
}

Segment::~Segment() {
  if (thread_ == nullptr) return;
  threads_.with_lock([&] {
    thread_->segments.pop_back();
    thread_->called = before_;
    if (std::exchange(thread_->has_permit, false)) host_.permit->park.set();
  });
}

Visit::Visit(LogicalThreads& threads, JavaThread& host, const CallContext& context,
             Object* (*find_thread_object)(LogicalThreadId))
    : threads_(threads),
      host_(host),
      caller_{context.from, context.segment},
      java_thread_(host.java_thread),
      lock_id_(host.lock_id),
      lock_owner_bits_(host.lock_owner_bits),
      extension_data_(host.extension_data),
      outer_frames_(host.outer_frames) {
  if (!context.thread) return;
  LogicalThread& logical = threads.visitor(context.thread);
  if (logical.java_thread == nullptr) logical.java_thread = find_thread_object(context.thread);
  thread_ = &logical;
  outer_visit_ = logical.visit;
  logical.visit = this;
  host.java_thread = logical.java_thread;
  host.lock_id = logical.lock_id;
  host.lock_owner_bits = std::uint64_t{logical.lock_id} << LockWord::kOwnerShift;
  host.extension_data = &logical;
  host.outer_frames = host.frame;
  threads.with_lock([&] {
    outer_host_ = logical.host;
    outer_called_ = logical.called;
    logical.host = &host;
    logical.called.reset();
    bool was_left = std::exchange(logical.has_permit, false);
    if (was_left || (context.flags & kPermitFlag) != 0) host.permit->park.set();
  });
}

Visit::~Visit() {
  host_.outer_frames = outer_frames_;
  if (thread_ == nullptr) return;
  thread_->visit = outer_visit_;
  threads_.with_lock([&] {
    thread_->host = outer_host_;
    thread_->called = outer_called_;
  });
  host_.java_thread = java_thread_;
  host_.lock_id = lock_id_;
  host_.lock_owner_bits = lock_owner_bits_;
  host_.extension_data = extension_data_;
}

bool Visit::take_permit() {
  if (thread_ == nullptr) return false;
  bool taken = false;
  // After this nobody finds the thread here.
  threads_.with_lock(*thread_, [&] {
    taken = host_.permit->park.try_consume();
    thread_->host = outer_host_;
    thread_->called = outer_called_;
  });
  return taken;
}

}  // namespace cjvm::cluster
