// SPDX-License-Identifier: Apache-2.0
// NativePlan: where the System V x86-64 calling convention puts the arguments of one JNI function,
// worked out once from the method's descriptor. Integer and floating registers are assigned
// independently, so one C function type with all fourteen registers loaded fits every method, and
// superfluous stack words do no harm: four shapes cover all but methods with very many arguments,
// which go through libffi. Immutable after make_native_plan(); any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "jvm/object/object.h"

namespace cjvm {

struct NativePlan {
  // Integer registers left after JNIEnv* and the class or receiver; floating registers.
  static constexpr unsigned kIntegers = 4;
  static constexpr unsigned kFloats = 8;
  static constexpr unsigned kFewWords = 4;
  static constexpr unsigned kManyWords = 16;

  enum class Shape : std::uint8_t { Integers, Registers, FewWords, ManyWords, Foreign };

  Shape shape = Shape::Integers;
  bool is_static = false;
  BasicType result = BasicType::Void;
  // Slot of the argument each register or stack word holds; what is not used names slot 0.
  std::uint8_t integers[kIntegers] = {};
  std::uint8_t floats[kFloats] = {};
  std::uint8_t words[kManyWords] = {};
  void* foreign = nullptr;          // Shape::Foreign: a prepared libffi call
  std::vector<std::uint8_t> longs;  // slots of all long arguments, which may be addresses
  bool is_wrapped = false;          // NativeMemory::wraps
};

// The plan for a method with this (valid) descriptor. Never freed, as methods are not; it holds no
// references to objects.
const NativePlan* make_native_plan(std::string_view descriptor, bool is_static);

// Calls `function` as a JNI function: `env`, then `self` (the receiver or the class), then the
// arguments, which stand in `slots` as in a frame (receiver first if there is one). The result is
// narrowed as its type demands; a reference comes back as the JNI reference that the function
// returned.
Slot call_planned(const NativePlan& plan, void* function, void* env, void* self, const Slot* slots);

}  // namespace cjvm
