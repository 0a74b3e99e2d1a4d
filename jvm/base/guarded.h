// SPDX-License-Identifier: Apache-2.0
// Ranked mutexes and data that can only be reached under its lock. LockRank is the lock hierarchy:
// a thread may take a mutex only while every mutex it holds has a lower rank; debug builds abort on
// a violation. No ranked lock is held across Java code. Any thread may use these.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>

#include "jvm/base/check.h"

namespace cjvm {

// One line per lock; lower ranks are taken first.
enum class LockRank : std::uint8_t {
  Collection = 5,       // turns of explicit collections; held while one runs
  Jni = 10,             // library list, registered natives
  ThreadList = 20,      // all Java threads
  Monitor = 30,         // one inflated monitor's queues
  Initialization = 40,  // a class's initialization state (JVMS 5.5)
  Modules = 44,         // module graph records
  ClassTable = 50,      // (loader, name) -> Class, loader constraints
  Linking = 54,         // linking and translation results
  Resolution = 58,      // runtime constant pool slots
  Strings = 60,         // interned strings
  Handles = 64,         // global and weak JNI handles
  References = 68,      // pending reference list
  Parker = 72,          // one thread's permit and sleep
  Symbols = 80,         // interned names
  Metadata = 84,        // metadata arenas
  Log = 100,
};

// A mutex with a rank; satisfies Lockable.
class Mutex {
 public:
  explicit Mutex(LockRank rank) : rank_(rank) {}
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() {
    note_acquire();
    mutex_.lock();
  }
  bool try_lock() {
    if (!mutex_.try_lock()) return false;
    note_acquire();
    return true;
  }
  void unlock() {
    mutex_.unlock();
    note_release();
  }
  LockRank rank() const { return rank_; }
  // For condition variables; the rank bookkeeping stays as while held.
  std::mutex& native() { return mutex_; }

 private:
#ifdef NDEBUG
  void note_acquire() {}
  void note_release() {}
#else
  void note_acquire();
  void note_release();
#endif
  std::mutex mutex_;
  const LockRank rank_;
};

using MutexLock = std::lock_guard<Mutex>;

// Data and its lock as one: `guarded.with([](T& value) {...})` is the only way in.
template <class T>
class Guarded {
 public:
  template <class... Args>
  explicit Guarded(LockRank rank, Args&&... args)
      : mutex_(rank), value_(std::forward<Args>(args)...) {}

  template <class F>
  decltype(auto) with(F&& use) {
    MutexLock lock(mutex_);
    return std::forward<F>(use)(value_);
  }

 private:
  Mutex mutex_;
  T value_;
};

}  // namespace cjvm
