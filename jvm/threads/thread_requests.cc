// SPDX-License-Identifier: Apache-2.0
// All changes of a thread's requests happen under one lock, which is held neither across Java code
// nor while anybody stands still. It is no ranked lock because the thread list's is taken inside
// it.
#include "jvm/threads/thread_requests.h"

#include <time.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "jvm/calls/execution_engine.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/class.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

using Methods = std::vector<const Method*>;

std::mutex mutex;
std::condition_variable resumed;
// Whose loops are watched for the sake of which thread.
std::unordered_map<const JavaThread*, Methods>& watched() {
  static auto* all = new std::unordered_map<const JavaThread*, Methods>;
  return *all;
}

void stop_watching(const JavaThread& thread) {
  auto found = watched().find(&thread);
  if (found == watched().end()) return;
  for (const Method* method : found->second) Vm::instance().engine().watch_loops(method, false);
  watched().erase(found);
}

// Marks the target while it stands still, so that it cannot miss the request, and watches what it
// may be in.
bool request(JavaThread& target, ThreadRequest kind, Object* throwable) {
  std::lock_guard lock(mutex);
  Methods methods;
  std::size_t found = 0;
  for (std::size_t room = 256;; room = found + 64) {
    methods.clear();
    methods.reserve(room);  // nothing is allocated while the target stands still
    bool is_alive = ThreadList::with_stopped(&target, [&] {
      found = 0;
      for (FrameWalker at(target); !at.at_end(); at.next(), ++found) {
        if (methods.size() < methods.capacity()) methods.push_back(at.method());
      }
      if (found > methods.size()) return;
      if (throwable != nullptr) target.stop_throwable.store(throwable, std::memory_order_relaxed);
      target.requests.fetch_or(kind, std::memory_order_seq_cst);
      target.stack_limit = target.stack_base;
    });
    if (!is_alive) return false;
    if (found <= methods.size()) break;
  }
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  for (const Method* method : methods) Vm::instance().engine().watch_loops(method, true);
  Methods& all = watched()[&target];
  all.insert(all.end(), methods.begin(), methods.end());
  return true;
}

void restore_limit(JavaThread& thread) {
  thread.stack_limit =
      reinterpret_cast<Slot*>(reinterpret_cast<char*>(thread.stack_base) + thread.stack_bytes);
}

bool is_suspended(const JavaThread& thread) {
  return (thread.requests.load(std::memory_order_relaxed) & kSuspendRequest) != 0;
}

// Stands still until somebody resumes the thread.
void stand_still(JavaThread& thread, std::unique_lock<std::mutex>& lock) {
  IdleScope idle(thread);
  thread.is_suspended.store(true, std::memory_order_release);
  resumed.wait(lock, [&] { return !is_suspended(thread); });
  thread.is_suspended.store(false, std::memory_order_release);
}

bool runs_java_code(JavaThread& target) {
  bool runs = false;
  ThreadList::with_stopped(&target, [&] {
    FrameWalker at(target);
    runs = !at.at_end() && !at.method()->is_native();
  });
  return runs && !target.is_idle.load(std::memory_order_acquire);
}

}  // namespace

bool request_stop(JavaThread& current, JavaThread& target, Object* throwable) {
  Object* pending = target.stop_throwable.load(std::memory_order_relaxed);
  if (pending != nullptr && pending->klass()->is_subtype_of(well_known::ThreadDeath)) return true;
  Object* java_thread = target.java_thread;
  if (!request(target, kStopRequest, throwable)) return false;
  current.heap().store<std::uint8_t>(java_thread, well_known::Thread_interrupted, 1,
                                     Order::Volatile);
  wake_interrupted(target);
  return true;
}

void suspend_thread(JavaThread& current, JavaThread& target) {
  if (&target == &current) {
    std::unique_lock lock(mutex);
    target.requests.fetch_or(kSuspendRequest, std::memory_order_relaxed);
    stand_still(target, lock);
    return;
  }
  if (is_suspended(target) || !request(target, kSuspendRequest, nullptr)) return;
  constexpr timespec kPause{0, 200'000};
  while (is_suspended(target) && !target.is_suspended.load(std::memory_order_acquire) &&
         runs_java_code(target)) {
    nanosleep(&kPause, nullptr);
  }
}

void resume_thread(JavaThread& target) {
  std::lock_guard lock(mutex);
  if (!is_suspended(target)) return;
  if (target.requests.load(std::memory_order_relaxed) == kSuspendRequest) {
    restore_limit(target);
    stop_watching(target);
  }
  target.requests.fetch_and(~std::uint32_t{kSuspendRequest}, std::memory_order_release);
  resumed.notify_all();
}

Object* take_requests(JavaThread& thread) {
  std::unique_lock lock(mutex);
  restore_limit(thread);
  stop_watching(thread);
  if (is_suspended(thread)) stand_still(thread, lock);
  restore_limit(thread);
  stop_watching(thread);  // what a stop has asked for meanwhile
  thread.requests.fetch_and(~std::uint32_t{kStopRequest}, std::memory_order_relaxed);
  return thread.stop_throwable.exchange(nullptr, std::memory_order_relaxed);
}

void meet_requests(JavaThread& thread) {
  if (Object* throwable = take_requests(thread)) throw_object(throwable);
}

void drop_requests(JavaThread& thread) {
  if (!has_requests(thread)) return;
  std::lock_guard lock(mutex);
  restore_limit(thread);
  stop_watching(thread);
  thread.requests.store(0, std::memory_order_relaxed);
  thread.stop_throwable.store(nullptr, std::memory_order_relaxed);
}

}  // namespace cjvm
