// SPDX-License-Identifier: Apache-2.0
// FrameModel: what the translator does with values. It knows the symbolic operand stack and the
// code made so far, and turns loads, stores, arithmetic and shuffles of the stack into operands and
// instructions. One thread.
#pragma once

#include <cstdint>
#include <optional>

#include "interp/code_builder.h"
#include "interp/symbolic_stack.h"

namespace cjvm {

class FrameModel {
 public:
  // Begins a method whose operand stack lies behind `max_locals` locals and the frame, and gets
  // `max_depth` deep. `scratch`: see CodeBuilder::reset.
  void begin(std::uint32_t max_locals, std::uint32_t max_depth, std::size_t code_length,
             std::uint32_t scratch);

  SymbolicStack& stack() { return stack_; }
  CodeBuilder& out() { return out_; }
  // True if the frame needs one slot more than the class file's max_stack.
  bool needs_extra_slot() const { return needs_extra_slot_; }
  void require_extra_slot() { needs_extra_slot_ = true; }

  void emit_constant(std::uint32_t to, const Entry& entry);
  // Neighbouring moves share an instruction.
  void emit_move(std::uint32_t to, std::uint32_t from);
  void emit_value(std::uint32_t to, const Entry& entry);
  // The slot in which a popped value can be read; constants are put into the slot of their
  // position.
  std::uint32_t read(const Entry& entry, std::size_t position);
  std::uint32_t pop_read();
  // Brings the entries from `first` up to their own slots.
  void settle(std::size_t first);
  void flush() { settle(0); }
  // Before local `n` changes: entries that stand for its present value get a copy.
  void spill_local(std::uint32_t n);
  void store_local(std::uint32_t n);
  void load_local(std::uint32_t n, bool wide) { stack_.push({Entry::kSlot, wide, n}); }
  void push_int(std::int32_t v) { stack_.push({Entry::kInt, false, 0, v}); }
  void push_long(std::int64_t v, bool wide) { stack_.push({Entry::kLong, wide, 0, v}); }
  // dup and its siblings: values that lie in stack slots move to the lowest position where they are
  // wanted.
  void shuffle(Opcode opcode);
  // Three-operand instruction on the two topmost values.
  void binary(Op op, bool wide);
  // The same with an immediate form when the second operand is a constant that `fits`.
  void integer_binary(Op plain, std::optional<Op> immediate, std::optional<Op> reversed,
                      bool commutes, bool wide, bool subtract = false, bool divides = false);
  void unary(Op op, bool wide);
  void increment(std::uint32_t n, std::int32_t by);

 private:
  SymbolicStack stack_;
  CodeBuilder out_;
  std::uint32_t max_depth_ = 0;
  bool needs_extra_slot_ = false;
};

}  // namespace cjvm
