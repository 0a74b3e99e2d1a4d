// SPDX-License-Identifier: Apache-2.0
// LocalHeap: HeapAccess on this process's memory. The static members are what the interpreter
// inlines.
#pragma once

#include "jvm/object/heap_access.h"

namespace cjvm {

class LocalHeap final : public HeapAccess {
 public:
  std::uint64_t load_bits(Object*, std::size_t, unsigned size, Order) override;
  void store_bits(Object*, std::size_t, unsigned size, std::uint64_t, Order) override;
  Object* load_reference(Object*, std::size_t, Order) override;
  void store_reference(Object*, std::size_t, Object*, Order) override;
  std::uint64_t compare_exchange_bits(Object*, std::size_t, unsigned size, std::uint64_t,
                                      std::uint64_t) override;
  Object* compare_exchange_reference(Object*, std::size_t, Object*, Object*) override;
  void read_bytes(Object*, std::size_t, void*, std::size_t) override;
  void write_bytes(Object*, std::size_t, const void*, std::size_t) override;
  void copy_elements(Array*, std::int32_t, Array*, std::int32_t, std::int32_t, bool) override;
  Object* clone(Object*) override;
  std::int32_t identity_hash(Object*) override;
  void monitor_enter(Object*) override;
  void monitor_exit(Object*) override;
  bool monitor_is_held_by(const JavaThread&, Object*) override;
  void monitor_wait(Object*, std::int64_t) override;
  void monitor_notify(Object*, bool) override;
};

// ArrayStoreException of System.arraycopy: the arrays' types do not fit, or an element's.
[[noreturn]] void throw_array_store(const Array* source, const Array* destination);

}  // namespace cjvm
