// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/thread_table.h"

#include <sys/mman.h>

#include <atomic>
#include <mutex>
#include <vector>

#include "jvm/base/check.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

namespace {

using SlotWord = std::atomic<JavaThread*>;

// Room for every id, of which only the used part is ever touched.
SlotWord* make_slots() {
  void* range = mmap(nullptr, (std::size_t{LockWord::kMaxOwner} + 1) * sizeof(SlotWord),
                     PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  check(range != MAP_FAILED, "there is address space for the thread table");
  return static_cast<SlotWord*>(range);
}

SlotWord* slots() {
  static SlotWord* made = make_slots();
  return made;
}

std::atomic<std::uint32_t> highest{0};
std::mutex mutex;  // a leaf: guards free_ids only

std::vector<std::uint32_t>& free_ids() {
  static auto* ids = new std::vector<std::uint32_t>;
  return *ids;
}

}  // namespace

namespace {

// Requires: the mutex is held.
std::uint32_t take_free_id() {
  if (!free_ids().empty()) {
    std::uint32_t id = free_ids().back();
    free_ids().pop_back();
    return id;
  }
  std::uint32_t id = highest.load(std::memory_order_relaxed) + 1;
  if (id > LockWord::kMaxOwner) return 0;
  highest.store(id, std::memory_order_release);
  return id;
}

}  // namespace

bool take_lock_id(JavaThread& thread) {
  std::lock_guard lock(mutex);
  SlotWord* table = slots();
  std::uint32_t id = take_free_id();
  if (id == 0) return false;
  thread.lock_id = id;
  thread.lock_owner_bits = std::uint64_t{id} << LockWord::kOwnerShift;
  table[id].store(&thread, std::memory_order_release);
  return true;
}

std::uint32_t reserve_lock_id() {
  std::lock_guard lock(mutex);
  slots();
  return take_free_id();
}

void release_lock_id(JavaThread& thread) {
  std::lock_guard lock(mutex);
  slots()[thread.lock_id].store(nullptr, std::memory_order_release);
  free_ids().push_back(thread.lock_id);
  thread.lock_id = 0;
  thread.lock_owner_bits = 0;
}

JavaThread* thread_of_lock_id(std::uint32_t id) {
  return id == 0 || id > highest_lock_id() ? nullptr : slots()[id].load(std::memory_order_acquire);
}

std::uint32_t highest_lock_id() { return highest.load(std::memory_order_acquire); }

}  // namespace cjvm
