// SPDX-License-Identifier: Apache-2.0
// The byte level of an HPROF file: big-endian values, records with a length in front, and dump
// segments that are closed when they are full. Never allocates after construction and writes with
// write(2) only, so that it works while all threads stand still. One thread.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cjvm {

class HprofWriter {
 public:
  explicit HprofWriter(int file) : file_(file), buffer_(kCapacity) {}

  // Identifiers are addresses.
  void id(const void* address) { u8(reinterpret_cast<std::uint64_t>(address)); }
  void u1(std::uint8_t value) { put(value); }
  void u2(std::uint16_t value) { put(value); }
  void u4(std::uint32_t value) { put(value); }
  void u8(std::uint64_t value) { put(value); }
  void bytes(std::string_view text) { raw(text.data(), text.size()); }
  // An array's elements of `size` bytes each, turned to big-endian.
  void elements(const void* data, std::size_t count, unsigned size);

  // A record outside of dump segments: all of its `length` bytes follow.
  void record(std::uint8_t tag, std::size_t length);
  // A part of a dump segment: all of its `length` bytes follow.
  void subrecord(std::size_t length);
  // Ends the segments, and the file.
  void finish();

  int error() const { return error_; }  // errno of the first failed write, or 0
  std::uint64_t written() const { return written_; }

 private:
  static constexpr std::size_t kCapacity = std::size_t{1} << 20;

  template <class T>
  void put(T value) {
    if constexpr (sizeof(T) == 2) value = __builtin_bswap16(value);
    if constexpr (sizeof(T) == 4) value = __builtin_bswap32(value);
    if constexpr (sizeof(T) == 8) value = __builtin_bswap64(value);
    raw(&value, sizeof(T));
  }
  void raw(const void* data, std::size_t size);
  void flush();
  void close_segment();
  void segment_header(std::size_t length);

  int file_;
  int error_ = 0;
  std::uint64_t written_ = 0;
  std::vector<char> buffer_;
  std::size_t used_ = 0;
  bool in_segment_ = false;  // the buffer begins with the header of an open segment
};

}  // namespace cjvm
