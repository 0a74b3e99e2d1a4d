// SPDX-License-Identifier: Apache-2.0
// Slots are copied as raw 64-bit words: the callee of a C function looks only at the part its
// parameter type has, and the low half of an int's slot is sign- or zero-extended as Java leaves
// it. A float sits in the low half of its slot, as of its register.
#include "jvm/calls/native_plan.h"

#include <ffi.h>

#include <bit>

#include "jvm/base/check.h"
#include "jvm/classfile/descriptor.h"

#ifndef __x86_64__
#error "native_plan.cc knows the calling convention of x86-64 only"
#endif

namespace cjvm {

namespace {

constexpr unsigned kMaxArguments = 257;  // JNIEnv* and self included

struct ForeignCall {
  ffi_cif cif;
  unsigned count = 0;
  ffi_type* types[kMaxArguments];
  std::uint8_t slots[kMaxArguments];  // of the arguments behind JNIEnv* and self
};

using Word = std::uint64_t;

ffi_type* foreign_type(BasicType type) {
  switch (type) {
    case BasicType::Boolean:
      return &ffi_type_uint8;
    case BasicType::Byte:
      return &ffi_type_sint8;
    case BasicType::Char:
      return &ffi_type_uint16;
    case BasicType::Short:
      return &ffi_type_sint16;
    case BasicType::Int:
      return &ffi_type_sint32;
    case BasicType::Long:
      return &ffi_type_sint64;
    case BasicType::Float:
      return &ffi_type_float;
    case BasicType::Double:
      return &ffi_type_double;
    case BasicType::Void:
      return &ffi_type_void;
    case BasicType::Reference:
      break;
  }
  return &ffi_type_pointer;
}

ForeignCall* make_foreign_call(std::string_view descriptor, bool is_static) {
  auto* call = new ForeignCall;
  call->types[call->count++] = &ffi_type_pointer;
  call->types[call->count++] = &ffi_type_pointer;
  unsigned slot = is_static ? 0 : 1;
  for (std::string_view parameter : ParameterTypes(descriptor)) {
    BasicType type = basic_type_of(parameter[0]);
    call->slots[call->count - 2] = static_cast<std::uint8_t>(slot);
    call->types[call->count++] = foreign_type(type);
    slot += is_two_slot(type) ? 2 : 1;
  }
  ffi_type* result = foreign_type(basic_type_of(return_descriptor(descriptor)[0]));
  ffi_status status = ffi_prep_cif(&call->cif, FFI_DEFAULT_ABI, call->count, result, call->types);
  check(status == FFI_OK, "libffi prepares a JNI call");
  return call;
}

Word call_foreign(const ForeignCall& call, void* function, void* env, void* self,
                  const Slot* slots) {
  void* values[kMaxArguments];
  values[0] = &env;
  values[1] = &self;
  for (unsigned i = 2; i < call.count; ++i) {
    values[i] = const_cast<Slot*>(&slots[call.slots[i - 2]]);
  }
  // Narrow results are widened to a whole ffi_arg.
  Word result = 0;
  ffi_call(const_cast<ffi_cif*>(&call.cif), FFI_FN(function), &result, values);
  return result;
}

// ---- the shapes; a Word parameter behind the sixth goes to the stack, whatever its Java type

template <class R>
using IntegersFunction = R (*)(void*, void*, Word, Word, Word, Word);
template <class R>
using RegistersFunction = R (*)(void*, void*, Word, Word, Word, Word, double, double, double,
                                double, double, double, double, double);
template <class R>
using FewWordsFunction = R (*)(void*, void*, Word, Word, Word, Word, double, double, double, double,
                               double, double, double, double, Word, Word, Word, Word);
template <class R>
using ManyWordsFunction = R (*)(void*, void*, Word, Word, Word, Word, double, double, double,
                                double, double, double, double, double, Word, Word, Word, Word,
                                Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word,
                                Word);

// R is Word, or double for a result in a floating register.
template <class R>
R call_shape(const NativePlan& plan, void* function, void* env, void* self, const Slot* slots) {
  auto i = [&](unsigned n) { return slots[plan.integers[n]].bits; };
  auto f = [&](unsigned n) { return slots[plan.floats[n]].d; };
  auto w = [&](unsigned n) { return slots[plan.words[n]].bits; };
  switch (plan.shape) {
    case NativePlan::Shape::Integers:
      return reinterpret_cast<IntegersFunction<R>>(function)(env, self, i(0), i(1), i(2), i(3));
    case NativePlan::Shape::Registers:
      return reinterpret_cast<RegistersFunction<R>>(function)(
          env, self, i(0), i(1), i(2), i(3), f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7));
    case NativePlan::Shape::FewWords:
      return reinterpret_cast<FewWordsFunction<R>>(function)(env, self, i(0), i(1), i(2), i(3),
                                                             f(0), f(1), f(2), f(3), f(4), f(5),
                                                             f(6), f(7), w(0), w(1), w(2), w(3));
    case NativePlan::Shape::ManyWords:
      return reinterpret_cast<ManyWordsFunction<R>>(function)(
          env, self, i(0), i(1), i(2), i(3), f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7), w(0),
          w(1), w(2), w(3), w(4), w(5), w(6), w(7), w(8), w(9), w(10), w(11), w(12), w(13), w(14),
          w(15));
    case NativePlan::Shape::Foreign:
      break;
  }
  return std::bit_cast<R>(
      call_foreign(*static_cast<ForeignCall*>(plan.foreign), function, env, self, slots));
}

}  // namespace

const NativePlan* make_native_plan(std::string_view descriptor, bool is_static) {
  auto* plan = new NativePlan;
  plan->is_static = is_static;
  plan->result = basic_type_of(return_descriptor(descriptor)[0]);
  unsigned integers = 0, floats = 0, words = 0, slot = is_static ? 0 : 1;
  for (std::string_view parameter : ParameterTypes(descriptor)) {
    BasicType type = basic_type_of(parameter[0]);
    auto from = static_cast<std::uint8_t>(slot);
    if (type == BasicType::Long) plan->longs.push_back(from);
    bool floating = type == BasicType::Float || type == BasicType::Double;
    if (floating && floats < NativePlan::kFloats) {
      plan->floats[floats++] = from;
    } else if (!floating && integers < NativePlan::kIntegers) {
      plan->integers[integers++] = from;
    } else {
      if (words < NativePlan::kManyWords) plan->words[words] = from;
      ++words;
    }
    slot += is_two_slot(type) ? 2 : 1;
  }
  if (words > NativePlan::kManyWords) {
    plan->shape = NativePlan::Shape::Foreign;
    plan->foreign = make_foreign_call(descriptor, is_static);
  } else if (words > NativePlan::kFewWords) {
    plan->shape = NativePlan::Shape::ManyWords;
  } else if (words > 0) {
    plan->shape = NativePlan::Shape::FewWords;
  } else if (floats > 0) {
    plan->shape = NativePlan::Shape::Registers;
  }
  return plan;
}

Slot call_planned(const NativePlan& plan, void* function, void* env, void* self,
                  const Slot* slots) {
  Slot result;
  if (plan.result == BasicType::Float || plan.result == BasicType::Double) {
    result.d = call_shape<double>(plan, function, env, self, slots);
    return result;
  }
  Word word = call_shape<Word>(plan, function, env, self, slots);
  switch (plan.result) {
    // HotSpot takes the low byte: any bit makes true.
    case BasicType::Boolean:
      result.j = (word & 0xff) != 0;
      break;
    case BasicType::Byte:
      result.j = static_cast<std::int8_t>(word);
      break;
    case BasicType::Char:
      result.j = static_cast<std::uint16_t>(word);
      break;
    case BasicType::Short:
      result.j = static_cast<std::int16_t>(word);
      break;
    case BasicType::Int:
      result.j = static_cast<std::int32_t>(word);
      break;
    default:
      result.bits = word;
      break;
  }
  return result;
}

}  // namespace cjvm
