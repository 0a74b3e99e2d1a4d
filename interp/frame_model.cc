// SPDX-License-Identifier: Apache-2.0
// Values on the symbolic stack. Whatever is emitted here keeps the invariant of SymbolicStack.
#include "interp/frame_model.h"

#include <algorithm>
#include <utility>

#include "jvm/base/check.h"
#include "jvm/frames/frame.h"

namespace cjvm {

namespace {

bool fits32(std::int64_t v) { return v == static_cast<std::int32_t>(v); }

bool has_destination(Op op) { return op_info(op).layout >= Layout::dst_slot; }

}  // namespace

void FrameModel::begin(std::uint32_t max_locals, std::uint32_t max_depth, std::size_t code_length,
                       std::uint32_t scratch) {
  stack_.begin(max_locals + static_cast<std::uint32_t>(Frame::kSlots));
  out_.reset(code_length, scratch);
  max_depth_ = max_depth;
  needs_extra_slot_ = false;
}

void FrameModel::emit_constant(std::uint32_t to, const Entry& entry) {
  if (entry.kind == Entry::kInt) {
    out_.emit_imm(Op::const_int, to, 0, static_cast<std::int32_t>(entry.value));
  } else if (fits32(entry.value)) {
    out_.emit_imm(Op::const_long, to, 0, static_cast<std::int32_t>(entry.value));
  } else {
    out_.emit(Op::const_wide, to);
    out_.extension_of(out_.last_index()).first_word = static_cast<std::uint64_t>(entry.value);
  }
}

void FrameModel::emit_move(std::uint32_t to, std::uint32_t from) {
  if (to == from) return;
  CodeBuilder::Cell* last = out_.last();
  if (last != nullptr && last->op == Op::move) {
    last->op = Op::move2;
    last->content.c = CodeBuilder::slot(to);
    last->content.d = CodeBuilder::slot(from);
    return;
  }
  if (last != nullptr && last->op == Op::move2 && last->content.c == last->content.a + 1 &&
      to == last->content.a + 2u) {
    last->op = Op::move3;
    last->content.c = last->content.d;
    last->content.d = CodeBuilder::slot(from);
    return;
  }
  out_.emit(Op::move, to, from);
}

void FrameModel::emit_value(std::uint32_t to, const Entry& entry) {
  if (entry.is_constant()) {
    emit_constant(to, entry);
  } else {
    emit_move(to, entry.slot);
  }
}

std::uint32_t FrameModel::read(const Entry& entry, std::size_t position) {
  if (!entry.is_constant()) return entry.slot;
  std::uint32_t slot = stack_.slot_of(position);
  emit_constant(slot, entry);
  return slot;
}

std::uint32_t FrameModel::pop_read() {
  std::size_t position;
  Entry entry = stack_.pop(position);
  return read(entry, position);
}

void FrameModel::settle(std::size_t first) {
  for (std::size_t i = first; i < stack_.depth(); ++i) {
    Entry& entry = stack_.at(i);
    if (entry.kind == Entry::kSecond) continue;
    std::uint32_t own = stack_.slot_of(i);
    if (entry.is_slot(own)) continue;
    emit_value(own, entry);
    entry = {Entry::kSlot, entry.wide, own};
  }
}

void FrameModel::spill_local(std::uint32_t n) {
  for (std::size_t i = 0; i < stack_.depth(); ++i) {
    Entry& entry = stack_.at(i);
    if (!entry.is_slot(n)) continue;
    std::uint32_t own = stack_.slot_of(i);
    emit_move(own, n);
    entry = {Entry::kSlot, entry.wide, own};
  }
}

void FrameModel::store_local(std::uint32_t n) {
  std::size_t position;
  Entry entry = stack_.pop(position);
  if (entry.is_slot(n)) return;
  bool referenced = stack_.holds(n);
  CodeBuilder::Cell* last = out_.last();
  if (!referenced && entry.kind == Entry::kSlot && stack_.is_stack_slot(entry.slot) &&
      last != nullptr && has_destination(last->op) && last->op != Op::move &&
      last->content.a == entry.slot) {
    last->content.a = CodeBuilder::slot(n);
    for (Entry& other : stack_.entries()) {
      if (other.is_slot(entry.slot)) other.slot = n;
    }
    return;
  }
  if (referenced) spill_local(n);
  emit_value(n, entry);
}

void FrameModel::shuffle(Opcode opcode) {
  StackShuffle plan = shuffle_of(opcode, stack_.is_wide(0), stack_.is_wide(1), stack_.is_wide(2));
  Entry inputs[4];
  std::size_t position = 0;
  for (int i = plan.inputs; i-- > 0;) inputs[i] = stack_.pop(position);
  struct Move {
    std::uint32_t from, to;
  };
  Move moves[4];
  int count = 0;
  std::uint32_t placed[4] = {};  // by input: where its lowest use lies
  for (int i = 0; i < plan.outputs; ++i) {
    Entry& input = inputs[plan.order[i]];
    if (input.kind != Entry::kSlot || !stack_.is_stack_slot(input.slot)) {
      stack_.push(input);
      continue;
    }
    // Held below the shuffled positions by an entry that stays: any position may refer to it.
    if (input.slot < stack_.slot_of(position)) {
      stack_.push(input);
      continue;
    }
    std::uint32_t to = stack_.slot_of(stack_.depth());
    bool first_use = std::find(plan.order, plan.order + i, plan.order[i]) == plan.order + i;
    if (first_use) {
      if (input.slot != to) moves[count++] = {input.slot, to};
      placed[plan.order[i]] = to;
    }
    stack_.push({Entry::kSlot, input.wide, placed[plan.order[i]]});
  }
  // Parallel moves: one whose target nobody still reads; a cycle is opened through a slot above
  // the stack.
  while (count > 0) {
    int ready = -1;
    for (int i = 0; i < count && ready < 0; ++i) {
      bool read_later = false;
      for (int j = 0; j < count; ++j) read_later |= j != i && moves[j].from == moves[i].to;
      if (!read_later) ready = i;
    }
    if (ready < 0) {
      std::uint32_t scratch = stack_.slot_of(std::max(stack_.depth(), std::size_t{max_depth_}));
      needs_extra_slot_ = true;
      emit_move(scratch, moves[0].from);
      moves[0].from = scratch;
      continue;
    }
    emit_move(moves[ready].to, moves[ready].from);
    moves[ready] = moves[--count];
  }
}

void FrameModel::binary(Op op, bool wide) {
  std::size_t pa, pb;
  Entry b = stack_.pop(pb);
  Entry a = stack_.pop(pa);
  std::uint32_t slot_a = read(a, pa);
  std::uint32_t slot_b = read(b, pb);
  out_.emit3(op, stack_.push_result(wide), slot_a, slot_b);
}

void FrameModel::integer_binary(Op plain, std::optional<Op> immediate, std::optional<Op> reversed,
                                bool commutes, bool wide, bool subtract, bool divides) {
  std::size_t pa, pb;
  Entry b = stack_.pop(pb);
  Entry a = stack_.pop(pa);
  if (commutes && a.is_constant() && !b.is_constant()) {
    std::swap(a, b);
    std::swap(pa, pb);
  }
  std::size_t result_position = std::min(pa, pb);
  if (b.is_constant() && immediate.has_value()) {
    std::int64_t value = subtract ? -b.value : b.value;
    if (subtract && !wide) value = static_cast<std::int32_t>(value);
    bool usable = fits32(value) && !(divides && (value == 0 || value == -1));
    if (usable) {
      std::uint32_t slot_a = read(a, pa);
      check(stack_.depth() == result_position, "results go to the position of the lower operand");
      out_.emit_imm(*immediate, stack_.push_result(wide), slot_a, static_cast<std::int32_t>(value));
      return;
    }
  }
  if (a.is_constant() && reversed.has_value() && fits32(a.value)) {
    std::uint32_t slot_b = read(b, pb);
    out_.emit_imm(*reversed, stack_.push_result(wide), slot_b, static_cast<std::int32_t>(a.value));
    return;
  }
  std::uint32_t slot_a = read(a, pa);
  std::uint32_t slot_b = read(b, pb);
  out_.emit3(plain, stack_.push_result(wide), slot_a, slot_b);
}

void FrameModel::unary(Op op, bool wide) {
  std::uint32_t from = pop_read();
  out_.emit(op, stack_.push_result(wide), from);
}

void FrameModel::increment(std::uint32_t n, std::int32_t by) {
  spill_local(n);
  out_.emit_imm(Op::add_int_imm, n, n, by);
}

}  // namespace cjvm
