// SPDX-License-Identifier: Apache-2.0
#include "jvm/management/hprof_writer.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cjvm {

namespace {

constexpr std::uint8_t kSegmentTag = 0x1c, kEndTag = 0x2c;
constexpr std::size_t kHeader = 9;  // tag, time, length

void store_u4(char* at, std::size_t value) {
  std::uint32_t big = __builtin_bswap32(static_cast<std::uint32_t>(value));
  std::memcpy(at, &big, sizeof(big));
}

}  // namespace

void HprofWriter::raw(const void* data, std::size_t size) {
  const char* from = static_cast<const char*>(data);
  while (size != 0) {
    if (used_ == buffer_.size()) flush();
    std::size_t part = std::min(size, buffer_.size() - used_);
    std::memcpy(&buffer_[used_], from, part);
    used_ += part;
    from += part;
    size -= part;
  }
}

void HprofWriter::elements(const void* data, std::size_t count, unsigned size) {
  const char* at = static_cast<const char*>(data);
  if (size == 1) return raw(at, count);
  for (; count != 0; --count, at += size) {
    if (size == 2) {
      std::uint16_t value;
      std::memcpy(&value, at, size);
      u2(value);
    } else if (size == 4) {
      std::uint32_t value;
      std::memcpy(&value, at, size);
      u4(value);
    } else {
      std::uint64_t value;
      std::memcpy(&value, at, size);
      u8(value);
    }
  }
}

void HprofWriter::flush() {
  std::size_t done = 0;
  while (done < used_ && error_ == 0) {
    ssize_t count = ::write(file_, &buffer_[done], used_ - done);
    if (count < 0) {
      if (errno != EINTR) error_ = errno;
    } else {
      done += static_cast<std::size_t>(count);
    }
  }
  written_ += used_;
  used_ = 0;
}

void HprofWriter::record(std::uint8_t tag, std::size_t length) {
  close_segment();
  u1(tag);
  u4(0);
  u4(static_cast<std::uint32_t>(length));
}

void HprofWriter::segment_header(std::size_t length) {
  u1(kSegmentTag);
  u4(0);
  u4(static_cast<std::uint32_t>(length));
}

void HprofWriter::close_segment() {
  if (!in_segment_) return;
  // Everything since the header still lies in the buffer.
  store_u4(&buffer_[kHeader - 4], used_ - kHeader);
  in_segment_ = false;
  flush();
}

void HprofWriter::subrecord(std::size_t length) {
  if (in_segment_ && used_ + length > buffer_.size()) close_segment();
  if (in_segment_) return;
  flush();
  segment_header(length);
  // A large one gets a segment of its own, whose length is known in advance.
  in_segment_ = kHeader + length <= buffer_.size();
}

void HprofWriter::finish() {
  record(kEndTag, 0);
  flush();
}

}  // namespace cjvm
