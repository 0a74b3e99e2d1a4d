// SPDX-License-Identifier: Apache-2.0
// ClusterHeap: HeapAccess over all nodes. What is here is done by LocalHeap; a proxy's verbs, and
// those on statics that another node keeps, become messages to the home. Java threads; what waits
// for another node may throw JavaThrow.
#pragma once

#include "cluster/wire/messages.h"
#include "jvm/local_heap.h"

namespace cjvm::cluster {

class ClusterHeap final : public HeapAccess {
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

 private:
  std::int32_t mirror_hash(Object* mirror);

  LocalHeap local_;
};

}  // namespace cjvm::cluster
