// SPDX-License-Identifier: Apache-2.0
// System.arraycopy and java.lang.reflect.Array, shared by the exports and the natives. Java
// threads; every function throws what the Java method is specified to throw, with the messages of
// `java`.
#pragma once

#include <cstdint>

#include "jvm/object/class.h"

namespace cjvm {
class JavaThread;
namespace glue {

void array_copy(JavaThread& thread, Object* source, std::int32_t source_position,
                Object* destination, std::int32_t destination_position, std::int32_t length);

// Array.newInstance; `element_mirror` may be null (NullPointerException).
Object* new_array(JavaThread& thread, Object* element_mirror, std::int32_t length);
Object* new_multi_array(JavaThread& thread, Object* element_mirror, Object* dimensions);
std::int32_t array_length(JavaThread& thread, Object* array);
// The element as it is in the array; the type says which member of `value` holds it.
BasicType array_element(JavaThread& thread, Object* array, std::int32_t index, Slot& value);
// The element converted to `wanted`.
Slot primitive_element(JavaThread& thread, Object* array, std::int32_t index, BasicType wanted);
void set_array_element(JavaThread& thread, Object* array, std::int32_t index, Object* value);
void set_primitive_element(JavaThread& thread, Object* array, std::int32_t index, BasicType type,
                           Slot value);

}  // namespace glue
}  // namespace cjvm
