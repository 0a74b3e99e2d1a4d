// SPDX-License-Identifier: Apache-2.0
// Handlers of branches, switches and subroutines. Displacements are bytes from the branching cell. Both ways of a conditional branch end
// in their own tail call, so that each has its own prediction.
#pragma once

#include "interp/machine.h"
#include "interp/prepared_code.h"

namespace cjvm::handlers {

#define CJVM_BRANCH_IF(condition)      \
  do {                                 \
    if (condition) {                   \
      CJVM_CONTINUE(pc->target());     \
    }                                  \
    CJVM_CONTINUE(pc + 1);             \
  } while (false)

CJVM_HANDLER(jump) { CJVM_CONTINUE(pc->target()); }

#define CJVM_INTEGER_BRANCHES(suffix, field)                                                  \
  CJVM_HANDLER(if_##suffix##_eq) { CJVM_BRANCH_IF(fp[pc->a].field == fp[pc->b].field); }      \
  CJVM_HANDLER(if_##suffix##_ne) { CJVM_BRANCH_IF(fp[pc->a].field != fp[pc->b].field); }      \
  CJVM_HANDLER(if_##suffix##_lt) { CJVM_BRANCH_IF(fp[pc->a].field < fp[pc->b].field); }       \
  CJVM_HANDLER(if_##suffix##_ge) { CJVM_BRANCH_IF(fp[pc->a].field >= fp[pc->b].field); }      \
  CJVM_HANDLER(if_##suffix##_gt) { CJVM_BRANCH_IF(fp[pc->a].field > fp[pc->b].field); }       \
  CJVM_HANDLER(if_##suffix##_le) { CJVM_BRANCH_IF(fp[pc->a].field <= fp[pc->b].field); }      \
  CJVM_HANDLER(if_##suffix##_eq_imm) { CJVM_BRANCH_IF(fp[pc->a].field == CJVM_IMM16); }       \
  CJVM_HANDLER(if_##suffix##_ne_imm) { CJVM_BRANCH_IF(fp[pc->a].field != CJVM_IMM16); }       \
  CJVM_HANDLER(if_##suffix##_lt_imm) { CJVM_BRANCH_IF(fp[pc->a].field < CJVM_IMM16); }        \
  CJVM_HANDLER(if_##suffix##_ge_imm) { CJVM_BRANCH_IF(fp[pc->a].field >= CJVM_IMM16); }       \
  CJVM_HANDLER(if_##suffix##_gt_imm) { CJVM_BRANCH_IF(fp[pc->a].field > CJVM_IMM16); }        \
  CJVM_HANDLER(if_##suffix##_le_imm) { CJVM_BRANCH_IF(fp[pc->a].field <= CJVM_IMM16); }
#define CJVM_IMM16 static_cast<std::int16_t>(pc->b)

CJVM_INTEGER_BRANCHES(int, i)
CJVM_INTEGER_BRANCHES(long, j)

// The bytecode compares the result of fcmpl/fcmpg with zero: after fcmpl (NaN is -1) lt and le hold for NaN, after
// fcmpg (NaN is 1) gt and ge do; ne always does.
#define CJVM_FLOAT_BRANCHES(suffix, field)                                                        \
  CJVM_HANDLER(if_##suffix##_l_eq) { CJVM_BRANCH_IF(fp[pc->a].field == fp[pc->b].field); }        \
  CJVM_HANDLER(if_##suffix##_l_ne) { CJVM_BRANCH_IF(!(fp[pc->a].field == fp[pc->b].field)); }     \
  CJVM_HANDLER(if_##suffix##_l_lt) { CJVM_BRANCH_IF(!(fp[pc->a].field >= fp[pc->b].field)); }     \
  CJVM_HANDLER(if_##suffix##_l_ge) { CJVM_BRANCH_IF(fp[pc->a].field >= fp[pc->b].field); }        \
  CJVM_HANDLER(if_##suffix##_l_gt) { CJVM_BRANCH_IF(fp[pc->a].field > fp[pc->b].field); }         \
  CJVM_HANDLER(if_##suffix##_l_le) { CJVM_BRANCH_IF(!(fp[pc->a].field > fp[pc->b].field)); }      \
  CJVM_HANDLER(if_##suffix##_g_eq) { CJVM_BRANCH_IF(fp[pc->a].field == fp[pc->b].field); }        \
  CJVM_HANDLER(if_##suffix##_g_ne) { CJVM_BRANCH_IF(!(fp[pc->a].field == fp[pc->b].field)); }     \
  CJVM_HANDLER(if_##suffix##_g_lt) { CJVM_BRANCH_IF(fp[pc->a].field < fp[pc->b].field); }         \
  CJVM_HANDLER(if_##suffix##_g_ge) { CJVM_BRANCH_IF(!(fp[pc->a].field < fp[pc->b].field)); }      \
  CJVM_HANDLER(if_##suffix##_g_gt) { CJVM_BRANCH_IF(!(fp[pc->a].field <= fp[pc->b].field)); }     \
  CJVM_HANDLER(if_##suffix##_g_le) { CJVM_BRANCH_IF(fp[pc->a].field <= fp[pc->b].field); }

CJVM_FLOAT_BRANCHES(float, f)
CJVM_FLOAT_BRANCHES(double, d)

CJVM_HANDLER(if_same) { CJVM_BRANCH_IF(fp[pc->a].ref == fp[pc->b].ref); }
CJVM_HANDLER(if_different) { CJVM_BRANCH_IF(fp[pc->a].ref != fp[pc->b].ref); }
CJVM_HANDLER(if_null) { CJVM_BRANCH_IF(fp[pc->a].ref == nullptr); }
CJVM_HANDLER(if_nonnull) { CJVM_BRANCH_IF(fp[pc->a].ref != nullptr); }

// The end of a counting loop: iinc, goto, and the comparison at the loop's head.
CJVM_HANDLER(add_if_lt) {
  std::int32_t value = static_cast<std::int32_t>(static_cast<std::uint32_t>(fp[pc->a].i) +
                                                 static_cast<std::uint32_t>(pc[1].imm));
  std::int32_t bound = fp[pc->b].i;
  set_int(fp[pc->a], value);
  if (value < bound) {
    CJVM_CONTINUE(pc->target());
  }
  CJVM_CONTINUE(pc + 2);
}

CJVM_HANDLER(table_switch) {
  const auto* table = pc[1].pointer<const TableSwitch>();
  std::uint32_t index = static_cast<std::uint32_t>(fp[pc->a].i) - static_cast<std::uint32_t>(table->low);
  std::int32_t displacement =
      index < table->count ? table->displacements[index] : table->default_displacement;
  CJVM_CONTINUE(reinterpret_cast<const Instruction*>(reinterpret_cast<const char*>(pc) + displacement));
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
  CJVM_CONTINUE(reinterpret_cast<const Instruction*>(reinterpret_cast<const char*>(pc) + displacement));
}

// A returnAddress is the address of the instruction behind the jsr.
CJVM_HANDLER(call_subroutine) {
  fp[pc->a].bits = reinterpret_cast<std::uint64_t>(pc + 1);
  CJVM_CONTINUE(pc->target());
}
CJVM_HANDLER(return_subroutine) {
  CJVM_CONTINUE(reinterpret_cast<const Instruction*>(fp[pc->a].bits));
}

#undef CJVM_INTEGER_BRANCHES
#undef CJVM_FLOAT_BRANCHES
#undef CJVM_IMM16

}  // namespace cjvm::handlers
