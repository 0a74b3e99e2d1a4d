// SPDX-License-Identifier: Apache-2.0
// The tables by which methods are selected (JVMS 5.4.5, 5.4.6): one vtable per class with a slot
// for every method that can be overridden and for every interface method that the class does not
// declare, and one itable per superinterface. Internal to jvm/linking; the supers are linked. May
// throw JavaThrow (loader constraints).
#pragma once

#include <span>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

// Makes klass->vtables[0], klass->extra_methods, sets vtable_index of the declared methods.
void build_vtable(JavaThread& thread, Class* klass);

// Object's methods, for an array type.
void build_array_vtable(Class* klass);

// Cloneable and Serializable.
std::span<Class*> array_interfaces();

}  // namespace cjvm
