// SPDX-License-Identifier: Apache-2.0
// The looking glass: a VM in which the program sees nearly every object of its own classes only as
// a proxy, whose master lies in the same process and in nobody's sight. It runs the checked
// instructions, stubs, HeapAccess and natives with proxies without any other machine. Arrays become
// proxies when they are read through one or from a static field of the program, statics of the
// program's classes are accessed through HeapAccess. What is different from one object in two
// places: a method that runs on the master knows it by the master's address, so `this` may differ
// from the proxy the program holds. Masters and proxies live for ever.
#pragma once

#include "jvm/local_heap.h"
#include "jvm/vm_extension.h"

namespace cjvm::looking_glass {

// The master of a proxy; any other object itself.
Object* master_of(Object* object);
// What the program shall see of an object that it reads through a proxy: its proxy if it has one or
// is an array, else itself. Null gives null.
Object* shown(Object* object);
// A new object of a class of the program: its master, which is zeroed, and the proxy, which is
// returned.
Object* make_pair_of(JavaThread& thread, Class* klass);

// Verbs on a proxy are done on its master.
class GlassHeap final : public HeapAccess {
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
  LocalHeap local_;
};

class GlassExtension final : public VmExtension {
 public:
  bool is_static_here(const Field& field) override;
  bool places(const Class* klass, const Class* from) override;
  Object* new_placed(JavaThread&, Class* klass) override;
  Slot execute_remote(JavaThread&, Method* method, Slot* arguments) override;
  bool run_native_on_proxy(JavaThread&, Method* method, Slot* slots) override;
};

// How often stubs, verbs on proxies and natives with proxies have run: printed at exit if the
// environment has CJVM_LOOKING_GLASS_COUNTS, so that tests know that they test something.
void print_counts();

}  // namespace cjvm::looking_glass
