// SPDX-License-Identifier: Apache-2.0
// Monitor: the inflated form of an object's lock, and the table that owns all of them. Records are
// never unmapped; when the object of a monitor has died, the collector's sweep marks the record for
// reuse. Private to jvm/threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

#include "jvm/object/object.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/park_permit.h"

namespace cjvm {

// One thread in a monitor's queues; lies on that thread's C++ stack.
struct Waiter {
  enum class Place : std::uint8_t { None, WaitSet, EntryQueue };
  JavaThread* thread = nullptr;
  Event* event = nullptr;
  Waiter* next = nullptr;
  Waiter* previous = nullptr;
  std::atomic<Place> place{Place::None};  // changed under the monitor's mutex
};

// First in, first out; intrusive.
struct WaiterQueue {
  Waiter* head = nullptr;
  Waiter* tail = nullptr;
  void push(Waiter* waiter);
  void remove(Waiter* waiter);
};

struct Monitor {
  std::atomic<std::uint32_t> owner{0};  // lock id
  std::uint32_t recursion = 0;          // entries beyond the first; touched by the owner only
  std::atomic<std::int32_t> hash{0};
  std::atomic<std::uint32_t> entering{0};  // length of entry_queue
  // The waiter that was woken last and has not looked at the owner since: no other need be woken
  // meanwhile.
  std::atomic<Waiter*> heir{nullptr};
  std::mutex mutex;  // a leaf: guards the queues
  WaiterQueue entry_queue;
  WaiterQueue wait_set;

  // ---- for the table
  enum class Use : std::uint8_t { Free, Used, Dead };
  std::atomic<Use> use{Use::Free};
  std::atomic<Object*> object{nullptr};  // not scanned: the object may die
  Monitor* next_free = nullptr;

  static Monitor* of(std::uint64_t lock_word) {
    return reinterpret_cast<Monitor*>(lock_word & ~LockWord::kInflatedBit);
  }
  std::uint64_t link() const {
    return reinterpret_cast<std::uint64_t>(this) | LockWord::kInflatedBit;
  }
};

// A record for `object`, nobody's yet.
Monitor* allocate_monitor(Object* object);
void free_monitor(Monitor* monitor);
// Number of monitors in use, for tests and statistics.
std::size_t monitor_count();

}  // namespace cjvm
