// SPDX-License-Identifier: Apache-2.0
// Recording of classes and the loader constraints. One table of constraints for all loaders:
// constraints are rare (a name enters it only when two loaders must agree on a class that one of
// them has not seen yet). Any thread; its lock comes after a loader's.
#include "jvm/linking/class_table.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace cjvm {

namespace {

// The loaders that must agree on one name, and the class they agree on once known.
struct Constraint {
  Class* klass = nullptr;
  std::vector<const LoaderData*> loaders;

  bool has(const LoaderData* loader) const {
    return std::find(loaders.begin(), loaders.end(), loader) != loaders.end();
  }
};

using Constraints = std::unordered_map<const Symbol*, std::vector<Constraint>>;

// Its lock comes after those of the loaders, which are held when it is taken.
Guarded<Constraints>& constraints() {
  static auto* table = new Guarded<Constraints>(LockRank::Linking);
  return *table;
}

Constraint* find(std::vector<Constraint>& list, const LoaderData* loader) {
  for (Constraint& constraint : list) {
    if (constraint.has(loader)) return &constraint;
  }
  return nullptr;
}

}  // namespace

Class* record_class(LoaderData* loader, Class* klass, bool& violated) {
  violated = false;
  LoaderTables& tables = tables_of(loader);
  MutexLock lock(tables.mutex);
  if (Class* before = tables.classes.find(klass->name); before != nullptr) return before;
  // One step under the constraints' lock, so that loader_constraint_holds() sees either no class
  // and constrains, or the class.
  constraints().with([&](Constraints& all) {
    if (!all.empty()) {
      if (auto list = all.find(klass->name); list != all.end()) {
        if (Constraint* constraint = find(list->second, loader); constraint != nullptr) {
          violated = constraint->klass != nullptr && constraint->klass != klass;
          if (violated) return;
          constraint->klass = klass;
        }
      }
    }
    tables.classes.insert(klass);
  });
  return nullptr;
}

Class* constrained_class(const Symbol* name, LoaderData* loader) {
  return constraints().with([&](Constraints& all) -> Class* {
    auto list = all.find(name);
    if (list == all.end()) return nullptr;
    Constraint* constraint = find(list->second, loader);
    return constraint == nullptr ? nullptr : constraint->klass;
  });
}

bool loader_constraint_holds(const Symbol* name, LoaderData* first, LoaderData* second) {
  if (first == second) return true;
  std::string_view text = name->text();
  if (text[0] == '[') {
    // JVMS 5.3.4 speaks of the element type; primitive ones are the same for all.
    text.remove_prefix(text.find_first_not_of('['));
    if (text[0] != 'L') return true;
    text = text.substr(1, text.size() - 2);
    name = Symbol::intern(text);
  }
  // Only the boot and platform loaders define these, each package in one of them.
  if (text.starts_with("java/")) return true;
  Class* in_first = find_loaded_class(name, first);
  Class* in_second = find_loaded_class(name, second);
  if (in_first != nullptr && in_second != nullptr) return in_first == in_second;
  return constraints().with([&](Constraints& all) {
    // Again, now that nothing can be recorded meanwhile.
    in_first = find_loaded_class(name, first);
    in_second = find_loaded_class(name, second);
    std::vector<Constraint>& list = all[name];
    Constraint* one = find(list, first);
    Constraint* two = find(list, second);
    for (Class* known : {one != nullptr ? one->klass : nullptr,
                         two != nullptr ? two->klass : nullptr, in_first, in_second}) {
      if (known == nullptr) continue;
      if (in_first == nullptr) in_first = known;
      if (in_first != known) return false;
    }
    if (one == nullptr && two == nullptr) {
      list.push_back({in_first, {first, second}});
    } else if (one != nullptr && two != nullptr && one != two) {
      one->loaders.insert(one->loaders.end(), two->loaders.begin(), two->loaders.end());
      one->klass = in_first;
      list.erase(list.begin() + (two - list.data()));
    } else {
      Constraint* known = one != nullptr ? one : two;
      if (!known->has(first)) known->loaders.push_back(first);
      if (!known->has(second)) known->loaders.push_back(second);
      known->klass = in_first;
    }
    return true;
  });
}

}  // namespace cjvm
