// SPDX-License-Identifier: Apache-2.0
// MethodTypes come from an upcall. A per-loader cache spares it: once a loader has resolved the
// names in a descriptor they mean the same for ever, so only the access check remains.
#include "jvm/calls/method_types.h"

#include <vector>

#include "jvm/base/guarded.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/resolver.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {
namespace {

// One known type: a link of a list that hangs on its bucket; never removed.
struct Entry {
  Entry* next;
  const Symbol* descriptor;
  const LoaderData* loader;
  Object* type;
  bool needs_access_check;  // a class in it is not accessible to everybody
};

constexpr std::size_t kBuckets = 1024;

std::atomic<Entry*>& bucket_of(const Symbol* descriptor, const LoaderData* loader) {
  static auto* table = static_cast<std::atomic<Entry*>*>(
      Collector::allocate_metadata(kBuckets * sizeof(std::atomic<Entry*>)));
  auto mix = descriptor->hash() * 31u +
             static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(loader) >> 4);
  return table[mix * 0x9e3779b9u >> 22];
}

Entry* find_entry(const Symbol* descriptor, const LoaderData* loader) {
  for (Entry* e = bucket_of(descriptor, loader).load(std::memory_order_acquire); e != nullptr;
       e = e->next) {
    if (e->descriptor == descriptor && e->loader == loader) return e;
  }
  return nullptr;
}

bool is_open_to_all(const Class* klass) {
  const Class* element = klass->is_array ? klass->element_class : klass;
  if (element->is_primitive) return true;
  return element->is_public() && element->loader == boot_loader() &&
         element->name->text().starts_with("java/");
}

// True if every type in the descriptor is primitive or a public class of java.lang or
// java.lang.invoke, which mean the same to all loaders, so that none need be asked.
bool is_visible_everywhere(JavaThread& thread, std::string_view descriptor) {
  auto visible = [&](std::string_view type) {
    std::string_view element = type.substr(type.find_first_not_of('['));
    if (element[0] != 'L') return true;
    std::string_view name = class_of_descriptor(element);
    std::string_view package = package_of(name);
    if (package != "java/lang" && package != "java/lang/invoke") return false;
    Class* klass = find_boot_class_or_null(thread, Symbol::intern(name));
    return klass != nullptr && klass->is_public();
  };
  for (std::string_view type : ParameterTypes(descriptor)) {
    if (!visible(type)) return false;
  }
  return visible(return_descriptor(descriptor));
}

}  // namespace

Object* find_method_type(JavaThread& thread, Class* from, std::string_view descriptor) {
  const Symbol* symbol = Symbol::intern(descriptor);
  LoaderData* loader = from->loader;
  Entry* known = find_entry(symbol, loader);
  if (known == nullptr && is_visible_everywhere(thread, descriptor)) {
    loader = boot_loader();
    known = find_entry(symbol, loader);
  }
  if (known != nullptr && !known->needs_access_check) return known->type;
  std::vector<Class*> classes;
  for (std::string_view type : ParameterTypes(descriptor)) {
    classes.push_back(class_of_descriptor(thread, type, loader));
  }
  classes.push_back(class_of_descriptor(thread, return_descriptor(descriptor), loader));
  bool open = true;
  for (Class* klass : classes) {
    check_class_access(thread, from, klass);
    open = open && is_open_to_all(klass);
  }
  if (known != nullptr) return known->type;
  Class* result = classes.back();
  classes.pop_back();
  Array* parameters = allocate_array(thread, array_class_of(thread, well_known::Class),
                                     static_cast<std::int32_t>(classes.size()));
  for (std::size_t i = 0; i < classes.size(); ++i) {
    thread.heap().store_reference(parameters, Array::kElementBase + 8 * i, classes[i]->mirror,
                                  Order::Plain);
  }
  Object* type = call_java(thread, well_known::MethodHandleNatives_findMethodHandleType,
                           {result->mirror, static_cast<Object*>(parameters)})
                     .ref;
  auto* entry = Collector::make_metadata<Entry>();
  entry->descriptor = symbol;
  entry->loader = loader;
  entry->type = type;
  entry->needs_access_check = !open;
  auto& head = bucket_of(symbol, loader);
  entry->next = head.load(std::memory_order_relaxed);
  while (!head.compare_exchange_weak(entry->next, entry, std::memory_order_acq_rel)) {
  }
  return type;
}

}  // namespace cjvm
