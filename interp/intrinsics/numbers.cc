// SPDX-License-Identifier: Apache-2.0
// The inner loops of java.math.BigInteger (magnitudes: ints, most significant first) and of
// java.util.Base64.
#include <algorithm>
#include <array>
#include <cstring>

#include "interp/intrinsics/intrinsics.h"
#include "jvm/object/allocation.h"

namespace cjvm {

namespace {

// multiplyToLen(int[] x, int xlen, int[] y, int ylen, int[] z): the product of the first xlen and
// ylen ints in z, which is made if it is null or too short.
bool multiply_to_len(JavaThread& thread, Slot* s) {
  Array *x = array_at(s[0]), *y = array_at(s[2]), *z = array_at(s[4]);
  std::int32_t xlen = s[1].i, ylen = s[3].i;
  if (x == nullptr || y == nullptr || xlen < 1 || ylen < 1 || xlen > x->length ||
      ylen > y->length || xlen > (1 << 28) || ylen > (1 << 28)) {
    return false;
  }
  if (z == nullptr || z->length < xlen + ylen)
    z = allocate_primitive_array(thread, BasicType::Int, xlen + ylen);
  const auto *a = x->elements<std::uint32_t>(), *b = y->elements<std::uint32_t>();
  auto* product = z->elements<std::uint32_t>();
  std::fill_n(product, xlen + ylen, 0u);
  for (std::int32_t i = xlen - 1; i >= 0; --i) {
    std::uint64_t carry = 0;
    for (std::int32_t j = ylen - 1; j >= 0; --j) {
      std::uint64_t t = std::uint64_t{a[i]} * b[j] + product[i + j + 1] + carry;
      product[i + j + 1] = static_cast<std::uint32_t>(t);
      carry = t >> 32;
    }
    product[i] = static_cast<std::uint32_t>(carry);
  }
  s[0].ref = z;
  return true;
}

// squareToLen(int[] x, int len, int[] z, int zlen): the square in z, which is long enough.
bool square_to_len(JavaThread&, Slot* s) {
  Array *x = array_at(s[0]), *z = array_at(s[2]);
  std::int32_t length = s[1].i, zlen = s[3].i;
  if (x == nullptr || z == nullptr || length < 1 || length > x->length || zlen != 2 * length ||
      zlen > z->length)
    return false;
  const auto* a = x->elements<std::uint32_t>();
  auto* square = z->elements<std::uint32_t>();
  std::fill_n(square, zlen, 0u);
  for (std::int32_t i = length - 1; i >= 0; --i) {
    std::uint64_t carry = 0;
    for (std::int32_t j = length - 1; j >= 0; --j) {
      std::uint64_t t = std::uint64_t{a[i]} * a[j] + square[i + j + 1] + carry;
      square[i + j + 1] = static_cast<std::uint32_t>(t);
      carry = t >> 32;
    }
    square[i] = static_cast<std::uint32_t>(carry);
  }
  s[0].ref = z;
  return true;
}

// mulAdd(int[] out, int[] in, int offset, int len, int k): out[.. out.length - offset) += in * k;
// returns the carry.
bool multiply_add(JavaThread&, Slot* s) {
  Array *out = array_at(s[0]), *in = array_at(s[1]);
  if (out == nullptr || in == nullptr) return false;
  std::int32_t length = s[3].i, offset = out->length - s[2].i - 1;
  if (length < 0 || length > in->length || offset >= out->length || offset - length + 1 < 0)
    return false;
  auto* to = out->elements<std::uint32_t>();
  const auto* from = in->elements<std::uint32_t>();
  auto k = static_cast<std::uint32_t>(s[4].i);
  std::uint64_t carry = 0;
  for (std::int32_t j = length - 1; j >= 0; --j, --offset) {
    std::uint64_t t = std::uint64_t{from[j]} * k + to[offset] + carry;
    to[offset] = static_cast<std::uint32_t>(t);
    carry = t >> 32;
  }
  s[0].bits = carry;
  return true;
}

// ---- Base64 (RFC 4648)
constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// encodeBlock(byte[] source, int from, int to, byte[] destination, int at, boolean url): whole
// groups of three.
bool encode_block(JavaThread&, Slot* s) {
  Array *source = array_at(s[1]), *destination = array_at(s[4]);
  if (source == nullptr || destination == nullptr) return false;
  std::int32_t count = s[3].i - s[2].i;
  if (count < 0 || count % 3 != 0 || !in_range(s[2].i, count, source->length) ||
      !in_range(s[5].i, count / 3 * 4, destination->length)) {
    return false;
  }
  const auto* from = source->elements<std::uint8_t>() + s[2].i;
  auto* to = destination->elements<char>() + s[5].i;
  bool url = s[6].i != 0;
  auto letter = [&](unsigned v) { return url && v >= 62 ? (v == 62 ? '-' : '_') : kAlphabet[v]; };
  for (std::int32_t i = 0; i < count; i += 3, from += 3, to += 4) {
    unsigned bits = (from[0] << 16) | (from[1] << 8) | from[2];
    to[0] = letter(bits >> 18);
    to[1] = letter((bits >> 12) & 63);
    to[2] = letter((bits >> 6) & 63);
    to[3] = letter(bits & 63);
  }
  return true;
}

std::array<std::int8_t, 256> make_values(bool url) {
  std::array<std::int8_t, 256> values;
  values.fill(-1);
  for (int i = 0; i < 64; ++i)
    values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  if (url) {
    values['+'] = values['/'] = -1;
    values['-'] = 62;
    values['_'] = 63;
  }
  return values;
}

// decodeBlock(byte[] source, int from, int to, byte[] destination, int at, boolean url, boolean
// mime): decodes groups of four until one has another character; returns the number of bytes
// written.
bool decode_block(JavaThread&, Slot* s) {
  static const auto kPlain = make_values(false), kUrl = make_values(true);
  Array *source = array_at(s[1]), *destination = array_at(s[4]);
  if (source == nullptr || destination == nullptr || s[2].i > s[3].i) return false;
  std::int32_t groups = (s[3].i - s[2].i) / 4;
  if (!in_range(s[2].i, groups * 4, source->length) ||
      !in_range(s[5].i, groups * 3, destination->length))
    return false;
  const auto& values = s[6].i != 0 ? kUrl : kPlain;
  const auto* from = source->elements<std::uint8_t>() + s[2].i;
  auto* to = destination->elements<std::uint8_t>() + s[5].i;
  std::int32_t done = 0;
  for (; done < groups; ++done, from += 4, to += 3) {
    int a = values[from[0]], b = values[from[1]], c = values[from[2]], d = values[from[3]];
    if ((a | b | c | d) < 0) break;
    int bits = (a << 18) | (b << 12) | (c << 6) | d;
    to[0] = static_cast<std::uint8_t>(bits >> 16);
    to[1] = static_cast<std::uint8_t>(bits >> 8);
    to[2] = static_cast<std::uint8_t>(bits);
  }
  set_int(s[0], done * 3);
  return true;
}

constexpr char kBigInteger[] = "java/math/BigInteger";

const Intrinsic kTable[] = {
    {kBigInteger, "implMultiplyToLen", "([II[II[I)[I", multiply_to_len},
    {kBigInteger, "implSquareToLen", "([II[II)[I", square_to_len},
    {kBigInteger, "implMulAdd", "([I[IIII)I", multiply_add},
    {"java/util/Base64$Encoder", "encodeBlock", "([BII[BIZ)V", encode_block},
    {"java/util/Base64$Decoder", "decodeBlock", "([BII[BIZZ)I", decode_block},
};

}  // namespace

std::span<const Intrinsic> number_intrinsics() { return kTable; }

}  // namespace cjvm
