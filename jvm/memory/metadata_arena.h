// SPDX-License-Identifier: Apache-2.0
// Where classes, methods, vtables and thread records live: one reserved address range far from the
// collector's heap, filled from two ends of its halves and never freed. Because the range is
// contiguous, "is this a VTable or a free cell" is one comparison, and because it is far away, the
// pointers inside it are dismissed early when the scanned half is marked. Any thread; no locks.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace cjvm {

class MetadataArena {
 public:
  // Reserves the range; called once before anything else.
  static void reserve();

  // Zeroed, 16-byte aligned; null when the range is full.
  static void* allocate(std::size_t bytes, bool scanned);

  static bool contains(const void* address) {
    return reinterpret_cast<std::uintptr_t>(address) - base_ < 2 * half_;
  }
  // The used part of the scanned half.
  static void* scanned_begin() { return reinterpret_cast<void*>(base_); }
  static void* scanned_end() {
    return reinterpret_cast<void*>(base_ + used_[0].load(std::memory_order_acquire));
  }
  static std::size_t used() {
    return used_[0].load(std::memory_order_relaxed) + used_[1].load(std::memory_order_relaxed);
  }

 private:
  static inline std::uintptr_t base_ = 0;
  static inline std::size_t half_ = 0;
  static inline std::atomic<std::size_t> used_[2] = {0, 0};  // scanned, plain
};

}  // namespace cjvm
