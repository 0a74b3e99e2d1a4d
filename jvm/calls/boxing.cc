// SPDX-License-Identifier: Apache-2.0
// Wrapper objects hold their value in a field `value` of the primitive type.
#include "jvm/calls/boxing.h"

#include "jvm/base/check.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"

namespace cjvm {
namespace {

struct Wrapper {
  Class* klass;
  std::uint32_t value;
};

Wrapper wrapper_of(BasicType type) {
  namespace wk = well_known;
  switch (type) {
    case BasicType::Boolean:
      return {wk::Boolean, wk::Boolean_value};
    case BasicType::Byte:
      return {wk::Byte, wk::Byte_value};
    case BasicType::Char:
      return {wk::Character, wk::Character_value};
    case BasicType::Short:
      return {wk::Short, wk::Short_value};
    case BasicType::Int:
      return {wk::Integer, wk::Integer_value};
    case BasicType::Long:
      return {wk::Long, wk::Long_value};
    case BasicType::Float:
      return {wk::Float, wk::Float_value};
    case BasicType::Double:
      return {wk::Double, wk::Double_value};
    default:
      return {nullptr, 0};
  }
}

}  // namespace

Class* wrapper_class(BasicType type) { return wrapper_of(type).klass; }

Object* box(JavaThread& thread, BasicType type, Slot value) {
  Wrapper wrapper = wrapper_of(type);
  debug_check(wrapper.klass != nullptr, "only primitive values are boxed");
  initialize_class(thread, wrapper.klass);
  Object* object = allocate_object(thread, wrapper.klass);
  thread.heap().store_bits(object, wrapper.value, 1u << type_shift(type), value.bits, Order::Plain);
  return object;
}

BasicType unbox(JavaThread& thread, Object* object, Slot& value) {
  if (object == nullptr) return BasicType::Reference;
  for (int i = 0; i <= static_cast<int>(BasicType::Double); ++i) {
    auto type = static_cast<BasicType>(i);
    Wrapper wrapper = wrapper_of(type);
    if (object->klass() != wrapper.klass) continue;
    auto& heap = thread.heap();
    value.bits = heap.load_bits(object, wrapper.value, 1u << type_shift(type), Order::Plain);
    if (type == BasicType::Byte) value.j = static_cast<std::int8_t>(value.bits);
    if (type == BasicType::Short) value.j = static_cast<std::int16_t>(value.bits);
    if (type == BasicType::Int) value.j = static_cast<std::int32_t>(value.bits);
    return type;
  }
  return BasicType::Reference;
}

}  // namespace cjvm
