// SPDX-License-Identifier: Apache-2.0
// Translation: the second pass over one method. Bytecodes are executed on a FrameModel: loads and
// constants become operands of their users, stores the destination of their producers, comparisons
// part of branches. At the ends of basic blocks all entries are brought to their own slots, so that
// every way into a block finds the same layout. Private to the translator; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interp/block_finder.h"
#include "interp/frame_model.h"
#include "interp/prepared_code.h"
#include "interp/stale_slots.h"
#include "jvm/classfile/class_file.h"
#include "jvm/object/class.h"

namespace cjvm {

constexpr Op offset_by(Op first, int n) { return static_cast<Op>(static_cast<int>(first) + n); }
constexpr int distance(Opcode from, Opcode to) {
  return static_cast<int>(to) - static_cast<int>(from);
}

// What a translation needs and the next one can use again: most methods are small, and making these
// would cost more than filling them. Translations are serialized.
struct Workspace {
  BlockFinder blocks;
  FrameModel frame;
};

class Translation {
 public:
  Translation(Method* method, const HandlerTable& table, Workspace& workspace);
  PreparedCode* run();

 private:
  struct Switch {
    std::uint32_t cell;
    std::uint32_t bci;
  };

  // ---- translator.cc: the frame, the entry, the tables
  void emit_entry();
  void patch_entry();
  void add_handlers(PreparedCode& code);
  void add_switches(PreparedCode& code);
  std::uint32_t local_of(const CodeCursor& at) const {
    return local_numbers_.empty() ? at.local() : local_numbers_.at(at.local());
  }

  // ---- translate_bytecode.cc
  // Executes one bytecode.
  void translate(const CodeCursor& at);
  void invoke(const CodeCursor& at);
  void constant(std::uint16_t index);
  void store_element(Op op);

  // ---- translate_branches.cc
  // The conditional branch `at` on the topmost values, to `target` if `negate` is unset, else to
  // `target` on the contrary.
  void conditional(const CodeCursor& at, bool negate, std::int64_t target);
  void compare_and_branch(Op plain, std::optional<Op> immediate, int condition,
                          std::int64_t target);
  // lcmp, fcmpX, dcmpX directly followed by a test of the result. `negate` and `target` as in
  // conditional().
  bool fused_comparison(const CodeCursor& at, bool negate, std::optional<std::int64_t> target);
  // goto to a loop head that only tests a condition: the test is repeated here, which saves the
  // jump.
  void jump(const CodeCursor& at);
  // `i += c; if (i < n) goto` in one instruction, where `<` may be any order.
  void fuse_increment(std::uint32_t increment_at);
  void return_result();
  // What comes before a return.
  void emit_unlocking();

  Method* method_;
  const HandlerTable& table_;
  const CodeInfo& code_;
  const ConstantPool& pool_;
  BlockFinder& blocks_;
  FrameModel& frame_;
  SymbolicStack& stack_;  // of frame_
  CodeBuilder& out_;      // of frame_
  bool keeps_receiver_;   // local 0 is always `this`, and no proxy
  // New numbers of locals; empty: as in the class file.
  std::unordered_map<std::uint32_t, std::uint32_t> local_numbers_;
  std::uint32_t entry_ = 0;
  SlotRange stale_;                // locals to clear on entry
  bool records_monitors_ = false;  // see lock_flow.h
  std::int64_t skip_ = -1;         // bci of an instruction that is part of the one before
  std::vector<Switch> switches_;
};

}  // namespace cjvm
