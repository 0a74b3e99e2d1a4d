// SPDX-License-Identifier: Apache-2.0
// java.lang.reflect as the VM sees it: making Field, Method and Constructor objects, finding the
// VM's record behind one, boxing, reflective calls. Shared by exports and natives. Java threads;
// throws what the Java methods are specified to throw.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {
class JavaThread;
namespace glue {

// New reflection objects; links nothing, resolves the classes of the descriptor.
Object* make_field(JavaThread& thread, Field* field);
Object* make_method(JavaThread& thread, Method* method);
Object* make_constructor(JavaThread& thread, Method* method);
// A Constructor for <init>, else a Method.
Object* make_executable(JavaThread& thread, Method* method);

// What a java.lang.reflect.Field, or a Method or Constructor, stands for.
Field* field_of(JavaThread& thread, Object* reflected);
Method* method_of(JavaThread& thread, Object* reflected);

// A new box of the class that belongs to `type` (never a cached one); null for Void, the reference
// itself for references.
Object* box(JavaThread& thread, BasicType type, Slot value);
// The primitive value in `object`; Reference if it is no box (or null).
BasicType unbox(JavaThread& thread, Object* object, Slot& value);
// Assignment conversion between primitive types (JLS 5.1.2); IllegalArgumentException "argument
// type mismatch" if there is none.
void widen(BasicType from, BasicType to, Slot& value);

// Method.invoke without access checks: `arguments` is an Object[] or null.
Object* invoke_reflected(JavaThread& thread, Object* method, Object* receiver, Object* arguments);
// Constructor.newInstance without access checks.
Object* construct_reflected(JavaThread& thread, Object* constructor, Object* arguments);

}  // namespace glue
}  // namespace cjvm
