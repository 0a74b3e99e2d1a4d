// SPDX-License-Identifier: Apache-2.0
#include "jvm/management/heap_census.h"

#include <fmt/core.h>

#include <algorithm>

#include "jvm/base/text.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"
#include "jvm/management/pointer_table.h"
#include "jvm/memory/live_heap.h"
#include "jvm/object/allocation.h"

namespace cjvm {

namespace {

struct Sums {
  std::uint64_t instances = 0;
  std::uint64_t bytes = 0;
};
using Table = PointerTable<Sums>;

void count(Object* object, void* table) {
  bool is_new = false;
  Sums* sums = static_cast<Table*>(table)->put(object->klass(), is_new);
  if (sums == nullptr) return;
  ++sums->instances;
  sums->bytes += object_size(object);
}

void add_with_arrays(std::vector<Class*>& all, Class* klass) {
  for (; klass != nullptr; klass = klass->array_class.load(std::memory_order_acquire))
    all.push_back(klass);
}

}  // namespace

std::vector<Class*> all_classes() {
  std::vector<Class*> all;
  for_each_loader(
      [](LoaderData* loader, void* list) {
        for (Class* klass = loader->first_class.load(std::memory_order_acquire); klass != nullptr;
             klass = klass->next_in_loader) {
          if (!klass->is_array) add_with_arrays(*static_cast<std::vector<Class*>*>(list), klass);
        }
      },
      &all);
  for (unsigned type = 0; type <= static_cast<unsigned>(BasicType::Void); ++type) {
    auto basic = static_cast<BasicType>(type);
    if (basic != BasicType::Reference) add_with_arrays(all, primitive_class(basic));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<ClassCount> count_live_objects(const char* cause) {
  // Classes that are defined between this and the census need room too.
  constexpr std::size_t kSpare = 4096;
  Table table(all_classes().size() + kSpare);
  live_heap::inspect([](void* argument) { live_heap::for_each(count, argument); }, &table, cause);
  std::vector<ClassCount> counts;
  for (const auto& entry : table.entries()) {
    if (entry.key == nullptr) continue;
    counts.push_back(
        {static_cast<const Class*>(entry.key), entry.value.instances, entry.value.bytes});
  }
  std::sort(counts.begin(), counts.end(), [](const ClassCount& a, const ClassCount& b) {
    if (a.bytes != b.bytes) return a.bytes > b.bytes;
    if (a.instances != b.instances) return a.instances > b.instances;
    return a.klass->name->text() < b.klass->name->text();
  });
  return counts;
}

std::string module_suffix(const Class* klass) {
  const ModuleEntry* module = (klass->is_array ? klass->element_class : klass)->module;
  if (module == nullptr || module->name == nullptr) return {};
  std::string text = cat(" (", module->name->text());
  if (module->version != nullptr) text += cat("@", module->version->text());
  return text + ")";
}

std::string class_histogram(const char* cause) {
  std::string text =
      " num     #instances         #bytes  class name (module)\n"
      "-------------------------------------------------------\n";
  std::uint64_t instances = 0, bytes = 0, line = 0;
  for (const ClassCount& row : count_live_objects(cause)) {
    text += fmt::format("{:4}: {:13}  {:13}  {}{}\n", ++line, row.instances, row.bytes,
                        row.klass->external_name(), module_suffix(row.klass));
    instances += row.instances;
    bytes += row.bytes;
  }
  return text + fmt::format("Total {:13}  {:13}\n", instances, bytes);
}

}  // namespace cjvm
