// SPDX-License-Identifier: Apache-2.0
// Handlers of arrays and fields (JVMS 6.5 *aload, *astore, getfield ...). Heap is the policy
// through which objects are read and written. imm of a field instruction is the byte offset;
// statics lie in the mirror that the extension holds.
#pragma once

#include "interp/handlers/proxies.h"
#include "interp/machine.h"
#include "interp/quickening.h"

namespace cjvm::handlers {

// ---- array elements; `array_bits` and `index_bits` are where the operands come from
#define CJVM_LOAD_FORM(name, T, array_bits, index_bits)             \
  CJVM_HANDLER(name) {                                              \
    const auto* array = from_bits<const Array*>(array_bits);        \
    if (array == nullptr) [[unlikely]]                              \
      CJVM_TAIL(raise_null_pointer);                                \
    auto index = static_cast<std::uint32_t>(index_bits);            \
    if (index >= Heap::present(array)) [[unlikely]]                 \
      CJVM_TAIL((load_element_beyond<T, Heap>));                    \
    acc = to_bits<T>(Heap::template load_element<T>(array, index)); \
    fp[pc->a].bits = acc;                                           \
    CJVM_CONTINUE(pc + 1);                                          \
  }
#define CJVM_LOAD_ELEMENT(suffix, T)                               \
  CJVM_LOAD_FORM(load_##suffix, T, fp[pc->b].bits, fp[pc->c].bits) \
  CJVM_LOAD_FORM(load_##suffix##_x, T, acc, fp[pc->c].bits)        \
  CJVM_LOAD_FORM(load_##suffix##_y, T, fp[pc->b].bits, acc)
CJVM_LOAD_ELEMENT(byte, std::int8_t)
CJVM_LOAD_ELEMENT(char, std::uint16_t)
CJVM_LOAD_ELEMENT(short, std::int16_t)
CJVM_LOAD_ELEMENT(int, std::int32_t)
CJVM_LOAD_ELEMENT(long, std::int64_t)
CJVM_LOAD_ELEMENT(ref, Object*)

#define CJVM_STORE_FORM(name, T, index_bits, value_bits, ...) \
  CJVM_HANDLER(name) {                                        \
    auto* array = static_cast<Array*>(fp[pc->a].ref);         \
    if (array == nullptr) [[unlikely]]                        \
      CJVM_TAIL(raise_null_pointer);                          \
    auto index = static_cast<std::uint32_t>(index_bits);      \
    if (index >= Heap::present(array)) [[unlikely]]           \
      CJVM_TAIL((store_element_beyond<T, Heap>));             \
    std::uint64_t value = value_bits;                         \
    __VA_ARGS__;                                              \
    CJVM_CONTINUE(pc + 1);                                    \
  }
#define CJVM_STORE_ELEMENT(suffix, T, ...)                                        \
  CJVM_STORE_FORM(store_##suffix, T, fp[pc->b].bits, fp[pc->c].bits, __VA_ARGS__) \
  CJVM_STORE_FORM(store_##suffix##_y, T, acc, fp[pc->c].bits, __VA_ARGS__)        \
  CJVM_STORE_FORM(store_##suffix##_z, T, fp[pc->b].bits, acc, __VA_ARGS__)
CJVM_STORE_ELEMENT(short, std::int16_t,
                   Heap::template store_element<std::int16_t>(array, index,
                                                              from_bits<std::int16_t>(value)))
CJVM_STORE_ELEMENT(int, std::int32_t,
                   Heap::template store_element<std::int32_t>(array, index,
                                                              from_bits<std::int32_t>(value)))
CJVM_STORE_ELEMENT(long, std::int64_t,
                   Heap::template store_element<std::int64_t>(array, index,
                                                              from_bits<std::int64_t>(value)))
// bastore serves byte[] and boolean[]; only the lowest bit goes into a boolean[].
CJVM_STORE_ELEMENT(byte, std::int8_t,
                   if ((static_cast<std::uint32_t>(value) & ~1u) != 0 &&
                       array->klass()->element_type == BasicType::Boolean) value &= 1;
                   Heap::template store_element<std::int8_t>(array, index,
                                                             from_bits<std::int8_t>(value)))

CJVM_HANDLER_PART(store_ref_checked) {
  auto* array = static_cast<Array*>(fp[pc->a].ref);
  Object* value = fp[pc->c].ref;
  if (!value->klass()->is_subtype_of(array->klass()->component)) [[unlikely]]
    CJVM_TAIL(raise_array_store);
  Heap::template store_element<Object*>(array, static_cast<std::uint32_t>(fp[pc->b].i), value);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
// Not checked further: null, the very component class, and any object into an Object[] (the only
// class without super that is a component of references).
CJVM_STORE_ELEMENT(
    ref, Object*, auto* object = from_bits<Object*>(value); if (object != nullptr) {
      const Class* component = array->klass()->component;
      if (component != object->klass() && component->super != nullptr)
        CJVM_TAIL(store_ref_checked<Heap>);
    } Heap::template store_element<Object*>(array, index, object))

#define CJVM_LENGTH(name, array_bits)                        \
  CJVM_HANDLER(name) {                                       \
    const auto* array = from_bits<const Array*>(array_bits); \
    if (array == nullptr) [[unlikely]]                       \
      CJVM_TAIL(raise_null_pointer);                         \
    acc = static_cast<std::uint32_t>(array->length);         \
    fp[pc->a].bits = acc;                                    \
    CJVM_CONTINUE(pc + 1);                                   \
  }
CJVM_LENGTH(array_length, fp[pc->b].bits)
CJVM_LENGTH(array_length_x, acc)

// ---- fields
#define CJVM_GET_FORM(name, T, verb, order, object_bits)                                   \
  CJVM_HANDLER(name) {                                                                     \
    auto* object = from_bits<Object*>(object_bits);                                        \
    if (object == nullptr) [[unlikely]]                                                    \
      CJVM_TAIL(raise_null_pointer);                                                       \
    CJVM_DIVERT_PROXY(object, get_field_of_proxy<T, Order::order>);                        \
    acc = to_bits<T>(Heap::template verb<T>(object, static_cast<std::uint32_t>(pc->imm))); \
    fp[pc->a].bits = acc;                                                                  \
    CJVM_CONTINUE(pc + 1);                                                                 \
  }
#define CJVM_GET_STATIC(suffix, T, verb)                                                       \
  CJVM_HANDLER(get_static_##suffix) {                                                          \
    acc = to_bits<T>(                                                                          \
        Heap::template verb<T>(pc[1].pointer<Object>(), static_cast<std::uint32_t>(pc->imm))); \
    fp[pc->a].bits = acc;                                                                      \
    CJVM_CONTINUE(pc + 2);                                                                     \
  }
#define CJVM_GET(suffix, T)                                                                \
  CJVM_GET_FORM(get_field_##suffix, T, load, Plain, fp[pc->b].bits)                        \
  CJVM_GET_FORM(get_field_##suffix##_x, T, load, Plain, acc)                               \
  CJVM_GET_FORM(get_field_##suffix##_volatile, T, load_volatile, Volatile, fp[pc->b].bits) \
  CJVM_GET_STATIC(suffix, T, load)                                                         \
  CJVM_GET_STATIC(suffix##_volatile, T, load_volatile)
CJVM_GET(byte, std::int8_t)
CJVM_GET(char, std::uint16_t)
CJVM_GET(short, std::int16_t)
CJVM_GET(int, std::int32_t)
CJVM_GET(long, std::int64_t)
CJVM_GET(ref, Object*)

#define CJVM_PUT_FORM(name, T, verb, order, mask, value_bits)             \
  CJVM_HANDLER(name) {                                                    \
    Object* object = fp[pc->a].ref;                                       \
    if (object == nullptr) [[unlikely]]                                   \
      CJVM_TAIL(raise_null_pointer);                                      \
    CJVM_DIVERT_PROXY(object, put_field_of_proxy<T, Order::order, mask>); \
    Heap::template verb<T>(object, static_cast<std::uint32_t>(pc->imm),   \
                           from_bits<T>((value_bits) & (mask)));          \
    CJVM_CONTINUE(pc + 1);                                                \
  }
#define CJVM_PUT_STATIC(suffix, T, verb, value_bits)                                     \
  CJVM_HANDLER(put_static_##suffix) {                                                    \
    Heap::template verb<T>(pc[1].pointer<Object>(), static_cast<std::uint32_t>(pc->imm), \
                           from_bits<T>(value_bits));                                    \
    CJVM_CONTINUE(pc + 2);                                                               \
  }
#define CJVM_PUT(suffix, T, mask)                                                                 \
  CJVM_PUT_FORM(put_field_##suffix, T, store, Plain, mask, fp[pc->b].bits)                        \
  CJVM_PUT_FORM(put_field_##suffix##_y, T, store, Plain, mask, acc)                               \
  CJVM_PUT_FORM(put_field_##suffix##_volatile, T, store_volatile, Volatile, mask, fp[pc->b].bits) \
  CJVM_PUT_STATIC(suffix, T, store, (fp[pc->a].bits & (mask)))                                    \
  CJVM_PUT_STATIC(suffix##_volatile, T, store_volatile, (fp[pc->a].bits & (mask)))
CJVM_PUT(boolean, std::int8_t, 1u)
CJVM_PUT(byte, std::int8_t, ~0ull)
CJVM_PUT(short, std::int16_t, ~0ull)
CJVM_PUT(int, std::int32_t, ~0ull)
CJVM_PUT(long, std::int64_t, ~0ull)
CJVM_PUT(ref, Object*, ~0ull)

// ---- fields of `this` in a method that does not store to local 0: calls on proxies go to stubs,
// so it is an object of this process
#define CJVM_GET_OWN(suffix, T)                                                               \
  CJVM_HANDLER(get_own_##suffix) {                                                            \
    acc = to_bits<T>(Heap::template load<T>(fp[0].ref, static_cast<std::uint32_t>(pc->imm))); \
    fp[pc->a].bits = acc;                                                                     \
    CJVM_CONTINUE(pc + 1);                                                                    \
  }
CJVM_GET_OWN(byte, std::int8_t)
CJVM_GET_OWN(char, std::uint16_t)
CJVM_GET_OWN(short, std::int16_t)
CJVM_GET_OWN(int, std::int32_t)
CJVM_GET_OWN(long, std::int64_t)
CJVM_GET_OWN(ref, Object*)
#define CJVM_PUT_OWN_FORM(name, T, value_bits)                              \
  CJVM_HANDLER(name) {                                                      \
    Heap::template store<T>(fp[0].ref, static_cast<std::uint32_t>(pc->imm), \
                            from_bits<T>(value_bits));                      \
    CJVM_CONTINUE(pc + 1);                                                  \
  }
#define CJVM_PUT_OWN(suffix, T, mask)                           \
  CJVM_PUT_OWN_FORM(put_own_##suffix, T, fp[pc->b].bits&(mask)) \
  CJVM_PUT_OWN_FORM(put_own_##suffix##_y, T, acc&(mask))
CJVM_PUT_OWN(boolean, std::int8_t, 1u)
CJVM_PUT_OWN(byte, std::int8_t, ~0ull)
CJVM_PUT_OWN(short, std::int16_t, ~0ull)
CJVM_PUT_OWN(int, std::int32_t, ~0ull)
CJVM_PUT_OWN(long, std::int64_t, ~0ull)
CJVM_PUT_OWN(ref, Object*, ~0ull)

// ---- the unresolved forms; `operand`: the slot whose value the quick form takes from the
// accumulator
#define CJVM_RESOLVING_FORM(name, function, operand)       \
  CJVM_HANDLER(name) {                                     \
    thread->frame->pc = pc;                                \
    const Instruction* resume = function(*thread, pc, fp); \
    CJVM_FORGET();                                         \
    acc = operand;                                         \
    CJVM_CONTINUE(resume);                                 \
  }
#define CJVM_RESOLVING(name) CJVM_RESOLVING_FORM(name, resolve_##name, fp[pc->a].bits)
CJVM_RESOLVING(load_constant)
CJVM_RESOLVING(get_static)
CJVM_RESOLVING(put_static)
CJVM_RESOLVING(new_instance)
CJVM_RESOLVING(new_ref_array)
CJVM_RESOLVING(new_multi_array)
CJVM_RESOLVING(check_cast)
CJVM_RESOLVING(instance_of)
CJVM_RESOLVING(get_field)
CJVM_RESOLVING(put_field)
CJVM_RESOLVING_FORM(get_field_x, resolve_get_field_x, fp[pc->b].bits)
CJVM_RESOLVING_FORM(put_field_y, resolve_put_field_y, fp[pc->b].bits)
CJVM_RESOLVING_FORM(check_cast_x, resolve_check_cast_x, fp[pc->b].bits)

#undef CJVM_LOAD_FORM
#undef CJVM_LOAD_ELEMENT
#undef CJVM_STORE_FORM
#undef CJVM_STORE_ELEMENT
#undef CJVM_LENGTH
#undef CJVM_GET_FORM
#undef CJVM_GET_STATIC
#undef CJVM_GET
#undef CJVM_PUT_FORM
#undef CJVM_PUT_STATIC
#undef CJVM_GET_OWN
#undef CJVM_PUT_OWN_FORM
#undef CJVM_PUT_OWN
#undef CJVM_PUT
#undef CJVM_RESOLVING_FORM
#undef CJVM_RESOLVING

}  // namespace cjvm::handlers
