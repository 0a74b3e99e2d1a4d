// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/malloc_heap.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace cjvm {

void extend_malloc_heap(std::size_t bytes) {
  // Just below the size from which a block is mapped by itself.
  constexpr std::size_t kBlock = std::size_t{120} << 10;
  std::vector<void*> blocks(bytes / kBlock + 1);
  for (void*& block : blocks) block = std::malloc(kBlock);
  // The last one first: each joins the free end of the heap, which shrinks but stays accessible.
  for (std::size_t i = blocks.size(); i > 0; --i) std::free(blocks[i - 1]);
  // All in one call instead of a fault for each page. Older kernels do not know it.
  constexpr std::uintptr_t kPage = 4096;
  std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(blocks.front()) / kPage * kPage;
  madvise(reinterpret_cast<void*>(begin), bytes / kPage * kPage, MADV_POPULATE_WRITE);
}

}  // namespace cjvm
