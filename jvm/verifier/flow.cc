// SPDX-License-Identifier: Apache-2.0
// Control flow of a method under verification: instruction boundaries, handler tables, branches
// against the StackMapTable, switches (JVMS 4.9.1, 4.10.1.6, 4.10.1.9).
#include <algorithm>

#include "jvm/base/text.h"
#include "jvm/verifier/method_verifier.h"

namespace cjvm {
namespace {

constexpr std::uint16_t kPaddingMayBeAnything = 51;
constexpr std::int64_t kMaxSwitchKeys = 65535;
constexpr std::int64_t kMaxJump = 65535;

// `java` wants more bytes after the fixed part of a switch, although an empty one needs none.
bool ends_too_early(const CodeCursor& at) {
  auto operands = at.info().operands;
  std::size_t padded = (std::size_t{at.bci()} + 4) & ~std::size_t{3};
  return operands == Operands::lookup && padded + 8 >= at.code().size();
}

// Bytes that are no instructions but that `java` uses inside: it steps over them by these lengths
// at first and refuses them only when the walk comes to one, after other errors. From 0xca on; 0 =
// refused at once.
constexpr std::string_view kReservedLengths = "1333333333333333331444243300231333121";
constexpr std::uint8_t kFirstReserved = 0xca;

std::uint32_t reserved_length(std::uint8_t byte) {
  std::size_t i = byte - std::size_t{kFirstReserved};
  return byte < kFirstReserved || i >= kReservedLengths.size()
             ? 0
             : static_cast<std::uint32_t>(kReservedLengths[i] - '0');
}

}  // namespace

void MethodVerifier::mark_instructions() {
  marks_.assign(code_.size(), CodeMark::kNothing);
  at_ = CodeCursor(code_);
  while (at_.bci() < code_.size()) {
    std::uint8_t byte = code_[at_.bci()];
    std::uint32_t next = at_.next_bci();
    if (at_.is_malformed()) {
      next = at_.bci() + reserved_length(byte);
      if (next == at_.bci() || next > code_.size()) fail_code(at_.bci(), "Bad instruction");
    }
    if (ends_too_early(at_)) fail_code(at_.bci(), "Bad instruction");
    marks_[at_.bci()] =
        byte == static_cast<std::uint8_t>(Opcode::new_) ? CodeMark::kNew : CodeMark::kInstruction;
    at_.seek(next);
  }
}

void MethodVerifier::check_handlers() {
  handlers_begin_ = static_cast<std::uint32_t>(code_.size());
  handlers_end_ = 0;
  const auto& handlers = method_->code.handlers;
  handler_checked_.assign(handlers.size(), 0);
  for (auto row : handlers) {
    if (!is_instruction(row.start_pc))
      fail_format(cat("Illegal exception table start_pc ", row.start_pc));
    if (row.end_pc != code_.size() && !is_instruction(row.end_pc)) {
      fail_format(cat("Illegal exception table end_pc ", row.end_pc));
    }
    if (!is_instruction(row.handler_pc)) {
      fail_format(cat("Illegal exception table handler_pc ", row.handler_pc));
    }
    if (row.catch_type != 0) {
      Type type = class_type(row.catch_type);
      if (!types_.is_assignable(types_.throwable(), type)) {
        fail_type_at(
            row.handler_pc, from_pool(row.catch_type, type), implicit(types_.throwable()),
            cat("Catch type is not a subclass of Throwable in exception handler ", row.handler_pc));
      }
    }
    handlers_begin_ = std::min<std::uint32_t>(handlers_begin_, row.start_pc);
    handlers_end_ = std::max<std::uint32_t>(handlers_end_, row.end_pc);
  }
}

// Ranges must begin and end at instructions.
void MethodVerifier::check_local_variable_table() {
  for (auto row : method_->code.local_variables) {
    if (!is_instruction(row.start_pc))
      fail_format(cat("Illegal local variable table start_pc ", row.start_pc));
    std::uint32_t end = std::uint32_t{row.start_pc} + row.length;
    if (end != code_.size() && !is_instruction(end)) {
      fail_format(cat("Illegal local variable table length ", row.length));
    }
  }
}

void MethodVerifier::decode_stack_map() {
  try {
    map_.decode(method_->code.stack_map_table, current_frame(), {max_locals_, max_stack_}, marks_,
                constants_, types_);
  } catch (const StackMapFault& fault) {
    switch (fault.kind) {
      case StackMapFault::kFormat:
        throw ClassFormat{ClassFormatKind::kClassFormatError,
                          cat("StackMapTable format error: ", fault.message)};
      case StackMapFault::kMethodFormat:
        fail_format(fault.message);
      case StackMapFault::kBadOffset: {
        FrameView frame = map_[map_.size() - 1];
        fail({Fault::kBadStackMap, 0, only_frame(&frame), {}}, fault.message);
      }
    }
  }
  next_map_frame_ = 0;
}

std::optional<ErrorDetails> MethodVerifier::find_mismatch(const FrameView& from,
                                                          const FrameView& target) {
  auto sizes_differ = [&](Fault fault) {
    return ErrorDetails{fault, at_.bci(), only_frame(&from), only_frame(&target)};
  };
  if (from.stack.size() != target.stack.size()) return sizes_differ(Fault::kStackSizeMismatch);
  for (std::uint32_t i = 0; i < target.locals.size(); ++i) {
    Type type = i < from.locals.size() ? from.locals[i] : Type(TypeTag::kTop);
    if (types_.is_assignable(target.locals[i], type)) continue;
    return ErrorDetails{Fault::kWrongType, target.bci,
                        TypeOrigin{Origin::kFrameLocal, i, type, &from},
                        TypeOrigin{Origin::kStackMapLocal, i, target.locals[i], &target}};
  }
  for (std::uint32_t i = 0; i < target.stack.size(); ++i) {
    if (types_.is_assignable(target.stack[i], from.stack[i])) continue;
    return ErrorDetails{Fault::kWrongType, target.bci,
                        TypeOrigin{Origin::kFrameStack, i, from.stack[i], &from},
                        TypeOrigin{Origin::kStackMapStack, i, target.stack[i], &target}};
  }
  if (from.this_uninitialized && !target.this_uninitialized) {
    return ErrorDetails{Fault::kFlagsMismatch, target.bci, only_frame(&from), only_frame(&target)};
  }
  return std::nullopt;
}

// Compares with the map's frame at this instruction, if there is one, and goes on with it.
bool MethodVerifier::take_stack_map_frame(bool no_control_flow) {
  std::uint32_t bci = at_.bci();
  if (next_map_frame_ >= map_.size()) {
    if (no_control_flow) fail_code(bci, "Expecting a stack map frame");
    return false;
  }
  std::uint32_t offset = map_.bci(next_map_frame_);
  if (offset > bci) {
    if (no_control_flow)
      fail({Fault::kMissingStackMap, bci, {}, {}}, "Expecting a stack map frame");
    return false;
  }
  if (offset < bci) fail_format(cat("Bad stack map offset ", offset));
  FrameView frame = map_[next_map_frame_++];
  if (!no_control_flow) {
    FrameView now = current_frame();
    if (auto mismatch = find_mismatch(now, frame)) {
      mismatch->type->frame = &shown_;
      fail(*mismatch, "Instruction type does not match stack map");
    }
  }
  if (locals_size_ > frame.locals.size()) {
    std::fill(locals_.begin() + static_cast<std::ptrdiff_t>(frame.locals.size()),
              locals_.begin() + locals_size_, Type(TypeTag::kTop));
  }
  std::ranges::copy(frame.locals, locals_.begin());
  std::ranges::copy(frame.stack, stack_.begin());
  locals_size_ = static_cast<std::uint32_t>(frame.locals.size());
  stack_size_ = static_cast<std::uint32_t>(frame.stack.size());
  this_uninitialized_ = frame.this_uninitialized;
  ++locals_version_;
  return true;
}

void MethodVerifier::check_jump(std::int64_t target) {
  std::int64_t offset = target - at_.bci();
  if (offset < -kMaxJump || offset > kMaxJump) {
    fail({Fault::kBadStackMap, 0, only_frame(), {}},
         cat("Illegal target of jump or branch (bci ", at_.bci(), " + offset ", offset, ")"));
  }
  int index = target < 0 || target >= static_cast<std::int64_t>(code_.size())
                  ? -1
                  : map_.find(static_cast<std::uint32_t>(target));
  if (index < 0) {
    fail({Fault::kMissingStackMap, at_.bci(), {}, {}},
         cat("Expecting a stackmap frame at branch target ", target));
  }
  FrameView now = current_frame();
  FrameView frame = map_[static_cast<std::size_t>(index)];
  if (auto mismatch = find_mismatch(now, frame)) {
    mismatch->type->frame = &shown_;
    fail(*mismatch, cat("Inconsistent stackmap frames at branch target ", target));
  }
}

// The state before each instruction of a try block must fit the handler's frame.
// `this_uninitialized`: it counts as such although this very instruction has initialized it.
void MethodVerifier::check_handler_targets(bool this_uninitialized) {
  const auto& handlers = method_->code.handlers;
  std::uint32_t bci = at_.bci();
  for (std::uint16_t i = 0; i < handlers.size(); ++i) {
    ExceptionHandler row = handlers[i];
    if (bci < row.start_pc || bci >= row.end_pc) continue;
    if (!this_uninitialized && handler_checked_[i] == locals_version_) continue;
    FrameView frame = current_frame();
    frame.this_uninitialized |= this_uninitialized;
    check_handler_target(row, frame);
    handler_checked_[i] = this_uninitialized ? 0 : locals_version_;
  }
}

void MethodVerifier::check_handler_target(const ExceptionHandler& handler, const FrameView& frame) {
  FrameView thrown = frame;
  Type type = handler.catch_type != 0 ? class_type(handler.catch_type) : types_.throwable();
  if (max_stack_ == 0) {
    ErrorDetails details{Fault::kStackOverflow, at_.bci(), only_frame(&thrown), {}};
    thrown.stack = {};
    fail(details, "Operand stack overflow");
  }
  thrown.stack = std::span(&type, 1);
  int index = map_.find(handler.handler_pc);
  if (index < 0) {
    fail({Fault::kMissingStackMap, at_.bci(), {}, {}},
         cat("Expecting a stackmap frame at branch target ", handler.handler_pc));
  }
  FrameView target = map_[static_cast<std::size_t>(index)];
  if (auto mismatch = find_mismatch(thrown, target)) {
    fail(*mismatch,
         cat("Stack map does not match the one at exception handler ", handler.handler_pc));
  }
}

void MethodVerifier::check_switch() {
  std::uint32_t bci = at_.bci();
  if (file_.major_version() < kPaddingMayBeAnything && !at_.switch_padding_is_zero()) {
    fail_code(bci, "Nonzero padding byte in lookupswitch or tableswitch");
  }
  pop(TypeTag::kInteger);
  std::uint32_t keys = at_.switch_size();
  if (at_.info().operands == Operands::table) {
    if (keys > kMaxSwitchKeys) fail_code(bci, "too many keys in tableswitch");
  } else {
    for (std::uint32_t i = 1; i < keys; ++i) {
      if (at_.switch_key(i - 1) >= at_.switch_key(i))
        fail_code(bci, "Bad lookupswitch instruction");
    }
  }
  check_jump(at_.default_target());
  for (std::uint32_t i = 0; i < keys; ++i) check_jump(at_.switch_target(i));
}

// True if no path from the handler, through branches and further handlers, returns or leaves the
// code: what a try block around the call of another constructor must guarantee.
bool MethodVerifier::all_paths_throw(std::uint32_t handler_pc) const {
  std::vector<bool> seen(code_.size());
  std::vector<std::uint32_t> work{handler_pc};
  auto visit = [&](std::int64_t target) {
    if (target < 0 || target >= static_cast<std::int64_t>(code_.size())) return false;
    work.push_back(static_cast<std::uint32_t>(target));
    return true;
  };
  while (!work.empty()) {
    CodeCursor at(code_, work.back());
    work.pop_back();
    for (; !at.done() && !seen[at.bci()]; at.next()) {
      seen[at.bci()] = true;
      for (auto row : method_->code.handlers) {
        if (row.start_pc <= at.bci() && at.bci() < row.end_pc && !visit(row.handler_pc))
          return false;
      }
      if (at.has(kReturn)) return false;
      if (at.info().operands == Operands::branch2 || at.info().operands == Operands::branch4) {
        if (!visit(at.branch_target())) return false;
      } else if (at.info().operands == Operands::table || at.info().operands == Operands::lookup) {
        if (!visit(at.default_target())) return false;
        for (std::uint32_t i = 0; i < at.switch_size(); ++i) {
          if (!visit(at.switch_target(i))) return false;
        }
      }
      if (at.has(kNoFallThrough)) break;
      if (at.next_bci() >= code_.size()) return false;
    }
  }
  return true;
}

}  // namespace cjvm
