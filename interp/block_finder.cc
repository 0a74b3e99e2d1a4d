// SPDX-License-Identifier: Apache-2.0
// A depth-first walk over the bytecode with stack shapes in place of types. Verified code has the
// same shape on all ways to an instruction, so the first visit decides.
#include "interp/block_finder.h"

#include <algorithm>

#include "jvm/base/check.h"
#include "jvm/classfile/descriptor.h"

namespace cjvm {

namespace {

void push(StackShape& shape, char type) {
  if (type == 'J' || type == 'D') {
    shape += "2-";
  } else if (type != 'V') {
    shape += '1';
  }
}

void pop_value(StackShape& shape) {
  check(!shape.empty(), "bytecode does not pop from an empty stack");
  if (shape.back() == '-') shape.pop_back();
  shape.pop_back();
}

}  // namespace

StackShuffle shuffle_of(Opcode opcode, bool first, bool second, bool third) {
  switch (opcode) {
    case Opcode::pop:
      return {1, 0, {}};
    case Opcode::pop2:
      return first ? StackShuffle{1, 0, {}} : StackShuffle{2, 0, {}};
    case Opcode::dup:
      return {1, 2, {0, 0}};
    case Opcode::dup_x1:
      return {2, 3, {1, 0, 1}};
    case Opcode::dup_x2:
      if (second) return {2, 3, {1, 0, 1}};
      return {3, 4, {2, 0, 1, 2}};
    case Opcode::dup2:
      if (first) return {1, 2, {0, 0}};
      return {2, 4, {0, 1, 0, 1}};
    case Opcode::dup2_x1:
      if (first) return {2, 3, {1, 0, 1}};
      return {3, 5, {1, 2, 0, 1, 2}};
    case Opcode::dup2_x2:
      if (first) {
        if (second) return {2, 3, {1, 0, 1}};
        return {3, 4, {2, 0, 1, 2}};
      }
      if (third) return {3, 5, {1, 2, 0, 1, 2}};
      return {4, 6, {2, 3, 0, 1, 2, 3}};
    case Opcode::swap:
      return {2, 2, {1, 0}};
    default:
      fatal("not an instruction that shuffles the stack");
  }
}

void apply_to_shape(const CodeCursor& at, const ConstantPool& pool, StackShape& shape) {
  const InstructionInfo& info = at.info();
  if (!info.pops.starts_with('*') && !info.pushes.starts_with('*')) {
    for (std::size_t i = 0; i < info.pops.size(); ++i) pop_value(shape);
    for (char type : info.pushes) push(shape, type);
    return;
  }
  switch (at.opcode()) {
    case Opcode::ldc:
    case Opcode::ldc_w:
    case Opcode::ldc2_w: {
      ConstantTag tag = pool.tag(at.pool_index());
      bool wide = tag == ConstantTag::kLong || tag == ConstantTag::kDouble;
      if (tag == ConstantTag::kDynamic) {
        push(shape, pool.dynamic_descriptor(at.pool_index())[0]);
      } else {
        push(shape, wide ? 'J' : 'I');
      }
      break;
    }
    case Opcode::pop:
    case Opcode::pop2:
    case Opcode::dup:
    case Opcode::dup_x1:
    case Opcode::dup_x2:
    case Opcode::dup2:
    case Opcode::dup2_x1:
    case Opcode::dup2_x2:
    case Opcode::swap: {
      // Widths of the topmost values, top first.
      std::size_t below = shape.size();
      auto next_is_wide = [&] {
        if (below == 0) return false;
        bool is_wide = shape[below - 1] == '-';
        below -= is_wide ? 2 : 1;
        return is_wide;
      };
      bool first = next_is_wide(), second = next_is_wide(), third = next_is_wide();
      StackShuffle shuffle = shuffle_of(at.opcode(), first, second, third);
      bool wide[4] = {};
      for (int i = shuffle.inputs; i-- > 0;) {
        wide[i] = shape.back() == '-';
        pop_value(shape);
      }
      for (int i = 0; i < shuffle.outputs; ++i) push(shape, wide[shuffle.order[i]] ? 'J' : 'I');
      break;
    }
    case Opcode::getstatic:
      push(shape, pool.member_descriptor(at.pool_index())[0]);
      break;
    case Opcode::putstatic:
      pop_value(shape);
      break;
    case Opcode::getfield:
      pop_value(shape);
      push(shape, pool.member_descriptor(at.pool_index())[0]);
      break;
    case Opcode::putfield:
      pop_value(shape);
      pop_value(shape);
      break;
    case Opcode::invokevirtual:
    case Opcode::invokespecial:
    case Opcode::invokestatic:
    case Opcode::invokeinterface:
    case Opcode::invokedynamic: {
      bool dynamic = at.opcode() == Opcode::invokedynamic;
      MethodShape method = method_shape(dynamic ? pool.dynamic_descriptor(at.pool_index())
                                                : pool.member_descriptor(at.pool_index()));
      std::size_t slots =
          method.parameter_slots + (dynamic || at.opcode() == Opcode::invokestatic ? 0 : 1);
      check(slots <= shape.size(), "the arguments of a call are on the stack");
      shape.resize(shape.size() - slots);
      push(shape, method.return_type);
      break;
    }
    case Opcode::new_:
      push(shape, 'A');
      break;
    case Opcode::newarray:
    case Opcode::anewarray:
    case Opcode::checkcast:
      break;
    case Opcode::multianewarray:
      shape.resize(shape.size() - at.count());
      push(shape, 'A');
      break;
    case Opcode::jsr:
    case Opcode::jsr_w:
      push(shape, 'A');
      break;
    default:
      fatal("an instruction without a rule for the stack");
  }
}

void BlockFinder::find(const CodeInfo& code, const ConstantPool& pool) {
  code_ = &code;
  pool_ = &pool;
  marks_.assign(code.bytecode.size(), 0);
  shape_index_.resize(code.bytecode.size());
  shapes_.clear();
  work_.clear();
  max_depth_ = 0;
  uses_monitors_ = false;
  jumps_back_ = false;
  reach(0, {});
  for (;;) {
    while (!work_.empty()) {
      std::uint32_t bci = work_.back();
      work_.pop_back();
      if ((marks_[bci] & kVisited) == 0) run(bci);
    }
    // Handlers of ranges in which something is reachable.
    for (ExceptionHandler handler : code_->handlers) {
      if ((marks_[handler.handler_pc] & kStart) != 0) continue;
      for (std::uint32_t bci = handler.start_pc; bci < handler.end_pc; ++bci) {
        if (is_reachable(bci)) {
          reach(handler.handler_pc, "1");
          break;
        }
      }
    }
    if (work_.empty()) break;
  }
  if (jumps_back_) mark_loop_exits();
}

void BlockFinder::reach(std::int64_t bci, const StackShape& shape) {
  auto at = static_cast<std::size_t>(bci);
  check(at < marks_.size(), "branches stay inside the code");
  if ((marks_[at] & kStart) != 0) return;
  marks_[at] |= kStart;
  shape_index_[at] = static_cast<std::uint32_t>(shapes_.size());
  shapes_.push_back(shape);
  max_depth_ = std::max(max_depth_, shape.size());
  work_.push_back(static_cast<std::uint32_t>(bci));
}

void BlockFinder::run(std::uint32_t bci) {
  StackShape shape = shapes_[shape_index_[bci]];
  for (CodeCursor at(code_->bytecode, bci); !at.done(); at.next()) {
    if (is_reachable(at.bci())) return;
    marks_[at.bci()] |= kVisited;
    if (at.has(kLocks)) uses_monitors_ = true;
    if (at.opcode() == Opcode::jsr || at.opcode() == Opcode::jsr_w) {
      // A subroutine leaves the stack as it was below its return address.
      reach(at.next_bci(), shape);
    }
    apply_to_shape(at, *pool_, shape);
    max_depth_ = std::max(max_depth_, shape.size());
    switch (at.info().operands) {
      case Operands::branch2:
      case Operands::branch4:
        if (at.branch_target() < at.bci()) jumps_back_ = true;
        reach(at.branch_target(), shape);
        break;
      case Operands::table:
      case Operands::lookup:
        reach(at.default_target(), shape);
        for (std::uint32_t i = 0; i < at.switch_size(); ++i) reach(at.switch_target(i), shape);
        break;
      default:
        break;
    }
    if (at.has(kNoFallThrough)) return;
  }
}

std::int64_t BlockFinder::repeatable_condition(std::uint32_t bci) const {
  constexpr int kMaxInstructions = 8;
  CodeCursor jump(code_->bytecode, bci);
  std::int64_t target = jump.branch_target();
  if (target >= bci || !shape_at(static_cast<std::uint32_t>(target)).empty()) return -1;
  int count = 0;
  for (CodeCursor at(code_->bytecode, static_cast<std::uint32_t>(target)); !at.done(); at.next()) {
    if (++count > kMaxInstructions || at.bci() >= bci) return -1;
    if (count > 1 && is_block_start(at.bci())) return -1;
    // An invokedynamic instruction is one call site (JVMS 6.5): it is not doubled.
    if (at.has(kNoFallThrough) || at.opcode() == Opcode::invokedynamic) return -1;
    if (at.has(kBranch))
      return at.opcode() == Opcode::jsr || at.opcode() == Opcode::jsr_w ? -1 : at.bci();
  }
  return -1;
}

// The instruction behind a repeatable condition becomes the target of a branch.
void BlockFinder::mark_loop_exits() {
  for (CodeCursor at(code_->bytecode); !at.done(); at.next()) {
    if (!is_reachable(at.bci())) continue;
    if (at.opcode() != Opcode::goto_ && at.opcode() != Opcode::goto_w) continue;
    std::int64_t condition = repeatable_condition(at.bci());
    if (condition < 0) continue;
    CodeCursor branch(code_->bytecode, static_cast<std::uint32_t>(condition));
    std::uint32_t next = branch.next_bci();
    if (is_block_start(next)) continue;
    // Nothing was on the stack at the head; whatever the condition leaves there has the same shape
    // on both ways.
    std::int64_t taken = branch.branch_target();
    marks_[next] |= kStart;
    shape_index_[next] = shape_index_[static_cast<std::size_t>(taken)];
  }
}

}  // namespace cjvm
