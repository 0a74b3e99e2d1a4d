// SPDX-License-Identifier: Apache-2.0
// The block functions of MD5, SHA-1, SHA-2, SHA-3, AES encryption, GHASH and CRC-32C, written from
// their standards (RFC 1321, FIPS 180-4, FIPS 202, FIPS 197, SP 800-38D). State lies in the fields
// of the receivers, as the Java code keeps it.
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>

#include "interp/intrinsics/intrinsics.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/field.h"

namespace cjvm {

namespace {

// The field in which the receivers of one intrinsic keep their state; all of them inherit it from
// the class of the intrinsic.
class StateField {
 public:
  constexpr StateField(const char* name, const char* descriptor)
      : name_(name), descriptor_(descriptor) {}

  // The array in the field; null if it has fewer elements, or none in this process.
  Array* of(Object* object, std::int32_t least_length) {
    std::uint32_t offset = offset_.load(std::memory_order_relaxed);
    if (offset == 0) {
      Field* field =
          object->klass()->find_field(Symbol::intern(name_), Symbol::intern(descriptor_));
      if (field == nullptr) return nullptr;
      offset = field->offset;
      offset_.store(offset, std::memory_order_relaxed);
    }
    auto* array = static_cast<Array*>(*object->at<Object*>(offset));
    bool usable = array != nullptr && array->length >= least_length && !array->is_proxy();
    return usable ? array : nullptr;
  }

 private:
  const char* name_;
  const char* descriptor_;
  std::atomic<std::uint32_t> offset_{0};
};

// implCompress0(byte[] buffer, int offset): the block, or null if the Java code has to complain.
const std::uint8_t* block_at(const Slot* s, std::int32_t bytes) {
  Array* buffer = array_at(s[1]);
  if (buffer == nullptr || !in_range(s[2].i, bytes, buffer->length)) return nullptr;
  return buffer->elements<std::uint8_t>() + s[2].i;
}

std::uint32_t big32(const std::uint8_t* p) {
  std::uint32_t v;
  std::memcpy(&v, p, 4);
  return __builtin_bswap32(v);
}
std::uint64_t big64(const std::uint8_t* p) {
  std::uint64_t v;
  std::memcpy(&v, p, 8);
  return __builtin_bswap64(v);
}

// ---- MD5
std::array<std::uint32_t, 64> make_md5_constants() {
  std::array<std::uint32_t, 64> k;
  for (unsigned i = 0; i < 64; ++i)
    k[i] = static_cast<std::uint32_t>(std::floor(std::fabs(std::sin(i + 1.0)) * 4294967296.0));
  return k;
}

bool md5(JavaThread&, Slot* s) {
  static const auto kK = make_md5_constants();
  constexpr int kShift[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  static constinit StateField field("state", "[I");
  Array* state = field.of(s[0].ref, 4);
  const std::uint8_t* block = block_at(s, 64);
  if (state == nullptr || block == nullptr) return false;
  std::uint32_t w[16];
  std::memcpy(w, block, 64);
  auto* h = state->elements<std::uint32_t>();
  std::uint32_t a = h[0], b = h[1], c = h[2], d = h[3];
  for (unsigned i = 0; i < 64; ++i) {
    std::uint32_t f;
    unsigned g;
    if (i < 16) {
      f = (b & c) | (~b & d);
      g = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      g = (5 * i + 1) % 16;
    } else if (i < 48) {
      f = b ^ c ^ d;
      g = (3 * i + 5) % 16;
    } else {
      f = c ^ (b | ~d);
      g = (7 * i) % 16;
    }
    f += a + kK[i] + w[g];
    a = d;
    d = c;
    c = b;
    b += std::rotl(f, kShift[i / 16][i % 4]);
  }
  h[0] += a;
  h[1] += b;
  h[2] += c;
  h[3] += d;
  return true;
}

// ---- SHA-1
bool sha1(JavaThread&, Slot* s) {
  static constinit StateField field("state", "[I");
  Array* state = field.of(s[0].ref, 5);
  const std::uint8_t* block = block_at(s, 64);
  if (state == nullptr || block == nullptr) return false;
  std::uint32_t w[80];
  for (int i = 0; i < 16; ++i) w[i] = big32(block + 4 * i);
  for (int i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  auto* h = state->elements<std::uint32_t>();
  std::uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
  for (int i = 0; i < 80; ++i) {
    std::uint32_t f = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                      : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                      : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                               : (b ^ c ^ d) + 0xca62c1d6;
    std::uint32_t next = std::rotl(a, 5) + f + e + w[i];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  h[0] += a;
  h[1] += b;
  h[2] += c;
  h[3] += d;
  h[4] += e;
  return true;
}

// ---- SHA-2: the constants are the first bits of the fractional parts of the cube roots of the
// first primes.
std::array<std::uint64_t, 80> make_sha2_constants() {
  std::array<std::uint64_t, 80> k{};
  unsigned count = 0;
  for (unsigned n = 2; count < 80; ++n) {
    bool prime = true;
    for (unsigned d = 2; d * d <= n; ++d) prime &= n % d != 0;
    if (!prime) continue;
    // The largest x with x^3 <= n * 2^192, found bit by bit; its low 64 bits are the fraction.
    unsigned __int128 x = 0;
    for (int bit = 67; bit >= 0; --bit) {
      unsigned __int128 candidate = x | (static_cast<unsigned __int128>(1) << bit);
      // candidate^3 compared with n << 192, in limbs of 64 bits.
      auto lo = static_cast<std::uint64_t>(candidate),
           hi = static_cast<std::uint64_t>(candidate >> 64);
      std::uint64_t square[4] = {}, cube[6] = {};
      const std::uint64_t factor[2] = {lo, hi};
      for (int i = 0; i < 2; ++i) {
        unsigned __int128 carry = 0;
        for (int j = 0; j < 2; ++j) {
          carry += static_cast<unsigned __int128>(factor[i]) * factor[j] + square[i + j];
          square[i + j] = static_cast<std::uint64_t>(carry);
          carry >>= 64;
        }
        square[i + 2] += static_cast<std::uint64_t>(carry);
      }
      for (int i = 0; i < 4; ++i) {
        unsigned __int128 carry = 0;
        for (int j = 0; j < 2; ++j) {
          carry += static_cast<unsigned __int128>(square[i]) * factor[j] + cube[i + j];
          cube[i + j] = static_cast<std::uint64_t>(carry);
          carry >>= 64;
        }
        for (int j = i + 2; carry != 0 && j < 6; ++j) {
          carry += cube[j];
          cube[j] = static_cast<std::uint64_t>(carry);
          carry >>= 64;
        }
      }
      bool greater = cube[5] != 0 || cube[4] != 0 || cube[3] > n ||
                     (cube[3] == n && (cube[2] | cube[1] | cube[0]) != 0);
      if (!greater) x = candidate;
    }
    k[count++] = static_cast<std::uint64_t>(x);
  }
  return k;
}
const std::array<std::uint64_t, 80>& sha2_constants() {
  static const auto k = make_sha2_constants();
  return k;
}

template <class T, int kRounds>
struct Sha2 {
  static T sum0(T x) {
    return sizeof(T) == 4 ? std::rotr(x, 2) ^ std::rotr(x, 13) ^ std::rotr(x, 22)
                          : std::rotr(x, 28) ^ std::rotr(x, 34) ^ std::rotr(x, 39);
  }
  static T sum1(T x) {
    return sizeof(T) == 4 ? std::rotr(x, 6) ^ std::rotr(x, 11) ^ std::rotr(x, 25)
                          : std::rotr(x, 14) ^ std::rotr(x, 18) ^ std::rotr(x, 41);
  }
  static T mix0(T x) {
    return sizeof(T) == 4 ? std::rotr(x, 7) ^ std::rotr(x, 18) ^ (x >> 3)
                          : std::rotr(x, 1) ^ std::rotr(x, 8) ^ (x >> 7);
  }
  static T mix1(T x) {
    return sizeof(T) == 4 ? std::rotr(x, 17) ^ std::rotr(x, 19) ^ (x >> 10)
                          : std::rotr(x, 19) ^ std::rotr(x, 61) ^ (x >> 6);
  }

  static bool compress(JavaThread&, Slot* s) {
    static constinit StateField field("state", sizeof(T) == 4 ? "[I" : "[J");
    Array* state = field.of(s[0].ref, 8);
    const std::uint8_t* block = block_at(s, 16 * sizeof(T));
    if (state == nullptr || block == nullptr) return false;
    const auto& constants = sha2_constants();
    T w[kRounds];
    for (unsigned i = 0; i < 16; ++i) {
      if constexpr (sizeof(T) == 4) {
        w[i] = big32(block + 4 * i);
      } else {
        w[i] = big64(block + 8 * i);
      }
    }
    for (int i = 16; i < kRounds; ++i)
      w[i] = mix1(w[i - 2]) + w[i - 7] + mix0(w[i - 15]) + w[i - 16];
    auto* h = state->elements<T>();
    T v[8];
    std::copy_n(h, 8, v);
    for (unsigned i = 0; i < kRounds; ++i) {
      auto k = static_cast<T>(sizeof(T) == 4 ? constants[i] >> 32 : constants[i]);
      T t1 = v[7] + sum1(v[4]) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k + w[i];
      T t2 = sum0(v[0]) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
      for (int j = 7; j > 0; --j) v[j] = v[j - 1];
      v[4] += t1;
      v[0] = t1 + t2;
    }
    for (int j = 0; j < 8; ++j) h[j] += v[j];
    return true;
  }
};

// ---- SHA-3: keccak(long[25])
bool keccak(JavaThread&, Slot* s) {
  Array* state = array_at(s[0]);
  if (state == nullptr || state->length < 25) return false;
  auto* a = state->elements<std::uint64_t>();
  unsigned lfsr = 1;
  for (int round = 0; round < 24; ++round) {
    std::uint64_t c[5];
    for (int x = 0; x < 5; ++x) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (int x = 0; x < 5; ++x) {
      std::uint64_t d = c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
      for (int y = 0; y < 25; y += 5) a[x + y] ^= d;
    }
    int x = 1, y = 0;
    std::uint64_t current = a[1];
    for (int t = 0; t < 24; ++t) {
      int below = (2 * x + 3 * y) % 5;
      x = y;
      y = below;
      std::uint64_t displaced = a[x + 5 * y];
      a[x + 5 * y] = std::rotl(current, ((t + 1) * (t + 2) / 2) % 64);
      current = displaced;
    }
    for (y = 0; y < 25; y += 5) {
      std::uint64_t row[5];
      std::copy_n(a + y, 5, row);
      for (x = 0; x < 5; ++x) a[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    for (int j = 0; j < 7; ++j) {
      if ((lfsr & 1) != 0) a[0] ^= std::uint64_t{1} << ((1 << j) - 1);
      lfsr = (lfsr & 0x80) != 0 ? ((lfsr << 1) ^ 0x71) & 0xff : lfsr << 1;
    }
  }
  return true;
}

// ---- AES encryption of one block with the expanded key in K
struct AesTables {
  std::uint8_t box[256];
  std::uint32_t column[256];  // (2s, s, s, 3s) as a big-endian word

  AesTables() {
    auto twice = [](unsigned v) { return ((v << 1) ^ ((v & 0x80) != 0 ? 0x11b : 0)) & 0xff; };
    // Powers and logarithms to the base 3 give inverses.
    std::uint8_t power[256], logarithm[256] = {};
    unsigned v = 1;
    for (unsigned i = 0; i < 255; ++i) {
      power[i] = static_cast<std::uint8_t>(v);
      logarithm[v] = static_cast<std::uint8_t>(i);
      v ^= twice(v);
    }
    for (unsigned i = 0; i < 256; ++i) {
      auto inverse = static_cast<std::uint8_t>(i == 0 ? 0 : power[(255 - logarithm[i]) % 255]);
      auto b = static_cast<std::uint8_t>(inverse ^ std::rotl(inverse, 1) ^ std::rotl(inverse, 2) ^
                                         std::rotl(inverse, 3) ^ std::rotl(inverse, 4) ^ 0x63);
      box[i] = b;
      unsigned two = twice(b);
      column[i] = (two << 24) | (static_cast<unsigned>(b) << 16) | (static_cast<unsigned>(b) << 8) |
                  (two ^ b);
    }
  }
};

bool aes_encrypt(JavaThread&, Slot* s) {
  static const AesTables tables;
  static constinit StateField field("K", "[I");
  Array* key = field.of(s[0].ref, 44);
  Array *in = array_at(s[1]), *out = array_at(s[3]);
  if (key == nullptr || in == nullptr || out == nullptr || !in_range(s[2].i, 16, in->length) ||
      !in_range(s[4].i, 16, out->length)) {
    return false;
  }
  const auto* k = key->elements<std::uint32_t>();
  int rounds = key->length / 4 - 1;
  std::uint32_t w[4], t[4];
  for (int i = 0; i < 4; ++i) w[i] = big32(in->elements<std::uint8_t>() + s[2].i + 4 * i) ^ k[i];
  auto byte = [](std::uint32_t word, int n) { return (word >> (24 - 8 * n)) & 0xff; };
  for (int round = 1; round < rounds; ++round) {
    for (int i = 0; i < 4; ++i) {
      t[i] = tables.column[byte(w[i], 0)] ^ std::rotr(tables.column[byte(w[(i + 1) % 4], 1)], 8) ^
             std::rotr(tables.column[byte(w[(i + 2) % 4], 2)], 16) ^
             std::rotr(tables.column[byte(w[(i + 3) % 4], 3)], 24) ^ k[4 * round + i];
    }
    std::copy_n(t, 4, w);
  }
  auto* to = out->elements<std::uint8_t>() + s[4].i;
  for (int i = 0; i < 4; ++i) {
    std::uint32_t last = k[4 * rounds + i];
    for (int n = 0; n < 4; ++n) {
      to[4 * i + n] =
          static_cast<std::uint8_t>(tables.box[byte(w[(i + n) % 4], n)] ^ byte(last, n));
    }
  }
  return true;
}

// ---- GHASH: processBlocks(byte[] data, int offset, int blocks, long[] state, long[] H)
bool ghash(JavaThread&, Slot* s) {
  Array *data = array_at(s[0]), *state = array_at(s[3]), *key = array_at(s[4]);
  if (data == nullptr || state == nullptr || key == nullptr || state->length < 2 ||
      key->length < 2 || s[2].i < 0 || s[2].i > (1 << 26) ||
      !in_range(s[1].i, s[2].i * 16, data->length)) {
    return false;
  }
  auto* y = state->elements<std::uint64_t>();
  const auto* h = key->elements<std::uint64_t>();
  const auto* block = data->elements<std::uint8_t>() + s[1].i;
  for (std::int32_t n = 0; n < s[2].i; ++n, block += 16) {
    std::uint64_t x[2] = {y[0] ^ big64(block), y[1] ^ big64(block + 8)};
    std::uint64_t z0 = 0, z1 = 0, v0 = h[0], v1 = h[1];
    for (int i = 0; i < 128; ++i) {
      std::uint64_t take = 0 - ((x[i / 64] >> (63 - i % 64)) & 1);
      z0 ^= v0 & take;
      z1 ^= v1 & take;
      std::uint64_t reduce = 0 - (v1 & 1);
      v1 = (v1 >> 1) | (v0 << 63);
      v0 = (v0 >> 1) ^ (reduce & 0xe100000000000000u);
    }
    y[0] = z0;
    y[1] = z1;
  }
  return true;
}

// ---- CRC-32C: updateBytes(int crc, byte[] data, int from, int to)
bool crc32c(JavaThread&, Slot* s) {
  static const auto kTable = [] {
    std::array<std::uint32_t, 256> table;
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t v = i;
      for (int bit = 0; bit < 8; ++bit) v = (v >> 1) ^ ((v & 1) != 0 ? 0x82f63b78 : 0);
      table[i] = v;
    }
    return table;
  }();
  Array* data = array_at(s[1]);
  if (data == nullptr || s[2].i > s[3].i || !in_range(s[2].i, s[3].i - s[2].i, data->length))
    return false;
  auto crc = static_cast<std::uint32_t>(s[0].i);
  const auto* bytes = data->elements<std::uint8_t>();
  for (std::int32_t i = s[2].i; i < s[3].i; ++i) crc = kTable[(crc ^ bytes[i]) & 0xff] ^ (crc >> 8);
  s[0].bits = crc;
  return true;
}

const Intrinsic kTable[] = {
    {"sun/security/provider/MD5", "implCompress0", "([BI)V", md5},
    {"sun/security/provider/SHA", "implCompress0", "([BI)V", sha1},
    {"sun/security/provider/SHA2", "implCompress0", "([BI)V", Sha2<std::uint32_t, 64>::compress},
    {"sun/security/provider/SHA5", "implCompress0", "([BI)V", Sha2<std::uint64_t, 80>::compress},
    {"sun/security/provider/SHA3", "keccak", "([J)V", keccak},
    {"com/sun/crypto/provider/AESCrypt", "implEncryptBlock", "([BI[BI)V", aes_encrypt},
    {"com/sun/crypto/provider/GHASH", "processBlocks", "([BII[J[J)V", ghash},
    {"java/util/zip/CRC32C", "updateBytes", "(I[BII)I", crc32c},
};

}  // namespace

std::span<const Intrinsic> digest_intrinsics() { return kTable; }

}  // namespace cjvm
