// SPDX-License-Identifier: Apache-2.0
// Second pass of the translation. Bytecodes are executed on a SymbolicStack: loads and constants become operands of their
// users, stores the destination of their producers, comparisons part of branches. At the ends of basic blocks all entries are
// brought to their own slots, so that every way into a block finds the same layout.
#include "interp/translator.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <unordered_map>

#include "interp/block_finder.h"
#include "interp/code_builder.h"
#include "interp/symbolic_stack.h"
#include "jvm/base/check.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/frame.h"
#include "jvm/memory/collector.h"
#include "jvm/object/class.h"

namespace cjvm {

namespace {

// Slots that every frame leaves free above itself: an entry frame and a few arguments of calls from C++.
constexpr std::uint32_t kFrameRoom = 16;

constexpr Op offset_by(Op first, int n) { return static_cast<Op>(static_cast<int>(first) + n); }
constexpr int distance(Opcode from, Opcode to) { return static_cast<int>(to) - static_cast<int>(from); }

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

// A class file may ask for far more locals and stack than its code uses, and more than operands can number.
void fit_frame(Method* method, std::size_t max_depth) {
  constexpr std::uint32_t kPlenty = 0x4000;
  if (method->max_locals < kPlenty && method->max_stack < kPlenty) return;
  const CodeInfo& code = method->info->code;
  std::uint32_t used = method->argument_slots;
  for (CodeCursor at(code.bytecode); !at.done(); at.next()) {
    const InstructionInfo& info = at.info();
    if (info.operands < Operands::local || info.operands > Operands::local_s1) continue;
    auto is_wide = [](std::string_view types) { return types == "J" || types == "D"; };
    used = std::max(used, at.local() + (is_wide(info.pops) || is_wide(info.pushes) ? 2u : 1u));
  }
  method->max_locals = used + (method->is_synchronized() ? 1 : 0);
  method->max_stack = static_cast<std::uint16_t>(std::min<std::size_t>(method->max_stack, max_depth));
}

// New numbers for the locals of a method whose own do not leave room for the operand stack: each local that the code names gets
// the next free one, arguments keep theirs. Empty if the numbers are small enough.
std::unordered_map<std::uint32_t, std::uint32_t> renumber_locals(Method* method, std::size_t max_depth) {
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;
  if (method->max_locals + Frame::kSlots + max_depth < 0xffff) return numbers;
  std::uint32_t next = method->argument_slots;
  for (CodeCursor at(method->info->code.bytecode); !at.done(); at.next()) {
    Operands operands = at.info().operands;
    if (operands < Operands::local || operands > Operands::local_s1) continue;
    if (at.local() < method->argument_slots) {
      numbers[at.local()] = at.local();
    } else if (numbers.try_emplace(at.local(), next).second) {
      ++next;
    }
  }
  method->max_locals = next + (method->is_synchronized() ? 1 : 0);
  return numbers;
}

// What a translation needs and the next one can use again: most methods are small, and making these would cost more than
// filling them. Translations are serialized.
struct Workspace {
  BlockFinder blocks;
  SymbolicStack stack;
  CodeBuilder out;
};

class Translator {
 public:
  Translator(Method* method, const HandlerTable& table, Workspace& workspace)
      : method_(method),
        table_(table),
        code_(method->info->code),
        pool_(method->holder->file->constants()),
        blocks_(workspace.blocks),
        stack_(workspace.stack),
        out_(workspace.out) {
    blocks_.find(code_, pool_);
    fit_frame(method, blocks_.max_depth());
    local_numbers_ = renumber_locals(method, blocks_.max_depth());
    stack_.begin(method->max_locals + static_cast<std::uint32_t>(Frame::kSlots));
    out_.reset(code_.bytecode.size());
  }

  PreparedCode* run() {
    emit_entry();
    bool falls_through = true;
    for (CodeCursor at(code_.bytecode); !at.done(); at.next()) {
      std::uint32_t bci = at.bci();
      if (!blocks_.is_reachable(bci)) {
        falls_through = false;
        continue;
      }
      if (blocks_.is_block_start(bci)) {
        if (falls_through && bci != 0) flush();
        stack_.reset(blocks_.shape_at(bci));
        out_.start_block(bci);
      }
      if (skip_ == static_cast<std::int64_t>(bci)) {  // fused into the instruction before
        falls_through = true;
        continue;
      }
      out_.set_bci(bci);
      translate(at);
      falls_through = !at.has(kNoFallThrough);
    }
    if (extra_stack_ != 0) {
      method_->max_stack = static_cast<std::uint16_t>(std::min(0xffff, method_->max_stack + 1));
    }
    patch_entry();
    PreparedCode* code = out_.finish(method_, table_);
    add_handlers(*code);
    add_switches(*code);
    return code;
  }

 private:
  // ---- entry and tables

  void emit_entry() {
    if (method_->has(kEmptyBody) && !method_->is_synchronized() && !method_->has(kObjectConstructor)) {
      // Called frame by frame only by those who do not look: the body is never reached.
      out_.emit(Op::enter_empty);
    }
    entry_ = out_.size();
    out_.emit(method_->is_synchronized() ? Op::enter_synchronized : Op::enter, method_->max_locals);
  }
  void patch_entry() {
    if (entry_ != 0) out_.cell(0 + 1).content.first_word = reinterpret_cast<std::uint64_t>(method_);
    out_.cell(entry_).content.imm = static_cast<std::int32_t>(
        method_->max_locals + Frame::kSlots + method_->max_stack + 1u + kFrameRoom);
    out_.cell(entry_ + 1).content.first_word = reinterpret_cast<std::uint64_t>(method_);
  }

  void add_handlers(PreparedCode& code) {
    for (ExceptionHandler handler : code_.handlers) {
      if (!blocks_.is_reachable(handler.handler_pc)) continue;
      code.handlers().push_back({handler.start_pc, handler.end_pc, handler.catch_type,
                                 out_.index_of(handler.handler_pc)});
    }
  }

  struct Switch {
    std::uint32_t cell;
    std::uint32_t bci;
  };
  void add_switches(PreparedCode& code) {
    for (const Switch& s : switches_) {
      CodeCursor at(code_.bytecode, s.bci);
      auto displacement = [&](std::int64_t bci) {
        return static_cast<std::int32_t>(
            (static_cast<std::int64_t>(out_.index_of(static_cast<std::uint32_t>(bci))) - s.cell) *
            static_cast<std::int64_t>(sizeof(Instruction)));
      };
      Instruction* cell = code.begin() + s.cell;
      std::uint32_t count = at.switch_size();
      if (at.opcode() == Opcode::tableswitch || is_dense(at)) {
        std::int32_t low = at.opcode() == Opcode::tableswitch ? at.table_low() : at.switch_key(0);
        std::uint32_t span = at.opcode() == Opcode::tableswitch
                                 ? count
                                 : static_cast<std::uint32_t>(std::int64_t{at.switch_key(count - 1)} - low + 1);
        auto* table = static_cast<TableSwitch*>(
            code.allocate_table(sizeof(TableSwitch) + span * sizeof(std::int32_t)));
        table->low = low;
        table->count = span;
        table->default_displacement = displacement(at.default_target());
        std::fill_n(table->displacements, span, table->default_displacement);
        for (std::uint32_t i = 0; i < count; ++i) {
          auto key = static_cast<std::uint32_t>(std::int64_t{at.switch_key(i)} - low);
          table->displacements[key] = displacement(at.switch_target(i));
        }
        cell->handler = table_[Op::table_switch];
        cell[1].first_word = reinterpret_cast<std::uint64_t>(table);
      } else {
        auto* table = static_cast<LookupSwitch*>(
            code.allocate_table(sizeof(LookupSwitch) + 2 * count * sizeof(std::int32_t)));
        table->count = count;
        table->default_displacement = displacement(at.default_target());
        for (std::uint32_t i = 0; i < count; ++i) {
          table->table[i] = at.switch_key(i);
          table->table[count + i] = displacement(at.switch_target(i));
        }
        cell[1].first_word = reinterpret_cast<std::uint64_t>(table);
      }
    }
  }
  static bool is_dense(const CodeCursor& at) {
    std::uint32_t count = at.switch_size();
    return count != 0 &&
           std::int64_t{at.switch_key(count - 1)} - at.switch_key(0) < 4 * std::int64_t{count} + 8;
  }

  // ---- moving values

  void emit_constant(std::uint32_t to, const Entry& entry) {
    if (entry.kind == Entry::kInt) {
      out_.emit_imm(Op::const_int, to, 0, static_cast<std::int32_t>(entry.value));
    } else if (fits32(entry.value)) {
      out_.emit_imm(Op::const_long, to, 0, static_cast<std::int32_t>(entry.value));
    } else {
      out_.emit(Op::const_wide, to);
      out_.extension_of(out_.last_index()).first_word = static_cast<std::uint64_t>(entry.value);
    }
  }

  // Neighbouring moves share an instruction.
  void emit_move(std::uint32_t to, std::uint32_t from) {
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

  void emit_value(std::uint32_t to, const Entry& entry) {
    if (entry.is_constant()) {
      emit_constant(to, entry);
    } else {
      emit_move(to, entry.slot);
    }
  }

  // The slot in which a popped value can be read; constants are put into the slot of their position.
  std::uint32_t read(const Entry& entry, std::size_t position) {
    if (!entry.is_constant()) return entry.slot;
    std::uint32_t slot = stack_.slot_of(position);
    emit_constant(slot, entry);
    return slot;
  }
  std::uint32_t pop_read() {
    std::size_t position;
    Entry entry = stack_.pop(position);
    return read(entry, position);
  }

  // Brings the entries from `first` up to their own slots.
  void settle(std::size_t first) {
    for (std::size_t i = first; i < stack_.depth(); ++i) {
      Entry& entry = stack_.at(i);
      if (entry.kind == Entry::kSecond) continue;
      std::uint32_t own = stack_.slot_of(i);
      if (entry.is_slot(own)) continue;
      emit_value(own, entry);
      entry = {Entry::kSlot, entry.wide, own};
    }
  }
  void flush() { settle(0); }

  // Before local `n` changes: entries that stand for its present value get a copy.
  void spill_local(std::uint32_t n) {
    for (std::size_t i = 0; i < stack_.depth(); ++i) {
      Entry& entry = stack_.at(i);
      if (!entry.is_slot(n)) continue;
      std::uint32_t own = stack_.slot_of(i);
      emit_move(own, n);
      entry = {Entry::kSlot, entry.wide, own};
    }
  }

  static bool has_destination(Op op) { return op_info(op).layout >= Layout::dst_slot; }

  void store_local(std::uint32_t n) {
    std::size_t position;
    Entry entry = stack_.pop(position);
    if (entry.is_slot(n)) return;
    bool referenced = stack_.holds(n);
    CodeBuilder::Cell* last = out_.last();
    if (!referenced && entry.kind == Entry::kSlot && stack_.is_stack_slot(entry.slot) && last != nullptr &&
        has_destination(last->op) && last->op != Op::move && last->content.a == entry.slot) {
      last->content.a = CodeBuilder::slot(n);
      for (Entry& other : stack_.entries()) {
        if (other.is_slot(entry.slot)) other.slot = n;
      }
      return;
    }
    if (referenced) spill_local(n);
    emit_value(n, entry);
  }

  void load_local(std::uint32_t n, bool wide) { stack_.push({Entry::kSlot, wide, n}); }
  void push_int(std::int32_t v) { stack_.push({Entry::kInt, false, 0, v}); }
  void push_long(std::int64_t v, bool wide) { stack_.push({Entry::kLong, wide, 0, v}); }

  // dup and its siblings: values that lie in stack slots move to the lowest position where they are wanted.
  void shuffle(Opcode opcode) {
    StackShuffle plan = shuffle_of(opcode, stack_.is_wide(0), stack_.is_wide(1), stack_.is_wide(2));
    Entry inputs[4];
    std::size_t position = 0;
    for (int i = plan.inputs; i-- > 0;) inputs[i] = stack_.pop(position);
    struct Move {
      std::uint32_t from, to;
    };
    Move moves[4];
    int count = 0;
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
        placed_[plan.order[i]] = to;
      }
      stack_.push({Entry::kSlot, input.wide, placed_[plan.order[i]]});
    }
    // Parallel moves: one whose target nobody still reads; a cycle is opened through a slot above the stack.
    while (count > 0) {
      int ready = -1;
      for (int i = 0; i < count && ready < 0; ++i) {
        bool read_later = false;
        for (int j = 0; j < count; ++j) read_later |= j != i && moves[j].from == moves[i].to;
        if (!read_later) ready = i;
      }
      if (ready < 0) {
        std::uint32_t scratch = stack_.slot_of(std::max(stack_.depth(), blocks_.max_depth()));
        extra_stack_ = 1;
        emit_move(scratch, moves[0].from);
        moves[0].from = scratch;
        continue;
      }
      emit_move(moves[ready].to, moves[ready].from);
      moves[ready] = moves[--count];
    }
  }

  // ---- arithmetic

  // Three-operand instruction on the two topmost values.
  void binary(Op op, bool wide) {
    std::size_t pa, pb;
    Entry b = stack_.pop(pb);
    Entry a = stack_.pop(pa);
    std::uint32_t slot_a = read(a, pa);
    std::uint32_t slot_b = read(b, pb);
    out_.emit3(op, stack_.push_result(wide), slot_a, slot_b);
  }
  // The same with an immediate form when the second operand is a constant that `fits`.
  void integer_binary(Op plain, std::optional<Op> immediate, std::optional<Op> reversed, bool commutes,
                      bool wide, bool subtract = false, bool divides = false) {
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
  void unary(Op op, bool wide) {
    std::uint32_t from = pop_read();
    out_.emit(op, stack_.push_result(wide), from);
  }

  void increment(std::uint32_t n, std::int32_t by) {
    spill_local(n);
    out_.emit_imm(Op::add_int_imm, n, n, by);
  }

  // ---- branches

  // The conditional branch `at` on the topmost values, to `target` if `negate` is unset, else to `target` on the contrary.
  void conditional(const CodeCursor& at, bool negate, std::int64_t target) {
    Opcode opcode = at.opcode();
    auto sense = [&](int condition) { return negate ? negated(condition) : condition; };
    if (opcode >= Opcode::ifeq && opcode <= Opcode::ifle) {
      std::size_t position;
      Entry value = stack_.pop(position);
      std::uint32_t slot = read(value, position);
      flush();
      out_.emit_branch(offset_by(Op::if_int_eq_imm, sense(distance(Opcode::ifeq, opcode))), slot, 0, target);
    } else if (opcode >= Opcode::if_icmpeq && opcode <= Opcode::if_icmple) {
      compare_and_branch(Op::if_int_eq, Op::if_int_eq_imm, sense(distance(Opcode::if_icmpeq, opcode)), target);
    } else if (opcode == Opcode::if_acmpeq || opcode == Opcode::if_acmpne) {
      std::uint32_t b = pop_read();
      std::uint32_t a = pop_read();
      flush();
      out_.emit_branch((opcode == Opcode::if_acmpeq) != negate ? Op::if_same : Op::if_different, a, b, target);
    } else {
      std::uint32_t a = pop_read();
      flush();
      out_.emit_branch((opcode == Opcode::ifnull) != negate ? Op::if_null : Op::if_nonnull, a, 0, target);
    }
  }
  void compare_and_branch(Op plain, std::optional<Op> immediate, int condition, std::int64_t target) {
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
        std::uint32_t slot = read(a, pa);
        flush();
        out_.emit_branch(offset_by(*immediate, condition), slot,
                         static_cast<std::uint16_t>(static_cast<std::int16_t>(b.value)), target);
        return;
      }
    }
    std::uint32_t slot_a = read(a, pa);
    std::uint32_t slot_b = read(b, pb);
    flush();
    out_.emit_branch(offset_by(plain, condition), slot_a, slot_b, target);
  }

  // lcmp, fcmpX, dcmpX directly followed by a test of the result. `negate` and `target` as in conditional().
  bool fused_comparison(const CodeCursor& at, bool negate, std::optional<std::int64_t> target) {
    CodeCursor next(code_.bytecode, at.next_bci());
    if (next.done() || blocks_.is_block_start(next.bci()) || next.opcode() < Opcode::ifeq ||
        next.opcode() > Opcode::ifle) {
      return false;
    }
    int condition = distance(Opcode::ifeq, next.opcode());
    if (negate) condition = negated(condition);
    std::int64_t to = target.value_or(next.branch_target());
    switch (at.opcode()) {
      case Opcode::lcmp: compare_and_branch(Op::if_long_eq, Op::if_long_eq_imm, condition, to); break;
      case Opcode::fcmpl: compare_and_branch(Op::if_float_l_eq, std::nullopt, condition, to); break;
      case Opcode::fcmpg: compare_and_branch(Op::if_float_g_eq, std::nullopt, condition, to); break;
      case Opcode::dcmpl: compare_and_branch(Op::if_double_l_eq, std::nullopt, condition, to); break;
      default: compare_and_branch(Op::if_double_g_eq, std::nullopt, condition, to); break;
    }
    skip_ = next.bci();
    return true;
  }
  static bool is_comparison(Opcode opcode) { return opcode >= Opcode::lcmp && opcode <= Opcode::dcmpg; }

  // goto to a loop head that only tests a condition: the test is repeated here, which saves the jump.
  void jump(const CodeCursor& at) {
    std::int64_t target = at.branch_target();
    CodeCursor destination(code_.bytecode, static_cast<std::uint32_t>(target));
    if (destination.has(kReturn)) {
      out_.set_bci(destination.bci());
      translate(destination);
      return;
    }
    std::int64_t condition = stack_.empty() ? blocks_.repeatable_condition(at.bci()) : -1;
    if (condition < 0) {
      flush();
      out_.emit_branch(Op::jump, 0, 0, target);
      return;
    }
    CodeCursor branch(code_.bytecode, static_cast<std::uint32_t>(condition));
    std::int64_t loop = branch.next_bci(), exit = branch.branch_target();
    CodeBuilder::Cell* last = out_.last();
    bool increments = last != nullptr && (last->op == Op::add_int_imm || last->op == Op::add_int_imm_x);
    std::uint32_t increment_at = increments && last->content.a == last->content.b
                                     ? out_.last_index()
                                     : CodeBuilder::kNone;
    for (CodeCursor body(code_.bytecode, static_cast<std::uint32_t>(target)); body.bci() != branch.bci(); body.next()) {
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

  // `i += c; if (i < n) goto` in one instruction, where `<` may be any order.
  void fuse_increment(std::uint32_t increment_at) {
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

  void return_result() {
    BasicType type = method_->return_type;
    if (type == BasicType::Void) {
      if (method_->is_synchronized()) out_.emit(Op::unlock_method);
      if (method_->has(kObjectConstructor)) out_.emit(Op::register_finalizer);
      out_.emit(Op::return_void);
      return;
    }
    std::size_t position;
    Entry value = stack_.pop(position);
    if (value.is_constant() && fits32(value.value)) {
      auto imm = static_cast<std::int32_t>(value.value);
      switch (type) {
        case BasicType::Boolean: imm &= 1; break;
        case BasicType::Byte: imm = static_cast<std::int8_t>(imm); break;
        case BasicType::Char: imm = static_cast<std::uint16_t>(imm); break;
        case BasicType::Short: imm = static_cast<std::int16_t>(imm); break;
        default: break;
      }
      if (method_->is_synchronized()) out_.emit(Op::unlock_method);
      out_.emit_imm(Op::return_imm, 0, 0, imm);
      return;
    }
    std::uint32_t slot = read(value, position);
    if (method_->is_synchronized()) out_.emit(Op::unlock_method);
    switch (type) {
      case BasicType::Boolean: out_.emit(Op::return_boolean, slot); break;
      case BasicType::Byte: out_.emit(Op::return_byte, slot); break;
      case BasicType::Char: out_.emit(Op::return_char, slot); break;
      case BasicType::Short: out_.emit(Op::return_short, slot); break;
      default: out_.emit(Op::return_value, slot); break;
    }
  }

  // ---- calls, fields, constants

  void invoke(const CodeCursor& at) {
    bool dynamic = at.opcode() == Opcode::invokedynamic;
    std::string_view descriptor =
        dynamic ? pool_.dynamic_descriptor(at.pool_index()) : pool_.member_descriptor(at.pool_index());
    MethodShape shape = method_shape(descriptor);
    std::size_t slots = shape.parameter_slots + (dynamic || at.opcode() == Opcode::invokestatic ? 0 : 1);
    std::size_t first = stack_.depth() - slots;
    settle(first);
    stack_.entries().resize(first);
    Op op;
    switch (at.opcode()) {
      case Opcode::invokevirtual: op = Op::invoke_virtual; break;
      case Opcode::invokespecial: op = Op::invoke_special; break;
      case Opcode::invokestatic: op = Op::invoke_static; break;
      case Opcode::invokeinterface: op = Op::invoke_interface; break;
      default: op = Op::invoke_dynamic; break;
    }
    std::uint32_t base = stack_.slot_of(first);
    std::uint32_t to = base;
    if (shape.return_type != 'V') to = stack_.push_result(shape.return_type == 'J' || shape.return_type == 'D');
    out_.emit(op, to, base);
    if (dynamic) {
      auto* site = Collector::make_metadata<std::atomic<void*>>(nullptr);
      out_.extension_of(out_.last_index()).word = reinterpret_cast<std::uint64_t>(site);
    }
    // Room for an appendix behind the arguments.
    if (dynamic || (at.opcode() == Opcode::invokevirtual && is_polymorphic_class(at.pool_index()))) extra_stack_ = 1;
    if (shape.return_type == 'V') out_.forget_last();
  }
  bool is_polymorphic_class(std::uint16_t index) const {
    std::string_view name = pool_.member_class(index);
    return name == "java/lang/invoke/MethodHandle" || name == "java/lang/invoke/VarHandle";
  }

  static bool is_wide(std::string_view descriptor) { return descriptor[0] == 'J' || descriptor[0] == 'D'; }

  void constant(std::uint16_t index) {
    switch (pool_.tag(index)) {
      case ConstantTag::kInteger: push_int(pool_.integer(index)); break;
      case ConstantTag::kFloat: push_int(std::bit_cast<std::int32_t>(pool_.float_value(index))); break;
      case ConstantTag::kLong: push_long(pool_.long_value(index), true); break;
      case ConstantTag::kDouble: push_long(std::bit_cast<std::int64_t>(pool_.double_value(index)), true); break;
      case ConstantTag::kDynamic:
        out_.emit(Op::load_constant, stack_.push_result(is_wide(pool_.dynamic_descriptor(index))));
        break;
      default: out_.emit(Op::load_constant, stack_.push_result(false)); break;
    }
  }

  std::uint32_t local_of(const CodeCursor& at) const {
    return local_numbers_.empty() ? at.local() : local_numbers_.at(at.local());
  }

  void translate(const CodeCursor& at);
  void load_element(Op op, bool wide) { binary(op, wide); }
  void store_element(Op op) {
    std::size_t pv, pi, pa;
    Entry value = stack_.pop(pv);
    Entry index = stack_.pop(pi);
    Entry array = stack_.pop(pa);
    std::uint32_t a = read(array, pa);
    std::uint32_t i = read(index, pi);
    std::uint32_t v = read(value, pv);
    out_.emit3(op, a, i, v);
  }

  Method* method_;
  const HandlerTable& table_;
  const CodeInfo& code_;
  const ConstantPool& pool_;
  BlockFinder& blocks_;
  SymbolicStack& stack_;
  CodeBuilder& out_;
  std::unordered_map<std::uint32_t, std::uint32_t> local_numbers_;
  std::uint32_t entry_ = 0;
  std::uint32_t placed_[4] = {};
  int extra_stack_ = 0;  // slots that the frame needs beyond the class file's max_stack
  std::int64_t skip_ = -1;  // bci of an instruction that is part of the one before
  std::vector<Switch> switches_;
};

void Translator::translate(const CodeCursor& at) {
  using enum Opcode;
  Opcode opcode = at.opcode();
  switch (opcode) {
    case nop: break;
    case aconst_null: push_long(0, false); break;
    case iconst_m1: case iconst_0: case iconst_1: case iconst_2: case iconst_3: case iconst_4: case iconst_5:
      push_int(distance(iconst_0, opcode));
      break;
    case lconst_0: case lconst_1: push_long(distance(lconst_0, opcode), true); break;
    case fconst_0: case fconst_1: case fconst_2:
      push_int(std::bit_cast<std::int32_t>(static_cast<float>(distance(fconst_0, opcode))));
      break;
    case dconst_0: case dconst_1:
      push_long(std::bit_cast<std::int64_t>(static_cast<double>(distance(dconst_0, opcode))), true);
      break;
    case bipush: case sipush: push_int(at.immediate()); break;
    case ldc: case ldc_w: case ldc2_w: constant(at.pool_index()); break;

    case iload: case fload: case aload:
    case iload_0: case iload_1: case iload_2: case iload_3:
    case fload_0: case fload_1: case fload_2: case fload_3:
    case aload_0: case aload_1: case aload_2: case aload_3:
      load_local(local_of(at), false);
      break;
    case lload: case dload:
    case lload_0: case lload_1: case lload_2: case lload_3:
    case dload_0: case dload_1: case dload_2: case dload_3:
      load_local(local_of(at), true);
      break;
    case istore: case lstore: case fstore: case dstore: case astore:
    case istore_0: case istore_1: case istore_2: case istore_3:
    case lstore_0: case lstore_1: case lstore_2: case lstore_3:
    case fstore_0: case fstore_1: case fstore_2: case fstore_3:
    case dstore_0: case dstore_1: case dstore_2: case dstore_3:
    case astore_0: case astore_1: case astore_2: case astore_3:
      store_local(local_of(at));
      break;

    case iaload: case faload: load_element(Op::load_int, false); break;
    case laload: case daload: load_element(Op::load_long, true); break;
    case aaload: load_element(Op::load_ref, false); break;
    case baload: load_element(Op::load_byte, false); break;
    case caload: load_element(Op::load_char, false); break;
    case saload: load_element(Op::load_short, false); break;
    case iastore: case fastore: store_element(Op::store_int); break;
    case lastore: case dastore: store_element(Op::store_long); break;
    case aastore: store_element(Op::store_ref); break;
    case bastore: store_element(Op::store_byte); break;
    case castore: case sastore: store_element(Op::store_short); break;

    case pop: case pop2: case dup: case dup_x1: case dup_x2: case dup2: case dup2_x1: case dup2_x2: case swap:
      shuffle(opcode);
      break;

    case iadd: integer_binary(Op::add_int, Op::add_int_imm, std::nullopt, true, false); break;
    case ladd: integer_binary(Op::add_long, Op::add_long_imm, std::nullopt, true, true); break;
    case fadd: binary(Op::add_float, false); break;
    case dadd: binary(Op::add_double, true); break;
    case isub: integer_binary(Op::sub_int, Op::add_int_imm, Op::imm_sub_int, false, false, true); break;
    case lsub: integer_binary(Op::sub_long, Op::add_long_imm, Op::imm_sub_long, false, true, true); break;
    case fsub: binary(Op::sub_float, false); break;
    case dsub: binary(Op::sub_double, true); break;
    case imul: integer_binary(Op::mul_int, Op::mul_int_imm, std::nullopt, true, false); break;
    case lmul: integer_binary(Op::mul_long, Op::mul_long_imm, std::nullopt, true, true); break;
    case fmul: binary(Op::mul_float, false); break;
    case dmul: binary(Op::mul_double, true); break;
    case idiv: integer_binary(Op::div_int, Op::div_int_imm, std::nullopt, false, false, false, true); break;
    case ldiv: integer_binary(Op::div_long, Op::div_long_imm, std::nullopt, false, true, false, true); break;
    case fdiv: binary(Op::div_float, false); break;
    case ddiv: binary(Op::div_double, true); break;
    case irem: integer_binary(Op::rem_int, Op::rem_int_imm, std::nullopt, false, false, false, true); break;
    case lrem: integer_binary(Op::rem_long, Op::rem_long_imm, std::nullopt, false, true, false, true); break;
    case frem: binary(Op::rem_float, false); break;
    case drem: binary(Op::rem_double, true); break;
    case ineg: unary(Op::neg_int, false); break;
    case lneg: unary(Op::neg_long, true); break;
    case fneg: unary(Op::neg_float, false); break;
    case dneg: unary(Op::neg_double, true); break;
    case ishl: integer_binary(Op::shl_int, Op::shl_int_imm, Op::imm_shl_int, false, false); break;
    case lshl: integer_binary(Op::shl_long, Op::shl_long_imm, Op::imm_shl_long, false, true); break;
    case ishr: integer_binary(Op::shr_int, Op::shr_int_imm, std::nullopt, false, false); break;
    case lshr: integer_binary(Op::shr_long, Op::shr_long_imm, std::nullopt, false, true); break;
    case iushr: integer_binary(Op::ushr_int, Op::ushr_int_imm, std::nullopt, false, false); break;
    case lushr: integer_binary(Op::ushr_long, Op::ushr_long_imm, std::nullopt, false, true); break;
    case iand: integer_binary(Op::and_int, Op::and_int_imm, std::nullopt, true, false); break;
    case land: integer_binary(Op::and_long, Op::and_long_imm, std::nullopt, true, true); break;
    case ior: integer_binary(Op::or_int, Op::or_int_imm, std::nullopt, true, false); break;
    case lor: integer_binary(Op::or_long, Op::or_long_imm, std::nullopt, true, true); break;
    case ixor: integer_binary(Op::xor_int, Op::xor_int_imm, std::nullopt, true, false); break;
    case lxor: integer_binary(Op::xor_long, Op::xor_long_imm, std::nullopt, true, true); break;
    case iinc: increment(local_of(at), at.immediate()); break;

    case i2l: unary(Op::int_to_long, true); break;
    case i2f: unary(Op::int_to_float, false); break;
    case i2d: unary(Op::int_to_double, true); break;
    case l2i: unary(Op::long_to_int, false); break;
    case l2f: unary(Op::long_to_float, false); break;
    case l2d: unary(Op::long_to_double, true); break;
    case f2i: unary(Op::float_to_int, false); break;
    case f2l: unary(Op::float_to_long, true); break;
    case f2d: unary(Op::float_to_double, true); break;
    case d2i: unary(Op::double_to_int, false); break;
    case d2l: unary(Op::double_to_long, true); break;
    case d2f: unary(Op::double_to_float, false); break;
    case i2b: unary(Op::int_to_byte, false); break;
    case i2c: unary(Op::int_to_char, false); break;
    case i2s: unary(Op::int_to_short, false); break;

    case lcmp: case fcmpl: case fcmpg: case dcmpl: case dcmpg:
      if (!fused_comparison(at, false, std::nullopt)) {
        binary(offset_by(Op::compare_long, distance(lcmp, opcode)), false);
      }
      break;
    case ifeq: case ifne: case iflt: case ifge: case ifgt: case ifle:
    case if_icmpeq: case if_icmpne: case if_icmplt: case if_icmpge: case if_icmpgt: case if_icmple:
    case if_acmpeq: case if_acmpne: case ifnull: case ifnonnull:
      conditional(at, false, at.branch_target());
      break;
    case goto_: case goto_w: jump(at); break;
    case jsr: case jsr_w: {
      flush();
      std::uint32_t to = stack_.push_result(false);
      out_.emit_branch(Op::call_subroutine, to, 0, at.branch_target());
      out_.forget_last();
      break;
    }
    case ret: out_.emit(Op::return_subroutine, local_of(at)); break;
    case tableswitch: case lookupswitch: {
      std::uint32_t key = pop_read();
      flush();
      switches_.push_back({out_.size(), at.bci()});
      out_.emit(opcode == tableswitch ? Op::table_switch : Op::lookup_switch, key);
      break;
    }
    case ireturn: case lreturn: case freturn: case dreturn: case areturn: case return_: return_result(); break;

    case getstatic:
      out_.emit(Op::get_static, stack_.push_result(is_wide(pool_.member_descriptor(at.pool_index()))));
      break;
    case putstatic: out_.emit(Op::put_static, pop_read()); break;
    case getfield: {
      std::uint32_t object = pop_read();
      out_.emit(Op::get_field, stack_.push_result(is_wide(pool_.member_descriptor(at.pool_index()))), object);
      break;
    }
    case putfield: {
      std::size_t pv, po;
      Entry value = stack_.pop(pv);
      Entry object = stack_.pop(po);
      std::uint32_t o = read(object, po);
      std::uint32_t v = read(value, pv);
      out_.emit(Op::put_field, o, v);
      break;
    }
    case invokevirtual: case invokespecial: case invokestatic: case invokeinterface: case invokedynamic:
      invoke(at);
      break;

    case new_: out_.emit(Op::new_instance, stack_.push_result(false)); break;
    case newarray: {
      static constexpr BasicType kTypes[] = {BasicType::Boolean, BasicType::Char, BasicType::Float, BasicType::Double,
                                             BasicType::Byte, BasicType::Short, BasicType::Int, BasicType::Long};
      std::uint32_t length = pop_read();
      out_.emit_imm(Op::new_primitive_array, stack_.push_result(false), length,
                    static_cast<std::int32_t>(kTypes[at.count() - 4]));
      break;
    }
    case anewarray: {
      std::uint32_t length = pop_read();
      out_.emit(Op::new_ref_array, stack_.push_result(false), length);
      break;
    }
    case multianewarray: {
      std::size_t first = stack_.depth() - at.count();
      settle(first);
      stack_.entries().resize(first);
      std::uint32_t base = stack_.slot_of(first);
      out_.emit_imm(Op::new_multi_array, stack_.push_result(false), base, at.count());
      break;
    }
    case arraylength: unary(Op::array_length, false); break;
    case athrow: out_.emit(Op::throw_object, pop_read()); break;
    case checkcast: {
      std::uint32_t object = pop_read();
      out_.emit(Op::check_cast, stack_.push_result(false), object);
      break;
    }
    case instanceof: {
      std::uint32_t object = pop_read();
      out_.emit(Op::instance_of, stack_.push_result(false), object);
      break;
    }
    case monitorenter: out_.emit(Op::monitor_enter, pop_read()); break;
    case monitorexit: out_.emit(Op::monitor_exit, pop_read()); break;
    case wide: fatal("wide is part of the instruction it modifies");
  }
}

}  // namespace

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

PreparedCode* translate(Method* method, const HandlerTable& table) {
  static Workspace workspace;
  return Translator(method, table, workspace).run();
}

}  // namespace cjvm
