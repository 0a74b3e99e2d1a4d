// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/native_memory.h"

#include <stdlib.h>

#include "jvm/base/check.h"

namespace cjvm {

namespace {

NativeMemory plain_memory;

[[noreturn]] void nothing_elsewhere() { fatal("all native memory is this process's"); }

}  // namespace

NativeMemory* NativeMemory::instance_ = &plain_memory;
constinit NativeMemory::Ranges NativeMemory::ranges_;

std::int64_t NativeMemory::allocate(std::size_t bytes) {
  return reinterpret_cast<std::int64_t>(malloc(bytes));
}

std::int64_t NativeMemory::resize(std::int64_t address, std::size_t bytes) {
  return reinterpret_cast<std::int64_t>(realloc(reinterpret_cast<void*>(address), bytes));
}

void NativeMemory::release(std::int64_t address) { free(reinterpret_cast<void*>(address)); }

std::uint64_t NativeMemory::load_bits(std::int64_t, unsigned, Order) { nothing_elsewhere(); }
void NativeMemory::store_bits(std::int64_t, unsigned, std::uint64_t, Order) { nothing_elsewhere(); }
std::uint64_t NativeMemory::compare_exchange_bits(std::int64_t, unsigned, std::uint64_t,
                                                  std::uint64_t) {
  nothing_elsewhere();
}
void NativeMemory::read(std::int64_t, void*, std::size_t) { nothing_elsewhere(); }
void NativeMemory::write(std::int64_t, const void*, std::size_t) { nothing_elsewhere(); }

Slot NativeMemory::call(JavaThread& thread, Method* method, Slot* locals, NativeCall run) {
  return run(thread, method, locals);
}

}  // namespace cjvm
