// SPDX-License-Identifier: Apache-2.0
// Storage of run-time constant pools. The entries may hold Java objects, so they are scanned
// metadata.
#include "jvm/linking/runtime_pool.h"

#include "jvm/linking/symbol.h"
#include "jvm/memory/collector.h"

namespace cjvm {

RuntimePool* RuntimePool::make(const ClassFile& file, Class* holder) {
  auto* pool = Collector::make_metadata<RuntimePool>();
  pool->holder_ = holder;
  pool->constants_ = &file.constants();
  pool->size_ = file.constants().size();
  pool->entries_ = Collector::make_metadata_array<std::atomic<void*>>(pool->size_).data();
  return pool;
}

const Symbol* RuntimePool::intern(std::uint16_t index) {
  const Symbol* symbol = Symbol::intern(constants_->utf8(index));
  entries_[index].store(const_cast<Symbol*>(symbol), std::memory_order_release);
  return symbol;
}

}  // namespace cjvm
