// SPDX-License-Identifier: Apache-2.0
// Which locals have a value at an exception handler is read from the StackMapTable; code without
// one (before version 50) keeps all of them.
#include "interp/stale_slots.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "jvm/base/bytes.h"
#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm {

namespace {

// Calls that have returned may have left references this far above a frame.
constexpr std::ptrdiff_t kLeftOver = 4096;

bool stores_reference(Opcode opcode) {
  return opcode == Opcode::astore || (opcode >= Opcode::astore_0 && opcode <= Opcode::astore_3);
}

// Whether no collection of consequence can come before this instruction has ended.
bool is_quick(const CodeCursor& at) {
  return !at.has(kBranch) && !at.has(kNoFallThrough) && !at.has(kReturn) && !at.has(kInvoke) &&
         !at.has(kAllocates) && !at.has(kLocks);
}

// ---- StackMapTable (JVMS 4.7.4): only how many slots each local takes, and whether it has a value

enum class Local : std::uint8_t { kNone, kOne, kTwo };
using Locals = std::vector<Local>;

constexpr std::uint8_t kTop = 0, kDouble = 3, kLong = 4, kObject = 7, kUninitialized = 8;

Local read_type(ByteReader& in) {
  std::uint8_t tag = in.u1();
  if (tag == kObject || tag == kUninitialized) in.u2();
  return tag == kTop ? Local::kNone : tag == kDouble || tag == kLong ? Local::kTwo : Local::kOne;
}

Locals locals_at_entry(const Method* method) {
  Locals locals;
  if (!method->is_static()) locals.push_back(Local::kOne);
  std::string_view text = method->descriptor->text();
  for (std::size_t i = 1; text[i] != ')'; ++i) {
    locals.push_back(slots_of(text[i]) == 2 ? Local::kTwo : Local::kOne);
    while (text[i] == '[') ++i;
    if (text[i] == 'L') i = text.find(';', i);
  }
  return locals;
}

// Applies one frame to `locals`; returns its distance from the frame before.
std::uint32_t read_frame(ByteReader& in, Locals& locals) {
  std::uint8_t kind = in.u1();
  if (kind < 64) return kind;
  if (kind < 128) {
    read_type(in);
    return kind - 64u;
  }
  std::uint32_t delta = in.u2();
  if (kind == 247) {
    read_type(in);
  } else if (kind < 251) {
    std::size_t chopped = 251u - kind;
    locals.resize(locals.size() - std::min(chopped, locals.size()));
  } else if (kind < 255) {
    for (int i = 251; i < kind; ++i) locals.push_back(read_type(in));
  } else {
    locals.clear();
    for (unsigned n = in.u2(); n > 0; --n) locals.push_back(read_type(in));
    for (unsigned n = in.u2(); n > 0; --n) read_type(in);
  }
  return delta;
}

std::optional<Locals> locals_at(const Method* method, int bci) {
  const CodeInfo& code = method->info->code;
  if (code.stack_map_table.data() == nullptr) return {};
  try {
    ByteReader in(code.stack_map_table);
    Locals locals = locals_at_entry(method);
    std::int64_t at = -1;
    for (unsigned n = in.u2(); n > 0; --n) {
      at += std::int64_t{read_frame(in, locals)} + 1;
      if (at == bci) return locals;
    }
  } catch (const EndOfBytes&) {
    // Unverified code; whatever it says, nothing is known.
  }
  return {};
}

void clear_dead_locals(Frame* frame, int bci) {
  const Method* method = frame->method;
  std::uint32_t count = method->info->code.max_locals;
  // Otherwise the translator has given the locals other numbers.
  if (method->max_locals != count + (method->is_synchronized() ? 1u : 0u)) return;
  std::optional<Locals> known = locals_at(method, bci);
  if (!known) return;
  Slot* slots = frame->locals();
  std::uint32_t at = 0;
  for (Local local : *known) {
    if (at >= count) return;
    if (local == Local::kNone) slots[at].bits = 0;
    at += local == Local::kTwo ? 2 : 1;
  }
  for (; at < count; ++at) slots[at].bits = 0;
}

}  // namespace

SlotRange stale_locals(const Method* method) {
  const CodeInfo& code = method->info->code;
  std::uint32_t first = UINT32_MAX, end = 0;
  std::vector<std::uint32_t> early;
  bool is_early = true;
  for (CodeCursor at(code.bytecode); !at.done(); at.next()) {
    if (!is_quick(at)) is_early = false;
    if (!at.has(kStore) || !stores_reference(at.opcode())) continue;
    std::uint32_t local = at.local();
    if (local < method->argument_slots) continue;
    if (is_early) early.push_back(local);
    if (std::find(early.begin(), early.end(), local) != early.end()) continue;
    first = std::min(first, local);
    end = std::max(end, local + 1);
  }
  return end == 0 ? SlotRange{} : SlotRange{first, end - first};
}

void clear_behind_handler(JavaThread& thread, Frame* frame, int handler_bci, Slot* end) {
  clear_dead_locals(frame, handler_bci);
  Slot* first = frame->operand_stack() + 1;
  if (end < frame->top()) end = frame->top();
  end += std::min(kLeftOver, thread.stack_end - end);
  std::fill(first, end, Slot{});
}

}  // namespace cjvm
