// SPDX-License-Identifier: Apache-2.0
// Handlers of arrays and fields (JVMS 6.5 *aload, *astore, getfield ...). Heap is the policy through which objects are read and
// written. imm of a field instruction is the byte offset; statics lie in the mirror that the extension holds.
#pragma once

#include "interp/machine.h"
#include "interp/quickening.h"

namespace cjvm::handlers {

// How a slot holds a value of type T; everything is written as a full word.
template <class T>
inline void set_slot(Slot& slot, T value) {
  if constexpr (sizeof(T) == 8) {
    slot.bits = __builtin_bit_cast(std::uint64_t, value);
  } else {
    set_int(slot, value);
  }
}
template <class T>
inline T get_slot(const Slot& slot) {
  if constexpr (std::is_pointer_v<T>) {
    return slot.ref;
  } else if constexpr (sizeof(T) == 8) {
    return slot.j;
  } else {
    return static_cast<T>(slot.i);
  }
}

#define CJVM_LOAD_ELEMENT(suffix, T)                                                              \
  CJVM_HANDLER(load_##suffix) {                                                                   \
    const auto* array = static_cast<const Array*>(fp[pc->b].ref);                                 \
    if (array == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);                             \
    auto index = static_cast<std::uint32_t>(fp[pc->c].i);                                         \
    if (index >= static_cast<std::uint32_t>(array->length)) [[unlikely]] CJVM_TAIL(raise_load_bounds); \
    set_slot<T>(fp[pc->a], Heap::template load_element<T>(array, index));                         \
    CJVM_CONTINUE(pc + 1);                                                                        \
  }
CJVM_LOAD_ELEMENT(byte, std::int8_t)
CJVM_LOAD_ELEMENT(char, std::uint16_t)
CJVM_LOAD_ELEMENT(short, std::int16_t)
CJVM_LOAD_ELEMENT(int, std::int32_t)
CJVM_LOAD_ELEMENT(long, std::int64_t)
CJVM_LOAD_ELEMENT(ref, Object*)

#define CJVM_STORE_ELEMENT(suffix, T)                                                             \
  CJVM_HANDLER(store_##suffix) {                                                                  \
    auto* array = static_cast<Array*>(fp[pc->a].ref);                                             \
    if (array == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);                             \
    auto index = static_cast<std::uint32_t>(fp[pc->b].i);                                         \
    if (index >= static_cast<std::uint32_t>(array->length)) [[unlikely]] CJVM_TAIL(raise_store_bounds); \
    Heap::template store_element<T>(array, index, get_slot<T>(fp[pc->c]));                        \
    CJVM_CONTINUE(pc + 1);                                                                        \
  }
CJVM_STORE_ELEMENT(short, std::int16_t)
CJVM_STORE_ELEMENT(int, std::int32_t)
CJVM_STORE_ELEMENT(long, std::int64_t)

// bastore serves byte[] and boolean[]; only the lowest bit goes into a boolean[].
CJVM_HANDLER(store_byte) {
  auto* array = static_cast<Array*>(fp[pc->a].ref);
  if (array == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);
  auto index = static_cast<std::uint32_t>(fp[pc->b].i);
  if (index >= static_cast<std::uint32_t>(array->length)) [[unlikely]] CJVM_TAIL(raise_store_bounds);
  std::int32_t value = fp[pc->c].i;
  if ((value & ~1) != 0 && array->klass()->element_type == BasicType::Boolean) value &= 1;
  Heap::template store_element<std::int8_t>(array, index, static_cast<std::int8_t>(value));
  CJVM_CONTINUE(pc + 1);
}

template <class Heap>
__attribute__((preserve_none, noinline)) void store_ref_checked(const Instruction* pc, Slot* fp,
                                                                JavaThread* thread, Slot* caller_fp) {
  auto* array = static_cast<Array*>(fp[pc->a].ref);
  Object* value = fp[pc->c].ref;
  if (!value->klass()->is_subtype_of(array->klass()->component)) [[unlikely]] CJVM_TAIL(raise_array_store);
  Heap::template store_element<Object*>(array, static_cast<std::uint32_t>(fp[pc->b].i), value);
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(store_ref) {
  auto* array = static_cast<Array*>(fp[pc->a].ref);
  if (array == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);
  auto index = static_cast<std::uint32_t>(fp[pc->b].i);
  if (index >= static_cast<std::uint32_t>(array->length)) [[unlikely]] CJVM_TAIL(raise_store_bounds);
  Object* value = fp[pc->c].ref;
  if (value != nullptr) {
    // Equal classes, or an Object[] (the only class of depth 0; interfaces have Object as super).
    const Class* component = array->klass()->component;
    if (component != value->klass() && component->super != nullptr) CJVM_TAIL(store_ref_checked<Heap>);
  }
  Heap::template store_element<Object*>(array, index, value);
  CJVM_CONTINUE(pc + 1);
}

CJVM_HANDLER(array_length) {
  const auto* array = static_cast<const Array*>(fp[pc->b].ref);
  if (array == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);
  set_int(fp[pc->a], array->length);
  CJVM_CONTINUE(pc + 1);
}

// ---- fields
#define CJVM_GET_FIELD(suffix, T, verb)                                             \
  CJVM_HANDLER(get_field_##suffix) {                                                \
    Object* object = fp[pc->b].ref;                                                 \
    if (object == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);              \
    set_slot<T>(fp[pc->a], Heap::template verb<T>(object, static_cast<std::uint32_t>(pc->imm))); \
    CJVM_CONTINUE(pc + 1);                                                          \
  }                                                                                 \
  CJVM_HANDLER(get_static_##suffix) {                                               \
    set_slot<T>(fp[pc->a], Heap::template verb<T>(pc[1].pointer<Object>(),          \
                                                  static_cast<std::uint32_t>(pc->imm))); \
    CJVM_CONTINUE(pc + 2);                                                          \
  }
CJVM_GET_FIELD(byte, std::int8_t, load)
CJVM_GET_FIELD(char, std::uint16_t, load)
CJVM_GET_FIELD(short, std::int16_t, load)
CJVM_GET_FIELD(int, std::int32_t, load)
CJVM_GET_FIELD(long, std::int64_t, load)
CJVM_GET_FIELD(ref, Object*, load)
CJVM_GET_FIELD(byte_volatile, std::int8_t, load_volatile)
CJVM_GET_FIELD(char_volatile, std::uint16_t, load_volatile)
CJVM_GET_FIELD(short_volatile, std::int16_t, load_volatile)
CJVM_GET_FIELD(int_volatile, std::int32_t, load_volatile)
CJVM_GET_FIELD(long_volatile, std::int64_t, load_volatile)
CJVM_GET_FIELD(ref_volatile, Object*, load_volatile)

#define CJVM_PUT_FIELD(suffix, T, verb, mask)                                      \
  CJVM_HANDLER(put_field_##suffix) {                                                \
    Object* object = fp[pc->a].ref;                                                 \
    if (object == nullptr) [[unlikely]] CJVM_TAIL(raise_null_pointer);              \
    Heap::template verb<T>(object, static_cast<std::uint32_t>(pc->imm),            \
                            CJVM_MASK_##mask(get_slot<T>(fp[pc->b])));              \
    CJVM_CONTINUE(pc + 1);                                                          \
  }                                                                                 \
  CJVM_HANDLER(put_static_##suffix) {                                               \
    Heap::template verb<T>(pc[1].pointer<Object>(), static_cast<std::uint32_t>(pc->imm), \
                            CJVM_MASK_##mask(get_slot<T>(fp[pc->a])));              \
    CJVM_CONTINUE(pc + 2);                                                          \
  }
#define CJVM_MASK_boolean(value) static_cast<std::int8_t>((value) & 1)
#define CJVM_MASK_all(value) (value)
CJVM_PUT_FIELD(boolean, std::int8_t, store, boolean)
CJVM_PUT_FIELD(byte, std::int8_t, store, all)
CJVM_PUT_FIELD(short, std::int16_t, store, all)
CJVM_PUT_FIELD(int, std::int32_t, store, all)
CJVM_PUT_FIELD(long, std::int64_t, store, all)
CJVM_PUT_FIELD(ref, Object*, store, all)
CJVM_PUT_FIELD(boolean_volatile, std::int8_t, store_volatile, boolean)
CJVM_PUT_FIELD(byte_volatile, std::int8_t, store_volatile, all)
CJVM_PUT_FIELD(short_volatile, std::int16_t, store_volatile, all)
CJVM_PUT_FIELD(int_volatile, std::int32_t, store_volatile, all)
CJVM_PUT_FIELD(long_volatile, std::int64_t, store_volatile, all)
CJVM_PUT_FIELD(ref_volatile, Object*, store_volatile, all)

// ---- the unresolved forms
#define CJVM_RESOLVING(name)                                                                 \
  CJVM_HANDLER(name) {                                                                       \
    thread->frame->pc = pc;                                                                  \
    const Instruction* resume = resolve_##name(*thread, pc, fp);                             \
    CJVM_CONTINUE(resume);                                                                   \
  }
CJVM_RESOLVING(load_constant)
CJVM_RESOLVING(get_field)
CJVM_RESOLVING(put_field)
CJVM_RESOLVING(get_static)
CJVM_RESOLVING(put_static)
CJVM_RESOLVING(new_instance)
CJVM_RESOLVING(new_ref_array)
CJVM_RESOLVING(new_multi_array)
CJVM_RESOLVING(check_cast)
CJVM_RESOLVING(instance_of)

#undef CJVM_LOAD_ELEMENT
#undef CJVM_STORE_ELEMENT
#undef CJVM_GET_FIELD
#undef CJVM_PUT_FIELD
#undef CJVM_MASK_boolean
#undef CJVM_MASK_all
#undef CJVM_RESOLVING

}  // namespace cjvm::handlers
