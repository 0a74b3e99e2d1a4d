// SPDX-License-Identifier: Apache-2.0
// What instructions ask of the extension and of HeapAccess about objects and fields that are not in
// this process. The caller has stored frame->pc.
#include "interp/quickening.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/field.h"
#include "jvm/object/heap_access.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

Order order_of(const Field& field) { return field.is_volatile() ? Order::Volatile : Order::Plain; }

unsigned size_of(BasicType type) { return 1u << type_shift(type); }

}  // namespace

Slot execute_remote(JavaThread& thread, Method* method, Slot* arguments) {
  return thread.vm->extension().execute_remote(thread, method, arguments);
}

Object* new_placed(JavaThread& thread, Class* klass) {
  return thread.vm->extension().new_placed(thread, klass);
}

std::uint64_t load_static(JavaThread& thread, const Field& field) {
  HeapAccess& heap = thread.heap();
  Object* mirror = field.holder->mirror;
  if (field.type == BasicType::Reference) {
    return reinterpret_cast<std::uint64_t>(
        heap.load_reference(mirror, field.offset, order_of(field)));
  }
  std::uint64_t bits = heap.load_bits(mirror, field.offset, size_of(field.type), order_of(field));
  switch (field.type) {
    case BasicType::Boolean:
    case BasicType::Byte:
      return static_cast<std::uint32_t>(static_cast<std::int8_t>(bits));
    case BasicType::Short:
      return static_cast<std::uint32_t>(static_cast<std::int16_t>(bits));
    default:
      return bits;
  }
}

void store_static(JavaThread& thread, const Field& field, Slot value) {
  HeapAccess& heap = thread.heap();
  Object* mirror = field.holder->mirror;
  if (field.type == BasicType::Reference) {
    heap.store_reference(mirror, field.offset, value.ref, order_of(field));
  } else {
    std::uint64_t bits = field.type == BasicType::Boolean ? value.bits & 1 : value.bits;
    heap.store_bits(mirror, field.offset, size_of(field.type), bits, order_of(field));
  }
}

std::uint32_t possible_proxies(const Method* method) {
  std::uint32_t mask = 0;
  unsigned slot = method->is_static() ? 0 : 1;
  for (std::string_view type : ParameterTypes(method->descriptor->text())) {
    if (slot >= 32) break;
    // Strings have their characters wherever they are, and mirrors are of one process.
    bool is_reference = (type[0] == 'L' || type[0] == '[') && type != "Ljava/lang/String;" &&
                        type != "Ljava/lang/Class;";
    if (is_reference) mask |= 1u << slot;
    slot += static_cast<unsigned>(slots_of(type[0]));
  }
  return mask;
}

void run_vm_native_on_proxy(JavaThread& thread, Method* method, Slot* slots) {
  if (!thread.vm->extension().run_native_on_proxy(thread, method, slots))
    throw_not_on_proxy(external_name_of(method));
}

}  // namespace cjvm
