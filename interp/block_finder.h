// SPDX-License-Identifier: Apache-2.0
// First pass of the translation: which instructions are reachable, where basic blocks start, and
// what the operand stack looks like there. Only the widths of stack entries matter. Value type; one
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/class_file.h"

namespace cjvm {

// One character per slot: '1' a value of one slot, '2' and '-' the slots of a long or double.
using StackShape = std::string;

class BlockFinder {
 public:
  // Begins a method; memory of the last one is used again.
  void find(const CodeInfo& code, const ConstantPool& pool);

  bool is_reachable(std::uint32_t bci) const { return (marks_[bci] & kVisited) != 0; }
  bool is_block_start(std::uint32_t bci) const {
    return bci < marks_.size() && (marks_[bci] & kStart) != 0;
  }
  // Of a reachable block start.
  const StackShape& shape_at(std::uint32_t bci) const { return shapes_[shape_index_[bci]]; }
  std::size_t max_depth() const { return max_depth_; }
  // Whether a reachable instruction is monitorenter or monitorexit.
  bool uses_monitors() const { return uses_monitors_; }

  // For a goto at `bci` back to a loop head that is straight code ending in a conditional branch:
  // the bci of that branch; else -1.
  std::int64_t repeatable_condition(std::uint32_t bci) const;

 private:
  static constexpr std::uint8_t kVisited = 1, kStart = 2;

  void reach(std::int64_t bci, const StackShape& shape);
  void run(std::uint32_t bci);
  void mark_loop_exits();

  const CodeInfo* code_ = nullptr;
  const ConstantPool* pool_ = nullptr;
  std::vector<std::uint8_t> marks_;
  std::vector<std::uint32_t> shape_index_;  // by bci, into shapes_
  std::vector<StackShape> shapes_;
  std::vector<std::uint32_t> work_;
  std::size_t max_depth_ = 0;
  bool uses_monitors_ = false;
  bool jumps_back_ = false;
};

// The effect of the instruction at `at` on the shape of the stack; jsr pushes its return address.
void apply_to_shape(const CodeCursor& at, const ConstantPool& pool, StackShape& shape);

// Which inputs (counted from the bottom) the results of dup_x1 and its siblings are, bottom first.
// `inputs` widths decide between the forms; values, not slots, are counted.
struct StackShuffle {
  int inputs;
  int outputs;
  std::uint8_t order[6];
};
// Opcode: dup dup_x1 dup_x2 dup2 dup2_x1 dup2_x2 swap pop pop2. `first`, `second`, `third`: whether
// the topmost value and those below it are wide.
StackShuffle shuffle_of(Opcode opcode, bool first, bool second, bool third);

}  // namespace cjvm
