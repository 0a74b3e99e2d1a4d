// SPDX-License-Identifier: Apache-2.0
// Calls of Java methods from C++ with typed arguments. A throwable comes out as JavaThrow. Java
// threads only; initialization of the holder is done for static methods.
#pragma once

#include <initializer_list>
#include <string_view>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

// One argument; longs and doubles expand to two slots.
struct Argument {
  Slot slot;
  bool wide;
  Argument(Object* ref) : slot{.ref = ref}, wide(false) {}  // NOLINT: implicit on purpose
  Argument(std::int32_t i) : slot{.j = i}, wide(false) {}   // NOLINT
  Argument(bool z) : slot{.j = z}, wide(false) {}           // NOLINT
  Argument(std::int64_t j) : slot{.j = j}, wide(true) {}    // NOLINT
};

// Calls exactly `method`.
Slot call_java(JavaThread& thread, Method* method, std::initializer_list<Argument> arguments);
// Selects by the first argument's class (invokevirtual/invokeinterface), NullPointerException for
// null.
Slot call_virtual(JavaThread& thread, Method* method, std::initializer_list<Argument> arguments);
// By name in `klass` or its supers; fatal if absent.
Slot call_static(JavaThread& thread, Class* klass, std::string_view name,
                 std::string_view descriptor, std::initializer_list<Argument> arguments);
// New instance through a constructor: "(Ljava/lang/String;)V" ...; initializes the class.
Object* new_instance(JavaThread& thread, Class* klass, std::string_view constructor_descriptor,
                     std::initializer_list<Argument> arguments);

}  // namespace cjvm
