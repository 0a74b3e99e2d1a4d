// SPDX-License-Identifier: Apache-2.0
// The instruction table as C++ data, and PreparedCode: the translation of one method. Made by the
// translator under its lock, published through Method::code and never freed or moved; afterwards
// only quickening changes cells (see instruction.h).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interp/instruction.h"

namespace cjvm {

struct Class;
struct WatchedBranches;

// All instructions, in the order of prepared.def.
enum class Op : std::uint16_t {
#define PREPARED(name, operands, base, cells) name,
#include "interp/prepared.def"
  kCount
};

// How the operands of an instruction are laid out; for the disassembler and for store folding.
enum class Layout : std::uint8_t {
  none,
  imm,
  branch,
  slot,
  slots3,
  slots4,
  slot_branch,
  slots2_branch,
  slot_imm_branch,
  slots2_imm,
  slot_extension,
  slot_imm_extension,
  extension,
  enter,
  enter_getter,
  // those whose a is a destination that may be changed after the fact
  dst_slot,
  dst_slots2,
  dst_imm,
  dst_slot_imm,
  dst_extension,
  dst_imm_extension,
  dst_slot_extension,
  dst_slot_imm_extension,
  dst_branch,
  call,
};

struct OpInfo {
  std::string_view name;
  Layout layout;
  std::uint8_t cells;
};

inline constexpr OpInfo kOps[] = {
#define PREPARED(name, operands, base, cells) {#name, Layout::operands, cells},
#include "interp/prepared.def"
};
constexpr const OpInfo& op_info(Op op) { return kOps[static_cast<std::size_t>(op)]; }

// The accumulators (see instruction.h).
enum class Accumulator : std::uint8_t { kNone, kGeneral, kFloat, kDouble };
// What an instruction does with them; derived from its name when the engine is made.
struct AccumulatorFacts {
  Accumulator result = Accumulator::kNone;  // in which one it leaves its result
  Accumulator operand =
      Accumulator::kGeneral;  // in which one its forms _x, _y, _z expect an operand
  Op forms[3] = {Op::kCount, Op::kCount,
                 Op::kCount};  // the form that takes source operand 0, 1, 2; kCount: none
};
extern AccumulatorFacts accumulator_facts[static_cast<std::size_t>(Op::kCount)];
void make_accumulator_facts();

inline const AccumulatorFacts& accumulators_of(Op op) {
  return accumulator_facts[static_cast<std::size_t>(op)];
}
inline Op accumulator_form(Op op, unsigned operand) { return accumulators_of(op).forms[operand]; }

// Handlers of one instantiation, indexed by Op.
struct HandlerTable {
  Handler handlers[static_cast<std::size_t>(Op::kCount)];
  bool checks = false;  // the heap policy's: objects may be proxies
  Handler operator[](Op op) const { return handlers[static_cast<std::size_t>(op)]; }
  // The instruction whose handler this is; kCount for extension cells.
  Op op_of(Handler handler) const;
};

// tableswitch: displacement of key k is displacements[k - low].
struct TableSwitch {
  std::int32_t low;
  std::uint32_t count;
  std::int32_t default_displacement;
  std::int32_t displacements[];
};
// lookupswitch: keys ascending, then the displacements.
struct LookupSwitch {
  std::uint32_t count;
  std::int32_t default_displacement;
  std::int32_t table[];
};

// Zeroed cells outside of prepared code (entries of methods), never freed. Any thread.
Instruction* allocate_cells(std::size_t count);

class PreparedCode {
 public:
  struct HandlerRange {
    std::uint16_t start_bci, end_bci, catch_type;
    std::uint32_t target;  // cell
  };

  // Requires: translations are serialized.
  PreparedCode(Method* method, std::uint32_t cells);

  Method* method() const { return method_; }
  Instruction* begin() const { return cells_; }
  std::uint32_t size() const { return size_; }
  bool contains(const Instruction* pc) const { return pc >= cells_ && pc < cells_ + size_; }
  std::uint32_t index_of(const Instruction* pc) const {
    return static_cast<std::uint32_t>(pc - cells_);
  }
  int bci_of(const Instruction* pc) const { return bcis_[index_of(pc)]; }

  // For watched_branches.cc.
  std::atomic<WatchedBranches*>& watched() { return watched_; }
  const std::atomic<WatchedBranches*>& watched() const { return watched_; }

  // Whether local 0 is the receiver everywhere, and an object of this process: what calls on
  // proxies run is a stub.
  bool has_local_receiver() const { return has_local_receiver_; }

  // For the translator.
  void set_local_receiver() { has_local_receiver_ = true; }
  std::uint16_t* bcis() { return bcis_; }
  std::vector<HandlerRange>& handlers() { return handlers_; }
  const std::vector<HandlerRange>& handlers() const { return handlers_; }
  // Memory that lives as long as the code, for switch tables.
  void* allocate_table(std::size_t bytes);

  // All instructions, one per line: "   12 @7   add_int  s5 <- s1 s2".
  std::string disassemble(const HandlerTable& table) const;

 private:
  Method* method_;
  Instruction* cells_;
  std::uint32_t size_;
  std::uint16_t* bcis_;  // by cell
  bool has_local_receiver_ = false;
  std::atomic<WatchedBranches*> watched_{nullptr};
  std::vector<HandlerRange> handlers_;
  std::vector<std::unique_ptr<char[]>> tables_;
};

}  // namespace cjvm
