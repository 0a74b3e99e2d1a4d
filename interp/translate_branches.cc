// SPDX-License-Identifier: Apache-2.0
// Branches, loops and returns.
#include "interp/translation.h"

namespace cjvm {

namespace {

// Conditions in the order of the bytecodes: eq ne lt ge gt le; the negation is the neighbour.
constexpr int negated(int condition) { return condition ^ 1; }
// a < b is b > a.
constexpr int mirrored(int condition) {
  constexpr int kMirror[] = {0, 1, 4, 5, 2, 3};
  return kMirror[condition];
}
static_assert(negated(2) == 3 && negated(4) == 5);

bool fits16(std::int64_t v) { return v >= -32768 && v <= 32767; }
bool fits32(std::int64_t v) { return v == static_cast<std::int32_t>(v); }

bool is_comparison(Opcode opcode) { return opcode >= Opcode::lcmp && opcode <= Opcode::dcmpg; }

}  // namespace

void Translation::conditional(const CodeCursor& at, bool negate, std::int64_t target) {
  Opcode opcode = at.opcode();
  auto sense = [&](int condition) { return negate ? negated(condition) : condition; };
  if (opcode >= Opcode::ifeq && opcode <= Opcode::ifle) {
    std::size_t position;
    Entry value = stack_.pop(position);
    std::uint32_t slot = frame_.read(value, position);
    frame_.flush();
    out_.emit_branch(offset_by(Op::if_int_eq_imm, sense(distance(Opcode::ifeq, opcode))), slot, 0,
                     target);
  } else if (opcode >= Opcode::if_icmpeq && opcode <= Opcode::if_icmple) {
    compare_and_branch(Op::if_int_eq, Op::if_int_eq_imm, sense(distance(Opcode::if_icmpeq, opcode)),
                       target);
  } else if (opcode == Opcode::if_acmpeq || opcode == Opcode::if_acmpne) {
    std::uint32_t b = frame_.pop_read();
    std::uint32_t a = frame_.pop_read();
    frame_.flush();
    out_.emit_branch((opcode == Opcode::if_acmpeq) != negate ? Op::if_same : Op::if_different, a, b,
                     target);
  } else {
    std::uint32_t a = frame_.pop_read();
    frame_.flush();
    out_.emit_branch((opcode == Opcode::ifnull) != negate ? Op::if_null : Op::if_nonnull, a, 0,
                     target);
  }
}

void Translation::compare_and_branch(Op plain, std::optional<Op> immediate, int condition,
                                     std::int64_t target) {
  std::size_t pa, pb;
  Entry b = stack_.pop(pb);
  Entry a = stack_.pop(pa);
  if (immediate.has_value()) {
    if (a.is_constant() && !b.is_constant()) {
      std::swap(a, b);
      std::swap(pa, pb);
      condition = mirrored(condition);
    }
    if (b.is_constant() && fits16(b.value)) {
      std::uint32_t slot = frame_.read(a, pa);
      frame_.flush();
      out_.emit_branch(offset_by(*immediate, condition), slot,
                       static_cast<std::uint16_t>(static_cast<std::int16_t>(b.value)), target);
      return;
    }
  }
  std::uint32_t slot_a = frame_.read(a, pa);
  std::uint32_t slot_b = frame_.read(b, pb);
  frame_.flush();
  out_.emit_branch(offset_by(plain, condition), slot_a, slot_b, target);
}

bool Translation::fused_comparison(const CodeCursor& at, bool negate,
                                   std::optional<std::int64_t> target) {
  CodeCursor next(code_.bytecode, at.next_bci());
  if (next.done() || blocks_.is_block_start(next.bci()) || next.opcode() < Opcode::ifeq ||
      next.opcode() > Opcode::ifle) {
    return false;
  }
  int condition = distance(Opcode::ifeq, next.opcode());
  if (negate) condition = negated(condition);
  std::int64_t to = target.value_or(next.branch_target());
  switch (at.opcode()) {
    case Opcode::lcmp:
      compare_and_branch(Op::if_long_eq, Op::if_long_eq_imm, condition, to);
      break;
    case Opcode::fcmpl:
      compare_and_branch(Op::if_float_l_eq, std::nullopt, condition, to);
      break;
    case Opcode::fcmpg:
      compare_and_branch(Op::if_float_g_eq, std::nullopt, condition, to);
      break;
    case Opcode::dcmpl:
      compare_and_branch(Op::if_double_l_eq, std::nullopt, condition, to);
      break;
    default:
      compare_and_branch(Op::if_double_g_eq, std::nullopt, condition, to);
      break;
  }
  skip_ = next.bci();
  return true;
}

void Translation::jump(const CodeCursor& at) {
  std::int64_t target = at.branch_target();
  CodeCursor destination(code_.bytecode, static_cast<std::uint32_t>(target));
  if (destination.has(kReturn)) {
    out_.set_bci(destination.bci());
    translate(destination);
    return;
  }
  std::int64_t condition = stack_.empty() ? blocks_.repeatable_condition(at.bci()) : -1;
  if (condition < 0) {
    frame_.flush();
    out_.emit_branch(Op::jump, 0, 0, target);
    return;
  }
  CodeCursor branch(code_.bytecode, static_cast<std::uint32_t>(condition));
  std::int64_t loop = branch.next_bci(), exit = branch.branch_target();
  CodeBuilder::Cell* last = out_.last();
  bool increments =
      last != nullptr && (last->op == Op::add_int_imm || last->op == Op::add_int_imm_x);
  std::uint32_t increment_at =
      increments && last->content.a == last->content.b ? out_.last_index() : CodeBuilder::kNone;
  for (CodeCursor body(code_.bytecode, static_cast<std::uint32_t>(target));
       body.bci() != branch.bci(); body.next()) {
    out_.set_bci(body.bci());
    if (is_comparison(body.opcode()) && body.next_bci() == branch.bci()) {
      if (fused_comparison(body, true, loop)) {
        skip_ = -1;
        out_.emit_branch(Op::jump, 0, 0, exit);
        return;
      }
    }
    translate(body);
  }
  out_.set_bci(branch.bci());
  conditional(branch, true, loop);
  fuse_increment(increment_at);
  out_.emit_branch(Op::jump, 0, 0, exit);
}

void Translation::fuse_increment(std::uint32_t increment_at) {
  CodeBuilder::Cell* branch = out_.last();
  if (increment_at == CodeBuilder::kNone || out_.last_index() != increment_at + 1) return;
  std::uint16_t counter = out_.cell(increment_at).content.a;
  for (int condition = 2; condition <= 5; ++condition) {
    Op plain = offset_by(Op::if_int_eq, condition);
    if (branch->op != plain && branch->op != accumulator_form(plain, 0) &&
        branch->op != accumulator_form(plain, 1)) {
      continue;
    }
    bool counter_first = branch->content.a == counter;
    std::uint16_t bound = counter_first ? branch->content.b : branch->content.a;
    if (bound == counter || (!counter_first && branch->content.b != counter)) return;
    int order = counter_first ? condition : mirrored(condition);
    out_.fuse_branch(increment_at, offset_by(Op::add_if_lt, order - 2), counter, bound,
                     out_.cell(increment_at).content.imm);
    return;
  }
}

void Translation::emit_unlocking() {
  if (method_->is_synchronized()) out_.emit(Op::unlock_method);
  if (records_monitors_) out_.emit(Op::check_monitors);
}

void Translation::return_result() {
  BasicType type = method_->return_type;
  if (type == BasicType::Void) {
    emit_unlocking();
    if (method_->has(kObjectConstructor)) out_.emit(Op::register_finalizer);
    out_.emit(Op::return_void);
    return;
  }
  std::size_t position;
  Entry value = stack_.pop(position);
  if (value.is_constant() && fits32(value.value)) {
    auto imm = static_cast<std::int32_t>(value.value);
    switch (type) {
      case BasicType::Boolean:
        imm &= 1;
        break;
      case BasicType::Byte:
        imm = static_cast<std::int8_t>(imm);
        break;
      case BasicType::Char:
        imm = static_cast<std::uint16_t>(imm);
        break;
      case BasicType::Short:
        imm = static_cast<std::int16_t>(imm);
        break;
      default:
        break;
    }
    emit_unlocking();
    out_.emit_imm(Op::return_imm, 0, 0, imm);
    return;
  }
  std::uint32_t slot = frame_.read(value, position);
  emit_unlocking();
  switch (type) {
    case BasicType::Boolean:
      out_.emit(Op::return_boolean, slot);
      break;
    case BasicType::Byte:
      out_.emit(Op::return_byte, slot);
      break;
    case BasicType::Char:
      out_.emit(Op::return_char, slot);
      break;
    case BasicType::Short:
      out_.emit(Op::return_short, slot);
      break;
    default:
      out_.emit(Op::return_value, slot);
      break;
  }
}

}  // namespace cjvm
