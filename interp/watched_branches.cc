// SPDX-License-Identifier: Apache-2.0
// Branches are never quickened, so what stands in a cell before it is watched stands there for
// good. The list of a method's branches is made once and kept: a thread may have fetched the
// watching handler and come late.
#include "interp/watched_branches.h"

#include <algorithm>
#include <atomic>

#include "jvm/base/check.h"

namespace cjvm {

struct WatchedBranches {
  struct Branch {
    std::uint32_t cell;
    Handler handler;
  };
  std::vector<Branch> branches;  // ascending
  int watchers = 0;
};

namespace {

bool goes_back(Op op, const Instruction& cell) {
  switch (op_info(op).layout) {
    case Layout::branch:
    case Layout::slot_branch:
    case Layout::slots2_branch:
    case Layout::slot_imm_branch:
    case Layout::dst_branch:
      return cell.imm <= 0;
    default:
      return op == Op::table_switch || op == Op::lookup_switch || op == Op::return_subroutine;
  }
}

WatchedBranches* find_branches(const PreparedCode& code, const HandlerTable& table) {
  auto* made = new WatchedBranches;
  std::uint32_t cells = 1;
  for (std::uint32_t i = 0; i < code.size(); i += cells) {
    Handler handler = code.begin()[i].handler;
    Op op = table.op_of(handler);
    check(op != Op::kCount, "an instruction stands where the one before ends");
    cells = op_info(op).cells;
    if (goes_back(op, code.begin()[i])) made->branches.push_back({i, handler});
  }
  return made;
}

void install(PreparedCode& code, const WatchedBranches& watched, Handler handler) {
  for (const WatchedBranches::Branch& branch : watched.branches) {
    Handler now = handler == nullptr ? branch.handler : handler;
    std::atomic_ref<Handler>(code.begin()[branch.cell].handler)
        .store(now, std::memory_order_release);
  }
}

}  // namespace

void watch_branches(PreparedCode& code, const HandlerTable& table) {
  WatchedBranches* watched = code.watched().load(std::memory_order_acquire);
  if (watched == nullptr) {
    watched = find_branches(code, table);
    code.watched().store(watched, std::memory_order_release);
  }
  if (watched->watchers++ == 0) install(code, *watched, table[Op::watched_branch]);
}

void unwatch_branches(PreparedCode& code) {
  WatchedBranches* watched = code.watched().load(std::memory_order_acquire);
  if (watched != nullptr && --watched->watchers == 0) install(code, *watched, nullptr);
}

Handler unwatched_handler(const PreparedCode& code, const Instruction* pc) {
  const WatchedBranches* watched = code.watched().load(std::memory_order_acquire);
  auto found = std::lower_bound(
      watched->branches.begin(), watched->branches.end(), code.index_of(pc),
      [](const WatchedBranches::Branch& b, std::uint32_t cell) { return b.cell < cell; });
  return found->handler;
}

}  // namespace cjvm
