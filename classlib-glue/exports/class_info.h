// SPDX-License-Identifier: Apache-2.0
// What java.lang.Class asks about a class: modifiers, nesting, names. Shared by the exports and the
// natives of java.lang.Class. Java threads; functions that look at other classes may throw the
// resolution errors.
#pragma once

#include <cstdint>

#include "jvm/object/class.h"

namespace cjvm {
class JavaThread;
namespace glue {

// Class.getModifiers: the InnerClasses flags where the class is listed, without ACC_SUPER.
std::uint16_t class_modifiers(const Class* klass);
// Reflection.getClassAccessFlags: the flags of the class file.
std::uint16_t class_access_flags(const Class* klass);
// The name Class.getName returns, interned; stored in the mirror.
Object* init_class_name(JavaThread& thread, Object* mirror);
// A record class in the sense of JVMS 4.7.30 and Class.isRecord.
bool is_record(const Class* klass);

}  // namespace glue
}  // namespace cjvm
