// SPDX-License-Identifier: Apache-2.0
// The shape of everything in the Java heap: two header words, then fields; arrays carry a length
// and their elements at a fixed offset. Objects never move (the collector is non-moving), so an
// Object* is an identity. References are plain 8-byte pointers.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "jvm/threads/lock_word.h"

namespace cjvm {

struct Class;
struct VTable;

// Primitive and reference types as the descriptor letters name them.
enum class BasicType : std::uint8_t {
  Boolean,
  Byte,
  Char,
  Short,
  Int,
  Long,
  Float,
  Double,
  Reference,
  Void
};

constexpr std::uint8_t kTypeShift[] = {0, 0, 1, 1, 2, 3, 2, 3, 3, 0};
// log2 of the size in bytes of a field or array element of `type`.
constexpr unsigned type_shift(BasicType type) { return kTypeShift[static_cast<unsigned>(type)]; }
constexpr bool is_two_slot(BasicType type) {
  return type == BasicType::Long || type == BasicType::Double;
}
// From the first letter of a descriptor ('L' and '[' are references).
BasicType basic_type_of(char descriptor_letter);
char descriptor_letter_of(BasicType type);

struct Object {
  // All behaviour: class, kind, method entries. Changing an object's kind is one store of this
  // word.
  std::atomic<const VTable*> vtable;
  // Thin lock and identity hash, or a link to a Monitor (jvm/threads/lock_word.h).
  std::atomic<std::uint64_t> lock_word;

  inline const VTable* behaviour() const { return vtable.load(std::memory_order_relaxed); }
  inline Class* klass() const;  // jvm/object/vtable.h

  // A stand-in for an object that is not in this process: only class and array length are here, the
  // rest is reached through HeapAccess and VmExtension.
  bool is_proxy() const {
    return (lock_word.load(std::memory_order_relaxed) & LockWord::kProxyBit) != 0;
  }

  // Address of the field or element at byte `offset` from the object's start.
  template <class T>
  T* at(std::size_t offset) {
    return reinterpret_cast<T*>(reinterpret_cast<char*>(this) + offset);
  }
  template <class T>
  const T* at(std::size_t offset) const {
    return reinterpret_cast<const T*>(reinterpret_cast<const char*>(this) + offset);
  }
};
static_assert(sizeof(Object) == 16);

// Fields of ordinary objects start right behind the header.
constexpr std::size_t kFieldBase = sizeof(Object);

struct Array : Object {
  std::int32_t length;
  // Elements that are in this process: length, or 0 in a proxy. So one comparison tells both that
  // an index is in bounds and that the element is here.
  std::int32_t present;

  void set_length(std::int32_t count) { length = present = count; }

  static constexpr std::size_t kElementBase = 24;

  template <class T>
  T* elements() {
    return at<T>(kElementBase);
  }
  template <class T>
  const T* elements() const {
    return at<T>(kElementBase);
  }
};
static_assert(sizeof(Array) == Array::kElementBase);

// One slot of a frame: a local variable, an operand or an argument. longs and doubles use the first
// of the two slots that the JVMS gives them; the second is undefined. ints are sign-extended or
// undefined in the upper half: always read with as_int(). floats sit in the low half.
union Slot {
  std::uint64_t bits;
  std::int64_t j;
  std::int32_t i;
  float f;
  double d;
  Object* ref;
};
static_assert(sizeof(Slot) == 8);

}  // namespace cjvm
