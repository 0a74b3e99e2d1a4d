// SPDX-License-Identifier: Apache-2.0
// A hash table from addresses to small records that never allocates after it was made, so that it
// can be filled while all threads stand still. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cjvm {

template <class Value>
class PointerTable {
 public:
  struct Entry {
    const void* key = nullptr;
    Value value{};
  };

  // Room for `capacity` keys; further ones are refused.
  explicit PointerTable(std::size_t capacity) {
    std::size_t size = 64;
    while (size < 2 * capacity) size *= 2;
    entries_.resize(size);
  }

  // The record of `key`, made if there is none; null if the table is full. `is_new` tells which.
  Value* put(const void* key, bool& is_new) {
    std::size_t mask = entries_.size() - 1;
    auto bits = reinterpret_cast<std::uintptr_t>(key);
    std::size_t at = (bits >> 4) * 0x9E3779B97F4A7C15u >> 20 & mask;
    for (; entries_[at].key != nullptr; at = (at + 1) & mask) {
      if (entries_[at].key == key) {
        is_new = false;
        return &entries_[at].value;
      }
    }
    is_new = true;
    if (2 * used_ >= entries_.size()) return nullptr;
    ++used_;
    entries_[at].key = key;
    return &entries_[at].value;
  }

  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t size() const { return used_; }

 private:
  std::vector<Entry> entries_;
  std::size_t used_ = 0;
};

}  // namespace cjvm
