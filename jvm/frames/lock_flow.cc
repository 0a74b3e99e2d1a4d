// SPDX-License-Identifier: Apache-2.0
// A forward data-flow over basic blocks. It gives up (not structured) rather than look closer.
#include "jvm/frames/lock_flow.h"

#include <algorithm>

namespace cjvm {
namespace {

// Numbers of values; bytecode indices come below.
constexpr std::int32_t kFirstArgument = 0x10000;
constexpr std::int32_t kFirstMeeting = 0x40000;
constexpr std::size_t kMostValues = 1 << 20;  // in all states together

// monitorexit does not: it only leaves what was entered.
bool may_throw(const CodeCursor& at) {
  if (at.opcode() == Opcode::monitorexit) return false;
  bool loops =
      (at.info().operands == Operands::branch2 || at.info().operands == Operands::branch4) &&
      at.branch_target() <= at.bci();
  return loops || at.has(kThrows) || at.has(kResolves) || at.has(kInvoke) || at.has(kAllocates);
}

std::uint32_t used_locals(const CodeInfo& code) {
  std::uint32_t used = 0;
  for (CodeCursor at(code.bytecode); !at.done(); at.next()) {
    Operands operands = at.info().operands;
    if (operands < Operands::local || operands > Operands::local_s1) continue;
    used = std::max(used, at.local() + 2u);
  }
  return used;
}

}  // namespace

LockFlow::LockFlow(const ConstantPool& constants, const CodeInfo& code)
    : constants_(constants), code_(code) {
  State start;
  std::uint32_t locals = used_locals(code);
  for (std::uint32_t i = 0; i < locals; ++i)
    start.locals.push_back(kFirstArgument + static_cast<std::int32_t>(i));
  flow_to(0, start);
  while (!work_.empty() && structured_) {
    std::uint32_t bci = work_.back();
    work_.pop_back();
    run(bci);
    if (states_.size() * (locals + 4) > kMostValues) structured_ = false;
  }
}

void LockFlow::run(std::uint32_t bci) {
  State state = states_.at(bci);
  for (CodeCursor at(code_.bytecode, bci); !at.done() && structured_; at.next()) {
    if (at.bci() != bci && states_.contains(at.bci())) {
      flow_to(at.bci(), state);
      return;
    }
    if (may_throw(at)) leave_by_throwable(state, at.bci());
    if (!step(state, at)) structured_ = false;
    switch (at.info().operands) {
      case Operands::branch2:
      case Operands::branch4:
        flow_to(at.branch_target(), state);
        break;
      case Operands::table:
      case Operands::lookup:
        for (std::uint32_t i = 0; i < at.switch_size(); ++i) flow_to(at.switch_target(i), state);
        flow_to(at.default_target(), state);
        break;
      default:
        break;
    }
    if (at.has(kNoFallThrough)) return;
  }
}

bool LockFlow::step(State& state, const CodeCursor& at) const {
  auto bci = static_cast<std::int32_t>(at.bci());
  std::int32_t top = state.stack.source(0);
  Opcode opcode = at.opcode();
  if (opcode == Opcode::jsr || opcode == Opcode::jsr_w || opcode == Opcode::ret) return false;
  if (at.has(kReturn) && !state.held.empty()) return false;
  // Made again while the monitor of the value made before is held: the number would mean two
  // objects.
  if (std::find(state.held.begin(), state.held.end(), bci) != state.held.end()) return false;
  apply_to_sources(state.stack, constants_, at);
  if (opcode == Opcode::monitorenter) {
    state.held.push_back(top);
  } else if (opcode == Opcode::monitorexit) {
    if (state.held.empty() || state.held.back() != top) return false;
    state.held.pop_back();
  } else if (at.has(kStore)) {
    bool wide = at.info().pops == "J" || at.info().pops == "D";
    state.locals[at.local()] = opcode == Opcode::iinc ? bci : top;
    if (wide) state.locals[at.local() + 1u] = bci;
  } else if (at.has(kLoad)) {
    std::vector<std::int32_t>& slots = state.stack.slots();
    std::size_t count = at.info().pushes == "J" || at.info().pushes == "D" ? 2 : 1;
    for (std::size_t i = slots.size() - count; i < slots.size(); ++i)
      slots[i] = state.locals[at.local()];
  }
  return true;
}

void LockFlow::leave_by_throwable(const State& state, std::uint32_t bci) {
  for (ExceptionHandler handler : code_.handlers) {
    if (bci < handler.start_pc || bci >= handler.end_pc) continue;
    State caught = state;
    caught.stack = {};
    caught.stack.push(handler.handler_pc);
    flow_to(handler.handler_pc, caught);
    if (handler.catch_type == 0) return;
  }
  if (!state.held.empty()) structured_ = false;
}

void LockFlow::flow_to(std::int64_t target, const State& state) {
  auto bci = static_cast<std::uint32_t>(target);
  if (bci >= code_.bytecode.size()) {
    structured_ = false;
    return;
  }
  auto [place, is_new] = states_.try_emplace(bci, state);
  bool changed = is_new;
  if (!is_new) {
    State& known = place->second;
    if (known.held != state.held || known.stack.slots().size() != state.stack.slots().size()) {
      structured_ = false;
      return;
    }
    meet(bci, known, known.locals, state.locals, 0, changed);
    meet(bci, known, known.stack.slots(), state.stack.slots(), known.locals.size(), changed);
  }
  if (changed) work_.push_back(bci);
}

std::int32_t LockFlow::meeting(std::uint32_t bci, std::size_t slot) {
  auto number = static_cast<std::int32_t>(kFirstMeeting + meetings_.size());
  return meetings_.try_emplace({bci, slot}, number).first->second;
}

void LockFlow::meet(std::uint32_t bci, State& known, std::vector<std::int32_t>& to,
                    const std::vector<std::int32_t>& from, std::size_t first_slot, bool& changed) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to[i] == from[i]) continue;
    std::int32_t number = meeting(bci, first_slot + i);
    if (std::find(known.held.begin(), known.held.end(), number) != known.held.end())
      structured_ = false;
    if (to[i] == number) continue;
    to[i] = number;
    changed = true;
  }
}

std::vector<std::uint32_t> LockFlow::locals_of_held(std::uint32_t bci) const {
  auto next = states_.upper_bound(bci);
  if (next == states_.begin()) return {};
  --next;
  State state = next->second;
  CodeCursor at(code_.bytecode, next->first);
  for (; at.bci() < bci; at.next()) {
    if (at.done() || at.has(kNoFallThrough) || !step(state, at)) return {};  // not reachable
  }
  std::vector<std::uint32_t> locals;
  for (std::int32_t value : state.held) {
    auto found = std::find(state.locals.begin(), state.locals.end(), value);
    if (found != state.locals.end())
      locals.push_back(static_cast<std::uint32_t>(found - state.locals.begin()));
  }
  return locals;
}

}  // namespace cjvm
