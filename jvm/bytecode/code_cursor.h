// SPDX-License-Identifier: Apache-2.0
// Walks over the instructions of one method: opcode, operands, branch targets. It reads bytes only:
// whether a constant or a target makes sense is the verifier's business. Never reads outside the
// code: a broken instruction has length 0 and is_malformed(). Value type, any thread.
#pragma once

#include <cstdint>

#include "jvm/base/bytes.h"
#include "jvm/bytecode/instruction_set.h"

namespace cjvm {

// for (CodeCursor at(code); !at.done(); at.next()) { ... at.opcode() ... }
// Operand accessors require the layout they belong to and an instruction that is not malformed.
class CodeCursor {
 public:
  explicit CodeCursor(Bytes code, std::uint32_t bci = 0) : code_(code) { seek(bci); }

  // At the end of the code, or at an instruction that cannot be read (then is_malformed()).
  bool done() const { return length_ == 0; }
  bool is_malformed() const { return length_ == 0 && bci_ < code_.size(); }
  void next() { seek(bci_ + length_); }
  void seek(std::uint32_t bci) {
    bci_ = bci;
    decode();
  }

  std::uint32_t bci() const { return bci_; }
  std::uint32_t next_bci() const { return bci_ + length_; }
  std::uint32_t length() const { return length_; }
  Bytes code() const { return code_; }

  // The instruction; for wide the one it modifies.
  Opcode opcode() const { return static_cast<Opcode>(opcode_); }
  bool is_wide() const { return wide_; }
  const InstructionInfo& info() const { return kInstructionTable[opcode_]; }
  bool has(Trait t) const { return info().has(t); }

  // local, local0..3, local_s1.
  std::uint16_t local() const {
    auto o = info().operands;
    if (o >= Operands::local0 && o <= Operands::local3) {
      return static_cast<std::uint16_t>(static_cast<int>(o) - static_cast<int>(Operands::local0));
    }
    return wide_ ? load_u2(at(2)) : *at(1);
  }
  // s1, s2; the increment of iinc.
  std::int32_t immediate() const {
    switch (info().operands) {
      case Operands::s1:
        return static_cast<std::int8_t>(*at(1));
      case Operands::s2:
        return static_cast<std::int16_t>(load_u2(at(1)));
      default:
        return wide_ ? static_cast<std::int16_t>(load_u2(at(4))) : static_cast<std::int8_t>(*at(2));
    }
  }
  // cp1 and all cp2 forms.
  std::uint16_t pool_index() const {
    return info().operands == Operands::cp1 ? *at(1) : load_u2(at(1));
  }
  // invokeinterface: the count byte; multianewarray: dimensions; newarray: the type code.
  std::uint8_t count() const { return info().operands == Operands::prim ? *at(1) : *at(3); }
  // branch2, branch4: the absolute target; outside the code if the class file is broken.
  std::int64_t branch_target() const {
    std::int64_t offset = info().operands == Operands::branch4
                              ? static_cast<std::int32_t>(load_u4(at(1)))
                              : static_cast<std::int16_t>(load_u2(at(1)));
    return std::int64_t{bci_} + offset;
  }

  // table, lookup.
  std::int64_t default_target() const { return std::int64_t{bci_} + s4(padded()); }
  std::int32_t table_low() const { return s4(padded() + 4); }
  std::int32_t table_high() const { return s4(padded() + 8); }
  std::uint32_t switch_size() const {
    if (info().operands == Operands::lookup) return static_cast<std::uint32_t>(s4(padded() + 4));
    return static_cast<std::uint32_t>(std::int64_t{table_high()} - table_low() + 1);
  }
  std::int32_t switch_key(std::uint32_t i) const {
    if (info().operands == Operands::lookup) return s4(padded() + 8 + 8 * std::size_t{i});
    return static_cast<std::int32_t>(std::int64_t{table_low()} + i);
  }
  std::int64_t switch_target(std::uint32_t i) const {
    if (info().operands == Operands::lookup)
      return std::int64_t{bci_} + s4(padded() + 12 + 8 * std::size_t{i});
    return std::int64_t{bci_} + s4(padded() + 12 + 4 * std::size_t{i});
  }
  // The bytes between a switch opcode and its operands, which should be zero.
  bool switch_padding_is_zero() const {
    for (std::size_t i = bci_ + 1; i < padded(); ++i) {
      if (code_[i] != 0) return false;
    }
    return true;
  }

 private:
  const std::uint8_t* at(std::size_t offset) const { return code_.data() + bci_ + offset; }
  std::size_t padded() const { return (std::size_t{bci_} + 4) & ~std::size_t{3}; }
  std::int32_t s4(std::size_t index) const {
    return static_cast<std::int32_t>(load_u4(code_.data() + index));
  }

  void decode() {
    length_ = 0;
    wide_ = false;
    if (bci_ >= code_.size()) return;
    opcode_ = code_[bci_];
    std::uint64_t length = kInstructionTable[opcode_].length;
    if (length == 0) [[unlikely]]
      length = variable_length();
    if (length <= code_.size() - bci_) length_ = static_cast<std::uint32_t>(length);
  }

  // Switches, wide, undefined bytes (0). May exceed the code.
  std::uint64_t variable_length() {
    switch (kInstructionTable[opcode_].operands) {
      case Operands::table:
        if (code_.size() < padded() + 12 || table_low() > table_high()) return 0;
        return padded() + 12 + 4 * (std::uint64_t{switch_size() - 1} + 1) - bci_;
      case Operands::lookup:
        if (code_.size() < padded() + 8 || s4(padded() + 4) < 0) return 0;
        return padded() + 8 + 8 * std::uint64_t{switch_size()} - bci_;
      case Operands::wide: {
        if (code_.size() - bci_ < 2) return 0;
        auto modified = kInstructionTable[code_[bci_ + 1]].operands;
        if (modified != Operands::local && modified != Operands::local_s1) return 0;
        opcode_ = code_[bci_ + 1];
        wide_ = true;
        return modified == Operands::local ? 4 : 6;
      }
      default:
        return 0;
    }
  }

  Bytes code_;
  std::uint32_t bci_ = 0;
  std::uint32_t length_ = 0;
  std::uint8_t opcode_ = 0;
  bool wide_ = false;
};

}  // namespace cjvm
