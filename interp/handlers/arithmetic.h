// SPDX-License-Identifier: Apache-2.0
// Handlers of data movement, arithmetic, conversions and three-way comparisons (JVMS 6.5). Java's
// arithmetic wraps, so it is done on unsigned types; shifts mask their distance; floating point is
// IEEE without contraction.
#pragma once

#include <cmath>
#include <limits>

#include "interp/machine.h"

namespace cjvm::handlers {

// ---- setting the destination and the accumulator of its type
#define CJVM_SET_INT(value)                  \
  do {                                       \
    acc = static_cast<std::uint32_t>(value); \
    fp[pc->a].bits = acc;                    \
    CJVM_CONTINUE(pc + 1);                   \
  } while (false)
#define CJVM_SET_LONG(value)                 \
  do {                                       \
    acc = static_cast<std::uint64_t>(value); \
    fp[pc->a].bits = acc;                    \
    CJVM_CONTINUE(pc + 1);                   \
  } while (false)
#define CJVM_SET_FLOAT(value)        \
  do {                               \
    float_acc = (value);             \
    set_float(fp[pc->a], float_acc); \
    CJVM_CONTINUE(pc + 1);           \
  } while (false)
#define CJVM_SET_DOUBLE(value) \
  do {                         \
    double_acc = (value);      \
    fp[pc->a].d = double_acc;  \
    CJVM_CONTINUE(pc + 1);     \
  } while (false)
// What an accumulator holds.
#define CJVM_ACC_i static_cast<std::int32_t>(acc)
#define CJVM_ACC_j static_cast<std::int64_t>(acc)
#define CJVM_ACC_f float_acc
#define CJVM_ACC_d double_acc

// An instruction on x and y with its forms; X, Y: slot members. `body` computes from x and y.
#define CJVM_BINARY(name, X, Y, ...) \
  CJVM_HANDLER(name) {               \
    auto x = fp[pc->b].X;            \
    auto y = fp[pc->c].Y;            \
    __VA_ARGS__;                     \
  }                                  \
  CJVM_HANDLER(name##_x) {           \
    auto x = CJVM_ACC_##X;           \
    auto y = fp[pc->c].Y;            \
    __VA_ARGS__;                     \
  }                                  \
  CJVM_HANDLER(name##_y) {           \
    auto x = fp[pc->b].X;            \
    auto y = CJVM_ACC_##Y;           \
    __VA_ARGS__;                     \
  }
// An instruction on x alone (immediates are read from pc).
#define CJVM_UNARY(name, X, ...) \
  CJVM_HANDLER(name) {           \
    auto x = fp[pc->b].X;        \
    __VA_ARGS__;                 \
  }                              \
  CJVM_HANDLER(name##_x) {       \
    auto x = CJVM_ACC_##X;       \
    __VA_ARGS__;                 \
  }

// ---- data movement
CJVM_HANDLER(move) {
  acc = fp[pc->b].bits;
  fp[pc->a].bits = acc;
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
CJVM_HANDLER(const_int) { CJVM_SET_INT(pc->imm); }
CJVM_HANDLER(const_long) { CJVM_SET_LONG(pc->imm); }
CJVM_HANDLER(const_wide) {
  acc = pc[1].first_word;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}

// ---- frames with more slots than operands can name
CJVM_HANDLER(load_far) {
  acc = fp[pc->imm].bits;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(store_far) {
  fp[pc->imm].bits = fp[pc->a].bits;
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(shift_frame) {
  fp += pc->imm;
  CJVM_CONTINUE(pc + 1);
}

// ---- int and long; S, U: the signed and unsigned type, X its slot member
#define CJVM_INTEGER(suffix, S, U, X, SET)                                                      \
  CJVM_BINARY(add_##suffix, X, X, SET(static_cast<U>(x) + static_cast<U>(y)))                   \
  CJVM_BINARY(sub_##suffix, X, X, SET(static_cast<U>(x) - static_cast<U>(y)))                   \
  CJVM_BINARY(mul_##suffix, X, X, SET(static_cast<U>(x) * static_cast<U>(y)))                   \
  CJVM_BINARY(div_##suffix, X, X, if (y == 0) [[unlikely]] CJVM_TAIL(raise_division_by_zero);   \
              if (y == -1) [[unlikely]] SET(U{0} - static_cast<U>(x)); SET(x / y))              \
  CJVM_BINARY(rem_##suffix, X, X, if (y == 0) [[unlikely]] CJVM_TAIL(raise_division_by_zero);   \
              if (y == -1) [[unlikely]] SET(0); SET(x % y))                                     \
  CJVM_BINARY(and_##suffix, X, X, SET(x& y))                                                    \
  CJVM_BINARY(or_##suffix, X, X, SET(x | y))                                                    \
  CJVM_BINARY(xor_##suffix, X, X, SET(x ^ y))                                                   \
  CJVM_BINARY(shl_##suffix, X, i, SET(static_cast<U>(x) << (y & (sizeof(S) * 8 - 1))))          \
  CJVM_BINARY(shr_##suffix, X, i, SET(x >> (y & (sizeof(S) * 8 - 1))))                          \
  CJVM_BINARY(ushr_##suffix, X, i, SET(static_cast<U>(x) >> (y & (sizeof(S) * 8 - 1))))         \
  CJVM_UNARY(add_##suffix##_imm, X, SET(static_cast<U>(x) + static_cast<U>(S{pc->imm})))        \
  CJVM_UNARY(mul_##suffix##_imm, X, SET(static_cast<U>(x) * static_cast<U>(S{pc->imm})))        \
  CJVM_UNARY(div_##suffix##_imm, X, SET(x / pc->imm))                                           \
  CJVM_UNARY(rem_##suffix##_imm, X, SET(x % pc->imm))                                           \
  CJVM_UNARY(and_##suffix##_imm, X, SET(x& S{pc->imm}))                                         \
  CJVM_UNARY(or_##suffix##_imm, X, SET(x | S{pc->imm}))                                         \
  CJVM_UNARY(xor_##suffix##_imm, X, SET(x ^ S{pc->imm}))                                        \
  CJVM_UNARY(shl_##suffix##_imm, X, SET(static_cast<U>(x) << (pc->imm & (sizeof(S) * 8 - 1))))  \
  CJVM_UNARY(shr_##suffix##_imm, X, SET(x >> (pc->imm & (sizeof(S) * 8 - 1))))                  \
  CJVM_UNARY(ushr_##suffix##_imm, X, SET(static_cast<U>(x) >> (pc->imm & (sizeof(S) * 8 - 1)))) \
  CJVM_UNARY(imm_sub_##suffix, X, SET(static_cast<U>(S{pc->imm}) - static_cast<U>(x)))          \
  CJVM_UNARY(imm_shl_##suffix, i, SET(static_cast<U>(S{pc->imm}) << (x & (sizeof(S) * 8 - 1)))) \
  CJVM_UNARY(neg_##suffix, X, SET(U{0} - static_cast<U>(x)))

CJVM_INTEGER(int, std::int32_t, std::uint32_t, i, CJVM_SET_INT)
CJVM_INTEGER(long, std::int64_t, std::uint64_t, j, CJVM_SET_LONG)

// ---- float and double
CJVM_BINARY(add_float, f, f, CJVM_SET_FLOAT(x + y))
CJVM_BINARY(sub_float, f, f, CJVM_SET_FLOAT(x - y))
CJVM_BINARY(mul_float, f, f, CJVM_SET_FLOAT(x* y))
CJVM_BINARY(div_float, f, f, CJVM_SET_FLOAT(x / y))
CJVM_BINARY(rem_float, f, f, float r = std::fmod(x, y); CJVM_FORGET(); CJVM_SET_FLOAT(r))
CJVM_UNARY(neg_float, f, CJVM_SET_FLOAT(-x))
CJVM_BINARY(add_double, d, d, CJVM_SET_DOUBLE(x + y))
CJVM_BINARY(sub_double, d, d, CJVM_SET_DOUBLE(x - y))
CJVM_BINARY(mul_double, d, d, CJVM_SET_DOUBLE(x* y))
CJVM_BINARY(div_double, d, d, CJVM_SET_DOUBLE(x / y))
CJVM_BINARY(rem_double, d, d, double r = std::fmod(x, y); CJVM_FORGET(); CJVM_SET_DOUBLE(r))
CJVM_UNARY(neg_double, d, CJVM_SET_DOUBLE(-x))

// ---- conversions; floating point to integer saturates and NaN becomes 0 (JVMS d2i)
template <class To, class From>
inline To saturate(From value) {
  constexpr From kLimit = sizeof(To) == 4 ? From{2147483648.0} : From{9223372036854775808.0};
  if (value >= -kLimit && value < kLimit) [[likely]]
    return static_cast<To>(value);
  if (value != value) return 0;
  return value < 0 ? std::numeric_limits<To>::min() : std::numeric_limits<To>::max();
}

CJVM_UNARY(int_to_long, i, CJVM_SET_LONG(std::int64_t{x}))
CJVM_UNARY(int_to_float, i, CJVM_SET_FLOAT(static_cast<float>(x)))
CJVM_UNARY(int_to_double, i, CJVM_SET_DOUBLE(x))
CJVM_UNARY(long_to_int, i, CJVM_SET_INT(x))
CJVM_UNARY(long_to_float, j, CJVM_SET_FLOAT(static_cast<float>(x)))
CJVM_UNARY(long_to_double, j, CJVM_SET_DOUBLE(static_cast<double>(x)))
CJVM_UNARY(float_to_int, f, CJVM_SET_INT((saturate<std::int32_t>(x))))
CJVM_UNARY(float_to_long, f, CJVM_SET_LONG((saturate<std::int64_t>(x))))
CJVM_UNARY(float_to_double, f, CJVM_SET_DOUBLE(x))
CJVM_UNARY(double_to_int, d, CJVM_SET_INT((saturate<std::int32_t>(x))))
CJVM_UNARY(double_to_long, d, CJVM_SET_LONG((saturate<std::int64_t>(x))))
CJVM_UNARY(double_to_float, d, CJVM_SET_FLOAT(static_cast<float>(x)))
CJVM_UNARY(int_to_byte, i, CJVM_SET_INT(static_cast<std::int8_t>(x)))
CJVM_UNARY(int_to_char, i, CJVM_SET_INT(static_cast<std::uint16_t>(x)))
CJVM_UNARY(int_to_short, i, CJVM_SET_INT(static_cast<std::int16_t>(x)))

// -1, 0, 1; unordered gives `kNan`.
template <int kNan, class T>
inline std::int32_t three_way(T a, T b) {
  if (a > b) return 1;
  if (a == b) return 0;
  if (a < b) return -1;
  return kNan;
}
CJVM_BINARY(compare_long, j, j, CJVM_SET_INT((x > y) - (x < y)))
CJVM_BINARY(compare_float_l, f, f, CJVM_SET_INT(three_way<-1>(x, y)))
CJVM_BINARY(compare_float_g, f, f, CJVM_SET_INT(three_way<1>(x, y)))
CJVM_BINARY(compare_double_l, d, d, CJVM_SET_INT(three_way<-1>(x, y)))
CJVM_BINARY(compare_double_g, d, d, CJVM_SET_INT(three_way<1>(x, y)))

#undef CJVM_BINARY
#undef CJVM_UNARY
#undef CJVM_INTEGER

}  // namespace cjvm::handlers
