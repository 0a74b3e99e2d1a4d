// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/weak_tables.h"

#include <unordered_set>

#include "jvm/base/check.h"
#include "jvm/memory/collector.h"
#include "jvm/memory/marking.h"

namespace cjvm {

namespace weak_tables {

namespace {
constexpr int kMaxTables = 8;
Sweep tables[kMaxTables];
int table_count = 0;
}  // namespace

void add(Sweep sweep) {
  check(table_count < kMaxTables, "few tables are weak");
  tables[table_count++] = sweep;
}

void sweep_all() {
  for (int i = 0; i < table_count; ++i) tables[i]();
}

bool survives(const Object* object) { return marking::is_marked(object); }

}  // namespace weak_tables

namespace {

// Changed only under the collector's lock. Never destroyed: daemon threads run until the process
// ends.
std::unordered_set<void**>& weak_words() {
  static auto* words = new std::unordered_set<void**>;
  return *words;
}

void sweep_weak_words() {
  for (void** slot : weak_words()) {
    if (*slot != nullptr && !weak_tables::survives(static_cast<Object*>(*slot))) *slot = nullptr;
  }
}

struct WeakWord {
  void** slot;
  Object* target;
};

}  // namespace

void Collector::register_weak(void** slot, Object* target) {
  static const bool added = [] {
    with_lock(
        [](void*) -> void* {
          weak_tables::add(sweep_weak_words);
          return nullptr;
        },
        nullptr);
    return true;
  }();
  static_cast<void>(added);
  WeakWord word{slot, target};
  with_lock(
      [](void* argument) -> void* {
        auto* given = static_cast<WeakWord*>(argument);
        *given->slot = given->target;
        weak_words().insert(given->slot);
        return nullptr;
      },
      &word);
}

void Collector::unregister_weak(void** slot) {
  with_lock(
      [](void* argument) -> void* {
        weak_words().erase(static_cast<void**>(argument));
        return nullptr;
      },
      slot);
}

}  // namespace cjvm
