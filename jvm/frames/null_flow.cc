// SPDX-License-Identifier: Apache-2.0
// The transfer function: most instructions follow from the instruction table; stack shuffling,
// members and calls are here.
#include "jvm/frames/null_flow.h"

#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/descriptor.h"

namespace cjvm {
namespace {

std::size_t slots_of_letters(std::string_view letters) {
  std::size_t slots = 0;
  for (char letter : letters) slots += letter == 'J' || letter == 'D' ? 2 : 1;
  return slots;
}

std::size_t slots_of_type(std::string_view descriptor) {
  return static_cast<std::size_t>(slots_of(descriptor[0]));
}

// Copies the top `count` slots to below the `skip` slots under them: dup is (1, 0), dup_x1 (1, 1),
// dup2_x2 (2, 2) ...
void duplicate(SourceStack& stack, std::size_t count, std::size_t skip) {
  std::vector<std::int32_t> top;
  for (std::size_t i = count + skip; i-- > 0;) top.push_back(stack.source(i));
  stack.pop(count + skip);
  for (std::size_t i = skip; i < top.size(); ++i) stack.push(top[i]);
  for (std::int32_t source : top) stack.push(source);
}

void swap_top(SourceStack& stack) {
  std::int32_t first = stack.source(0);
  std::int32_t second = stack.source(1);
  stack.pop(2);
  stack.push(first);
  stack.push(second);
}

void apply_member(SourceStack& stack, const ConstantPool& constants, const CodeCursor& at) {
  auto bci = static_cast<std::int32_t>(at.bci());
  Opcode op = at.opcode();
  std::uint16_t index = at.pool_index();
  bool dynamic = op == Opcode::invokedynamic;
  std::string_view descriptor =
      dynamic ? constants.dynamic_descriptor(index) : constants.member_descriptor(index);
  switch (op) {
    case Opcode::getstatic:
      stack.push(bci, slots_of_type(descriptor));
      return;
    case Opcode::putstatic:
      stack.pop(slots_of_type(descriptor));
      return;
    case Opcode::getfield:
      stack.pop(1);
      stack.push(bci, slots_of_type(descriptor));
      return;
    case Opcode::putfield:
      stack.pop(1 + slots_of_type(descriptor));
      return;
    default:
      stack.pop(method_shape(descriptor).parameter_slots +
                (dynamic || op == Opcode::invokestatic ? 0 : 1));
      stack.push(bci, slots_of_type(return_descriptor(descriptor)));
      return;
  }
}

}  // namespace

void apply_to_sources(SourceStack& stack, const ConstantPool& constants, const CodeCursor& at) {
  auto bci = static_cast<std::int32_t>(at.bci());
  const InstructionInfo& info = at.info();
  // `java` does not count iinc as a change.
  if (at.has(kStore) && at.opcode() != Opcode::iinc) {
    stack.set_written(at.local());
    std::size_t slots = slots_of_letters(info.pops);
    if (slots == 2) stack.set_written(static_cast<std::uint16_t>(at.local() + 1));
  }
  switch (at.opcode()) {
    case Opcode::pop:
      stack.pop(1);
      return;
    case Opcode::pop2:
      stack.pop(2);
      return;
    case Opcode::dup:
      duplicate(stack, 1, 0);
      return;
    case Opcode::dup_x1:
      duplicate(stack, 1, 1);
      return;
    case Opcode::dup_x2:
      duplicate(stack, 1, 2);
      return;
    case Opcode::dup2:
      duplicate(stack, 2, 0);
      return;
    case Opcode::dup2_x1:
      duplicate(stack, 2, 1);
      return;
    case Opcode::dup2_x2:
      duplicate(stack, 2, 2);
      return;
    case Opcode::swap:
      swap_top(stack);
      return;
    case Opcode::checkcast:
      return;  // the value is the same
    case Opcode::ldc2_w:
      stack.push(bci, 2);
      return;
    case Opcode::ldc:
    case Opcode::ldc_w:
    case Opcode::new_:
    case Opcode::jsr:
    case Opcode::jsr_w:
      stack.push(bci);
      return;
    case Opcode::newarray:
    case Opcode::anewarray:
      stack.pop(1);
      stack.push(bci);
      return;
    case Opcode::multianewarray:
      stack.pop(at.count());
      stack.push(bci);
      return;
    case Opcode::getstatic:
    case Opcode::putstatic:
    case Opcode::getfield:
    case Opcode::putfield:
    case Opcode::invokevirtual:
    case Opcode::invokespecial:
    case Opcode::invokestatic:
    case Opcode::invokeinterface:
    case Opcode::invokedynamic:
      apply_member(stack, constants, at);
      return;
    default:
      stack.pop(slots_of_letters(info.pops));
      stack.push(bci, slots_of_letters(info.pushes));
  }
}

SourceFlow::SourceFlow(const ConstantPool& constants, const CodeInfo& code, std::uint32_t target)
    : code_(code.bytecode), stacks_(code.bytecode.size()) {
  if (stacks_.empty()) return;
  stacks_[0].emplace();
  for (ExceptionHandler handler : code.handlers) {
    if (handler.handler_pc >= stacks_.size() || stacks_[handler.handler_pc].has_value()) continue;
    stacks_[handler.handler_pc].emplace();
    stacks_[handler.handler_pc]->push(handler.handler_pc);
  }
  do {
    complete_ = true;
    progress_ = false;
    for (CodeCursor at(code_); !at.done(); at.next()) {
      step(constants, at.bci());
      if (at.next_bci() == target && before(target) != nullptr) return;
    }
  } while (!complete_ && progress_);
}

void SourceFlow::step(const ConstantPool& constants, std::uint32_t bci) {
  if (!stacks_[bci].has_value()) {
    complete_ = false;
    return;
  }
  SourceStack stack = *stacks_[bci];
  CodeCursor at(code_, bci);
  apply_to_sources(stack, constants, at);
  if (!at.has(kNoFallThrough)) flow_to(at.next_bci(), stack);
  switch (at.info().operands) {
    case Operands::branch2:
    case Operands::branch4:
      flow_to(at.branch_target(), stack);
      return;
    case Operands::table:
    case Operands::lookup:
      for (std::uint32_t i = 0; i < at.switch_size(); ++i) flow_to(at.switch_target(i), stack);
      flow_to(at.default_target(), stack);
      return;
    default:
      return;
  }
}

void SourceFlow::flow_to(std::int64_t bci, const SourceStack& stack) {
  if (bci < 0 || bci >= static_cast<std::int64_t>(stacks_.size())) return;
  auto& known = stacks_[static_cast<std::size_t>(bci)];
  if (known.has_value()) {
    known->merge(stack);
  } else {
    known = stack;
    progress_ = true;
  }
}

}  // namespace cjvm
