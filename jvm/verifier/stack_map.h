// SPDX-License-Identifier: Apache-2.0
// The StackMapTable of one method, decoded into full frames (JVMS 4.7.4). Internal to jvm/verifier;
// one thread. Invariant: frames are in ascending order of bci and each stands at an instruction.
#pragma once

#include <cstdint>
#include <vector>

#include "jvm/base/bytes.h"
#include "jvm/verifier/type_state.h"

namespace cjvm {

// What stands at a bci of the code.
enum class CodeMark : std::uint8_t { kNothing, kInstruction, kNew };

struct StackMapLimits {
  std::uint32_t max_locals, max_stack;
};

// Errors of the attribute that the caller must word: they need the method's name or the frame.
struct StackMapFault {
  enum Kind : std::uint8_t { kFormat, kMethodFormat, kBadOffset } kind;
  std::string_view message;
};

class StackMap {
 public:
  // Decodes `contents` starting from the frame of the method's entry. Throws StackMapFault.
  void decode(Bytes contents, const FrameView& entry, StackMapLimits limits,
              std::span<const CodeMark> marks, const ConstantPool& constants, TypeTable& types);

  std::size_t size() const { return frames_.size(); }
  FrameView operator[](std::size_t i) const;
  std::uint32_t bci(std::size_t i) const { return frames_[i].bci; }
  // The frame at `bci`, -1 if there is none.
  int find(std::uint32_t bci) const;

 private:
  struct Frame {
    std::uint32_t bci;
    bool this_uninitialized;
    std::uint16_t locals_size, stack_size;
    std::uint32_t locals_at, stack_at;  // into storage_
  };
  struct Decoder;

  std::vector<Frame> frames_;
  std::vector<VerificationType> storage_;
};

}  // namespace cjvm
