// SPDX-License-Identifier: Apache-2.0
// Arena: an allocator whose blocks lie in one range of addresses that is reserved for it, so that
// an address tells whose memory it is. Small blocks come from slabs of one size class, large ones
// have whole units of their own, whose pages go back to the system when they are freed. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace cjvm::cluster {

class Arena {
 public:
  static constexpr std::size_t kUnit = std::size_t{1} << 16;  // of large blocks, and a slab
  static constexpr std::size_t kLargestSmall = kUnit / 2;
  static constexpr std::size_t kAlignment = 16;

  // Reserves [first, first + bytes), multiples of kUnit, without committing memory. Throws
  // std::bad_alloc if the system refuses or something else is there.
  Arena(std::uintptr_t first, std::size_t bytes);
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Null if there is no memory. Blocks of 0 bytes have an address of their own.
  void* allocate(std::size_t bytes);
  // As realloc; `block` null or from allocate().
  void* resize(void* block, std::size_t bytes);
  // Moves `mapping`, the beginning of `bytes` that mmap has mapped, into the arena, as a block.
  // Null if there is no room: it stays where it is.
  void* adopt(void* mapping, std::size_t bytes);
  // `block` null or from allocate() or adopt().
  void release(void* block);

  std::uintptr_t first() const { return first_; }
  bool contains(const void* address) const {
    return reinterpret_cast<std::uintptr_t>(address) - first_ < bytes_;
  }
  // What the block holds at least.
  std::size_t size_of(const void* block);

 private:
  // Four classes for each doubling from 128 on, multiples of 16 below.
  static constexpr std::size_t kClasses = 8 + 4 * 8;
  struct FreeBlock {
    FreeBlock* next;
  };
  struct SizeClass {
    FreeBlock* free = nullptr;
    std::uintptr_t next = 0, end = 0;  // what is left of the newest slab
  };

  static unsigned class_of(std::size_t bytes);
  static std::size_t class_size(unsigned size_class);
  std::size_t unit_of(const void* address) const {
    return (reinterpret_cast<std::uintptr_t>(address) - first_) / kUnit;
  }
  std::uintptr_t take_units(std::size_t units);
  void give_units(std::size_t unit, std::size_t units);
  void* allocate_small(unsigned size_class);
  std::size_t size_locked(const void* block) const;

  const std::uintptr_t first_;
  const std::size_t bytes_;
  std::mutex mutex_;  // of what follows
  // For the first unit of each block or slab: 1 + size class, or kLarge + number of units.
  static constexpr std::uint32_t kLarge = 0x8000'0000;
  std::uint32_t* kinds_;
  std::size_t used_units_ = 0;                     // those from here on were never used
  std::map<std::size_t, std::size_t> free_units_;  // first unit to number of units; not adjacent
  std::array<SizeClass, kClasses> classes_;
};

}  // namespace cjvm::cluster
