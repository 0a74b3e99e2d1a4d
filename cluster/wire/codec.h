// SPDX-License-Identifier: Apache-2.0
// Turns the fields of a message into bytes and back. A message lists its fields once, in
// `fields(archive)`; Writer and Reader are the two archives. Little-endian, no padding. A Reader
// checks every bound and throws MalformedMessage; it never reads outside its bytes. Used by one
// thread at a time.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace cjvm::cluster {

static_assert(std::endian::native == std::endian::little, "the wire format is the memory format");

using Bytes = std::vector<std::byte>;

class MalformedMessage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
 public:
  static constexpr bool is_writer = true;

  // Most messages are small: one allocation for each.
  Writer() { bytes_.reserve(kUsualBytes); }

  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }

  void raw(std::span<const std::byte> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  Bytes& bytes() { return bytes_; }

 private:
  template <Plain T>
  void put(const T& value) {
    raw(std::as_bytes(std::span(&value, 1)));
  }
  void put(const std::string& text) { put_block(std::as_bytes(std::span(text))); }
  void put(const Bytes& block) { put_block(block); }
  template <class T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) put(value);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  // A struct with a field list; the list is not const because it serves both directions.
  template <class T>
    requires requires(T& t, Writer& w) { t.fields(w); }
  void put(const T& value) {
    const_cast<T&>(value).fields(*this);
  }

  void put_block(std::span<const std::byte> bytes) {
    put(static_cast<std::uint32_t>(bytes.size()));
    raw(bytes);
  }

  static constexpr std::size_t kUsualBytes = 96;
  Bytes bytes_;
};

class Reader {
 public:
  static constexpr bool is_writer = false;

  explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

  std::span<const std::byte> raw(std::size_t count) {
    if (count > rest_.size()) throw MalformedMessage("a field reaches beyond the message");
    auto bytes = rest_.first(count);
    rest_ = rest_.subspan(count);
    return bytes;
  }
  std::size_t rest() const { return rest_.size(); }
  // After the last field.
  void finish() const {
    if (!rest_.empty()) throw MalformedMessage("bytes behind the last field");
  }

 private:
  template <Plain T>
  void get(T& value) {
    auto bytes = raw(sizeof(T));
    if constexpr (std::is_same_v<T, bool>) {
      if (bytes[0] > std::byte{1}) throw MalformedMessage("neither true nor false");
      value = bytes[0] != std::byte{0};
    } else {
      std::memcpy(&value, bytes.data(), sizeof(T));
    }
  }
  void get(std::string& text) {
    auto bytes = block();
    text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  void get(Bytes& block_of) {
    auto bytes = block();
    block_of.assign(bytes.begin(), bytes.end());
  }
  template <class T>
  void get(std::vector<T>& values) {
    std::uint32_t count = 0;
    get(count);
    // Every element takes a byte at least: a count that the message cannot hold must not allocate.
    if (count > rest_.size()) throw MalformedMessage("more elements than bytes");
    values.clear();
    values.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      T value{};
      get(value);
      values.push_back(std::move(value));
    }
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool has = false;
    get(has);
    value.reset();
    if (has) {
      value.emplace();
      get(*value);
    }
  }
  template <class T>
    requires requires(T& t, Reader& r) { t.fields(r); }
  void get(T& value) {
    value.fields(*this);
  }

  std::span<const std::byte> block() {
    std::uint32_t size = 0;
    get(size);
    return raw(size);
  }

  std::span<const std::byte> rest_;
};

template <class T>
Bytes encode(const T& value) {
  Writer writer;
  writer(value);
  return std::move(writer.bytes());
}

// The whole of `bytes` must be one T.
template <class T>
T decode(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  T value{};
  reader(value);
  reader.finish();
  return value;
}

}  // namespace cjvm::cluster
