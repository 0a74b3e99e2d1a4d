// SPDX-License-Identifier: Apache-2.0
// From symbolic cells to prepared code.
#include "interp/code_builder.h"

#include "jvm/base/check.h"

namespace cjvm {

namespace {

constexpr std::uint32_t kLastNear = 0xffff;

struct Operation {
  bool writes_a;      // else a is read, if it is a slot at all
  int slots;          // how many of a, b, c are slots
  bool takes_window;  // b is the first of several slots, a the same or unused
};

Operation operation_of(Layout layout) {
  switch (layout) {
    case Layout::call:
    case Layout::dst_slot_imm_extension:
      return {true, 2, true};
    case Layout::dst_slots2:
      return {true, 3, false};
    case Layout::dst_slot:
    case Layout::dst_slot_imm:
    case Layout::dst_slot_extension:
      return {true, 2, false};
    case Layout::dst_imm:
    case Layout::dst_extension:
    case Layout::dst_imm_extension:
      return {true, 1, false};
    case Layout::dst_branch:
      throw CannotTranslate("a subroutine in a frame of more than 65535 slots");
    case Layout::slots3:
      return {false, 3, false};
    case Layout::slots2_branch:
    case Layout::slots2_imm:
      return {false, 2, false};
    case Layout::slot:
    case Layout::slot_branch:
    case Layout::slot_imm_branch:  // b is the other operand of the comparison
    case Layout::slot_extension:
    case Layout::slot_imm_extension:
      return {false, 1, false};
    default:
      return {false, 0, false};
  }
}

}  // namespace

Instruction& CodeBuilder::emit_far(Op op, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  Operation what = operation_of(op_info(op).layout);
  if (what.takes_window) {
    add(Op::shift_frame, 0, 0).imm = static_cast<std::int32_t>(b);
    add(op, 0, 0);
    std::uint32_t call = last_;
    add(Op::shift_frame, 0, 0).imm = -static_cast<std::int32_t>(b);
    last_ = call;
    return cells_[call].content;
  }
  std::uint32_t operands[] = {a, b, c};
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(what.slots); ++i) {
    if (operands[i] <= kLastNear) continue;
    if (i != 0 || !what.writes_a)
      add(Op::load_far, scratch_ + i, 0).imm = static_cast<std::int32_t>(operands[i]);
    operands[i] = scratch_ + i;
  }
  add(op, operands[0], operands[1]).c = what.slots == 3 ? slot(operands[2]) : std::uint16_t{0};
  std::uint32_t main = last_;
  if (what.writes_a && operands[0] != a)
    add(Op::store_far, scratch_, 0).imm = static_cast<std::int32_t>(a);
  last_ = main;
  return cells_[main].content;
}

PreparedCode* CodeBuilder::finish(Method* method, const HandlerTable& table) {
  auto* code = new PreparedCode(method, size());
  for (const Fixup& fixup : fixups_) {
    if (fixup.cell == kNone) continue;
    std::uint32_t target = index_of_bci_[fixup.target_bci];
    check(target != kNone, "branches lead to translated blocks");
    cells_[fixup.cell].content.imm =
        (static_cast<std::int32_t>(target) - static_cast<std::int32_t>(fixup.cell)) *
        static_cast<std::int32_t>(sizeof(Instruction));
  }
  for (std::uint32_t i = 0; i < size(); ++i) {
    Instruction& cell = code->begin()[i];
    cell = cells_[i].content;
    if (cells_[i].op != Op::kCount) cell.handler = table[cells_[i].op];
    code->bcis()[i] = cells_[i].bci;
  }
  return code;
}

}  // namespace cjvm
