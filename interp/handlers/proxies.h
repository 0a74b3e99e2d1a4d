// SPDX-License-Identifier: Apache-2.0
// The parts of memory instructions for objects that are only proxies here, one function per kind of
// access and type, and the instructions for what is elsewhere by its nature. Null and bounds have
// been checked: class and length of a proxy are its master's. Operands are read from slots, which
// hold what the accumulators do.
#pragma once

#include "interp/machine.h"
#include "interp/quickening.h"
#include "jvm/object/heap_access.h"

namespace cjvm::handlers {

// Whether a reference among the slots that `mask` names is a proxy.
template <class Heap>
inline bool any_proxy(const Slot* slots, std::uint32_t mask) {
  for (; mask != 0; mask &= mask - 1) {
    const Object* object = slots[__builtin_ctz(mask)].ref;
    if (object != nullptr && Heap::is_proxy(object)) return true;
  }
  return false;
}

template <class T>
inline std::uint64_t load_by_heap(JavaThread* thread, Object* object, std::size_t offset,
                                  Order order) {
  if constexpr (std::is_pointer_v<T>) {
    return to_bits(thread->heap().load_reference(object, offset, order));
  } else {
    return to_bits(thread->heap().load<T>(object, offset, order));
  }
}
template <class T>
inline void store_by_heap(JavaThread* thread, Object* object, std::size_t offset,
                          std::uint64_t bits, Order order) {
  if constexpr (std::is_pointer_v<T>) {
    thread->heap().store_reference(object, offset, from_bits<T>(bits), order);
  } else {
    thread->heap().store<T>(object, offset, from_bits<T>(bits), order);
  }
}
template <class T>
inline std::size_t element_offset(std::uint32_t index) {
  return Array::kElementBase + std::size_t{index} * sizeof(T);
}

template <class T, Order kOrder>
CJVM_RARE_PART(get_field_of_proxy) {
  thread->frame->pc = pc;
  std::uint64_t bits =
      load_by_heap<T>(thread, fp[pc->b].ref, static_cast<std::uint32_t>(pc->imm), kOrder);
  CJVM_FORGET();
  acc = bits;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 1);
}
template <class T, Order kOrder, std::uint64_t kMask>
CJVM_RARE_PART(put_field_of_proxy) {
  thread->frame->pc = pc;
  store_by_heap<T>(thread, fp[pc->a].ref, static_cast<std::uint32_t>(pc->imm),
                   fp[pc->b].bits & kMask, kOrder);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
template <class T>
CJVM_RARE_PART(load_element_of_proxy) {
  thread->frame->pc = pc;
  auto index = static_cast<std::uint32_t>(fp[pc->c].i);
  std::uint64_t bits =
      load_by_heap<T>(thread, fp[pc->b].ref, element_offset<T>(index), Order::Plain);
  CJVM_FORGET();
  acc = bits;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 1);
}
template <class T>
CJVM_RARE_PART(store_element_of_proxy) {
  thread->frame->pc = pc;
  Object* array = fp[pc->a].ref;
  auto index = static_cast<std::uint32_t>(fp[pc->b].i);
  std::uint64_t bits = fp[pc->c].bits;
  if constexpr (std::is_pointer_v<T>) {
    const Object* value = fp[pc->c].ref;
    if (value != nullptr && !value->klass()->is_subtype_of(array->klass()->component))
      CJVM_TAIL(raise_array_store);
  } else if constexpr (sizeof(T) == 1) {
    if (array->klass()->element_type == BasicType::Boolean) bits &= 1;
  }
  store_by_heap<T>(thread, array, element_offset<T>(index), bits, Order::Plain);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}

// The index is beyond what is here: out of bounds, or the array is a proxy.
template <class T, class Heap>
CJVM_RARE_PART(load_element_beyond) {
  if constexpr (Heap::checks) {
    const auto* array = static_cast<const Array*>(fp[pc->b].ref);
    if (static_cast<std::uint32_t>(fp[pc->c].i) < static_cast<std::uint32_t>(array->length))
      CJVM_TAIL(load_element_of_proxy<T>);
  }
  CJVM_TAIL(raise_load_bounds);
}
template <class T, class Heap>
CJVM_RARE_PART(store_element_beyond) {
  if constexpr (Heap::checks) {
    const auto* array = static_cast<const Array*>(fp[pc->a].ref);
    if (static_cast<std::uint32_t>(fp[pc->b].i) < static_cast<std::uint32_t>(array->length))
      CJVM_TAIL(store_element_of_proxy<T>);
  }
  CJVM_TAIL(raise_store_bounds);
}

CJVM_HANDLER(get_static_elsewhere) {
  thread->frame->pc = pc;
  std::uint64_t bits = load_static(*thread, *pc[1].pointer<const Field>());
  CJVM_FORGET();
  acc = bits;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(put_static_elsewhere) {
  thread->frame->pc = pc;
  store_static(*thread, *pc[1].pointer<const Field>(), fp[pc->a]);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(execute_remote) {
  thread->frame->pc = pc;
  Slot result = execute_remote(*thread, pc[1].pointer<Method>(), fp);
  CJVM_FORGET();
  acc = result.bits;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}

}  // namespace cjvm::handlers
