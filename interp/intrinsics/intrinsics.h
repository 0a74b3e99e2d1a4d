// SPDX-License-Identifier: Apache-2.0
// Intrinsics: methods of the class library done in C++ because bytecode would be slow. Looked up
// when a method is prepared or a call of it resolved; only methods of the boot loader's classes
// have them. An intrinsic gives exactly the result of the Java code, reads its arguments from slots
// and leaves its result in slots[0]; see IntrinsicFunction. They read objects of this process
// directly.
#pragma once

#include <span>

#include "interp/machine.h"
#include "interp/quickening.h"
#include "jvm/object/method.h"

namespace cjvm {

// Null if the method has none.
IntrinsicFunction* find_intrinsic(const Method* method);

struct Intrinsic {
  const char* class_name;
  const char* name;
  const char* descriptor;
  IntrinsicFunction* function;
};

// The tables, one per file of this folder.
std::span<const Intrinsic> math_intrinsics();
std::span<const Intrinsic> bit_intrinsics();
std::span<const Intrinsic> object_intrinsics();
std::span<const Intrinsic> array_intrinsics();
std::span<const Intrinsic> string_intrinsics();
std::span<const Intrinsic> unsafe_intrinsics();
std::span<const Intrinsic> digest_intrinsics();
std::span<const Intrinsic> number_intrinsics();

// [offset, offset + count) lies in an array of this length.
inline bool in_range(std::int32_t offset, std::int32_t count, std::int32_t length) {
  return offset >= 0 && count >= 0 && offset <= length - count;
}
inline Array* array_at(const Slot& slot) { return static_cast<Array*>(slot.ref); }

}  // namespace cjvm
