// SPDX-License-Identifier: Apache-2.0
// Object monitors (JLS 17.1, 17.2): thin locks in the lock word, inflated on contention, wait,
// depth overflow. Owners are lock ids, never OS threads. Called with the object non-null. Java
// threads only.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

// What LocalHeap does: all cases but the foreign form.
void monitor_enter_slow(JavaThread& thread, Object* object);
// Throws IllegalMonitorStateException (no message) if the thread is not the owner.
void monitor_exit_slow(JavaThread& thread, Object* object);
// For a HeapAccess that does other things with monitors than LocalHeap; before there is a second
// thread.
void expect_foreign_monitors();
// All cases: what the thread's HeapAccess does.
void monitor_enter_by_heap(JavaThread& thread, Object* object);
void monitor_exit_by_heap(JavaThread& thread, Object* object);

inline void monitor_enter(JavaThread& thread, Object* object) {
  std::uint64_t word = object->lock_word.load(std::memory_order_relaxed);
  if ((word & (LockWord::kFormMask | LockWord::kOwnerMask)) == 0 &&
      object->lock_word.compare_exchange_strong(word, word | thread.lock_owner_bits,
                                                std::memory_order_acquire,
                                                std::memory_order_relaxed)) [[likely]] {
    return;
  }
  monitor_enter_by_heap(thread, object);
}

inline void monitor_exit(JavaThread& thread, Object* object) {
  std::uint64_t word = object->lock_word.load(std::memory_order_relaxed);
  if ((word & (LockWord::kFormMask | LockWord::kOwnerMask | LockWord::kDepthMask)) ==
          thread.lock_owner_bits &&
      object->lock_word.compare_exchange_strong(
          word, word & ~LockWord::kOwnerMask, std::memory_order_release, std::memory_order_relaxed))
      [[likely]] {
    return;
  }
  monitor_exit_by_heap(thread, object);
}

// What LocalHeap does. Object.wait: millis >= 0, 0 = for ever. Throws
// IllegalMonitorStateException("current thread is not owner"), InterruptedException.
void monitor_wait(JavaThread& thread, Object* object, std::int64_t millis);
void monitor_notify(JavaThread& thread, Object* object, bool all);
// True if `thread` owns the object's monitor.
bool monitor_is_held_by(const JavaThread& thread, Object* object);
// The owner's lock id, 0 if unlocked or if the monitor is not kept in this process.
std::uint32_t monitor_owner(Object* object);

// System.identityHashCode: positive, never 0, stable (31 bits).
std::int32_t identity_hash(Object* object);
// The same where the caller knows that this process decides on the hash.
std::int32_t identity_hash_here(Object* object);
// Gives the object the hash `made` unless it has one; returns the one that it has.
std::int32_t settle_identity_hash(Object* object, std::int32_t made);
// The next hash of the calling thread's generator, for who keeps hashes elsewhere.
std::int32_t new_identity_hash();
// Puts the calling (main) thread's hashes where they stand under `java` when the VM has started.
void restart_identity_hashes();

}  // namespace cjvm
