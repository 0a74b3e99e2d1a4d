// SPDX-License-Identifier: Apache-2.0
// The waiters of a node, by the number of their call and by their logical thread. Allocates nothing
// for a call once there have been as many at the same time. Any thread, under the lock of whoever
// owns the table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cluster/node.h"
#include "cluster/rpc/waiter.h"
#include "jvm/base/check.h"

namespace cjvm::cluster {

class WaiterTable {
 public:
  // Returns the number of its call, never zero. `thread`: whose requests it takes; zero: nobody's.
  std::uint32_t add(Waiter& waiter, LogicalThreadId thread) {
    if (free_.empty()) {
      check(slots_.size() < kMostSlots, "fewer calls wait at the same time");
      free_.push_back(static_cast<std::uint32_t>(slots_.size()));
      slots_.emplace_back();
    }
    std::uint32_t at = free_.back();
    free_.pop_back();
    Slot& slot = slots_[at];
    if (++slot.round == kMostSlots) slot.round = 1;
    slot.waiter = &waiter;
    waiter.call_ = slot.round * kMostSlots + at;
    waiter.thread_ = thread.bits;
    if (thread) {
      Waiter*& first = list_of(thread);
      waiter.next_ = first;
      first = &waiter;
    }
    return waiter.call_;
  }

  void remove(Waiter& waiter) {
    std::uint32_t at = waiter.call_ % kMostSlots;
    slots_[at].waiter = nullptr;
    free_.push_back(at);
    if (waiter.thread_ == 0) return;
    Waiter** link = &list_of({waiter.thread_});
    while (*link != &waiter) link = &(*link)->next_;
    *link = waiter.next_;
  }

  // Null if no such call waits.
  Waiter* find(std::uint32_t call) const {
    std::size_t at = call % kMostSlots;
    if (at >= slots_.size() || slots_[at].round != call / kMostSlots) return nullptr;
    return slots_[at].waiter;
  }

  // Null if none of the thread's segments waits here.
  Waiter* innermost(LogicalThreadId thread) {
    Waiter* at = list_of(thread);
    while (at != nullptr && at->thread_ != thread.bits) at = at->next_;
    return at;
  }

 private:
  static constexpr std::uint32_t kMostSlots = 1u << 16;
  static constexpr unsigned kListBits = 8;

  struct Slot {
    Waiter* waiter = nullptr;
    std::uint32_t round = 0;  // tells the calls of a slot apart
  };

  // Of several threads; the innermost waiter of each comes first.
  Waiter*& list_of(LogicalThreadId thread) {
    return lists_[(thread.bits * 0x9e3779b97f4a7c15u) >> (64 - kListBits)];
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::array<Waiter*, 1u << kListBits> lists_{};
};

}  // namespace cjvm::cluster
