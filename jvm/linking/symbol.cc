// SPDX-License-Identifier: Apache-2.0
// The symbol table: 32 shards, each an open-addressing table of pointers that readers search
// without a lock. A full table is replaced by a larger copy; readers that still hold the old one at
// worst miss a new symbol and look again under the lock. Old tables are kept (their sizes add up to
// less than the newest). Any thread.
#include "jvm/linking/symbol.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "jvm/base/guarded.h"
#include "jvm/memory/metadata_arena.h"

namespace cjvm {

class SymbolTable {
 public:
  static std::uint64_t hash_of(std::string_view text) {
    return XXH3_64bits(text.data(), text.size());
  }

  const Symbol* find(std::string_view text, std::uint64_t hash) const {
    const Shard& shard = shards_[shard_of(hash)];
    const Table* table = shard.table.load(std::memory_order_acquire);
    return table == nullptr ? nullptr : search(*table, text, static_cast<std::uint32_t>(hash));
  }

  const Symbol* intern(std::string_view text) {
    std::uint64_t hash = hash_of(text);
    if (const Symbol* found = find(text, hash); found != nullptr) [[likely]]
      return found;
    Shard& shard = shards_[shard_of(hash)];
    MutexLock lock(shard.mutex);
    if (const Symbol* found = find(text, hash); found != nullptr) return found;
    const Symbol* made = make(text, static_cast<std::uint32_t>(hash));
    shard.insert(made);
    return made;
  }

 private:
  struct Table {
    std::uint32_t mask;
    std::atomic<const Symbol*> slots[];
  };

  static constexpr unsigned kShardBits = 5;
  static constexpr std::size_t kFirstSlots = 256;

  static unsigned shard_of(std::uint64_t hash) {
    return static_cast<unsigned>(hash >> (64 - kShardBits));
  }

  static const Symbol* search(const Table& table, std::string_view text, std::uint32_t hash) {
    for (std::uint32_t i = hash & table.mask;; i = (i + 1) & table.mask) {
      const Symbol* symbol = table.slots[i].load(std::memory_order_acquire);
      if (symbol == nullptr) return nullptr;
      if (symbol->hash_ == hash && symbol->text() == text) return symbol;
    }
  }

  static void* must(void* memory) {
    check(memory != nullptr, "memory for symbols");
    return memory;
  }

  static const Symbol* make(std::string_view text, std::uint32_t hash) {
    std::size_t bytes = sizeof(Symbol) + text.size() + 1;
    auto* symbol = new (must(MetadataArena::allocate(bytes, false))) Symbol;
    symbol->hash_ = hash;
    symbol->length_ = static_cast<std::uint32_t>(text.size());
    text.copy(symbol->chars_, text.size());
    return symbol;  // the zero behind the text is the arena's
  }

  struct Shard {
    Mutex mutex{LockRank::Symbols};
    std::atomic<Table*> table{nullptr};
    std::size_t count = 0;  // guarded by mutex

    void insert(const Symbol* symbol) {
      Table* current = table.load(std::memory_order_relaxed);
      if (current == nullptr || (count + 1) * 3 > std::size_t{current->mask} * 2) {
        current = grow(current);
      }
      place(*current, symbol);
      ++count;
    }

    Table* grow(const Table* old) {
      std::size_t slots = old == nullptr ? kFirstSlots : (std::size_t{old->mask} + 1) * 2;
      auto* larger = static_cast<Table*>(
          must(std::calloc(1, sizeof(Table) + slots * sizeof(std::atomic<const Symbol*>))));
      larger->mask = static_cast<std::uint32_t>(slots - 1);
      if (old != nullptr) {
        for (std::size_t i = 0; i <= old->mask; ++i) {
          const Symbol* symbol = old->slots[i].load(std::memory_order_relaxed);
          if (symbol != nullptr) place(*larger, symbol);
        }
      }
      table.store(larger, std::memory_order_release);
      return larger;
    }

    // Release: pairs with the acquire in search(), so that a reader sees the symbol's text.
    static void place(Table& into, const Symbol* symbol) {
      std::uint32_t i = symbol->hash_ & into.mask;
      while (into.slots[i].load(std::memory_order_relaxed) != nullptr) i = (i + 1) & into.mask;
      into.slots[i].store(symbol, std::memory_order_release);
    }
  };

  Shard shards_[1u << kShardBits];
};

namespace {

SymbolTable& symbols() {
  static SymbolTable* table =
      new SymbolTable;  // never destroyed: threads may outlive static destruction
  return *table;
}

}  // namespace

const Symbol* Symbol::intern(std::string_view text) { return symbols().intern(text); }

const Symbol* Symbol::find(std::string_view text) {
  return symbols().find(text, SymbolTable::hash_of(text));
}

}  // namespace cjvm
