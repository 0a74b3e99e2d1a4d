// SPDX-License-Identifier: Apache-2.0
// Primitive values to and from their wrapper objects, without Java calls. Any Java thread.
#pragma once

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
struct Class;

// A new Integer, Long ... with this value (no cache); `type` is a primitive type. May throw
// OutOfMemoryError.
Object* box(JavaThread& thread, BasicType type, Slot value);
// The primitive type whose wrapper `object` is, and its value (sub-word types sign- or
// zero-extended to int); Reference if it is no wrapper.
BasicType unbox(JavaThread& thread, Object* object, Slot& value);
// The wrapper class of a primitive type.
Class* wrapper_class(BasicType type);

}  // namespace cjvm
