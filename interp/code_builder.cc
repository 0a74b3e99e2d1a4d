// SPDX-License-Identifier: Apache-2.0
// From symbolic cells to prepared code.
#include "interp/code_builder.h"

#include "jvm/base/check.h"

namespace cjvm {

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

}  // namespace cjvm
