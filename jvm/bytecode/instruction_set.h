// SPDX-License-Identifier: Apache-2.0
// The instruction set of the specification as data, expanded from bytecodes.def: Opcode,
// InstructionInfo and the table. It includes nothing of the VM; decoder, disassembler, verifier,
// translator and analyses use it. Constant data: any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cjvm {

// Enumerators are the mnemonics of JVMS chapter 6; new_, goto_ and return_ avoid keywords.
enum class Opcode : std::uint8_t {
#define BYTECODE(code, name, operands, pops, pushes, traits) name = code,
#include "jvm/bytecode/bytecodes.def"
};

// Layout of the bytes that follow the opcode.
enum class Operands : std::uint8_t {
  none,
  s1,
  s2,  // signed immediate
  cp1,
  cp2,    // constant pool index
  local,  // local variable index, u1; u2 after wide
  local0,
  local1,
  local2,
  local3,    // implied local variable index
  local_s1,  // iinc: index u1, increment s1; both twice as wide after wide
  branch2,
  branch4,  // offset from the opcode
  table,
  lookup,  // switches, padded to a multiple of four
  cp2_count,
  cp2_zero,  // index, then count and 0 (invokeinterface) or 0 0 (invokedynamic)
  prim,      // newarray: T_BOOLEAN 4 .. T_LONG 11
  cp2_dims,  // index, number of dimensions
  wide,      // the prefix
};

// What an instruction may do. Pure: none of the others beyond reading and writing the frame.
enum Trait : std::uint32_t {
  kPure = 0,
  kThrows = 1u << 0,
  kResolves = 1u << 1,
  kLoad = 1u << 2,
  kStore = 1u << 3,
  kArrayRead = 1u << 4,
  kArrayWrite = 1u << 5,
  kFieldRead = 1u << 6,
  kFieldWrite = 1u << 7,
  kStaticRead = 1u << 8,
  kStaticWrite = 1u << 9,
  kBranch = 1u << 10,
  kNoFallThrough = 1u << 11,
  kReturn = 1u << 12,
  kInvoke = 1u << 13,
  kAllocates = 1u << 14,
  kLocks = 1u << 15,
  kIdentity = 1u << 16,
};

struct InstructionInfo {
  std::string_view name;  // as printed; empty for bytes that are no instruction
  std::string_view pops;  // I J F D A, top of stack last; "*" = has a rule of its own
  std::string_view pushes;
  std::uint32_t traits = 0;  // Trait
  Operands operands = Operands::none;
  std::uint8_t length = 0;  // with the opcode; 0 = depends (switches, wide) or no instruction

  constexpr bool defined() const { return !name.empty(); }
  constexpr bool has(Trait t) const { return (traits & t) != 0; }
};

namespace detail {

constexpr std::uint8_t operand_length(Operands o) {
  switch (o) {
    case Operands::none:
    case Operands::local0:
    case Operands::local1:
    case Operands::local2:
    case Operands::local3:
      return 1;
    case Operands::s1:
    case Operands::cp1:
    case Operands::local:
    case Operands::prim:
      return 2;
    case Operands::s2:
    case Operands::cp2:
    case Operands::local_s1:
    case Operands::branch2:
      return 3;
    case Operands::cp2_dims:
      return 4;
    case Operands::branch4:
    case Operands::cp2_count:
    case Operands::cp2_zero:
      return 5;
    case Operands::table:
    case Operands::lookup:
    case Operands::wide:
      return 0;
  }
  return 0;
}

consteval std::string_view printed_name(std::string_view name) {
  return name.back() == '_' ? name.substr(0, name.size() - 1) : name;
}

consteval std::string_view stack_effect(std::string_view letters) {
  if (letters != "*" && letters.find_first_not_of("IJFDA") != letters.npos)
    throw "unknown type letter";
  return letters;
}

consteval std::array<InstructionInfo, 256> make_instruction_table() {
  constexpr std::uint32_t Pure = kPure, Throws = kThrows, Resolves = kResolves, Load = kLoad,
                          Store = kStore, ArrayRead = kArrayRead, ArrayWrite = kArrayWrite,
                          FieldRead = kFieldRead, FieldWrite = kFieldWrite,
                          StaticRead = kStaticRead, StaticWrite = kStaticWrite, Branch = kBranch,
                          NoFallThrough = kNoFallThrough, Return = kReturn, Invoke = kInvoke,
                          Allocates = kAllocates, Locks = kLocks, Identity = kIdentity;
  std::array<InstructionInfo, 256> table{};
#define BYTECODE(code, name, operands, pops, pushes, traits) \
  if (table[code].defined()) throw "opcode defined twice";   \
  table[code] = {printed_name(#name),  stack_effect(pops),   \
                 stack_effect(pushes), traits,               \
                 Operands::operands,   operand_length(Operands::operands)};
#include "jvm/bytecode/bytecodes.def"
  return table;
}

}  // namespace detail

inline constexpr std::array<InstructionInfo, 256> kInstructionTable =
    detail::make_instruction_table();

constexpr const InstructionInfo& instruction_info(Opcode op) {
  return kInstructionTable[static_cast<std::uint8_t>(op)];
}
constexpr const InstructionInfo& instruction_info(std::uint8_t byte) {
  return kInstructionTable[byte];
}

}  // namespace cjvm
