// SPDX-License-Identifier: Apache-2.0
// The operand stack as the translator sees it: what each entry is known to be, so that loads of
// locals and constants need no instruction of their own. One thread. Invariant: an entry that is
// held in an operand-stack slot is held either in the slot of its own position, or in that of a
// lower position whose entry is held there too. So writing the slot of the topmost position never
// destroys another entry.
#pragma once

#include <cstdint>
#include <vector>

#include "interp/block_finder.h"

namespace cjvm {

struct Entry {
  enum Kind : std::uint8_t {
    kSlot,    // in frame slot `slot`: a local or an operand-stack slot
    kInt,     // 32 known bits (int, float)
    kLong,    // 64 known bits (long, double, null)
    kSecond,  // upper position of a long or double
  };
  Kind kind;
  bool wide = false;
  std::uint32_t slot = 0;
  std::int64_t value = 0;

  bool is_constant() const { return kind == kInt || kind == kLong; }
  bool is_slot(std::uint32_t s) const { return kind == kSlot && slot == s; }
};

class SymbolicStack {
 public:
  // Begins a method. `base`: frame slot of position 0.
  void begin(std::uint32_t base) {
    base_ = base;
    entries_.clear();
  }

  std::size_t depth() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  std::uint32_t slot_of(std::size_t position) const {
    return base_ + static_cast<std::uint32_t>(position);
  }
  bool is_stack_slot(std::uint32_t slot) const { return slot >= base_; }
  Entry& at(std::size_t position) { return entries_[position]; }
  std::vector<Entry>& entries() { return entries_; }

  void push(Entry entry) {
    entries_.push_back(entry);
    if (entry.wide) entries_.push_back({Entry::kSecond});
  }
  // Position of the topmost value; it is removed.
  Entry pop(std::size_t& position) {
    if (entries_.back().kind == Entry::kSecond) entries_.pop_back();
    Entry entry = entries_.back();
    entries_.pop_back();
    position = entries_.size();
    return entry;
  }
  // A result at the next position, held in that position's slot; returns the slot.
  std::uint32_t push_result(bool wide) {
    std::uint32_t slot = slot_of(entries_.size());
    push({Entry::kSlot, wide, slot});
    return slot;
  }
  // Every value in its own slot, with this shape.
  void reset(const StackShape& shape) {
    entries_.clear();
    for (char c : shape) {
      if (c == '-') {
        entries_.push_back({Entry::kSecond});
      } else {
        entries_.push_back({Entry::kSlot, c == '2', slot_of(entries_.size())});
      }
    }
  }
  // Whether the value `n` values below the top is wide; false if there is none.
  bool is_wide(int n) const {
    std::size_t at = entries_.size();
    for (;;) {
      if (at == 0) return false;
      bool wide = entries_[at - 1].kind == Entry::kSecond;
      if (n-- == 0) return wide;
      at -= wide ? 2 : 1;
    }
  }
  bool holds(std::uint32_t slot) const {
    for (const Entry& entry : entries_) {
      if (entry.is_slot(slot)) return true;
    }
    return false;
  }

 private:
  std::uint32_t base_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace cjvm
