// SPDX-License-Identifier: Apache-2.0
// What jvm/linking keeps for one class loader: the classes it is an initiating loader of, its
// packages and modules; and the loader constraints of all loaders (JVMS 5.3.4). Internal to
// jvm/linking. Lookups take no lock; whoever writes holds LoaderTables::mutex. Nothing is ever
// removed: a class lives as long as its loader, and that as long as the VM.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "jvm/base/check.h"
#include "jvm/base/guarded.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm {

// Maps T::name to T*. Open addressing; a full table is replaced by a larger copy and kept for
// readers under way. T must be metadata (reachable from elsewhere), because the slots are not
// scanned.
template <class T>
class NameTable {
 public:
  // Any thread.
  T* find(const Symbol* name) const {
    const Slots* slots = slots_.load(std::memory_order_acquire);
    if (slots == nullptr) return nullptr;
    for (std::uint32_t i = name->hash() & slots->mask;; i = (i + 1) & slots->mask) {
      T* value = slots->at[i].load(std::memory_order_acquire);
      if (value == nullptr || value->name == name) return value;
    }
  }

  // Requires: the lock of writers is held, no entry has this name.
  void insert(T* value) {
    Slots* slots = slots_.load(std::memory_order_relaxed);
    if (slots == nullptr || (count_ + 1) * 3 > std::size_t{slots->mask} * 2) slots = grow(slots);
    place(*slots, value);
    ++count_;
  }

  std::size_t size() const { return count_; }

  // Requires: the lock of writers is held.
  template <class F>
  void for_each(F&& visit) const {
    const Slots* slots = slots_.load(std::memory_order_acquire);
    if (slots == nullptr) return;
    for (std::size_t i = 0; i <= slots->mask; ++i) {
      if (T* value = slots->at[i].load(std::memory_order_relaxed)) visit(value);
    }
  }

 private:
  struct Slots {
    std::uint32_t mask;
    std::atomic<T*> at[];
  };

  Slots* grow(const Slots* old) {
    std::size_t size = old == nullptr ? 16 : (std::size_t{old->mask} + 1) * 2;
    auto* larger =
        static_cast<Slots*>(std::calloc(1, sizeof(Slots) + size * sizeof(std::atomic<T*>)));
    check(larger != nullptr, "memory for a name table");
    larger->mask = static_cast<std::uint32_t>(size - 1);
    if (old != nullptr) for_each([&](T* value) { place(*larger, value); });
    slots_.store(larger, std::memory_order_release);
    return larger;
  }
  static void place(Slots& into, T* value) {
    std::uint32_t i = value->name->hash() & into.mask;
    while (into.at[i].load(std::memory_order_relaxed) != nullptr) i = (i + 1) & into.mask;
    into.at[i].store(value, std::memory_order_release);
  }

  std::atomic<Slots*> slots_{nullptr};
  std::size_t count_ = 0;
};

struct LoaderTables {
  Mutex mutex{LockRank::ClassTable};
  NameTable<Class> classes;  // by initiating loader; array classes hang on their components instead
  NameTable<PackageEntry> packages;
  NameTable<ModuleEntry> modules;  // named modules defined to the loader
};

inline LoaderTables& tables_of(const LoaderData* loader) {
  return *static_cast<LoaderTables*>(loader->tables);
}

// Records `klass` under `loader` as initiating (also defining) loader and checks the constraints on
// its name. Returns the class recorded before under this name, or null if `klass` now is the one.
// `violated` is set, and nothing recorded, if a constraint demands another class.
Class* record_class(LoaderData* loader, Class* klass, bool& violated);

// The class that a constraint on (name, loader) demands, null if none does.
Class* constrained_class(const Symbol* name, LoaderData* loader);

}  // namespace cjvm
