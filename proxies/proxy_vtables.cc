// SPDX-License-Identifier: Apache-2.0
#include "proxies/proxy_vtables.h"

#include <atomic>

#include "cluster/cluster.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/linking/symbol.h"
#include "jvm/memory/collector.h"
#include "jvm/object/class.h"
#include "jvm/vm.h"

namespace cjvm::proxies {

namespace {

constexpr unsigned kKind = cluster::Cluster::kProxyKind;

// What stands in a proxy's table for a method: itself if calling it fails or need not be shipped.
// A copy of an array is made by whoever asks for it, like a new array.
Method* stub_of(const Class* klass, Method* method) {
  if (method == nullptr || method->is_abstract() || method->has(kDefaultConflict)) return method;
  if (klass->is_array && method->name->text() == "clone") return method;
  return Vm::instance().engine().proxy_stub(method);
}

}  // namespace

const VTable* make_simple_vtable(Class* klass) {
  const VTable* master = klass->vtables[0];
  auto* table = static_cast<VTable*>(
      Collector::allocate_metadata(sizeof(VTable) + master->length * sizeof(Method*)));
  table->kind = kKind;
  table->length = master->length;
  table->klass = klass;
  for (std::uint32_t i = 0; i < master->length; ++i)
    table->entries[i] = stub_of(klass, master->entries[i]);
  table->itable_count = master->itable_count;
  table->itables = Collector::make_plain_metadata_array<ITable>(master->itable_count).data();
  for (std::uint32_t i = 0; i < master->itable_count; ++i) {
    const ITable& from = master->itables[i];
    ITable& to = table->itables[i];
    to.interface = from.interface;
    std::size_t count = 0;
    for (const Method& method : from.interface->methods)
      count = std::max(count, static_cast<std::size_t>(method.itable_index + 1));
    std::span<Method*> entries = Collector::make_plain_metadata_array<Method*>(count);
    for (std::size_t at = 0; at < count; ++at) entries[at] = stub_of(klass, from.methods[at]);
    to.methods = entries.data();
  }
  VTable* before = nullptr;
  std::atomic_ref<VTable*> place(klass->vtables[kKind]);
  return place.compare_exchange_strong(before, table, std::memory_order_acq_rel) ? table : before;
}

}  // namespace cjvm::proxies
