// SPDX-License-Identifier: Apache-2.0
#include "tests/looking_glass/looking_glass.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <span>
#include <unordered_map>

#include "jvm/base/guarded.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/field.h"
#include "jvm/vm.h"

namespace cjvm::looking_glass {

namespace {

constexpr unsigned kKind = 1;

// What a proxy's lock word points to. Metadata, which is never freed: keeps both alive.
struct alignas(16) Pair {
  Object* master;
  Object* proxy;
};

// By the master's address, which the pair keeps valid.
using Pairs = std::unordered_map<std::uintptr_t, Pair*>;
Guarded<Pairs>& pairs() {
  static auto* all = new Guarded<Pairs>(LockRank::Linking);
  return *all;
}

struct Counts {
  std::atomic<std::uint64_t> calls, verbs, natives;
} counts;

void count(std::atomic<std::uint64_t>& one) { one.fetch_add(1, std::memory_order_relaxed); }

Method* stub_of(Method* method) {
  return method == nullptr ? nullptr : Vm::instance().engine().proxy_stub(method);
}

// The table of the proxies of a linked class: stubs instead of methods.
const VTable* make_vtable(const VTable* of) {
  auto* table = static_cast<VTable*>(
      Collector::allocate_metadata(sizeof(VTable) + of->length * sizeof(Method*)));
  *table = *of;
  table->kind = kKind;
  std::transform(of->entries, of->entries + of->length, table->entries, stub_of);
  table->itables = Collector::make_metadata_array<ITable>(of->itable_count).data();
  for (std::uint32_t i = 0; i < of->itable_count; ++i) {
    const ITable& from = of->itables[i];
    std::int32_t count = 0;
    for (const Method& method : from.interface->methods)
      count = std::max(count, method.itable_index + 1);
    auto entries = Collector::make_metadata_array<Method*>(static_cast<std::size_t>(count));
    std::transform(from.methods, from.methods + count, entries.begin(), stub_of);
    table->itables[i] = {from.interface, entries.data()};
  }
  return table;
}
const VTable* vtable_of_proxies(Class* klass) {
  std::atomic_ref<VTable*> place(klass->vtables[kKind]);
  VTable* known = place.load(std::memory_order_acquire);
  if (known != nullptr) return known;
  auto* made = const_cast<VTable*>(make_vtable(klass->vtables[0]));
  return place.compare_exchange_strong(known, made, std::memory_order_acq_rel) ? made : known;
}

Object* find_proxy(Object* master) {
  return pairs().with([&](Pairs& all) -> Object* {
    auto found = all.find(reinterpret_cast<std::uintptr_t>(master));
    return found == all.end() ? nullptr : found->second->proxy;
  });
}

Object* make_proxy(JavaThread& thread, Object* master) {
  Class* klass = master->klass();
  const VTable* behaviour = vtable_of_proxies(klass);
  auto* pair = Collector::make_metadata<Pair>();
  pair->master = master;
  std::size_t bytes = klass->is_array ? Array::kElementBase : klass->instance_size;
  bytes = (bytes + AllocationLists::kGranule - 1) & ~(AllocationLists::kGranule - 1);
  auto* proxy = static_cast<Object*>(Collector::allocate(
      thread.allocation, klass->is_array ? GcKind::Plain : klass->gc_kind, bytes));
  proxy->lock_word.store(reinterpret_cast<std::uint64_t>(pair) | LockWord::kProxyBit |
                         LockWord::kForeignMonitorBit);
  proxy->vtable.store(behaviour);
  if (klass->is_array)
    static_cast<Array*>(proxy)->length = static_cast<const Array*>(master)->length;
  pair->proxy = proxy;
  return pairs().with([&](Pairs& all) {
    return all.emplace(reinterpret_cast<std::uintptr_t>(master), pair).first->second->proxy;
  });
}

// The compiler and other modules of the JDK have the application loader, but are no program.
bool is_of_program(const Class* klass) {
  std::string_view name = klass->name->text();
  return !klass->is_array && !klass->is_primitive && !klass->is_hidden &&
         !is_privileged(klass->loader) && !name.starts_with("com/sun/") &&
         !name.starts_with("jdk/") && !name.starts_with("sun/");
}

// Arrays in the statics of a program's classes are seen as proxies, too.
bool has_program_statics(const Object* object) {
  if (object->klass() != well_known::Class) return false;
  const Class* mirrored = class_of_mirror(object);
  return mirrored != nullptr && is_of_program(mirrored);
}

bool inherits(const Class* klass, const Class* from) {
  while (klass != nullptr && klass != from) klass = klass->super;
  return klass != nullptr;
}

// Objects that the VM knows, or of which a program expects that `this` is what it holds, stay.
bool is_ordinary(const Class* klass) {
  return is_of_program(klass) && !klass->has_finalizer && klass->super != nullptr &&
         ((klass->access_flags | klass->super->access_flags) & kAccEnum) == 0 &&
         !inherits(klass, well_known::Throwable) && !inherits(klass, well_known::Thread) &&
         !inherits(klass, well_known::ClassLoader) && !inherits(klass, well_known::Reference);
}

Object* master_for_verb(Object* object) {
  if (!object->is_proxy()) return object;
  count(counts.verbs);
  return master_of(object);
}

}  // namespace

Object* master_of(Object* object) {
  std::uint64_t word = object->lock_word.load(std::memory_order_relaxed);
  if ((word & LockWord::kProxyBit) == 0) return object;
  return reinterpret_cast<Pair*>(word & LockWord::kRecordMask)->master;
}

Object* shown(Object* object) {
  if (object == nullptr || object->is_proxy()) return object;
  if (Object* known = find_proxy(object)) return known;
  return object->klass()->is_array ? make_proxy(*JavaThread::current(), object) : object;
}

Object* make_pair_of(JavaThread& thread, Class* klass) {
  return make_proxy(thread, allocate_object(thread, klass));
}

// ---- verbs

std::uint64_t GlassHeap::load_bits(Object* object, std::size_t offset, unsigned size, Order order) {
  return local_.load_bits(master_for_verb(object), offset, size, order);
}
void GlassHeap::store_bits(Object* object, std::size_t offset, unsigned size, std::uint64_t bits,
                           Order order) {
  local_.store_bits(master_for_verb(object), offset, size, bits, order);
}
Object* GlassHeap::load_reference(Object* object, std::size_t offset, Order order) {
  Object* found = local_.load_reference(master_for_verb(object), offset, order);
  return object->is_proxy() || has_program_statics(object) ? shown(found) : found;
}
void GlassHeap::store_reference(Object* object, std::size_t offset, Object* value, Order order) {
  local_.store_reference(master_for_verb(object), offset, value, order);
}
std::uint64_t GlassHeap::compare_exchange_bits(Object* object, std::size_t offset, unsigned size,
                                               std::uint64_t expected, std::uint64_t desired) {
  return local_.compare_exchange_bits(master_for_verb(object), offset, size, expected, desired);
}
// The field may hold the master of what the program has seen in it.
Object* GlassHeap::compare_exchange_reference(Object* object, std::size_t offset, Object* expected,
                                              Object* desired) {
  Object* master = master_for_verb(object);
  if (!object->is_proxy())
    return local_.compare_exchange_reference(master, offset, expected, desired);
  Object* held = local_.load_reference(master, offset, Order::Volatile);
  for (;;) {
    if (shown(held) != expected && held != expected) return shown(held);
    Object* found = local_.compare_exchange_reference(master, offset, held, desired);
    if (found == held) return expected;
    held = found;
  }
}
void GlassHeap::read_bytes(Object* object, std::size_t offset, void* to, std::size_t size) {
  local_.read_bytes(master_for_verb(object), offset, to, size);
}
void GlassHeap::write_bytes(Object* object, std::size_t offset, const void* from,
                            std::size_t size) {
  local_.write_bytes(master_for_verb(object), offset, from, size);
}
void GlassHeap::copy_elements(Array* source, std::int32_t from, Array* destination, std::int32_t to,
                              std::int32_t length, bool check_store) {
  local_.copy_elements(static_cast<Array*>(master_for_verb(source)), from,
                       static_cast<Array*>(master_for_verb(destination)), to, length, check_store);
}
Object* GlassHeap::clone(Object* object) { return local_.clone(master_for_verb(object)); }
std::int32_t GlassHeap::identity_hash(Object* object) {
  return local_.identity_hash(master_for_verb(object));
}
void GlassHeap::monitor_enter(Object* object) { local_.monitor_enter(master_for_verb(object)); }
void GlassHeap::monitor_exit(Object* object) { local_.monitor_exit(master_for_verb(object)); }
bool GlassHeap::monitor_is_held_by(const JavaThread& thread, Object* object) {
  return local_.monitor_is_held_by(thread, master_for_verb(object));
}
void GlassHeap::monitor_wait(Object* object, std::int64_t millis) {
  local_.monitor_wait(master_for_verb(object), millis);
}
void GlassHeap::monitor_notify(Object* object, bool all) {
  local_.monitor_notify(master_for_verb(object), all);
}

// ---- calls

bool GlassExtension::is_static_here(const Field& field) { return !is_of_program(field.holder); }

bool GlassExtension::places(const Class* klass, const Class*) { return is_ordinary(klass); }

Object* GlassExtension::new_placed(JavaThread& thread, Class* klass) {
  return make_pair_of(thread, klass);
}

Slot GlassExtension::execute_remote(JavaThread& thread, Method* method, Slot* arguments) {
  count(counts.calls);
  Slot copies[256];
  std::copy_n(arguments, method->argument_slots, copies);
  // The method compares its receiver with other arguments by address.
  Object* receiver = arguments[0].ref;
  for (Slot& slot : std::span(copies).first(method->argument_slots)) {
    if (slot.ref == receiver) slot.ref = master_of(receiver);
  }
  Slot result = thread.vm->engine().invoke(thread, method, copies);
  if (method->return_type == BasicType::Reference) result.ref = shown(result.ref);
  return result;
}

bool GlassExtension::run_native_on_proxy(JavaThread& thread, Method* method, Slot* slots) {
  count(counts.natives);
  unsigned slot = method->is_static() ? 0 : 1;
  for (std::string_view type : ParameterTypes(method->descriptor->text())) {
    bool is_reference = type[0] == 'L' || type[0] == '[';
    if (is_reference && slots[slot].ref != nullptr) slots[slot].ref = master_of(slots[slot].ref);
    slot += static_cast<unsigned>(slots_of(type[0]));
  }
  method->vm_native(thread, slots);
  return true;
}

void print_counts() {
  std::fprintf(stderr, "looking glass: %llu calls, %llu accesses, %llu natives\n",
               static_cast<unsigned long long>(counts.calls.load()),
               static_cast<unsigned long long>(counts.verbs.load()),
               static_cast<unsigned long long>(counts.natives.load()));
}

}  // namespace cjvm::looking_glass
