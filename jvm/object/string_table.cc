// SPDX-License-Identifier: Apache-2.0
#include "jvm/object/string_table.h"

#include <vector>

#include "jvm/memory/collector.h"
#include "jvm/memory/weak_tables.h"
#include "jvm/object/java_string.h"

namespace cjvm::string_table {

namespace {

struct Entry {
  Object* string;  // not scanned; null: never used
  std::int32_t hash;
  bool deleted;
};

// Open addressing with linear probing, a power of two in size.
struct Table {
  std::vector<Entry> entries = std::vector<Entry>(1 << 11);
  std::size_t used = 0;    // live entries
  std::size_t filled = 0;  // live and deleted ones
};

// Leaked: threads use it until the process ends.
Table& table() {
  static auto* made = new Table;
  return *made;
}

void sweep() {
  Table& all = table();
  for (Entry& entry : all.entries) {
    if (entry.string == nullptr || weak_tables::survives(entry.string)) continue;
    entry.string = nullptr;
    entry.deleted = true;
    --all.used;
  }
}

std::size_t first_slot(const Table& all, std::int32_t hash) {
  auto bits = static_cast<std::uint32_t>(hash) * 0x9e3779b1u;
  return (bits ^ bits >> 15) & (all.entries.size() - 1);
}

template <class Matches>
Entry* look_up(Table& all, std::int32_t hash, Matches matches) {
  for (std::size_t i = first_slot(all, hash);; i = (i + 1) & (all.entries.size() - 1)) {
    Entry& entry = all.entries[i];
    if (entry.string == nullptr) {
      if (!entry.deleted) return nullptr;
    } else if (entry.hash == hash && matches(entry.string)) {
      return &entry;
    }
  }
}

void insert(Table& all, Object* string, std::int32_t hash) {
  std::size_t i = first_slot(all, hash);
  while (all.entries[i].string != nullptr) i = (i + 1) & (all.entries.size() - 1);
  if (!all.entries[i].deleted) ++all.filled;
  all.entries[i] = {string, hash, false};
  ++all.used;
}

void make_room(Table& all) {
  if (all.filled * 3 < all.entries.size() * 2) return;
  std::vector<Entry> old = std::move(all.entries);
  std::size_t size = old.size();
  if (all.used * 2 > size) size *= 2;
  all.entries.assign(size, Entry{});
  all.used = all.filled = 0;
  for (const Entry& entry : old) {
    if (entry.string != nullptr) insert(all, entry.string, entry.hash);
  }
}

bool has_text(Object* string, std::span<const std::uint16_t> units) {
  if (string_length(string) != static_cast<std::int32_t>(units.size())) return false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (string_char_at(string, static_cast<std::int32_t>(i)) != units[i]) return false;
  }
  return true;
}

struct Request {
  std::span<const std::uint16_t> units;
  Object* candidate;
  std::int32_t hash;
};

void* find_locked(void* argument) {
  const auto& request = *static_cast<Request*>(argument);
  Entry* entry =
      look_up(table(), request.hash, [&](Object* s) { return has_text(s, request.units); });
  return entry == nullptr ? nullptr : entry->string;
}

void* add_locked(void* argument) {
  static const bool added = [] {
    weak_tables::add(sweep);
    return true;
  }();
  static_cast<void>(added);
  const auto& request = *static_cast<Request*>(argument);
  Table& all = table();
  Entry* entry =
      look_up(all, request.hash, [&](Object* s) { return string_equals(s, request.candidate); });
  if (entry != nullptr) return entry->string;
  make_room(all);
  insert(all, request.candidate, request.hash);
  return request.candidate;
}

}  // namespace

Object* find(std::span<const std::uint16_t> units, std::int32_t hash) {
  Request request{units, nullptr, hash};
  return static_cast<Object*>(Collector::with_lock(find_locked, &request));
}

Object* find_or_add(Object* candidate, std::int32_t hash) {
  Request request{{}, candidate, hash};
  return static_cast<Object*>(Collector::with_lock(add_locked, &request));
}

std::size_t size() { return table().used; }

}  // namespace cjvm::string_table
