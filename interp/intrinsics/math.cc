// SPDX-License-Identifier: Apache-2.0
// java.lang.Math and StrictMath where IEEE 754 leaves no choice. Transcendental functions are not
// here: their last bit is Java's.
#include <cmath>
#include <cstdint>
#include <limits>

#include "interp/intrinsics/intrinsics.h"

namespace cjvm {

namespace {

// The Java definition: NaN wins, and -0.0 is less than 0.0.
template <class T>
T max_of(T a, T b) {
  if (a != a) return a;
  if (a == 0 && b == 0) return std::signbit(a) ? b : a;
  return a >= b ? a : b;
}
template <class T>
T min_of(T a, T b) {
  if (a != a) return a;
  if (a == 0 && b == 0) return std::signbit(b) ? b : a;
  return a <= b ? a : b;
}

template <class To, class From>
To to_integer(From value) {
  constexpr From kLimit = sizeof(To) == 4 ? From{2147483648.0} : From{9223372036854775808.0};
  if (value >= -kLimit && value < kLimit) return static_cast<To>(value);
  if (value != value) return 0;
  return value < 0 ? std::numeric_limits<To>::min() : std::numeric_limits<To>::max();
}
// Nearest integer, ties upwards. value - floor(value) is exact.
template <class To, class From>
To round_of(From value) {
  From below = std::floor(value);
  if (value - below >= From{0.5}) below += 1;
  return to_integer<To>(below);
}

std::int64_t multiply_high(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>((static_cast<__int128>(a) * b) >> 64);
}

constexpr char kMath[] = "java/lang/Math", kStrict[] = "java/lang/StrictMath";

#define CJVM_BOTH(name, descriptor, ...) \
  {kMath, name, descriptor, __VA_ARGS__}, { kStrict, name, descriptor, __VA_ARGS__ }

const Intrinsic kTable[] = {
    CJVM_BOTH("abs", "(I)I",
              [](JavaThread&, Slot* s) {
                if (s[0].i < 0)
                  set_int(s[0], static_cast<std::int32_t>(0u - static_cast<std::uint32_t>(s[0].i)));
                return true;
              }),
    CJVM_BOTH("abs", "(J)J",
              [](JavaThread&, Slot* s) {
                if (s[0].j < 0) s[0].bits = 0 - s[0].bits;
                return true;
              }),
    CJVM_BOTH("abs", "(F)F",
              [](JavaThread&, Slot* s) {
                set_float(s[0], std::fabs(s[0].f));
                return true;
              }),
    CJVM_BOTH("abs", "(D)D",
              [](JavaThread&, Slot* s) {
                s[0].d = std::fabs(s[0].d);
                return true;
              }),
    CJVM_BOTH("max", "(II)I",
              [](JavaThread&, Slot* s) {
                if (s[1].i > s[0].i) s[0] = s[1];
                return true;
              }),
    CJVM_BOTH("min", "(II)I",
              [](JavaThread&, Slot* s) {
                if (s[1].i < s[0].i) s[0] = s[1];
                return true;
              }),
    CJVM_BOTH("max", "(JJ)J",
              [](JavaThread&, Slot* s) {
                if (s[2].j > s[0].j) s[0] = s[2];
                return true;
              }),
    CJVM_BOTH("min", "(JJ)J",
              [](JavaThread&, Slot* s) {
                if (s[2].j < s[0].j) s[0] = s[2];
                return true;
              }),
    CJVM_BOTH("max", "(FF)F",
              [](JavaThread&, Slot* s) {
                set_float(s[0], max_of(s[0].f, s[1].f));
                return true;
              }),
    CJVM_BOTH("min", "(FF)F",
              [](JavaThread&, Slot* s) {
                set_float(s[0], min_of(s[0].f, s[1].f));
                return true;
              }),
    CJVM_BOTH("max", "(DD)D",
              [](JavaThread&, Slot* s) {
                s[0].d = max_of(s[0].d, s[2].d);
                return true;
              }),
    CJVM_BOTH("min", "(DD)D",
              [](JavaThread&, Slot* s) {
                s[0].d = min_of(s[0].d, s[2].d);
                return true;
              }),
    CJVM_BOTH("sqrt", "(D)D",
              [](JavaThread&, Slot* s) {
                s[0].d = std::sqrt(s[0].d);
                return true;
              }),
    CJVM_BOTH("floor", "(D)D",
              [](JavaThread&, Slot* s) {
                s[0].d = std::floor(s[0].d);
                return true;
              }),
    CJVM_BOTH("ceil", "(D)D",
              [](JavaThread&, Slot* s) {
                s[0].d = std::ceil(s[0].d);
                return true;
              }),
    CJVM_BOTH("rint", "(D)D",
              [](JavaThread&, Slot* s) {
                s[0].d = std::rint(s[0].d);
                return true;
              }),
    CJVM_BOTH("round", "(D)J",
              [](JavaThread&, Slot* s) {
                s[0].j = round_of<std::int64_t>(s[0].d);
                return true;
              }),
    CJVM_BOTH("round", "(F)I",
              [](JavaThread&, Slot* s) {
                set_int(s[0], round_of<std::int32_t>(s[0].f));
                return true;
              }),
    CJVM_BOTH("fma", "(DDD)D",
              [](JavaThread&, Slot* s) {
                s[0].d = std::fma(s[0].d, s[2].d, s[4].d);
                return true;
              }),
    CJVM_BOTH("fma", "(FFF)F",
              [](JavaThread&, Slot* s) {
                set_float(s[0], std::fma(s[0].f, s[1].f, s[2].f));
                return true;
              }),
    CJVM_BOTH("multiplyHigh", "(JJ)J",
              [](JavaThread&, Slot* s) {
                s[0].j = multiply_high(s[0].j, s[2].j);
                return true;
              }),
};

#undef CJVM_BOTH

}  // namespace

std::span<const Intrinsic> math_intrinsics() { return kTable; }

}  // namespace cjvm
