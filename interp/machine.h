// SPDX-License-Identifier: Apache-2.0
// What handlers are made of: the two macros that define one and end one, slot access, and the
// shared slow paths. Handlers hold no global state and no fast path makes an ordinary call:
// whatever may allocate, resolve or throw is a function of its own that is reached by a tail call,
// so that no handler needs a stack frame. Before such a function looks at the stack it stores
// frame->pc.
#pragma once

#include <cstdint>
#include <type_traits>

#include "interp/instruction.h"
#include "jvm/frames/frame.h"
#include "jvm/object/class.h"
#include "jvm/object/object.h"
#include "jvm/threads/java_thread.h"

#define CJVM_HANDLER_PARAMETERS                                              \
  [[maybe_unused]] const Instruction *pc, [[maybe_unused]] Slot *fp,         \
      [[maybe_unused]] JavaThread *thread, [[maybe_unused]] Slot *caller_fp, \
      [[maybe_unused]] std::uint64_t acc, [[maybe_unused]] float float_acc,  \
      [[maybe_unused]] double double_acc
// Head of a handler: a function template over the heap policy, named like its line in prepared.def.
#define CJVM_HANDLER(name) \
  template <class Heap>    \
  __attribute__((preserve_none)) void name(CJVM_HANDLER_PARAMETERS)
// The same for the part of a handler that makes calls: never inlined.
#define CJVM_HANDLER_PART(name) \
  template <class Heap>         \
  __attribute__((preserve_none, noinline)) void name(CJVM_HANDLER_PARAMETERS)
// A part for what hardly ever happens: lies apart from the handlers. Template parameters of its
// own, if any, stand before it.
#define CJVM_RARE_PART(name) \
  __attribute__((preserve_none, noinline, cold)) inline void name(CJVM_HANDLER_PARAMETERS)
// A slow path that needs no heap policy.
#define CJVM_SLOW_PATH(name) \
  __attribute__((preserve_none, noinline, cold)) void name(CJVM_HANDLER_PARAMETERS)
// Ends a handler: executes the instruction at `at` next.
#define CJVM_CONTINUE(at)                                                                         \
  do {                                                                                            \
    const Instruction *next_instruction = (at);                                                   \
    [[clang::musttail]] return next_instruction->handler(next_instruction, fp, thread, caller_fp, \
                                                         acc, float_acc, double_acc);             \
  } while (false)
#define CJVM_TAIL(function) \
  [[clang::musttail]] return function(pc, fp, thread, caller_fp, acc, float_acc, double_acc)
// Leaves the handler for a part (with its template arguments) if the object is a proxy. Nothing
// where there are none.
#define CJVM_DIVERT_PROXY(object, ...)         \
  do {                                         \
    if constexpr (Heap::checks) {              \
      if (Heap::is_proxy(object)) [[unlikely]] \
        CJVM_TAIL((__VA_ARGS__));              \
    }                                          \
  } while (false)
// After an ordinary call, which has overwritten the accumulators: they need not be kept across it.
#define CJVM_FORGET() \
  do {                \
    acc = 0;          \
    float_acc = 0;    \
    double_acc = 0;   \
  } while (false)

namespace cjvm {

// ints are kept zero-extended, so that every slot access is a full word (partial stores stall later
// word loads).
inline void set_int(Slot &slot, std::int32_t value) {
  slot.bits = static_cast<std::uint32_t>(value);
}
inline void set_float(Slot &slot, float value) {
  slot.bits = __builtin_bit_cast(std::uint32_t, value);
}

// How a slot or the accumulator holds a value of type T.
template <class T>
inline std::uint64_t to_bits(T value) {
  if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<std::uint64_t>(value);
  } else if constexpr (sizeof(T) == 8) {
    return static_cast<std::uint64_t>(value);
  } else {
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(value));
  }
}
template <class T>
inline T from_bits(std::uint64_t bits) {
  if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<T>(bits);
  } else {
    return static_cast<T>(bits);
  }
}

// ---- raising: make the throwable, find its handler and go on there
CJVM_SLOW_PATH(raise_null_pointer);
CJVM_SLOW_PATH(raise_division_by_zero);
CJVM_SLOW_PATH(raise_load_bounds);     // array in fp[b], index in fp[c]
CJVM_SLOW_PATH(raise_store_bounds);    // array in fp[a], index in fp[b]
CJVM_SLOW_PATH(raise_array_store);     // value in fp[c]
CJVM_SLOW_PATH(raise_class_cast);      // object in fp[b], class in the extension
CJVM_SLOW_PATH(raise_stack_overflow);  // in an entry instruction: the caller overflows
CJVM_SLOW_PATH(raise_null_in_caller);  // in an entry instruction
CJVM_SLOW_PATH(raise_not_callable);  // in an entry instruction: a MemberName or its like is a proxy
CJVM_SLOW_PATH(raise_object);        // fp[a]

}  // namespace cjvm
