// SPDX-License-Identifier: Apache-2.0
// The cells of a method while it is being translated: symbolic opcodes, branch targets as bytecode
// indices. One thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "interp/prepared_code.h"
#include "interp/translator.h"

namespace cjvm {

class CodeBuilder {
 public:
  struct Cell {
    Op op;  // kCount: extension cell
    std::uint16_t bci;
    Instruction content;  // without the handler
  };
  static constexpr std::uint32_t kNone = ~0u;
  static constexpr std::uint32_t kScratchSlots = 4;

  // Begins a method; memory of the last one is used again. `scratch`: the first of kScratchSlots
  // slots for a method that has slots beyond what operands can name; else kNone.
  void reset(std::size_t code_length, std::uint32_t scratch = kNone) {
    scratch_ = scratch;
    cells_.clear();
    // Hardly any code gives more cells than it has bytes, and what is not used is not touched.
    if (cells_.capacity() < code_length)
      cells_.reserve(std::max(code_length, 2 * cells_.capacity()));
    index_of_bci_.assign(code_length, kNone);
    fixups_.clear();
    last_ = kNone;
  }

  void set_bci(std::uint32_t bci) { bci_ = static_cast<std::uint16_t>(bci); }
  // From here on instructions belong to the block at `bci`.
  void start_block(std::uint32_t bci) {
    index_of_bci_[bci] = size();
    last_ = kNone;
  }
  // Forgets what the last instruction was, so that nothing is folded into it.
  void forget_last() { last_ = kNone; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(cells_.size()); }
  std::uint32_t index_of(std::uint32_t bci) const { return index_of_bci_[bci]; }

  // Adds an instruction with its extension cells, zeroed. Operands that the instruction before has
  // left in the accumulator are taken from there.
  Instruction& emit(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
    if (scratch_ != kNone) return emit_far(op, a, b, 0);
    switch (op_info(op).layout) {
      case Layout::dst_slot:
      case Layout::dst_slot_imm:
      case Layout::dst_slot_extension:
        return add(choose_form(op, b), a, b);
      case Layout::slot:
      case Layout::slot_branch:
      case Layout::slot_imm_branch:
        return add(choose_form(op, a), a, b);
      case Layout::slots2_branch:
        return add(choose_form(op, a, b), a, b);
      case Layout::slots2_imm:
        return add(choose_form(op, kNone, b), a, b);
      default:
        return add(op, a, b);
    }
  }
  void emit3(Op op, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    if (scratch_ != kNone) {
      emit_far(op, a, b, c);
      return;
    }
    Op form =
        op_info(op).layout == Layout::slots3 ? choose_form(op, kNone, b, c) : choose_form(op, b, c);
    add(form, a, b).c = slot(c);
  }
  void emit_imm(Op op, std::uint32_t a, std::uint32_t b, std::int32_t imm) {
    emit(op, a, b).imm = imm;
  }
  void emit_branch(Op op, std::uint32_t a, std::uint32_t b, std::int64_t target_bci) {
    emit(op, a, b);
    fixups_.push_back({last_, static_cast<std::uint32_t>(target_bci)});
  }
  // The head cell of the last instruction of this block; null if there is none to fold into.
  Cell* last() { return last_ == kNone || scratch_ != kNone ? nullptr : &cells_[last_]; }
  Instruction& extension_of(std::uint32_t index) { return cells_[index + 1].content; }
  std::uint32_t last_index() const { return last_; }
  Cell& cell(std::uint32_t index) { return cells_[index]; }
  // Replaces the instruction at `head` and the branch that follows it as the last one by one branch
  // of two cells.
  void fuse_branch(std::uint32_t head, Op op, std::uint16_t a, std::uint16_t b, std::int32_t by) {
    fixups_.back().cell = head;
    cells_[head].op = op;
    cells_[head].content.a = a;
    cells_[head].content.b = b;
    cells_[head + 1] = {Op::kCount, cells_[head].bci, {}};
    cells_[head + 1].content.imm = by;
    last_ = head;
  }

  static std::uint16_t slot(std::uint32_t index) {
    if (index > 0xffff) throw CannotTranslate("a frame with more than 65535 slots");
    return static_cast<std::uint16_t>(index);
  }

  // Branch targets become displacements and opcodes handlers.
  PreparedCode* finish(Method* method, const HandlerTable& table);

 private:
  Op choose_form(Op op, std::uint32_t x, std::uint32_t y = kNone, std::uint32_t z = kNone) const {
    if (last_ == kNone) return op;
    const Cell& before = cells_[last_];
    if (before.op == Op::kCount || accumulators_of(before.op).result != accumulators_of(op).operand)
      return op;
    const std::uint32_t sources[] = {x, y, z};
    for (unsigned i = 0; i < 3; ++i) {
      if (sources[i] != before.content.a) continue;
      Op form = accumulator_form(op, i);
      if (form != Op::kCount) return form;
    }
    return op;
  }
  // In a method with far slots: their values go through the scratch slots, calls are made with a
  // shifted frame pointer.
  Instruction& emit_far(Op op, std::uint32_t a, std::uint32_t b, std::uint32_t c);
  Instruction& add(Op op, std::uint32_t a, std::uint32_t b) {
    last_ = size();
    Cell cell{op, bci_, {}};
    cell.content.a = slot(a);
    cell.content.b = slot(b);
    cells_.push_back(cell);
    for (int i = 1; i < op_info(op).cells; ++i) cells_.push_back({Op::kCount, bci_, {}});
    return cells_[last_].content;
  }

  struct Fixup {
    std::uint32_t cell, target_bci;
  };
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> index_of_bci_;
  std::vector<Fixup> fixups_;
  std::uint32_t last_ = kNone;
  std::uint32_t scratch_ = kNone;
  std::uint16_t bci_ = 0;
};

}  // namespace cjvm
