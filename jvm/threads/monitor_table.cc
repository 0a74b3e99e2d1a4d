// SPDX-License-Identifier: Apache-2.0
// The monitor table: chunks of records. The collector's sweep only flips Used to Dead, because the
// threads it has stopped may be in the middle of anything here; dead records are gathered by the
// next allocation that finds the free list empty.
#include "jvm/threads/monitor_table.h"

#include <vector>

#include "jvm/base/check.h"
#include "jvm/memory/collector.h"
#include "jvm/memory/weak_tables.h"

namespace cjvm {

namespace {

constexpr std::size_t kChunk = 128;
constexpr std::size_t kMaxChunks = 1 << 20;

struct Chunk {
  Monitor monitors[kChunk];
};

std::mutex mutex;  // a leaf: guards growing and the free list
Monitor* free_list = nullptr;
Chunk** chunks = nullptr;
std::atomic<std::size_t> chunk_count{0};
std::atomic<std::size_t> dead_count{0};
std::atomic<std::size_t> used_count{0};

void sweep() {
  for (std::size_t c = 0; c < chunk_count.load(std::memory_order_acquire); ++c) {
    for (Monitor& monitor : chunks[c]->monitors) {
      if (monitor.use.load(std::memory_order_relaxed) != Monitor::Use::Used) continue;
      Object* object = monitor.object.load(std::memory_order_relaxed);
      if (object == nullptr || weak_tables::survives(object)) continue;
      monitor.use.store(Monitor::Use::Dead, std::memory_order_relaxed);
      dead_count.fetch_add(1, std::memory_order_relaxed);
    }
  }
}

void release(Monitor& monitor) {
  monitor.owner.store(0, std::memory_order_relaxed);
  monitor.recursion = 0;
  monitor.hash.store(0, std::memory_order_relaxed);
  monitor.object.store(nullptr, std::memory_order_relaxed);
  monitor.use.store(Monitor::Use::Free, std::memory_order_relaxed);
  monitor.next_free = free_list;
  free_list = &monitor;
  used_count.fetch_sub(1, std::memory_order_relaxed);
}

void gather_dead() {
  dead_count.store(0, std::memory_order_relaxed);
  for (std::size_t c = 0; c < chunk_count.load(std::memory_order_relaxed); ++c) {
    for (Monitor& monitor : chunks[c]->monitors) {
      if (monitor.use.load(std::memory_order_relaxed) == Monitor::Use::Dead) release(monitor);
    }
  }
}

void grow() {
  std::size_t count = chunk_count.load(std::memory_order_relaxed);
  if (chunks == nullptr) {
    chunks = new Chunk*[kMaxChunks];  // untouched pages cost nothing
    Collector::with_lock(
        [](void*) -> void* {
          weak_tables::add(sweep);
          return nullptr;
        },
        nullptr);
  }
  check(count < kMaxChunks, "fewer than 100 million monitors are inflated");
  auto* chunk = new Chunk;
  for (Monitor& monitor : chunk->monitors) {
    monitor.next_free = free_list;
    free_list = &monitor;
  }
  chunks[count] = chunk;
  chunk_count.store(count + 1, std::memory_order_release);
}

}  // namespace

void WaiterQueue::push(Waiter* waiter) {
  waiter->next = nullptr;
  waiter->previous = tail;
  (tail == nullptr ? head : tail->next) = waiter;
  tail = waiter;
}

void WaiterQueue::remove(Waiter* waiter) {
  (waiter->previous == nullptr ? head : waiter->previous->next) = waiter->next;
  (waiter->next == nullptr ? tail : waiter->next->previous) = waiter->previous;
  waiter->next = waiter->previous = nullptr;
}

Monitor* allocate_monitor(Object* object) {
  std::lock_guard lock(mutex);
  if (free_list == nullptr && dead_count.load(std::memory_order_relaxed) != 0) gather_dead();
  if (free_list == nullptr) grow();
  Monitor* monitor = free_list;
  free_list = monitor->next_free;
  debug_check(monitor->use.load(std::memory_order_relaxed) == Monitor::Use::Free &&
                  monitor->owner.load(std::memory_order_relaxed) == 0 &&
                  monitor->entry_queue.head == nullptr,
              "a free monitor has no owner and no thread that waits for it");
  monitor->object.store(object, std::memory_order_relaxed);
  monitor->use.store(Monitor::Use::Used, std::memory_order_release);
  used_count.fetch_add(1, std::memory_order_relaxed);
  return monitor;
}

void free_monitor(Monitor* monitor) {
  std::lock_guard lock(mutex);
  release(*monitor);
}

std::size_t monitor_count() { return used_count.load(std::memory_order_relaxed); }

}  // namespace cjvm
