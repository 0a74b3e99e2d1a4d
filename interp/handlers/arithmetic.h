// SPDX-License-Identifier: Apache-2.0
// Handlers of data movement, arithmetic, conversions and three-way comparisons (JVMS 6.5). Java's arithmetic wraps, so it is done
// on unsigned types; shifts mask their distance; floating point is IEEE without contraction.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include "interp/machine.h"

namespace cjvm::handlers {

CJVM_HANDLER(move) {
  fp[pc->a] = fp[pc->b];
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(move2) {
  fp[pc->a] = fp[pc->b];
  fp[pc->c] = fp[pc->d];
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(move3) {
  Slot* to = fp + pc->a;
  to[0] = fp[pc->b];
  to[1] = fp[pc->c];
  to[2] = fp[pc->d];
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(const_int) {
  set_int(fp[pc->a], pc->imm);
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(const_long) {
  fp[pc->a].j = pc->imm;
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(const_wide) {
  fp[pc->a].bits = pc[1].first_word;
  CJVM_CONTINUE(pc + 2);
}

// ---- int and long; U is the unsigned type
#define CJVM_BINARY(suffix, S, U, field, SET)                                                 \
  CJVM_HANDLER(add_##suffix) {                                                                \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) + static_cast<U>(fp[pc->c].field)));   \
  }                                                                                           \
  CJVM_HANDLER(sub_##suffix) {                                                                \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) - static_cast<U>(fp[pc->c].field)));   \
  }                                                                                           \
  CJVM_HANDLER(mul_##suffix) {                                                                \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) * static_cast<U>(fp[pc->c].field)));   \
  }                                                                                           \
  CJVM_HANDLER(div_##suffix) {                                                                \
    S divisor = fp[pc->c].field;                                                              \
    if (divisor == 0) [[unlikely]] CJVM_TAIL(raise_division_by_zero);                         \
    if (divisor == -1) [[unlikely]] {                                                         \
      SET(static_cast<S>(U{0} - static_cast<U>(fp[pc->b].field)));                            \
    }                                                                                         \
    SET(fp[pc->b].field / divisor);                                                           \
  }                                                                                           \
  CJVM_HANDLER(rem_##suffix) {                                                                \
    S divisor = fp[pc->c].field;                                                              \
    if (divisor == 0) [[unlikely]] CJVM_TAIL(raise_division_by_zero);                         \
    if (divisor == -1) [[unlikely]] {                                                         \
      SET(0);                                                                                 \
    }                                                                                         \
    SET(fp[pc->b].field % divisor);                                                           \
  }                                                                                           \
  CJVM_HANDLER(and_##suffix) { SET(fp[pc->b].field & fp[pc->c].field); }                      \
  CJVM_HANDLER(or_##suffix) { SET(fp[pc->b].field | fp[pc->c].field); }                       \
  CJVM_HANDLER(xor_##suffix) { SET(fp[pc->b].field ^ fp[pc->c].field); }                      \
  CJVM_HANDLER(shl_##suffix) {                                                                \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) << (fp[pc->c].i & (sizeof(S) * 8 - 1)))); \
  }                                                                                           \
  CJVM_HANDLER(shr_##suffix) { SET(fp[pc->b].field >> (fp[pc->c].i & (sizeof(S) * 8 - 1))); } \
  CJVM_HANDLER(ushr_##suffix) {                                                               \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) >> (fp[pc->c].i & (sizeof(S) * 8 - 1)))); \
  }                                                                                           \
  CJVM_HANDLER(add_##suffix##_imm) {                                                          \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) + static_cast<U>(S{pc->imm})));        \
  }                                                                                           \
  CJVM_HANDLER(mul_##suffix##_imm) {                                                          \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) * static_cast<U>(S{pc->imm})));        \
  }                                                                                           \
  CJVM_HANDLER(div_##suffix##_imm) { SET(fp[pc->b].field / pc->imm); }                        \
  CJVM_HANDLER(rem_##suffix##_imm) { SET(fp[pc->b].field % pc->imm); }                        \
  CJVM_HANDLER(and_##suffix##_imm) { SET(fp[pc->b].field & pc->imm); }                        \
  CJVM_HANDLER(or_##suffix##_imm) { SET(fp[pc->b].field | pc->imm); }                         \
  CJVM_HANDLER(xor_##suffix##_imm) { SET(fp[pc->b].field ^ pc->imm); }                        \
  CJVM_HANDLER(shl_##suffix##_imm) {                                                          \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) << (pc->imm & (sizeof(S) * 8 - 1))));  \
  }                                                                                           \
  CJVM_HANDLER(shr_##suffix##_imm) { SET(fp[pc->b].field >> (pc->imm & (sizeof(S) * 8 - 1))); } \
  CJVM_HANDLER(ushr_##suffix##_imm) {                                                         \
    SET(static_cast<S>(static_cast<U>(fp[pc->b].field) >> (pc->imm & (sizeof(S) * 8 - 1))));  \
  }                                                                                           \
  CJVM_HANDLER(imm_sub_##suffix) {                                                            \
    SET(static_cast<S>(static_cast<U>(S{pc->imm}) - static_cast<U>(fp[pc->b].field)));        \
  }                                                                                           \
  CJVM_HANDLER(imm_shl_##suffix) {                                                            \
    SET(static_cast<S>(static_cast<U>(S{pc->imm}) << (fp[pc->b].i & (sizeof(S) * 8 - 1))));   \
  }                                                                                           \
  CJVM_HANDLER(neg_##suffix) { SET(static_cast<S>(U{0} - static_cast<U>(fp[pc->b].field))); }

#define CJVM_SET_INT(value)          \
  do {                               \
    set_int(fp[pc->a], (value));     \
    CJVM_CONTINUE(pc + 1);           \
  } while (false)
#define CJVM_SET_LONG(value)         \
  do {                               \
    fp[pc->a].j = (value);           \
    CJVM_CONTINUE(pc + 1);           \
  } while (false)
#define CJVM_SET_FLOAT(value)        \
  do {                               \
    set_float(fp[pc->a], (value));   \
    CJVM_CONTINUE(pc + 1);           \
  } while (false)
#define CJVM_SET_DOUBLE(value)       \
  do {                               \
    fp[pc->a].d = (value);           \
    CJVM_CONTINUE(pc + 1);           \
  } while (false)

CJVM_BINARY(int, std::int32_t, std::uint32_t, i, CJVM_SET_INT)
CJVM_BINARY(long, std::int64_t, std::uint64_t, j, CJVM_SET_LONG)

// ---- float and double

CJVM_HANDLER(add_float) { CJVM_SET_FLOAT(fp[pc->b].f + fp[pc->c].f); }
CJVM_HANDLER(sub_float) { CJVM_SET_FLOAT(fp[pc->b].f - fp[pc->c].f); }
CJVM_HANDLER(mul_float) { CJVM_SET_FLOAT(fp[pc->b].f * fp[pc->c].f); }
CJVM_HANDLER(div_float) { CJVM_SET_FLOAT(fp[pc->b].f / fp[pc->c].f); }
CJVM_HANDLER(rem_float) { CJVM_SET_FLOAT(std::fmod(fp[pc->b].f, fp[pc->c].f)); }
CJVM_HANDLER(neg_float) { CJVM_SET_FLOAT(-fp[pc->b].f); }
CJVM_HANDLER(add_double) { CJVM_SET_DOUBLE(fp[pc->b].d + fp[pc->c].d); }
CJVM_HANDLER(sub_double) { CJVM_SET_DOUBLE(fp[pc->b].d - fp[pc->c].d); }
CJVM_HANDLER(mul_double) { CJVM_SET_DOUBLE(fp[pc->b].d * fp[pc->c].d); }
CJVM_HANDLER(div_double) { CJVM_SET_DOUBLE(fp[pc->b].d / fp[pc->c].d); }
CJVM_HANDLER(rem_double) { CJVM_SET_DOUBLE(std::fmod(fp[pc->b].d, fp[pc->c].d)); }
CJVM_HANDLER(neg_double) { CJVM_SET_DOUBLE(-fp[pc->b].d); }

// ---- conversions; floating point to integer saturates and NaN becomes 0 (JVMS d2i)
template <class To, class From>
inline To saturate(From value) {
  constexpr From kLimit = sizeof(To) == 4 ? From{2147483648.0} : From{9223372036854775808.0};
  if (value >= -kLimit && value < kLimit) [[likely]] return static_cast<To>(value);
  if (value != value) return 0;
  return value < 0 ? std::numeric_limits<To>::min() : std::numeric_limits<To>::max();
}

CJVM_HANDLER(int_to_long) { CJVM_SET_LONG(fp[pc->b].i); }
CJVM_HANDLER(int_to_float) { CJVM_SET_FLOAT(static_cast<float>(fp[pc->b].i)); }
CJVM_HANDLER(int_to_double) { CJVM_SET_DOUBLE(fp[pc->b].i); }
CJVM_HANDLER(long_to_int) { CJVM_SET_INT(fp[pc->b].i); }
CJVM_HANDLER(long_to_float) { CJVM_SET_FLOAT(static_cast<float>(fp[pc->b].j)); }
CJVM_HANDLER(long_to_double) { CJVM_SET_DOUBLE(static_cast<double>(fp[pc->b].j)); }
CJVM_HANDLER(float_to_int) { CJVM_SET_INT((saturate<std::int32_t>(fp[pc->b].f))); }
CJVM_HANDLER(float_to_long) { CJVM_SET_LONG((saturate<std::int64_t>(fp[pc->b].f))); }
CJVM_HANDLER(float_to_double) { CJVM_SET_DOUBLE(fp[pc->b].f); }
CJVM_HANDLER(double_to_int) { CJVM_SET_INT((saturate<std::int32_t>(fp[pc->b].d))); }
CJVM_HANDLER(double_to_long) { CJVM_SET_LONG((saturate<std::int64_t>(fp[pc->b].d))); }
CJVM_HANDLER(double_to_float) { CJVM_SET_FLOAT(static_cast<float>(fp[pc->b].d)); }
CJVM_HANDLER(int_to_byte) { CJVM_SET_INT(static_cast<std::int8_t>(fp[pc->b].i)); }
CJVM_HANDLER(int_to_char) { CJVM_SET_INT(static_cast<std::uint16_t>(fp[pc->b].i)); }
CJVM_HANDLER(int_to_short) { CJVM_SET_INT(static_cast<std::int16_t>(fp[pc->b].i)); }

// -1, 0, 1; unordered gives `kNan`.
template <int kNan, class T>
inline std::int32_t three_way(T a, T b) {
  if (a > b) return 1;
  if (a == b) return 0;
  if (a < b) return -1;
  return kNan;
}
CJVM_HANDLER(compare_long) {
  std::int64_t a = fp[pc->b].j, b = fp[pc->c].j;
  CJVM_SET_INT((a > b) - (a < b));
}
CJVM_HANDLER(compare_float_l) { CJVM_SET_INT(three_way<-1>(fp[pc->b].f, fp[pc->c].f)); }
CJVM_HANDLER(compare_float_g) { CJVM_SET_INT(three_way<1>(fp[pc->b].f, fp[pc->c].f)); }
CJVM_HANDLER(compare_double_l) { CJVM_SET_INT(three_way<-1>(fp[pc->b].d, fp[pc->c].d)); }
CJVM_HANDLER(compare_double_g) { CJVM_SET_INT(three_way<1>(fp[pc->b].d, fp[pc->c].d)); }

#undef CJVM_BINARY

}  // namespace cjvm::handlers
