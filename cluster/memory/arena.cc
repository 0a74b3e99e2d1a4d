// SPDX-License-Identifier: Apache-2.0
#include "cluster/memory/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

constexpr int kReserve = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

void* to_pointer(std::uintptr_t address) { return reinterpret_cast<void*>(address); }

}  // namespace

Arena::Arena(std::uintptr_t first, std::size_t bytes) : first_(first), bytes_(bytes) {
  void* range = ::mmap(to_pointer(first), bytes, PROT_NONE, kReserve | MAP_FIXED_NOREPLACE, -1, 0);
  if (range == MAP_FAILED) throw std::bad_alloc();
  // A kernel that does not know the flag takes the address as a wish only.
  void* kinds = MAP_FAILED;
  std::size_t kinds_bytes = bytes / kUnit * sizeof(std::uint32_t);
  if (range == to_pointer(first))
    kinds = ::mmap(nullptr, kinds_bytes, PROT_READ | PROT_WRITE, kReserve, -1, 0);
  if (kinds == MAP_FAILED) {
    ::munmap(range, bytes);
    throw std::bad_alloc();
  }
  kinds_ = static_cast<std::uint32_t*>(kinds);
}

Arena::~Arena() {
  ::munmap(to_pointer(first_), bytes_);
  ::munmap(kinds_, bytes_ / kUnit * sizeof(std::uint32_t));
}

unsigned Arena::class_of(std::size_t bytes) {
  bytes = std::max(bytes, kAlignment);
  if (bytes <= 128) return static_cast<unsigned>((bytes + 15) / 16 - 1);
  auto doubling = static_cast<unsigned>(std::bit_width(bytes - 1)) - 8;  // 129 to 256: 0
  std::size_t step = std::size_t{32} << doubling;
  return 8 + 4 * doubling +
         static_cast<unsigned>((bytes - 1 - (std::size_t{128} << doubling)) / step);
}

std::size_t Arena::class_size(unsigned size_class) {
  if (size_class < 8) return 16 * (std::size_t{size_class} + 1);
  unsigned doubling = (size_class - 8) / 4;
  return (std::size_t{128} << doubling) + (size_class % 4 + 1) * (std::size_t{32} << doubling);
}

// Committed units, zero if there are none left.
std::uintptr_t Arena::take_units(std::size_t units) {
  std::size_t unit;
  auto found =
      std::ranges::find_if(free_units_, [units](auto& run) { return run.second >= units; });
  if (found != free_units_.end()) {
    unit = found->first;
  } else {
    if (units > bytes_ / kUnit - used_units_) return 0;
    unit = used_units_;
  }
  std::uintptr_t address = first_ + unit * kUnit;
  if (::mprotect(to_pointer(address), units * kUnit, PROT_READ | PROT_WRITE) != 0) return 0;
  if (found == free_units_.end()) {
    used_units_ += units;
  } else {
    std::size_t left = found->second - units;
    free_units_.erase(found);
    if (left != 0) free_units_.emplace(unit + units, left);
  }
  return address;
}

void Arena::give_units(std::size_t unit, std::size_t units) {
  void* again = ::mmap(to_pointer(first_ + unit * kUnit), units * kUnit, PROT_NONE,
                       kReserve | MAP_FIXED, -1, 0);
  if (again == MAP_FAILED) return;  // too many mappings: the units stay unused
  auto after = free_units_.lower_bound(unit);
  if (after != free_units_.end() && after->first == unit + units) {
    units += after->second;
    after = free_units_.erase(after);
  }
  if (after != free_units_.begin()) {
    auto before = std::prev(after);
    if (before->first + before->second == unit) {
      before->second += units;
      return;
    }
  }
  free_units_.emplace(unit, units);
}

void* Arena::allocate_small(unsigned size_class) {
  SizeClass& blocks = classes_[size_class];
  if (FreeBlock* block = blocks.free) {
    blocks.free = block->next;
    return block;
  }
  std::size_t size = class_size(size_class);
  if (blocks.end - blocks.next < size) {
    std::uintptr_t slab = take_units(1);
    if (slab == 0) return nullptr;
    kinds_[unit_of(to_pointer(slab))] = 1 + size_class;
    blocks.next = slab;
    blocks.end = slab + kUnit;
  }
  void* block = to_pointer(blocks.next);
  blocks.next += size;
  return block;
}

void* Arena::allocate(std::size_t bytes) {
  if (bytes > bytes_) return nullptr;
  std::lock_guard lock(mutex_);
  if (bytes <= kLargestSmall) return allocate_small(class_of(bytes));
  std::size_t units = (bytes + kUnit - 1) / kUnit;
  std::uintptr_t address = take_units(units);
  if (address == 0) return nullptr;
  kinds_[unit_of(to_pointer(address))] = kLarge + static_cast<std::uint32_t>(units);
  return to_pointer(address);
}

void* Arena::adopt(void* mapping, std::size_t bytes) {
  if (bytes == 0 || bytes > bytes_) return nullptr;
  std::lock_guard lock(mutex_);
  std::size_t units = (bytes + kUnit - 1) / kUnit;
  std::uintptr_t address = take_units(units);
  if (address == 0) return nullptr;
  std::size_t unit = unit_of(to_pointer(address));
  void* moved = ::mremap(mapping, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, to_pointer(address));
  if (moved == MAP_FAILED) {
    give_units(unit, units);
    return nullptr;
  }
  kinds_[unit] = kLarge + static_cast<std::uint32_t>(units);
  return moved;
}

std::size_t Arena::size_locked(const void* block) const {
  check(contains(block), "a block of native memory that was allocated");
  std::uint32_t kind = kinds_[unit_of(block)];
  check(kind != 0, "a block of native memory that is not free");
  return kind >= kLarge ? (kind - kLarge) * kUnit : class_size(kind - 1);
}

std::size_t Arena::size_of(const void* block) {
  std::lock_guard lock(mutex_);
  return size_locked(block);
}

void* Arena::resize(void* block, std::size_t bytes) {
  if (block == nullptr) return allocate(bytes);
  std::size_t size = size_of(block);
  if (bytes <= size && bytes > size / 2) return block;
  void* moved = allocate(bytes);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, std::min(bytes, size));
  release(block);
  return moved;
}

void Arena::release(void* block) {
  if (block == nullptr) return;
  std::lock_guard lock(mutex_);
  std::size_t size = size_locked(block);
  std::uint32_t& kind = kinds_[unit_of(block)];
  if (kind >= kLarge) {
    kind = 0;
    give_units(unit_of(block), size / kUnit);
    return;
  }
  SizeClass& blocks = classes_[kind - 1];
  blocks.free = new (block) FreeBlock{blocks.free};
}

}  // namespace cjvm::cluster
