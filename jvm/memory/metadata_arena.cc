// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/metadata_arena.h"

#include <sys/mman.h>

#include "jvm/base/check.h"

namespace cjvm {

namespace {
// Only a wish: low enough to lie outside the range of mapped libraries and heaps.
constexpr std::uintptr_t kWish = std::uintptr_t{0x20'0000'0000};
constexpr std::size_t kLargestHalf = std::size_t{1} << 31;
constexpr std::size_t kSmallestHalf = std::size_t{1} << 26;
}  // namespace

void MetadataArena::reserve() {
  if (base_ != 0) return;
  // Address space may be limited (ulimit -v), so smaller ranges are tried too.
  for (std::size_t half = kLargestHalf; half >= kSmallestHalf; half /= 2) {
    void* range = mmap(reinterpret_cast<void*>(kWish), 2 * half, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range != MAP_FAILED) {
      // Filled from the front without gaps, and one fault for a huge page costs a small part of
      // those for its small pages.
      madvise(range, 2 * half, MADV_HUGEPAGE);
      half_ = half;
      base_ = reinterpret_cast<std::uintptr_t>(range);
      return;
    }
  }
  fatal("no address space for class metadata");
}

void* MetadataArena::allocate(std::size_t bytes, bool scanned) {
  if (base_ == 0) [[unlikely]]
    reserve();
  if (bytes > half_) return nullptr;
  bytes = (bytes + 15) & ~std::size_t{15};
  std::atomic<std::size_t>& used = used_[scanned ? 0 : 1];
  std::size_t start = used.fetch_add(bytes, std::memory_order_acq_rel);
  if (start + bytes > half_) {
    used.fetch_sub(bytes, std::memory_order_acq_rel);
    return nullptr;
  }
  return reinterpret_cast<void*>(base_ + (scanned ? 0 : half_) + start);
}

}  // namespace cjvm
