// SPDX-License-Identifier: Apache-2.0
// VTable: what an object can do, chosen per object by its first word. A class owns an array of
// them, one per kind; kind 0 (made by the linker) is the ordinary object. Immutable once published
// except for entries, which the linker fills before the class is linked.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

struct Method;

// The methods with which a class implements one interface.
struct ITable {
  Class* interface;
  Method**
      methods;  // indexed by the interface method's itable index; null entry: AbstractMethodError
};

struct VTable {
  std::uint16_t kind;  // 0: ordinary object
  std::uint16_t flags;
  std::uint32_t length;  // number of entries
  // Must stay the second word, and is never null: the collector tells an object from a free cell by
  // it, because a free cell's first word links to another cell, whose second word is zero
  // (jvm/memory/collector.cc).
  Class* klass;
  ITable* itables;  // one per interface the class implements
  std::uint32_t itable_count;
  std::uint32_t reserved;
  Method* entries[];  // indexed by Method::vtable_index
};

inline Class* Object::klass() const { return behaviour()->klass; }

// The methods of `interface` in `vtable`, or null when the class does not implement it.
inline Method** find_itable(const VTable* vtable, const Class* interface) {
  for (std::uint32_t i = 0; i < vtable->itable_count; ++i) {
    if (vtable->itables[i].interface == interface) return vtable->itables[i].methods;
  }
  return nullptr;
}

}  // namespace cjvm
