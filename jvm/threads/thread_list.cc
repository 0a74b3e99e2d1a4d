// SPDX-License-Identifier: Apache-2.0
// The list of Java threads and its counters. A record is on the list from before its thread runs
// Java code until after its last; everything that looks at another thread holds the list's lock
// meanwhile, so the record cannot be recycled.
#include "jvm/threads/thread_list.h"

#include <condition_variable>

#include "jvm/base/guarded.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/list_lock.h"
#include "jvm/threads/stop_signal.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

// Leaked on purpose: daemon threads use it until the process is gone.
struct List {
  Mutex mutex{LockRank::ThreadList};
  std::condition_variable_any changed;
  JavaThread* first = nullptr;
  JavaThread* last = nullptr;
  std::int64_t count = 0;
  std::int64_t peak = 0;
  std::int64_t started = 0;
};

List& list() {
  static List* made = new List;
  return *made;
}

bool is_visible(const JavaThread& thread) { return !thread.is_vm_internal; }

template <class Wanted>
std::int64_t count_if(Wanted wanted) {
  MutexLock lock(list().mutex);
  std::int64_t count = 0;
  for (JavaThread* t = list().first; t != nullptr; t = t->next) count += wanted(*t) ? 1 : 0;
  return count;
}

}  // namespace

Mutex& thread_list_mutex() { return list().mutex; }

void add_thread_locked(JavaThread* thread) {
  if (thread->is_listed) return;
  List& all = list();
  thread->previous = all.last;
  thread->next = nullptr;
  (all.last == nullptr ? all.first : all.last->next) = thread;
  all.last = thread;
  thread->is_listed = true;
  if (!is_visible(*thread)) return;
  ++all.started;
  if (++all.count > all.peak) all.peak = all.count;
}

void ThreadList::add(JavaThread* thread) {
  MutexLock lock(list().mutex);
  add_thread_locked(thread);
}

void ThreadList::remove(JavaThread* thread) {
  List& all = list();
  MutexLock lock(all.mutex);
  if (!thread->is_listed) return;
  (thread->previous == nullptr ? all.first : thread->previous->next) = thread->next;
  (thread->next == nullptr ? all.last : thread->next->previous) = thread->previous;
  thread->next = thread->previous = nullptr;
  thread->is_listed = false;
  thread->terminated = true;
  if (is_visible(*thread)) --all.count;
  all.changed.notify_all();
}

JavaThread* ThreadList::find(Object* java_thread) {
  if (java_thread == nullptr || java_thread->is_proxy()) return nullptr;
  auto* thread = reinterpret_cast<JavaThread*>(Vm::instance().heap().load<std::int64_t>(
      java_thread, well_known::Thread_eetop, Order::AcquireRelease));
  // Records stay readable for ever; one that has ended or serves another thread by now is not this
  // thread's.
  if (!MetadataArena::contains(thread)) return nullptr;
  return thread->java_thread == java_thread ? thread : nullptr;
}

void ThreadList::for_each(const std::function<void(JavaThread&)>& visit) {
  MutexLock lock(list().mutex);
  for (JavaThread* t = list().first; t != nullptr; t = t->next) visit(*t);
}

GcVector<Object*> ThreadList::visible_threads() {
  GcVector<Object*> threads;
  // Nothing may be allocated while the list is locked, so room is made before and the visit
  // repeated if it was too little.
  for (bool complete = false; !complete;) {
    threads.clear();
    threads.reserve(static_cast<std::size_t>(live_count()) + 16);
    complete = true;
    for_each([&](JavaThread& thread) {
      if (thread.java_thread == nullptr || !is_visible(thread) || thread.terminated) return;
      if (threads.size() == threads.capacity()) {
        complete = false;
      } else {
        threads.push_back(thread.java_thread);
      }
    });
  }
  return threads;
}

bool ThreadList::with_stopped(JavaThread* target, const std::function<void()>& visit) {
  MutexLock lock(list().mutex);
  if (!target->is_listed) return false;
  stop_and_visit(*target, visit);
  return true;
}

void ThreadList::wait_for_non_daemons(JavaThread& current) {
  do {
    IdleScope idle(current);
    List& all = list();
    std::unique_lock lock(all.mutex);
    all.changed.wait(lock, [&] {
      for (JavaThread* t = all.first; t != nullptr; t = t->next) {
        if (t != &current && !t->is_daemon && !t->is_vm_internal) return false;
      }
      return true;
    });
  } while (current.vm->extension().await_other_threads(current));
}

std::int64_t ThreadList::live_count() { return count_if(is_visible); }

std::int64_t ThreadList::daemon_count() {
  return count_if([](const JavaThread& t) { return is_visible(t) && t.is_daemon; });
}

std::int64_t ThreadList::peak_count() {
  MutexLock lock(list().mutex);
  return list().peak;
}

std::int64_t ThreadList::started_count() {
  MutexLock lock(list().mutex);
  return list().started;
}

void ThreadList::reset_peak() {
  MutexLock lock(list().mutex);
  list().peak = list().count;
}

void set_thread_status(Object* java_thread, ThreadStatus status) {
  if (java_thread == nullptr) return;
  Vm::instance().heap().store<std::int32_t>(java_thread, well_known::Thread_threadStatus,
                                            static_cast<std::int32_t>(status), Order::Volatile);
}

StatusScope::StatusScope(JavaThread& thread, ThreadStatus status) : thread_(thread) {
  set_thread_status(thread.java_thread, status);
}

StatusScope::~StatusScope() { set_thread_status(thread_.java_thread, ThreadStatus::Runnable); }

}  // namespace cjvm
