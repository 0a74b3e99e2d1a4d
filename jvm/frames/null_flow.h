// SPDX-License-Identifier: Apache-2.0
// Where the values on a method's operand stack come from: for one instruction, the bci that pushed
// each stack slot. A forward data-flow over the bytecode, stopped as soon as the instruction asked
// for is reached. It knows names of nothing; the messages are made in null_message.cc. Values only;
// any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/class_file.h"

namespace cjvm {

// The operand stack before one instruction.
class SourceStack {
 public:
  static constexpr std::int32_t kUnknown = -1;  // several sources, or none that is known

  // The bci of the instruction that pushed the slot `depth` slots below the top.
  std::int32_t source(std::size_t depth) const {
    return depth < sources_.size() ? sources_[sources_.size() - 1 - depth] : kUnknown;
  }
  void push(std::int32_t source, std::size_t slots = 1) {
    sources_.insert(sources_.end(), slots, source);
  }
  void pop(std::size_t slots) {
    sources_.resize(sources_.size() - std::min(slots, sources_.size()));
  }
  // Bottom first.
  std::vector<std::int32_t>& slots() { return sources_; }
  const std::vector<std::int32_t>& slots() const { return sources_; }

  // Whether the method may have stored to the local variable since it was entered.
  bool is_written(std::uint16_t local) const {
    return local >= 64 ? true : (written_ >> local & 1) != 0;
  }
  void set_written(std::uint16_t local) {
    if (local < 64) written_ |= std::uint64_t{1} << local;
  }

  // What is known where the paths of this and `other` meet.
  void merge(const SourceStack& other) {
    for (std::size_t i = 0; i < sources_.size() && i < other.sources_.size(); ++i) {
      if (sources_[i] != other.sources_[i]) sources_[i] = kUnknown;
    }
    written_ |= other.written_;
  }

 private:
  std::vector<std::int32_t> sources_;
  std::uint64_t written_ = 0;
};

// Executes the instruction at `at` on `stack`: what it pushes has its bci as source, copies keep
// theirs.
void apply_to_sources(SourceStack& stack, const ConstantPool& constants, const CodeCursor& at);

class SourceFlow {
 public:
  // Analyses until the stack before the instruction at `target` is known.
  SourceFlow(const ConstantPool& constants, const CodeInfo& code, std::uint32_t target);
  // Null if the analysis did not come there.
  const SourceStack* before(std::uint32_t bci) const {
    return bci < stacks_.size() && stacks_[bci].has_value() ? &*stacks_[bci] : nullptr;
  }

 private:
  void step(const ConstantPool& constants, std::uint32_t bci);
  void flow_to(std::int64_t bci, const SourceStack& stack);

  Bytes code_;
  std::vector<std::optional<SourceStack>> stacks_;
  bool complete_ = true;   // every instruction of this pass had a stack
  bool progress_ = false;  // a stack was added in this pass
};

}  // namespace cjvm
