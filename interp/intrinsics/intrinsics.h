// SPDX-License-Identifier: Apache-2.0
// Intrinsics: methods of the class library done in C++ because bytecode would be slow. Looked up
// when a method is prepared or a call of it resolved; only methods of the boot loader's classes
// have them. An intrinsic gives exactly the result of the Java code, reads its arguments from slots
// and leaves its result in slots[0]; see IntrinsicFunction. They read objects of this process
// directly: what an argument's descriptor allows to be a proxy is tested before, what lies in
// fields they test themselves. The value of a String is where the String is.
#pragma once

#include <span>

#include "interp/machine.h"
#include "interp/quickening.h"
#include "jvm/object/method.h"

namespace cjvm {

// What a call of an intrinsic needs to know.
struct ChosenIntrinsic {
  IntrinsicFunction* function = nullptr;
  std::uint32_t mask = 0;  // the argument slots that must not hold proxies
  explicit operator bool() const { return function != nullptr; }
};

// No function if the method has none. `checks`: objects may be proxies.
ChosenIntrinsic find_intrinsic(const Method* method, bool checks);

struct Intrinsic {
  const char* class_name;
  const char* name;
  const char* descriptor;
  IntrinsicFunction* function;
  // Where objects may be proxies: the function to use instead, which takes them; it may be the
  // same. Null: no argument may be one.
  IntrinsicFunction* checked = nullptr;
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
