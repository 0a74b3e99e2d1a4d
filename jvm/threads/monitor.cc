// SPDX-License-Identifier: Apache-2.0
// Monitors beyond the uncontended case. An inflated monitor is free for whoever exchanges its owner
// word first; those who fail queue up and the one in front is woken by each exit (the heir). The
// pairs that must not miss each other are ordered by sequentially consistent accesses: an exit
// stores "no owner" and then looks for entering threads or an heir; an entering thread announces
// itself (or ceases to be the heir) and then tries the owner word.
#include "jvm/threads/monitor.h"

#include <immintrin.h>
#include <sched.h>

#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/monitor_table.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_list.h"

namespace cjvm {

namespace {

// About half a microsecond: longer critical sections are worth a system call, and the owner may
// need this processor.
constexpr int kSpins = 50;

constexpr std::string_view kNotOwner = "current thread is not owner";

bool try_own(Monitor& monitor, std::uint32_t id) {
  std::uint32_t nobody = 0;
  return monitor.owner.compare_exchange_strong(nobody, id, std::memory_order_seq_cst);
}

// Blocks until the thread owns the monitor. The waiter may be queued already (by a notify).
void enter_blocking(JavaThread& thread, Monitor& monitor, Waiter& waiter) {
  if (waiter.place.load(std::memory_order_acquire) != Waiter::Place::EntryQueue) {
    std::lock_guard lock(monitor.mutex);
    monitor.entry_queue.push(&waiter);
    waiter.place.store(Waiter::Place::EntryQueue, std::memory_order_relaxed);
    monitor.entering.fetch_add(1, std::memory_order_seq_cst);
  }
  for (;;) {
    // Before the attempt: if it fails, the owner must find no heir when it leaves, or it wakes
    // nobody. A waiter may have become the heir, and used up its event, while it was in the wait
    // set.
    Waiter* self = &waiter;
    monitor.heir.compare_exchange_strong(self, nullptr, std::memory_order_seq_cst);
    if (try_own(monitor, thread.lock_id)) break;
    waiter.event->wait();
  }
  std::lock_guard lock(monitor.mutex);
  debug_check(waiter.place.load(std::memory_order_relaxed) == Waiter::Place::EntryQueue,
              "a thread that enters stays in the entry queue");
  monitor.entry_queue.remove(&waiter);
  waiter.place.store(Waiter::Place::None, std::memory_order_relaxed);
  monitor.entering.fetch_sub(1, std::memory_order_seq_cst);
  if (monitor.heir.load(std::memory_order_relaxed) == &waiter) {
    monitor.heir.store(nullptr, std::memory_order_seq_cst);
  }
}

void enter_inflated(JavaThread& thread, Object* object, Monitor& monitor) {
  if (monitor.owner.load(std::memory_order_relaxed) == thread.lock_id) {
    ++monitor.recursion;
    return;
  }
  for (int i = 0; i < kSpins; ++i) {
    if (monitor.owner.load(std::memory_order_relaxed) == 0 && try_own(monitor, thread.lock_id))
      return;
    _mm_pause();
  }
  log(Topic::Monitor, "thread ", thread.lock_id, " blocks on a monitor of ", thread.tid);
  thread.blocked_count.fetch_add(1, std::memory_order_relaxed);
  StatusScope status(thread, ThreadStatus::BlockedOnMonitor);
  thread.blocked_on.store(object, std::memory_order_release);
  {
    IdleScope idle(thread);
    WaitScope blocked(thread.blocked_clock);
    Waiter waiter{.thread = &thread, .event = &thread.permit->monitor};
    enter_blocking(thread, monitor, waiter);
  }
  thread.blocked_on.store(nullptr, std::memory_order_release);
}

// Gives the monitor up completely and wakes a successor if there is one.
void release_inflated(Monitor& monitor) {
  debug_check(monitor.recursion == 0, "a monitor is left at its last exit");
  monitor.owner.store(0, std::memory_order_seq_cst);
  if (monitor.entering.load(std::memory_order_seq_cst) == 0) return;
  if (monitor.heir.load(std::memory_order_seq_cst) != nullptr) return;
  Event* wake = nullptr;
  {
    std::lock_guard lock(monitor.mutex);
    Waiter* first = monitor.entry_queue.head;
    // Whoever owns it by now will come here too.
    if (first != nullptr && monitor.owner.load(std::memory_order_seq_cst) == 0 &&
        monitor.heir.load(std::memory_order_relaxed) == nullptr) {
      monitor.heir.store(first, std::memory_order_seq_cst);
      wake = first->event;
    }
  }
  if (wake != nullptr) wake->set();
}

// Replaces the inline lock word `word` by a monitor with the same owner, depth and hash; false if
// the word has changed.
bool inflate(Object* object, std::uint64_t word) {
  debug_check(!LockWord::is_inflated(word), "a lock word is inflated once");
  Monitor* monitor = allocate_monitor(object);
  monitor->owner.store(LockWord::owner(word), std::memory_order_relaxed);
  monitor->recursion = LockWord::depth(word);
  monitor->hash.store(LockWord::hash(word), std::memory_order_relaxed);
  if (object->lock_word.compare_exchange_strong(word, monitor->link(), std::memory_order_seq_cst))
    return true;
  free_monitor(monitor);
  return false;
}

// The object's monitor, inflated, owned by the thread; throws IllegalMonitorStateException if it is
// not.
Monitor& owned_monitor(JavaThread& thread, Object* object) {
  for (;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_inflated(word)) {
      Monitor& monitor = *Monitor::of(word);
      if (monitor.owner.load(std::memory_order_relaxed) != thread.lock_id) break;
      return monitor;
    }
    if (LockWord::owner(word) != thread.lock_id) break;
    inflate(object, word);
  }
  throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
}

// Identity hashes come from one generator per thread with the constants of HotSpot, so that a
// program of one thread prints the same "Object@hash" texts as under `java`.
struct HashGenerator {
  std::uint32_t x, y = 842502087, z = 0x8767, w = 273326509;

  // Marsaglia's xorshift with four words.
  std::uint32_t next() {
    std::uint32_t t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = (w ^ (w >> 19)) ^ (t ^ (t >> 8));
    return w;
  }
};

// The n-th seed; the first thread's is the first.
std::uint32_t next_seed() {
  constexpr std::uint64_t kFactor = 16807, kModulus = 0x7fffffff;
  static std::atomic<std::uint32_t> seed{1234567};
  std::uint32_t last = seed.load(std::memory_order_relaxed);
  std::uint32_t made;
  do {
    made = static_cast<std::uint32_t>(last * kFactor % kModulus);
  } while (!seed.compare_exchange_weak(last, made, std::memory_order_relaxed));
  return made;
}

thread_local HashGenerator hash_generator{next_seed()};

// Never 0 in 31 bits.
std::int32_t next_hash() {
  constexpr std::int32_t kInsteadOfZero = 0xbad;
  auto hash = static_cast<std::int32_t>(hash_generator.next() & 0x7fffffff);
  return hash != 0 ? hash : kInsteadOfZero;
}

}  // namespace

void monitor_enter_slow(JavaThread& thread, Object* object) {
  debug_check(thread.lock_id != 0, "a thread that locks has an id");
  int spins = 0;
  for (;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_inflated(word)) {
      enter_inflated(thread, object, *Monitor::of(word));
      return;
    }
    std::uint32_t owner = LockWord::owner(word);
    if (owner == 0) {
      if (object->lock_word.compare_exchange_weak(word, word | thread.lock_owner_bits,
                                                  std::memory_order_acquire)) {
        return;
      }
    } else if (owner == thread.lock_id) {
      if ((word & LockWord::kDepthMask) == LockWord::kDepthMask) {
        inflate(object, word);
      } else if (object->lock_word.compare_exchange_weak(word, word + LockWord::kDepthOne,
                                                         std::memory_order_relaxed)) {
        return;
      }
    } else if (++spins < kSpins) {
      _mm_pause();
    } else {
      inflate(object, word);
    }
  }
}

void monitor_exit_slow(JavaThread& thread, Object* object) {
  for (;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_inflated(word)) {
      Monitor& monitor = *Monitor::of(word);
      if (monitor.owner.load(std::memory_order_relaxed) != thread.lock_id) break;
      if (monitor.recursion != 0) {
        --monitor.recursion;
      } else {
        release_inflated(monitor);
      }
      return;
    }
    if (LockWord::owner(word) != thread.lock_id) break;
    std::uint64_t left = (word & LockWord::kDepthMask) != 0 ? word - LockWord::kDepthOne
                                                            : word & ~LockWord::kOwnerMask;
    if (object->lock_word.compare_exchange_weak(word, left, std::memory_order_release)) return;
  }
  throw_java(Throwable::IllegalMonitorStateException);
}

void monitor_wait(JavaThread& thread, Object* object, std::int64_t millis) {
  if (millis < 0) throw_java(Throwable::IllegalArgumentException, "timeout value is negative");
  Monitor& monitor = owned_monitor(thread, object);
  if (is_interrupted(thread, true)) throw_java(Throwable::InterruptedException);
  Deadline deadline = millis == 0 ? Deadline::never() : Deadline::after_millis(millis);
  std::uint32_t recursion = monitor.recursion;
  bool interrupted = false;
  thread.waited_count.fetch_add(1, std::memory_order_relaxed);
  thread.waiting_on.store(object, std::memory_order_release);
  {
    StatusScope status(thread,
                       millis == 0 ? ThreadStatus::ObjectWait : ThreadStatus::ObjectWaitTimed);
    IdleScope idle(thread);
    WaitScope waiting(thread.waited_clock);
    Waiter waiter{.thread = &thread, .event = &thread.permit->monitor};
    {
      std::lock_guard lock(monitor.mutex);
      waiter.place.store(Waiter::Place::WaitSet, std::memory_order_relaxed);
      monitor.wait_set.push(&waiter);
    }
    monitor.recursion = 0;
    release_inflated(monitor);
    while (waiter.place.load(std::memory_order_acquire) == Waiter::Place::WaitSet) {
      if (is_interrupted(thread, false) || !waiter.event->wait(deadline)) break;
    }
    {
      std::lock_guard lock(monitor.mutex);
      if (waiter.place.load(std::memory_order_relaxed) == Waiter::Place::WaitSet) {
        monitor.wait_set.remove(&waiter);
        waiter.place.store(Waiter::Place::None, std::memory_order_relaxed);
      }
    }
    // A thread that was notified returns normally and keeps its interrupt.
    if (waiter.place.load(std::memory_order_relaxed) == Waiter::Place::None) {
      interrupted = is_interrupted(thread, false);
    }
    if (!try_own(monitor, thread.lock_id) ||
        waiter.place.load(std::memory_order_relaxed) == Waiter::Place::EntryQueue) {
      if (monitor.owner.load(std::memory_order_relaxed) != thread.lock_id) {
        set_thread_status(thread.java_thread, ThreadStatus::BlockedOnMonitor);
        thread.blocked_count.fetch_add(1, std::memory_order_relaxed);
        thread.blocked_on.store(object, std::memory_order_release);
        enter_blocking(thread, monitor, waiter);
        thread.blocked_on.store(nullptr, std::memory_order_release);
      } else {
        std::lock_guard lock(monitor.mutex);
        monitor.entry_queue.remove(&waiter);
        monitor.entering.fetch_sub(1, std::memory_order_seq_cst);
        Waiter* self = &waiter;
        monitor.heir.compare_exchange_strong(self, nullptr, std::memory_order_seq_cst);
      }
    }
    debug_check(
        monitor.owner.load(std::memory_order_relaxed) == thread.lock_id && monitor.recursion == 0,
        "a thread owns the monitor again after its wait");
    monitor.recursion = recursion;
  }
  thread.waiting_on.store(nullptr, std::memory_order_release);
  if (interrupted) {
    is_interrupted(thread, true);
    throw_java(Throwable::InterruptedException);
  }
}

void monitor_notify(JavaThread& thread, Object* object, bool all) {
  std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
  if (!LockWord::is_inflated(word)) {
    if (LockWord::owner(word) != thread.lock_id) {
      throw_java(Throwable::IllegalMonitorStateException, kNotOwner);
    }
    return;  // Nobody waits without a monitor.
  }
  Monitor& monitor = owned_monitor(thread, object);
  std::lock_guard lock(monitor.mutex);
  while (Waiter* first = monitor.wait_set.head) {
    // The waiter goes over to the entry queue and is woken when the monitor is left.
    monitor.wait_set.remove(first);
    monitor.entry_queue.push(first);
    monitor.entering.fetch_add(1, std::memory_order_seq_cst);
    if (first->thread->java_thread != nullptr) {
      set_thread_status(first->thread->java_thread, ThreadStatus::BlockedOnMonitor);
    }
    first->place.store(Waiter::Place::EntryQueue, std::memory_order_release);
    if (!all) return;
  }
}

namespace {
bool all_monitors_are_here = true;  // constant once there is a second thread
}

void expect_foreign_monitors() { all_monitors_are_here = false; }

void monitor_enter_by_heap(JavaThread& thread, Object* object) {
  if (all_monitors_are_here) return monitor_enter_slow(thread, object);
  thread.heap().monitor_enter(object);
}
void monitor_exit_by_heap(JavaThread& thread, Object* object) {
  if (all_monitors_are_here) return monitor_exit_slow(thread, object);
  thread.heap().monitor_exit(object);
}

bool monitor_is_held_by(const JavaThread& thread, Object* object) {
  if (LockWord::is_foreign(object->lock_word.load(std::memory_order_acquire)))
    return thread.heap().monitor_is_held_by(thread, object);
  return monitor_owner(object) == thread.lock_id;
}

std::uint32_t monitor_owner(Object* object) {
  std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
  if (LockWord::is_foreign(word)) return 0;
  return LockWord::is_inflated(word) ? Monitor::of(word)->owner.load(std::memory_order_acquire)
                                     : LockWord::owner(word);
}

namespace {

// `make` is asked once at most.
template <class Make>
std::int32_t settle_hash(Object* object, Make make) {
  std::int32_t made = 0;
  auto candidate = [&] { return made != 0 ? made : (made = make()); };
  for (;;) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_foreign(word)) return JavaThread::current()->heap().identity_hash(object);
    if (LockWord::is_inflated(word)) {
      std::atomic<std::int32_t>& hash = Monitor::of(word)->hash;
      std::int32_t found = hash.load(std::memory_order_relaxed);
      if (found != 0) return found;
      std::int32_t wanted = candidate();
      return hash.compare_exchange_strong(found, wanted, std::memory_order_relaxed) ? wanted
                                                                                    : found;
    }
    if (std::int32_t found = LockWord::hash(word); found != 0) return found;
    std::int32_t wanted = candidate();
    std::uint64_t hashed = word | static_cast<std::uint64_t>(wanted) << LockWord::kHashShift;
    if (object->lock_word.compare_exchange_weak(word, hashed, std::memory_order_relaxed))
      return wanted;
  }
}

// 0: none yet. Not for foreign lock words.
std::int32_t known_hash(std::uint64_t word) {
  return LockWord::is_inflated(word) ? Monitor::of(word)->hash.load(std::memory_order_relaxed)
                                     : LockWord::hash(word);
}

}  // namespace

std::int32_t identity_hash(Object* object) {
  // Mirrors have an ordinary lock word where their class has one hash for several processes.
  if (!all_monitors_are_here) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    if (LockWord::is_foreign(word) ||
        (object->klass() == well_known::Class && known_hash(word) == 0)) {
      return JavaThread::current()->heap().identity_hash(object);
    }
  }
  return identity_hash_here(object);
}

std::int32_t identity_hash_here(Object* object) { return settle_hash(object, next_hash); }

std::int32_t settle_identity_hash(Object* object, std::int32_t made) {
  return settle_hash(object, [made] { return made; });
}

std::int32_t new_identity_hash() { return next_hash(); }

void restart_identity_hashes() {
  // HotSpot has drawn this many on the main thread when its VM is up and maps an archive of the
  // boot layer.
  constexpr int kDrawnAtStart = 5;
  constexpr std::uint32_t kFirstSeed = 1234567u * std::uint64_t{16807} % 0x7fffffff;
  hash_generator = HashGenerator{kFirstSeed};
  for (int i = 0; i < kDrawnAtStart; ++i) next_hash();
}

}  // namespace cjvm
