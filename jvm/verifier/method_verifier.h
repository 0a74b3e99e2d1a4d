// SPDX-License-Identifier: Apache-2.0
// Verifies the methods of one class, one after the other, by a linear walk over the code: the frame
// is carried from instruction to instruction and replaced by that of the StackMapTable where there
// is one. Internal to jvm/verifier; one thread. Invariant: the frame's slots above stack_size and
// locals_size are never read as types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/bytecode/code_cursor.h"
#include "jvm/verifier/stack_map.h"
#include "jvm/verifier/type_state.h"
#include "jvm/verifier/verify_error.h"

namespace cjvm {

class MethodVerifier {
 public:
  MethodVerifier(const ClassFile& file, ClassHierarchy& hierarchy, std::string_view printed_name);

  // Throws ClassFormat if the method is not valid. Requires code.
  void verify(const MethodInfo& method);

 private:
  using Type = VerificationType;

  // ---- frame.cc: the current frame
  void enter_method();
  FrameView current_frame() const;
  void push(Type type);  // one slot, or both of a long or double
  void push_slot(Type type);
  void push_slots(Type type);  // as push(), slot by slot: shows in the details of an overflow
  Type pop(Type expected);     // one slot
  Type pop_any();
  void pop_value(Type type);    // both slots of a long or double
  void pop_operand(Type type);  // as pop_value(); lack of slots is noticed before a wrong type
  Type get_local(std::uint32_t index, Type expected);
  void get_local_value(std::uint32_t index, Type type);
  void set_local(std::uint32_t index, Type type);
  void set_local_value(std::uint32_t index, Type type);
  void forget_pair_at(std::uint32_t index);
  void initialize_object(Type old_type, Type new_type);
  void clear_unused_locals(std::uint32_t from, std::uint32_t to);
  TypeOrigin stack_top_origin() const;  // the value just popped

  // ---- flow.cc: static constraints and control flow
  void mark_instructions();
  void check_handlers();
  void check_local_variable_table();
  void decode_stack_map();
  void check_handler_targets(bool this_uninitialized);
  void check_handler_target(const ExceptionHandler& handler, const FrameView& frame);
  bool take_stack_map_frame(bool no_control_flow);
  // Why the frame does not fit `target`, nothing if it does.
  std::optional<ErrorDetails> find_mismatch(const FrameView& from, const FrameView& target);
  void check_jump(std::int64_t target);
  void check_switch();
  bool all_paths_throw(std::uint32_t handler_pc) const;
  bool is_instruction(std::uint32_t bci) const {
    return bci < marks_.size() && marks_[bci] != CodeMark::kNothing;
  }

  // ---- method_verifier.cc: instructions
  void walk();
  void check_instruction();
  void check_simple();
  void check_local_access();
  void check_array_load(std::string_view array);
  void check_array_store(std::string_view array);
  void check_stack_instruction();
  void check_return();
  void pop_array(std::string_view array);
  Type pop_pair_or(std::string_view instruction);
  void check_ldc();
  void check_new();
  void check_newarray();
  void check_anewarray();
  void check_multianewarray();
  void check_arraylength();
  void check_checkcast();

  // ---- member_access.cc: fields and invocations
  void check_field_access();
  void check_protected_field(Type class_type, Type object, std::uint16_t index);
  void check_invoke();
  void check_invoke_operands(Opcode op, int slots);
  void check_invoke_name(std::uint16_t index, Type class_type);
  void check_receiver(std::uint16_t index, Type class_type);
  void check_init_call(std::uint16_t index, Type class_type);
  void check_super_init_call(Type class_type);
  void check_new_init_call(Type object, std::uint16_t index, Type class_type);
  bool in_try_block() const { return at_.bci() >= handlers_begin_ && at_.bci() < handlers_end_; }

  // ---- constants
  void require_pool_index(std::uint32_t index);
  void require_tags(std::uint32_t index, std::uint32_t tags);
  void require_class(std::uint32_t index) { require_tags(index, tag_bit(ConstantTag::kClass)); }
  static constexpr std::uint32_t tag_bit(ConstantTag t) { return 1u << static_cast<int>(t); }
  Type class_type(std::uint32_t index);

  // ---- failures
  [[noreturn]] void fail(const ErrorDetails& details, std::string_view message);
  [[noreturn]] void fail_code(std::uint32_t bci, std::string_view message);
  [[noreturn]] void fail_type(std::optional<TypeOrigin> type, std::optional<TypeOrigin> expected,
                              std::string_view message);
  [[noreturn]] void fail_type_at(std::uint32_t bci, std::optional<TypeOrigin> type,
                                 std::optional<TypeOrigin> expected, std::string_view message);
  // ClassFormatError that names the method.
  [[noreturn]] void fail_format(std::string_view message);
  static TypeOrigin implicit(Type type) { return {Origin::kImplicit, 0, type, nullptr}; }
  static TypeOrigin from_pool(std::uint32_t index, Type type) {
    return {Origin::kPool, index, type, nullptr};
  }

  const ClassFile& file_;
  const ConstantPool& constants_;
  ClassHierarchy& hierarchy_;
  std::string_view printed_name_;
  TypeTable types_;
  std::vector<Type> class_types_;  // by pool index, kTop = not asked yet

  // The method being verified.
  const MethodInfo* method_ = nullptr;
  Bytes code_;
  CodeCursor at_{Bytes{}};
  std::vector<CodeMark> marks_;
  StackMap map_;
  std::size_t next_map_frame_ = 0;
  std::uint32_t handlers_begin_ = 0, handlers_end_ = 0;
  Type return_type_;
  bool returns_value_ = false;

  // The current frame. stack_mark_ is the depth before the instruction: what error details show.
  std::uint32_t max_locals_ = 0, max_stack_ = 0;
  std::vector<Type> locals_, stack_;
  std::uint32_t locals_size_ = 0, stack_size_ = 0, stack_mark_ = 0;
  bool this_uninitialized_ = false;
  bool this_just_initialized_ = false;  // by this instruction
  // Counts changes of the locals, so that a handler is compared once per state.
  std::uint64_t locals_version_ = 0;
  std::vector<std::uint64_t> handler_checked_;
  mutable FrameView shown_;  // the frame error details point to
};

}  // namespace cjvm
