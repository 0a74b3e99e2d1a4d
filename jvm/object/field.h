// SPDX-License-Identifier: Apache-2.0
// A field of a class: where it lies and what it holds. Constant after linking.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

class Symbol;
struct FieldInfo;  // jvm/classfile: the class file's record of the field

struct Field {
  Class* holder;
  const Symbol* name;
  const Symbol* descriptor;
  const FieldInfo* info;  // null for none
  std::uint32_t offset;   // from the start of the instance, or of the mirror for a static field
  std::uint16_t access_flags;  // JVMS table 4.5-A
  std::uint16_t index;         // position in Class::fields, the reflection "slot"
  BasicType type;

  bool is_static() const { return (access_flags & 0x0008) != 0; }
  bool is_final() const { return (access_flags & 0x0010) != 0; }
  bool is_volatile() const { return (access_flags & 0x0040) != 0; }
  bool is_private() const { return (access_flags & 0x0002) != 0; }
};

}  // namespace cjvm
