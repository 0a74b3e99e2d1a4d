// SPDX-License-Identifier: Apache-2.0
// Instruction: one cell of prepared code, and the calling convention of handlers. 16 bytes: the
// handler and eight bytes of operands; instructions that need pointers are followed by extension
// cells that are never executed. Operand slots are relative to fp: local i is slot i, operand-stack
// slot j is max_locals + Frame::kSlots + j. Executing threads read cells while another thread
// quickens them: operands a and b never change, the other operand bytes only belong to the quick
// form, and the handler is stored last.
#pragma once

#include <atomic>
#include <cstdint>

#include "jvm/object/method.h"

namespace cjvm {

struct Instruction;

// fp: locals of the current frame. `caller_fp` is only meaningful where a call begins (entry
// instructions): the caller's locals. The accumulators hold the result of the instruction before,
// which is also in its slot: acc for ints (zero-extended), longs and references. Every handler ends
// in a tail call of the next one, so all of these stay in registers, the first four in callee-saved
// ones.
using Handler = __attribute__((preserve_none)) void (*)(const Instruction* pc, Slot* fp,
                                                        JavaThread* thread, Slot* caller_fp,
                                                        std::uint64_t acc, float float_acc,
                                                        double double_acc);

struct Instruction {
  union {
    Handler handler;
    std::uint64_t first_word;  // extension cells
  };
  union {
    struct {
      std::uint16_t a, b;
      union {
        struct {
          std::uint16_t c, d;
        };
        std::int32_t imm;  // constant, field offset, or branch displacement in bytes from this cell
      };
    };
    std::uint64_t word;
  };

  const Instruction* target() const {
    return reinterpret_cast<const Instruction*>(reinterpret_cast<const char*>(this) + imm);
  }
  // Extension cell: a pointer and a cache word.
  template <class T>
  T* pointer() const {
    return reinterpret_cast<T*>(first_word);
  }
  template <class T>
  T* cache() const {
    return reinterpret_cast<T*>(std::atomic_ref<std::uint64_t>(const_cast<std::uint64_t&>(word))
                                    .load(std::memory_order_acquire));
  }
};
static_assert(sizeof(Instruction) == 16);

}  // namespace cjvm
