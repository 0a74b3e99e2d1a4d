// SPDX-License-Identifier: Apache-2.0
// Handlers of branches, switches and subroutines. Displacements are bytes from the branching cell.
// Both ways of a conditional branch end in their own tail call, so that each has its own
// prediction.
#pragma once

#include "interp/handlers/arithmetic.h"
#include "interp/machine.h"
#include "interp/prepared_code.h"
#include "interp/quickening.h"

namespace cjvm::handlers {

#define CJVM_BRANCH_IF(condition)  \
  do {                             \
    if (condition) {               \
      CJVM_CONTINUE(pc->target()); \
    }                              \
    CJVM_CONTINUE(pc + 1);         \
  } while (false)

CJVM_HANDLER(jump) { CJVM_CONTINUE(pc->target()); }

#define CJVM_IMM16 static_cast<std::int16_t>(pc->b)
// A comparison of x and y with its forms; X: slot member.
#define CJVM_COMPARE(name, X, condition) \
  CJVM_HANDLER(name) {                   \
    auto x = fp[pc->a].X;                \
    auto y = fp[pc->b].X;                \
    CJVM_BRANCH_IF(condition);           \
  }                                      \
  CJVM_HANDLER(name##_x) {               \
    auto x = CJVM_ACC_##X;               \
    auto y = fp[pc->b].X;                \
    CJVM_BRANCH_IF(condition);           \
  }                                      \
  CJVM_HANDLER(name##_y) {               \
    auto x = fp[pc->a].X;                \
    auto y = CJVM_ACC_##X;               \
    CJVM_BRANCH_IF(condition);           \
  }
#define CJVM_TEST(name, X, condition) \
  CJVM_HANDLER(name) {                \
    auto x = fp[pc->a].X;             \
    CJVM_BRANCH_IF(condition);        \
  }                                   \
  CJVM_HANDLER(name##_x) {            \
    auto x = CJVM_ACC_##X;            \
    CJVM_BRANCH_IF(condition);        \
  }
#define CJVM_ACC_ref reinterpret_cast<Object*>(acc)

#define CJVM_INTEGER_BRANCHES(suffix, X)              \
  CJVM_COMPARE(if_##suffix##_eq, X, x == y)           \
  CJVM_COMPARE(if_##suffix##_ne, X, x != y)           \
  CJVM_COMPARE(if_##suffix##_lt, X, x < y)            \
  CJVM_COMPARE(if_##suffix##_ge, X, x >= y)           \
  CJVM_COMPARE(if_##suffix##_gt, X, x > y)            \
  CJVM_COMPARE(if_##suffix##_le, X, x <= y)           \
  CJVM_TEST(if_##suffix##_eq_imm, X, x == CJVM_IMM16) \
  CJVM_TEST(if_##suffix##_ne_imm, X, x != CJVM_IMM16) \
  CJVM_TEST(if_##suffix##_lt_imm, X, x < CJVM_IMM16)  \
  CJVM_TEST(if_##suffix##_ge_imm, X, x >= CJVM_IMM16) \
  CJVM_TEST(if_##suffix##_gt_imm, X, x > CJVM_IMM16)  \
  CJVM_TEST(if_##suffix##_le_imm, X, x <= CJVM_IMM16)

CJVM_INTEGER_BRANCHES(int, i)
CJVM_INTEGER_BRANCHES(long, j)

// The bytecode compares the result of fcmpl/fcmpg with zero: after fcmpl (NaN is -1) lt and le hold
// for NaN, after fcmpg (NaN is 1) gt and ge do; ne always does.
#define CJVM_FLOAT_BRANCHES(suffix, X)           \
  CJVM_COMPARE(if_##suffix##_l_eq, X, x == y)    \
  CJVM_COMPARE(if_##suffix##_l_ne, X, !(x == y)) \
  CJVM_COMPARE(if_##suffix##_l_lt, X, !(x >= y)) \
  CJVM_COMPARE(if_##suffix##_l_ge, X, x >= y)    \
  CJVM_COMPARE(if_##suffix##_l_gt, X, x > y)     \
  CJVM_COMPARE(if_##suffix##_l_le, X, !(x > y))  \
  CJVM_COMPARE(if_##suffix##_g_eq, X, x == y)    \
  CJVM_COMPARE(if_##suffix##_g_ne, X, !(x == y)) \
  CJVM_COMPARE(if_##suffix##_g_lt, X, x < y)     \
  CJVM_COMPARE(if_##suffix##_g_ge, X, !(x < y))  \
  CJVM_COMPARE(if_##suffix##_g_gt, X, !(x <= y)) \
  CJVM_COMPARE(if_##suffix##_g_le, X, x <= y)

CJVM_FLOAT_BRANCHES(float, f)
CJVM_FLOAT_BRANCHES(double, d)

CJVM_COMPARE(if_same, ref, x == y)
CJVM_COMPARE(if_different, ref, x != y)
CJVM_TEST(if_null, ref, x == nullptr)
CJVM_TEST(if_nonnull, ref, x != nullptr)

// The end of a counting loop: iinc, goto, and the comparison at the loop's head.
#define CJVM_ADD_AND_COMPARE(name, condition)                                              \
  CJVM_HANDLER(name) {                                                                     \
    acc = static_cast<std::uint32_t>(fp[pc->a].i) + static_cast<std::uint32_t>(pc[1].imm); \
    acc = static_cast<std::uint32_t>(acc);                                                 \
    auto x = static_cast<std::int32_t>(acc);                                               \
    auto y = fp[pc->b].i;                                                                  \
    fp[pc->a].bits = acc;                                                                  \
    if (condition) {                                                                       \
      CJVM_CONTINUE(pc->target());                                                         \
    }                                                                                      \
    CJVM_CONTINUE(pc + 2);                                                                 \
  }
CJVM_ADD_AND_COMPARE(add_if_lt, x < y)
CJVM_ADD_AND_COMPARE(add_if_ge, x >= y)
CJVM_ADD_AND_COMPARE(add_if_gt, x > y)
CJVM_ADD_AND_COMPARE(add_if_le, x <= y)
#undef CJVM_ADD_AND_COMPARE

CJVM_HANDLER(watched_branch) {
  Handler branch = meet_at_branch(*thread, pc);
  [[clang::musttail]] return branch(pc, fp, thread, caller_fp, acc, float_acc, double_acc);
}

CJVM_HANDLER(table_switch) {
  const auto* table = pc[1].pointer<const TableSwitch>();
  std::uint32_t index =
      static_cast<std::uint32_t>(fp[pc->a].i) - static_cast<std::uint32_t>(table->low);
  std::int32_t displacement =
      index < table->count ? table->displacements[index] : table->default_displacement;
  CJVM_CONTINUE(
      reinterpret_cast<const Instruction*>(reinterpret_cast<const char*>(pc) + displacement));
}

CJVM_HANDLER(lookup_switch) {
  const auto* table = pc[1].pointer<const LookupSwitch>();
  std::int32_t key = fp[pc->a].i;
  std::uint32_t low = 0, high = table->count;
  while (low < high) {
    std::uint32_t middle = (low + high) / 2;
    if (table->table[middle] < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  std::int32_t displacement = low < table->count && table->table[low] == key
                                  ? table->table[table->count + low]
                                  : table->default_displacement;
  CJVM_CONTINUE(
      reinterpret_cast<const Instruction*>(reinterpret_cast<const char*>(pc) + displacement));
}

// A returnAddress is the address of the instruction behind the jsr.
CJVM_HANDLER(call_subroutine) {
  fp[pc->a].bits = reinterpret_cast<std::uint64_t>(pc + 1);
  CJVM_CONTINUE(pc->target());
}
CJVM_HANDLER(return_subroutine) {
  CJVM_CONTINUE(reinterpret_cast<const Instruction*>(fp[pc->a].bits));
}

#undef CJVM_BRANCH_IF
#undef CJVM_COMPARE
#undef CJVM_TEST
#undef CJVM_INTEGER_BRANCHES
#undef CJVM_FLOAT_BRANCHES
#undef CJVM_IMM16

}  // namespace cjvm::handlers
