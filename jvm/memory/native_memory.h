// SPDX-License-Identifier: Apache-2.0
// NativeMemory: what jdk.internal.misc.Unsafe allocates outside the heap. By default that is
// malloc's. Somebody else may be installed whose address ranges are shared out among processes:
// then an address may name memory of another process, which only the verbs here can touch. Install
// before any Java code runs; everything else is for any Java thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "jvm/object/heap_access.h"
#include "jvm/object/method.h"

namespace cjvm {

class NativeMemory {
 public:
  // Addresses that stand for memory of some process, and those of them that are this one's.
  struct Ranges {
    std::uintptr_t first = 0, size = 0;
    std::uintptr_t own_first = 0, own_size = 0;
  };
  // Calls the JNI function of a native method (native_call.h).
  using NativeCall = Slot (*)(JavaThread& thread, Method* method, Slot* locals);

  virtual ~NativeMemory() = default;

  static NativeMemory& instance() { return *instance_; }
  // `memory` is not owned and lives as long as the process.
  static void install(NativeMemory& memory, const Ranges& ranges) {
    instance_ = &memory;
    ranges_ = ranges;
  }
  // Whether there is memory elsewhere at all.
  static bool is_shared_out() { return ranges_.size != 0; }
  // True: another process's memory. One comparison for an address of neither.
  static bool is_elsewhere(std::int64_t address) {
    auto at = static_cast<std::uintptr_t>(address);
    return at - ranges_.first < ranges_.size && at - ranges_.own_first >= ranges_.own_size;
  }

  // As malloc, realloc and free; 0: no memory. Addresses may be of memory elsewhere.
  virtual std::int64_t allocate(std::size_t bytes);
  virtual std::int64_t resize(std::int64_t address, std::size_t bytes);
  virtual void release(std::int64_t address);

  // Accesses to memory elsewhere; sizes and meanings as in HeapAccess. May wait and throw
  // JavaThrow.
  virtual std::uint64_t load_bits(std::int64_t address, unsigned size, Order order);
  virtual void store_bits(std::int64_t address, unsigned size, std::uint64_t bits, Order order);
  virtual std::uint64_t compare_exchange_bits(std::int64_t address, unsigned size,
                                              std::uint64_t expected, std::uint64_t desired);
  virtual void read(std::int64_t address, void* to, std::size_t count);
  virtual void write(std::int64_t address, const void* from, std::size_t count);

  // Asked when a native method is bound: whether all of its calls go through call(), because an
  // address that it gets points to further addresses.
  virtual bool wraps(const Method*) { return false; }
  // In place of a native's call, if wraps() says so or a long among its arguments is the address of
  // memory elsewhere: calls it by `run` with memory of this process, or throws an error that names
  // it.
  virtual Slot call(JavaThread& thread, Method* method, Slot* locals, NativeCall run);

 private:
  static NativeMemory* instance_;
  static Ranges ranges_;
};

}  // namespace cjvm
