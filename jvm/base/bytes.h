// SPDX-License-Identifier: Apache-2.0
// Bounds-checked reading of big-endian data (class files, attributes, marshalled annotations). It
// knows nothing of what the bytes mean. Values are plain; any thread may use its own reader. A read
// past the end throws EndOfBytes and moves nothing.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace cjvm {

// A read-only run of bytes owned by somebody else.
using Bytes = std::span<const std::uint8_t>;

// Thrown by ByteReader when the input is shorter than what is asked for.
struct EndOfBytes {};

// Big-endian loads from unaligned memory. Requires: the bytes exist.
inline std::uint16_t load_u2(const std::uint8_t* p) {
  std::uint16_t v;
  std::memcpy(&v, p, sizeof v);
  return __builtin_bswap16(v);
}
inline std::uint32_t load_u4(const std::uint8_t* p) {
  std::uint32_t v;
  std::memcpy(&v, p, sizeof v);
  return __builtin_bswap32(v);
}
inline std::uint64_t load_u8(const std::uint8_t* p) {
  std::uint64_t v;
  std::memcpy(&v, p, sizeof v);
  return __builtin_bswap64(v);
}

// A position in a run of bytes. Every read checks what is left and throws EndOfBytes.
class ByteReader {
 public:
  ByteReader() = default;
  explicit ByteReader(Bytes bytes)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()) {}

  std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }
  bool at_end() const { return at_ == end_; }
  const std::uint8_t* cursor() const { return at_; }

  void require(std::size_t n) const {
    if (remaining() < n) throw EndOfBytes{};
  }
  std::uint8_t u1() {
    require(1);
    return *at_++;
  }
  std::uint16_t u2() {
    require(2);
    at_ += 2;
    return load_u2(at_ - 2);
  }
  std::uint32_t u4() {
    require(4);
    at_ += 4;
    return load_u4(at_ - 4);
  }
  std::uint64_t u8() {
    require(8);
    at_ += 8;
    return load_u8(at_ - 8);
  }
  Bytes take(std::size_t n) {
    require(n);
    at_ += n;
    return {at_ - n, n};
  }
  void skip(std::size_t n) {
    require(n);
    at_ += n;
  }

 private:
  const std::uint8_t* begin_ = nullptr;
  const std::uint8_t* at_ = nullptr;
  const std::uint8_t* end_ = nullptr;
};

}  // namespace cjvm
