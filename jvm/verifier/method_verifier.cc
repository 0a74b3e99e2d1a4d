// SPDX-License-Identifier: Apache-2.0
// The walk over a method's instructions and the rules of all of them but field accesses and
// invocations (JVMS 4.10.1.9). Instructions whose effect the table states completely need no rule
// of their own.
#include "jvm/verifier/method_verifier.h"

#include <fmt/format.h>

#include "jvm/base/text.h"
#include "jvm/classfile/descriptor.h"

namespace cjvm {
namespace {

constexpr std::size_t kMaxDimensions = 255;

constexpr VerificationType type_of_letter(char letter) {
  switch (letter) {
    case 'I':
      return TypeTag::kInteger;
    case 'J':
      return TypeTag::kLong;
    case 'F':
      return TypeTag::kFloat;
    default:
      return TypeTag::kDouble;
  }
}

bool is_store(const InstructionInfo& info) { return info.has(kStore) && !info.has(kLoad); }

}  // namespace

MethodVerifier::MethodVerifier(const ClassFile& file, ClassHierarchy& hierarchy,
                               std::string_view printed_name)
    : file_(file),
      constants_(file.constants()),
      hierarchy_(hierarchy),
      printed_name_(printed_name),
      types_(file, hierarchy),
      class_types_(file.constants().size(), TypeTag::kTop) {}

void MethodVerifier::verify(const MethodInfo& method) {
  method_ = &method;
  code_ = method.code.bytecode;
  enter_method();
  mark_instructions();
  at_.seek(0);
  check_handlers();
  check_local_variable_table();
  decode_stack_map();
  walk();
}

void MethodVerifier::walk() {
  bool no_control_flow = false;
  for (at_.seek(0); !at_.done(); at_.next()) {
    stack_mark_ = stack_size_;
    take_stack_map_frame(no_control_flow);
    stack_mark_ = stack_size_;
    this_just_initialized_ = false;
    bool in_try = in_try_block();
    // A store changes the state that handlers see, so it is compared before; other instructions
    // after.
    bool compare_before = in_try && is_store(at_.info());
    if (compare_before) check_handler_targets(false);
    check_instruction();
    if (in_try && !compare_before) check_handler_targets(this_just_initialized_);
    no_control_flow = at_.has(kNoFallThrough);
  }
  if (at_.is_malformed()) {
    stack_mark_ = stack_size_;
    take_stack_map_frame(no_control_flow);
    fail_code(at_.bci(), fmt::format("Bad instruction: {:02x}", code_[at_.bci()]));
  }
  if (!no_control_flow)
    fail_code(static_cast<std::uint32_t>(code_.size()), "Control flow falls through code end");
}

void MethodVerifier::check_instruction() {
  switch (at_.opcode()) {
    case Opcode::aconst_null:
      return push(TypeTag::kNull);
    case Opcode::ldc:
    case Opcode::ldc_w:
    case Opcode::ldc2_w:
      return check_ldc();
    case Opcode::iaload:
      return check_array_load("[I");
    case Opcode::laload:
      return check_array_load("[J");
    case Opcode::faload:
      return check_array_load("[F");
    case Opcode::daload:
      return check_array_load("[D");
    case Opcode::aaload:
      return check_array_load("[L");
    case Opcode::baload:
      return check_array_load("[B");
    case Opcode::caload:
      return check_array_load("[C");
    case Opcode::saload:
      return check_array_load("[S");
    case Opcode::iastore:
      return check_array_store("[I");
    case Opcode::lastore:
      return check_array_store("[J");
    case Opcode::fastore:
      return check_array_store("[F");
    case Opcode::dastore:
      return check_array_store("[D");
    case Opcode::aastore:
      return check_array_store("[L");
    case Opcode::bastore:
      return check_array_store("[B");
    case Opcode::castore:
      return check_array_store("[C");
    case Opcode::sastore:
      return check_array_store("[S");
    case Opcode::pop:
    case Opcode::pop2:
    case Opcode::dup:
    case Opcode::dup_x1:
    case Opcode::dup_x2:
    case Opcode::dup2:
    case Opcode::dup2_x1:
    case Opcode::dup2_x2:
    case Opcode::swap:
      return check_stack_instruction();
    case Opcode::if_acmpeq:
    case Opcode::if_acmpne:
      pop(TypeTag::kAnyReference);
      [[fallthrough]];
    case Opcode::ifnull:
    case Opcode::ifnonnull:
      pop(TypeTag::kAnyReference);
      return check_jump(at_.branch_target());
    case Opcode::tableswitch:
    case Opcode::lookupswitch:
      return check_switch();
    case Opcode::jsr:
    case Opcode::jsr_w:
    case Opcode::ret:
      return fail_code(at_.bci(),
                       fmt::format("Bad instruction: {:02x}", static_cast<int>(at_.opcode())));
    case Opcode::ireturn:
    case Opcode::lreturn:
    case Opcode::freturn:
    case Opcode::dreturn:
    case Opcode::areturn:
    case Opcode::return_:
      return check_return();
    case Opcode::getstatic:
    case Opcode::putstatic:
    case Opcode::getfield:
    case Opcode::putfield:
      return check_field_access();
    case Opcode::invokevirtual:
    case Opcode::invokespecial:
    case Opcode::invokestatic:
    case Opcode::invokeinterface:
    case Opcode::invokedynamic:
      return check_invoke();
    case Opcode::new_:
      return check_new();
    case Opcode::newarray:
      return check_newarray();
    case Opcode::anewarray:
      return check_anewarray();
    case Opcode::multianewarray:
      return check_multianewarray();
    case Opcode::arraylength:
      return check_arraylength();
    case Opcode::athrow:
      pop(types_.throwable());
      return;
    case Opcode::checkcast:
    case Opcode::instanceof:
      return check_checkcast();
    case Opcode::monitorenter:
    case Opcode::monitorexit:
      pop(TypeTag::kAnyReference);
      return;
    default:
      return check_simple();
  }
}

// The effect is what the table says; locals and branches besides.
void MethodVerifier::check_simple() {
  const InstructionInfo& info = at_.info();
  if (info.traits & (kLoad | kStore)) return check_local_access();
  for (auto i = info.pops.size(); i > 0; --i) pop_operand(type_of_letter(info.pops[i - 1]));
  for (char letter : info.pushes) push(type_of_letter(letter));
  if (info.has(kBranch)) check_jump(at_.branch_target());
}

void MethodVerifier::check_local_access() {
  const InstructionInfo& info = at_.info();
  std::uint32_t index = at_.local();
  if (at_.opcode() == Opcode::iinc) {
    get_local(index, TypeTag::kInteger);
    set_local(index, TypeTag::kInteger);
  } else if (info.has(kLoad)) {
    if (info.pushes == "A") return push(get_local(index, TypeTag::kAnyReference));
    Type type = type_of_letter(info.pushes[0]);
    get_local_value(index, type);
    push(type);
  } else if (info.pops == "A") {
    set_local(index, pop(TypeTag::kAnyReference));
  } else {
    Type type = type_of_letter(info.pops[0]);
    pop_operand(type);
    set_local_value(index, type);
  }
}

// Pops the array of an element access. A byte array access takes boolean arrays too, one of
// references any of those.
void MethodVerifier::pop_array(std::string_view array) {
  Type type = pop(TypeTag::kAnyReference);
  if (type.is(TypeTag::kNull)) return;
  if (types_.is_array(type)) {
    char element = types_.name(type)[1];
    if (element == array[1] || (array == "[B" && element == 'Z') ||
        (array == "[L" && element == '['))
      return;
  }
  std::optional<TypeOrigin> expected;  // none for byte arrays: boolean ones are as good
  if (array != "[B")
    expected = implicit(array == "[L" ? Type(TypeTag::kAnyReference) : types_.reference(array));
  fail_type(stack_top_origin(), expected, cat("Bad type on operand stack in ", at_.info().name));
}

void MethodVerifier::check_array_load(std::string_view array) {
  pop(TypeTag::kInteger);
  pop_array(array);
  if (array != "[L") return push(type_of_letter(at_.info().pushes[0]));
  Type type = stack_[stack_size_];
  push(type.is(TypeTag::kNull) ? type : types_.component(type));
}

void MethodVerifier::check_array_store(std::string_view array) {
  if (array == "[L") {
    pop(types_.object());
  } else {
    pop_operand(type_of_letter(at_.info().pops[2]));
  }
  pop(TypeTag::kInteger);
  pop_array(array);
}

// Pops what dup2 and its kin treat as a unit of two slots after one slot was popped: `popped` says
// what is below.
VerificationType MethodVerifier::pop_pair_or(std::string_view instruction) {
  Type above = stack_[stack_size_];
  if (above.is_category1()) return pop(TypeTag::kAnyCategory1);
  if (above.is_category2_second()) return pop(TypeTag::kAnyCategory2);
  fail_type(stack_top_origin(), {}, cat("Bad type on operand stack in ", instruction));
}

void MethodVerifier::check_stack_instruction() {
  constexpr Type kOne = TypeTag::kAnyCategory1;
  auto name = at_.info().name;
  // Slots are named from the top of the stack down: a, b, c, d.
  Type a, b, c, d;
  auto push_all = [&](std::initializer_list<Type> slots) {
    for (Type slot : slots) push_slot(slot);
  };
  switch (at_.opcode()) {
    case Opcode::pop:
      pop(kOne);
      return;
    case Opcode::pop2:
      pop_any();
      pop_pair_or(name);
      return;
    case Opcode::dup:
      a = pop(kOne);
      return push_all({a, a});
    case Opcode::dup_x1:
      a = pop(kOne);
      b = pop(kOne);
      return push_all({a, b, a});
    case Opcode::dup_x2:
      a = pop(kOne);
      b = pop_any();
      c = pop_pair_or(name);
      return push_all({a, c, b, a});
    case Opcode::dup2:
      a = pop_any();
      b = pop_pair_or(name);
      return push_all({b, a, b, a});
    case Opcode::dup2_x1:
      a = pop_any();
      b = pop_pair_or(name);
      c = pop(kOne);
      return push_all({b, a, c, b, a});
    case Opcode::dup2_x2:
      a = pop_any();
      b = pop_pair_or(name);
      c = pop_any();
      d = pop_pair_or(name);
      return push_all({b, a, d, c, b, a});
    default:  // swap
      a = pop(kOne);
      b = pop(kOne);
      return push_all({a, b});
  }
}

void MethodVerifier::check_return() {
  if (at_.opcode() == Opcode::return_) {
    if (returns_value_) fail_code(at_.bci(), "Method expects a return value");
    if (method_->name == "<init>" && this_uninitialized_) {
      fail_code(at_.bci(), "Constructor must call super() or this() before return");
    }
    return;
  }
  Type type;
  if (at_.opcode() == Opcode::areturn) {
    type = pop(TypeTag::kAnyReference);
  } else {
    type = type_of_letter(at_.info().pops[0]);
    pop_value(type);
  }
  TypeOrigin expected{Origin::kSignature, 0, return_type_, nullptr};
  if (!returns_value_)
    fail_type(stack_top_origin(), expected, "Method does not expect a return value");
  if (!types_.is_assignable(return_type_, type))
    fail_type(stack_top_origin(), expected, "Bad return type");
}

void MethodVerifier::require_pool_index(std::uint32_t index) {
  if (index == 0 || index >= constants_.size()) {
    ErrorDetails details{Fault::kBadPoolIndex, at_.bci(), only_index(index), {}};
    fail(details, cat("Illegal constant pool index ", index, " in class ", dots(printed_name_)));
  }
}

void MethodVerifier::require_tags(std::uint32_t index, std::uint32_t tags) {
  require_pool_index(index);
  if (tags & tag_bit(constants_.tag(index))) return;
  ErrorDetails details{Fault::kBadPoolIndex, at_.bci(), only_index(index), {}};
  fail(details,
       cat("Illegal type at constant pool entry ", index, " in class ", dots(printed_name_)));
}

VerificationType MethodVerifier::class_type(std::uint32_t index) {
  Type& type = class_types_[index];
  if (type.is(TypeTag::kTop)) type = types_.reference(constants_.class_name(index));
  return type;
}

void MethodVerifier::check_ldc() {
  std::uint32_t index = at_.pool_index();
  bool two_slots = at_.opcode() == Opcode::ldc2_w;
  std::uint32_t tags = tag_bit(ConstantTag::kLong) | tag_bit(ConstantTag::kDouble);
  if (!two_slots) {
    tags = tag_bit(ConstantTag::kInteger) | tag_bit(ConstantTag::kFloat) |
           tag_bit(ConstantTag::kString) | tag_bit(ConstantTag::kClass) |
           tag_bit(ConstantTag::kMethodHandle) | tag_bit(ConstantTag::kMethodType);
  }
  require_tags(index, tags | tag_bit(ConstantTag::kDynamic));
  switch (constants_.tag(index)) {
    case ConstantTag::kInteger:
      return push(TypeTag::kInteger);
    case ConstantTag::kFloat:
      return push(TypeTag::kFloat);
    case ConstantTag::kLong:
      return push(TypeTag::kLong);
    case ConstantTag::kDouble:
      return push(TypeTag::kDouble);
    case ConstantTag::kString:
      return push(types_.reference("java/lang/String"));
    case ConstantTag::kClass:
      return push(types_.reference("java/lang/Class"));
    case ConstantTag::kMethodHandle:
      return push(types_.reference("java/lang/invoke/MethodHandle"));
    case ConstantTag::kMethodType:
      return push(types_.reference("java/lang/invoke/MethodType"));
    default:
      break;
  }
  Type type = types_.of_descriptor(constants_.dynamic_descriptor(index));
  if (type.is_category2() != two_slots) require_tags(index, tags);
  push(type);
}

void MethodVerifier::check_new() {
  std::uint32_t index = at_.pool_index();
  require_class(index);
  Type type = class_type(index);
  if (!types_.is_object(type)) fail_type(from_pool(index, type), {}, "Illegal new instruction");
  push({TypeTag::kUninitialized, at_.bci()});
}

void MethodVerifier::check_newarray() {
  constexpr std::string_view kArrays[] = {"[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J"};
  int code = at_.count();
  if (code < 4 || code > 11) fail_code(at_.bci(), "Illegal newarray instruction");
  pop(TypeTag::kInteger);
  push(types_.reference(kArrays[code - 4]));
}

void MethodVerifier::check_anewarray() {
  std::uint32_t index = at_.pool_index();
  require_class(index);
  pop(TypeTag::kInteger);
  auto name = constants_.class_name(index);
  if (!name.starts_with('[')) return push(types_.made_reference(cat("[L", name, ";")));
  if (name.size() > kMaxDimensions && name[kMaxDimensions - 1] == '[') {
    fail_code(at_.bci(), "Illegal anewarray instruction, array has more than 255 dimensions");
  }
  push(types_.made_reference(cat("[", name)));
}

void MethodVerifier::check_multianewarray() {
  std::uint32_t index = at_.pool_index();
  int dimensions = at_.count();
  require_class(index);
  Type type = class_type(index);
  if (!types_.is_array(type)) {
    fail_type(from_pool(index, type), {},
              "Illegal constant pool index in multianewarray instruction");
  }
  if (dimensions < 1 || array_dimensions(types_.name(type)) < dimensions) {
    fail_code(at_.bci(), cat("Illegal dimension in multianewarray instruction: ", dimensions));
  }
  for (int i = 0; i < dimensions; ++i) pop(TypeTag::kInteger);
  push(type);
}

void MethodVerifier::check_arraylength() {
  Type type = pop(TypeTag::kAnyReference);
  if (!type.is(TypeTag::kNull) && !types_.is_array(type)) {
    fail_type(stack_top_origin(), {}, "Bad type on operand stack in arraylength");
  }
  push(TypeTag::kInteger);
}

void MethodVerifier::check_checkcast() {
  std::uint32_t index = at_.pool_index();
  require_class(index);
  pop(types_.object());
  push(at_.opcode() == Opcode::checkcast ? class_type(index) : Type(TypeTag::kInteger));
}

}  // namespace cjvm
