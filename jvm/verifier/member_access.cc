// SPDX-License-Identifier: Apache-2.0
// Verification of field accesses and invocations (JVMS 4.10.1.8, 4.10.1.9): descriptors, receivers,
// protected members, and the rules that make every object run a constructor before it is used.
#include <algorithm>

#include "jvm/base/text.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/verifier/method_verifier.h"

namespace cjvm {

void MethodVerifier::check_field_access() {
  std::uint16_t index = at_.pool_index();
  require_tags(index, tag_bit(ConstantTag::kFieldref));
  Type class_type_of_ref = class_type(constants_.member_class_index(index));
  bool is_static = at_.opcode() == Opcode::getstatic || at_.opcode() == Opcode::putstatic;
  if (!types_.is_object(class_type_of_ref) && !(is_static && types_.is_array(class_type_of_ref))) {
    fail_type(from_pool(index, class_type_of_ref), {},
              cat("Expecting reference to class in class ", dots(printed_name_),
                  " at constant pool index ", index));
  }
  Type value = types_.of_descriptor(constants_.member_descriptor(index));
  switch (at_.opcode()) {
    case Opcode::getstatic:
      return push_slots(value);
    case Opcode::putstatic:
      return pop_value(value);
    case Opcode::getfield: {
      Type object = pop(class_type_of_ref);
      check_protected_field(class_type_of_ref, object, index);
      return push_slots(value);
    }
    default: {
      pop_value(value);
      Type object = pop_any();
      // A field of this class may be set before the superclass constructor ran.
      if (object.is(TypeTag::kUninitializedThis) && class_type_of_ref == types_.this_type() &&
          std::ranges::any_of(file_.fields(), [&](const FieldInfo& field) {
            return field.name == constants_.member_name(index) &&
                   field.descriptor == constants_.member_descriptor(index);
          })) {
        object = types_.this_type();
      }
      if (!types_.is_assignable(class_type_of_ref, object)) {
        fail_type(stack_top_origin(), from_pool(index, class_type_of_ref),
                  "Bad type on operand stack in putfield");
      }
      return check_protected_field(class_type_of_ref, object, index);
    }
  }
}

// JVMS 4.10.1.8. The class of the reference is a superclass of this one, or the object is of this
// class anyway.
void MethodVerifier::check_protected_field(Type class_type_of_ref, Type object,
                                           std::uint16_t index) {
  if (object == types_.this_type()) return;
  auto owner = types_.name(class_type_of_ref);
  if (!types_.is_current_or_super(class_type_of_ref)) return;
  if (!hierarchy_.is_protected_elsewhere(owner, constants_.member_name(index),
                                         constants_.member_descriptor(index), false)) {
    return;
  }
  if (!types_.is_assignable(types_.this_type(), object, true)) {
    fail_type(stack_top_origin(), implicit(types_.this_type()),
              cat("Bad access to protected data in ", at_.info().name));
  }
}

void MethodVerifier::check_invoke() {
  std::uint16_t index = at_.pool_index();
  Opcode op = at_.opcode();
  std::uint32_t tags = tag_bit(ConstantTag::kMethodref);
  if (op == Opcode::invokeinterface) {
    tags = tag_bit(ConstantTag::kInterfaceMethodref);
  } else if (op == Opcode::invokedynamic) {
    tags = tag_bit(ConstantTag::kInvokeDynamic);
  } else if (op != Opcode::invokevirtual && file_.major_version() >= 52) {
    tags |= tag_bit(ConstantTag::kInterfaceMethodref);
  }
  require_tags(index, tags);
  bool is_dynamic = op == Opcode::invokedynamic;
  auto descriptor =
      is_dynamic ? constants_.dynamic_descriptor(index) : constants_.member_descriptor(index);
  auto name = is_dynamic ? constants_.dynamic_name(index) : constants_.member_name(index);
  Type class_type_of_ref =
      is_dynamic ? Type(TypeTag::kTop) : class_type(constants_.member_class_index(index));

  check_invoke_operands(op, static_cast<int>(method_shape(descriptor).parameter_slots));
  check_invoke_name(index, class_type_of_ref);

  Type parameters[256];
  std::size_t count = 0;
  for (auto type : ParameterTypes(descriptor)) {
    if (count == std::size(parameters)) break;
    parameters[count++] = types_.of_descriptor(type);
  }
  while (count > 0) pop_value(parameters[--count]);
  if (op != Opcode::invokestatic && !is_dynamic) {
    if (name == "<init>") {
      check_init_call(index, class_type_of_ref);
    } else {
      check_receiver(index, class_type_of_ref);
    }
  }
  auto result = return_descriptor(descriptor);
  if (result == "V") return;
  push_slots(types_.of_descriptor(result));
}

void MethodVerifier::check_invoke_operands(Opcode op, int slots) {
  if (op == Opcode::invokeinterface) {
    if (at_.count() != slots + 1)
      fail_code(at_.bci(), "Inconsistent args count operand in invokeinterface");
    if (code_[at_.bci() + 4] != 0)
      fail_code(at_.bci(), "Fourth operand byte of invokeinterface must be zero");
  } else if (op == Opcode::invokedynamic &&
             (code_[at_.bci() + 3] != 0 || code_[at_.bci() + 4] != 0)) {
    fail_code(at_.bci(), "Third and fourth operand bytes of invokedynamic must be zero");
  }
}

// Which methods may be named: <init> by invokespecial only, and invokespecial only methods of this
// class, its superclasses and its direct superinterfaces.
void MethodVerifier::check_invoke_name(std::uint16_t index, Type class_type_of_ref) {
  bool is_special = at_.opcode() == Opcode::invokespecial;
  auto name = at_.opcode() == Opcode::invokedynamic ? constants_.dynamic_name(index)
                                                    : constants_.member_name(index);
  if (name[0] == '<') {
    if (!is_special || name != "<init>") fail_code(at_.bci(), "Illegal call to internal method");
    return;
  }
  if (!is_special || class_type_of_ref == types_.this_type()) return;
  auto owner = types_.name(class_type_of_ref);
  if (owner == file_.super_name() || hierarchy_.is_direct_interface(owner)) return;
  if (!types_.is_assignable(class_type_of_ref, types_.this_type())) {
    fail_code(at_.bci(),
              "Bad invokespecial instruction: current class isn't assignable to reference class.");
  }
  if (constants_.is(index, ConstantTag::kInterfaceMethodref)) {
    fail_code(at_.bci(),
              "Bad invokespecial instruction: interface method reference is in an indirect "
              "superinterface.");
  }
}

void MethodVerifier::check_receiver(std::uint16_t index, Type class_type_of_ref) {
  if (at_.opcode() == Opcode::invokespecial) {
    pop(types_.this_type());
    return;
  }
  Type object = pop(class_type_of_ref);
  if (at_.opcode() == Opcode::invokeinterface || object == types_.this_type()) return;
  auto owner = types_.name(class_type_of_ref);
  auto name = constants_.member_name(index);
  if (!types_.is_current_or_super(class_type_of_ref) ||
      !hierarchy_.is_protected_elsewhere(owner, name, constants_.member_descriptor(index), true)) {
    return;
  }
  // Arrays have a public clone().
  if (class_type_of_ref == types_.object() && types_.is_array(object) && name == "clone") return;
  if (!types_.is_assignable(types_.this_type(), object, true)) {
    fail_type(stack_top_origin(), implicit(types_.this_type()),
              "Bad access to protected data in invokevirtual");
  }
}

void MethodVerifier::check_init_call(std::uint16_t index, Type class_type_of_ref) {
  Type object = pop(TypeTag::kAnyReference);
  if (object.is(TypeTag::kUninitializedThis)) {
    check_super_init_call(class_type_of_ref);
  } else if (object.is(TypeTag::kUninitialized)) {
    check_new_init_call(object, index, class_type_of_ref);
  } else {
    fail_type(stack_top_origin(), {}, "Bad operand type when invoking <init>");
  }
}

// super(...) or this(...).
void MethodVerifier::check_super_init_call(Type class_type_of_ref) {
  auto owner = types_.name(class_type_of_ref);
  if (class_type_of_ref != types_.this_type() && owner != file_.super_name()) {
    fail_type(implicit(class_type_of_ref), implicit(types_.this_type()), "Bad <init> method call");
  }
  if (in_try_block()) {
    for (auto row : method_->code.handlers) {
      if (row.start_pc <= at_.bci() && at_.bci() < row.end_pc && !all_paths_throw(row.handler_pc)) {
        fail_code(at_.bci(), "Bad <init> method call from after the start of a try block");
      }
    }
    // Handlers see the state in which `this` is not initialized.
    check_handler_targets(true);
  }
  initialize_object(TypeTag::kUninitializedThis, types_.this_type());
  this_just_initialized_ = true;
}

void MethodVerifier::check_new_init_call(Type object, std::uint16_t index, Type class_type_of_ref) {
  // The StackMapTable decoder and push made sure that a new instruction stands there.
  std::uint32_t new_index = load_u2(code_.data() + object.payload() + 1);
  require_class(new_index);
  Type made = class_type(new_index);
  if (made != class_type_of_ref) {
    fail_type(from_pool(new_index, made), from_pool(index, class_type_of_ref),
              "Call to wrong <init> method");
  }
  auto owner = types_.name(class_type_of_ref);
  if (types_.is_current_or_super(class_type_of_ref) &&
      hierarchy_.is_protected_elsewhere(owner, "<init>", constants_.member_descriptor(index),
                                        true) &&
      !types_.is_assignable(types_.this_type(), made, true)) {
    fail_type(from_pool(new_index, made), implicit(types_.this_type()),
              "Bad access to protected <init> method");
  }
  if (in_try_block()) check_handler_targets(false);
  initialize_object(object, made);
}

}  // namespace cjvm
