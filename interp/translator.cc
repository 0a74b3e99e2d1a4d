// SPDX-License-Identifier: Apache-2.0
// The translator's frame: fitting locals and stack to what operands can name, the entry, the walk
// over the blocks, the tables.
#include "interp/translator.h"

#include <algorithm>

#include "interp/translation.h"
#include "jvm/frames/frame.h"
#include "jvm/frames/lock_flow.h"

namespace cjvm {

namespace {

// Slots that every frame leaves free above itself: an entry frame and a few arguments of calls from
// C++.
constexpr std::uint32_t kFrameRoom = 16;

// A class file may ask for far more locals and stack than its code uses, and more than operands can
// number.
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
  method->max_stack =
      static_cast<std::uint16_t>(std::min<std::size_t>(method->max_stack, max_depth));
}

// New numbers for the locals of a method whose own do not leave room for the operand stack: each
// local that the code names gets the next free one, arguments keep theirs. Empty if the numbers are
// small enough.
std::unordered_map<std::uint32_t, std::uint32_t> renumber_locals(Method* method,
                                                                 std::size_t max_depth) {
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

// Makes room for the scratch slots of a method that has slots beyond what operands can name even
// so; kNone: it has none.
std::uint32_t reserve_scratch(Method* method, std::size_t max_depth) {
  // One more than the stack may be needed for an appendix or a shuffle.
  if (method->max_locals + Frame::kSlots + max_depth + 1 <= 0xffff) return CodeBuilder::kNone;
  // The lock slot stays the last one.
  std::uint32_t scratch = method->max_locals - (method->is_synchronized() ? 1 : 0);
  method->max_locals += CodeBuilder::kScratchSlots;
  return scratch;
}

// Whether the receiver stays in local 0, and is no proxy.
bool keeps_local_receiver(const Method* method) {
  if (method->is_static() || method->has(kRunsOnProxy)) return false;
  for (CodeCursor at(method->info->code.bytecode); !at.done(); at.next()) {
    if (at.has(kStore) && at.local() == 0) return false;
  }
  return true;
}

bool is_dense(const CodeCursor& at) {
  std::uint32_t count = at.switch_size();
  return count != 0 &&
         std::int64_t{at.switch_key(count - 1)} - at.switch_key(0) < 4 * std::int64_t{count} + 8;
}

}  // namespace

Translation::Translation(Method* method, const HandlerTable& table, Workspace& workspace)
    : method_(method),
      table_(table),
      code_(method->info->code),
      pool_(method->holder->file->constants()),
      blocks_(workspace.blocks),
      frame_(workspace.frame),
      stack_(frame_.stack()),
      out_(frame_.out()),
      keeps_receiver_(keeps_local_receiver(method)) {
  blocks_.find(code_, pool_);
  fit_frame(method, blocks_.max_depth());
  local_numbers_ = renumber_locals(method, blocks_.max_depth());
  records_monitors_ = blocks_.uses_monitors() && !LockFlow(pool_, code_).is_structured();
  std::uint32_t scratch = reserve_scratch(method, blocks_.max_depth());
  frame_.begin(method->max_locals, static_cast<std::uint32_t>(blocks_.max_depth()),
               code_.bytecode.size(), scratch);
}

PreparedCode* Translation::run() {
  emit_entry();
  bool falls_through = true;
  for (CodeCursor at(code_.bytecode); !at.done(); at.next()) {
    std::uint32_t bci = at.bci();
    if (!blocks_.is_reachable(bci)) {
      falls_through = false;
      continue;
    }
    if (blocks_.is_block_start(bci)) {
      if (falls_through && bci != 0) frame_.flush();
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
  if (frame_.needs_extra_slot()) {
    method_->max_stack = static_cast<std::uint16_t>(std::min(0xffff, method_->max_stack + 1));
  }
  patch_entry();
  PreparedCode* code = out_.finish(method_, table_);
  if (table_.checks && keeps_receiver_) code->set_local_receiver();
  add_handlers(*code);
  add_switches(*code);
  return code;
}

void Translation::emit_entry() {
  if (method_->has(kEmptyBody) && !method_->is_synchronized() &&
      !method_->has(kObjectConstructor)) {
    // Called frame by frame only by those who do not look: the body is never reached.
    out_.emit(Op::enter_empty);
  }
  entry_ = out_.size();
  // Locals with other numbers belong to huge methods, which run once.
  stale_ = local_numbers_.empty() ? stale_locals(method_) : SlotRange{};
  Op op = method_->is_synchronized() ? Op::enter_synchronized
          : stale_.count != 0        ? Op::enter_clearing
                                     : Op::enter;
  out_.emit(op, method_->max_locals);
}

void Translation::patch_entry() {
  if (entry_ != 0) out_.cell(0 + 1).content.first_word = reinterpret_cast<std::uint64_t>(method_);
  out_.cell(entry_).content.imm = static_cast<std::int32_t>(method_->max_locals + Frame::kSlots +
                                                            method_->max_stack + 1u + kFrameRoom);
  Instruction& extension = out_.cell(entry_ + 1).content;
  extension.first_word = reinterpret_cast<std::uint64_t>(method_);
  extension.word = stale_.first | std::uint64_t{stale_.first + stale_.count} << 32;
}

void Translation::add_handlers(PreparedCode& code) {
  for (ExceptionHandler handler : code_.handlers) {
    if (!blocks_.is_reachable(handler.handler_pc)) continue;
    code.handlers().push_back(
        {handler.start_pc, handler.end_pc, handler.catch_type, out_.index_of(handler.handler_pc)});
  }
}

void Translation::add_switches(PreparedCode& code) {
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
      std::uint32_t span =
          at.opcode() == Opcode::tableswitch
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

PreparedCode* translate(Method* method, const HandlerTable& table) {
  static Workspace workspace;
  return Translation(method, table, workspace).run();
}

}  // namespace cjvm
