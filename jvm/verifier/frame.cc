// SPDX-License-Identifier: Apache-2.0
// The current frame of the verifier: typed pushes, pops and local accesses, and the failures they
// and others report.
#include <algorithm>

#include "jvm/base/text.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/verifier/method_verifier.h"

namespace cjvm {

// JVMS 4.10.1.6: the frame at the method's entry.
void MethodVerifier::enter_method() {
  const CodeInfo& code = method_->code;
  max_locals_ = code.max_locals;
  max_stack_ = code.max_stack;
  locals_.assign(max_locals_, TypeTag::kTop);
  stack_.assign(max_stack_, TypeTag::kTop);
  locals_size_ = stack_size_ = stack_mark_ = 0;
  this_uninitialized_ = false;
  ++locals_version_;
  if (!method_->is_static()) {
    bool constructs = method_->name == "<init>" && file_.name() != "java/lang/Object";
    locals_[0] = constructs ? Type(TypeTag::kUninitializedThis) : types_.this_type();
    this_uninitialized_ = constructs;
    locals_size_ = 1;
  }
  for (auto descriptor : ParameterTypes(method_->descriptor)) {
    Type type = types_.of_descriptor(descriptor);
    locals_[locals_size_++] = type;
    if (type.is_category2()) locals_[locals_size_++] = type.second();
  }
  return_type_ = types_.of_descriptor(return_descriptor(method_->descriptor), true);
  returns_value_ = !return_type_.is(TypeTag::kTop);
}

FrameView MethodVerifier::current_frame() const {
  return {at_.bci(), this_uninitialized_, std::span(locals_).first(locals_size_),
          std::span(stack_).first(stack_size_)};
}

void MethodVerifier::push_slot(Type type) {
  if (stack_size_ >= max_stack_) {
    ErrorDetails details{Fault::kStackOverflow, at_.bci(), only_frame(), {}};
    fail(details, "Operand stack overflow");
  }
  stack_[stack_size_++] = type;
}

void MethodVerifier::push(Type type) {
  if (!type.is_category2()) return push_slot(type);
  if (stack_size_ + 1 >= max_stack_) {
    ErrorDetails details{Fault::kStackOverflow, at_.bci(), only_frame(), {}};
    fail(details, "Operand stack overflow");
  }
  stack_[stack_size_++] = type;
  stack_[stack_size_++] = type.second();
}

void MethodVerifier::push_slots(Type type) {
  push_slot(type);
  if (type.is_category2()) push_slot(type.second());
}

VerificationType MethodVerifier::pop_any() {
  if (stack_size_ == 0) {
    ErrorDetails details{Fault::kStackUnderflow, at_.bci(), only_frame(), {}};
    fail(details, "Operand stack underflow");
  }
  return stack_[--stack_size_];
}

VerificationType MethodVerifier::pop(Type expected) {
  if (stack_size_ == 0) pop_any();
  Type top = stack_[stack_size_ - 1];
  if (!types_.is_assignable(expected, top)) {
    fail_type(TypeOrigin{Origin::kFrameStack, stack_size_ - 1, top, &shown_}, implicit(expected),
              "Bad type on operand stack");
  }
  --stack_size_;
  return top;
}

void MethodVerifier::pop_value(Type type) {
  if (type.is_category2()) pop(type.second());
  pop(type);
}

void MethodVerifier::pop_operand(Type type) {
  if (!type.is_category2()) {
    pop(type);
    return;
  }
  if (stack_size_ < 2) {
    fail({Fault::kStackUnderflow, at_.bci(), only_frame(), {}}, "Operand stack underflow");
  }
  // The lower half is the one to complain about if both are wrong.
  if (types_.is_assignable(type, stack_[stack_size_ - 2])) {
    pop(type.second());
  } else {
    --stack_size_;
  }
  pop(type);
}

VerificationType MethodVerifier::get_local(std::uint32_t index, Type expected) {
  if (index >= max_locals_) {
    ErrorDetails details{Fault::kBadLocalIndex, at_.bci(), only_index(index), {}};
    fail(details, "Local variable table overflow");
  }
  Type type = locals_[index];
  if (!types_.is_assignable(expected, type)) {
    fail_type(TypeOrigin{Origin::kFrameLocal, index, type, &shown_}, implicit(expected),
              "Bad local variable type");
  }
  locals_size_ = std::max(locals_size_, index + 1);
  return type;
}

void MethodVerifier::get_local_value(std::uint32_t index, Type type) {
  if (!type.is_category2()) {
    get_local(index, type);
    return;
  }
  if (index + 1 >= locals_size_) {
    ErrorDetails details{Fault::kBadLocalIndex, at_.bci(), only_index(index), {}};
    fail(details, "get long/double overflows locals");
  }
  if (!types_.is_assignable(type, locals_[index])) {
    fail_type(TypeOrigin{Origin::kFrameLocal, index, locals_[index], &shown_}, implicit(type),
              "Bad local variable type");
  }
  if (!types_.is_assignable(type.second(), locals_[index + 1])) {
    fail_type(TypeOrigin{Origin::kFrameLocal, index + 1, locals_[index + 1], &shown_},
              implicit(type.second()), "Bad local variable type");
  }
}

// A store into half of a long or double makes the other half unusable.
void MethodVerifier::forget_pair_at(std::uint32_t index) {
  if (locals_[index].is_category2() && index + 1 < max_locals_) locals_[index + 1] = TypeTag::kTop;
  if (locals_[index].is_category2_second() && index > 0) locals_[index - 1] = TypeTag::kTop;
}

void MethodVerifier::set_local(std::uint32_t index, Type type) {
  if (index >= max_locals_) {
    ErrorDetails details{Fault::kBadLocalIndex, at_.bci(), only_index(index), {}};
    fail(details, "Local variable table overflow");
  }
  if (locals_[index] == type && index < locals_size_) return;
  ++locals_version_;
  forget_pair_at(index);
  locals_[index] = type;
  locals_size_ = std::max(locals_size_, index + 1);
}

void MethodVerifier::set_local_value(std::uint32_t index, Type type) {
  if (!type.is_category2()) return set_local(index, type);
  if (index + 1 >= max_locals_) {
    ErrorDetails details{Fault::kBadLocalIndex, at_.bci(), only_index(index), {}};
    fail(details, "Local variable table overflow");
  }
  ++locals_version_;
  forget_pair_at(index);
  forget_pair_at(index + 1);
  locals_[index] = type;
  locals_[index + 1] = type.second();
  locals_size_ = std::max(locals_size_, index + 2);
}

void MethodVerifier::initialize_object(Type old_type, Type new_type) {
  ++locals_version_;
  std::replace(locals_.begin(), locals_.begin() + locals_size_, old_type, new_type);
  std::replace(stack_.begin(), stack_.begin() + stack_size_, old_type, new_type);
  if (old_type.is(TypeTag::kUninitializedThis)) this_uninitialized_ = false;
}

TypeOrigin MethodVerifier::stack_top_origin() const {
  Type type = stack_size_ < stack_.size() ? stack_[stack_size_] : Type(TypeTag::kTop);
  return {Origin::kFrameStack, stack_size_, type, &shown_};
}

void MethodVerifier::fail(const ErrorDetails& details, std::string_view message) {
  // Frames in details show the stack as it was before the instruction popped anything.
  shown_ = {at_.bci(), this_uninitialized_, std::span(locals_).first(locals_size_),
            std::span(stack_).first(std::min<std::size_t>(stack_mark_, stack_.size()))};
  ErrorDetails shown = details;
  if (shown.type && shown.type->origin == Origin::kFrameOnly && shown.type->frame == nullptr) {
    shown.type->frame = &shown_;
  }
  throw ClassFormat{
      ClassFormatKind::kVerifyError,
      std::string(message) + describe_error(shown, types_, file_, printed_name_, *method_)};
}

void MethodVerifier::fail_code(std::uint32_t bci, std::string_view message) {
  fail({Fault::kBadBytecode, bci, {}, {}}, message);
}

void MethodVerifier::fail_type_at(std::uint32_t bci, std::optional<TypeOrigin> type,
                                  std::optional<TypeOrigin> expected, std::string_view message) {
  fail({Fault::kWrongType, bci, type, expected}, message);
}

void MethodVerifier::fail_type(std::optional<TypeOrigin> type, std::optional<TypeOrigin> expected,
                               std::string_view message) {
  fail_type_at(at_.bci(), type, expected, message);
}

void MethodVerifier::fail_format(std::string_view message) {
  throw ClassFormat{
      ClassFormatKind::kClassFormatError,
      cat(message, " in method '",
          external_method_name(printed_name_, method_->name, method_->descriptor), "'")};
}

}  // namespace cjvm
