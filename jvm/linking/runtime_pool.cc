// SPDX-License-Identifier: Apache-2.0
// Storage of run-time constant pools. The entries may hold Java objects, so they are scanned
// metadata.
#include "jvm/linking/runtime_pool.h"

#include "jvm/memory/collector.h"

namespace cjvm {

RuntimePool* RuntimePool::make(const ClassFile& file, Class* holder) {
  auto* pool = Collector::make_metadata<RuntimePool>();
  pool->holder_ = holder;
  pool->size_ = file.constants().size();
  pool->entries_ = Collector::make_metadata_array<std::atomic<void*>>(pool->size_).data();
  return pool;
}

}  // namespace cjvm
