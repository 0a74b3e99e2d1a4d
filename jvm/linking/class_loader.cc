// SPDX-License-Identifier: Apache-2.0
// Loading (JVMS 5.3): recorded classes first, without a lock; then lib/modules for the boot loader,
// ClassLoader.loadClass for the others. Threads that load the same class at once do so
// independently, and the first to record it wins: nobody waits, so loading cannot deadlock by
// itself. Java threads.
#include "jvm/linking/class_loader.h"

#include <vector>

#include "jvm/archive/bad_archive.h"
#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_table.h"
#include "jvm/linking/define_class.h"
#include "jvm/linking/injected_fields.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/super_resolution.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/java_string.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr int kMaxDimensions = 255;

Guarded<std::vector<LoaderData*>>& loaders() {
  static auto* list = new Guarded<std::vector<LoaderData*>>(LockRank::ClassTable);
  return *list;
}

LoaderData* make_loader_data(Object* java_loader) {
  auto* data = Collector::make_metadata<LoaderData>();
  data->java_loader = java_loader;
  data->tables = new LoaderTables;
  data->unnamed_module = make_unnamed_module(data);
  data->is_platform = java_loader != nullptr && well_known::PlatformClassLoader != nullptr &&
                      java_loader->klass() == well_known::PlatformClassLoader;
  return data;
}

// Loaders of reflection accessors define their one class and look up all else where the program's
// class is.
LoaderData* lookup_loader(LoaderData* loader) {
  while (loader->java_loader != nullptr &&
         loader->java_loader->klass() == well_known::DelegatingClassLoader) {
    Object* parent = Vm::instance().heap().load_reference(
        loader->java_loader, well_known::ClassLoader_parent, Order::Plain);
    loader = loader_data(parent);
  }
  return loader;
}

// --patch-module places for the boot loader's modules.
const ClassPath* patch_of(std::string_view module) {
  struct Patch {
    std::string module;
    ClassPath path;
  };
  static const std::vector<std::unique_ptr<Patch>>* patches = [] {
    auto* list = new std::vector<std::unique_ptr<Patch>>;
    for (const ModulePatch& patch : Vm::instance().options().module_patches) {
      auto made = std::make_unique<Patch>();
      made->module = patch.module;
      made->path.append(patch.path);
      list->push_back(std::move(made));
    }
    return list;
  }();
  for (const auto& patch : *patches) {
    if (patch->module == module) return &patch->path;
  }
  return nullptr;
}

Class* define_resource(JavaThread& thread, const Symbol* name,
                       const ClassPath::Resource& resource) {
  DefineOptions options;
  options.source = resource.place;
  return define_found_class(thread, name, boot_loader(), resource.bytes, options);
}

Class* load_from_image(JavaThread& thread, const Symbol* name, const std::string& file,
                       std::string_view module) {
  if (const ClassPath* patch = patch_of(module); patch != nullptr) {
    if (auto resource = patch->find(file)) return define_resource(thread, name, *resource);
  }
  auto bytes = Vm::instance().jimage().find(module, file);
  if (!bytes) return nullptr;
  std::string source = cat("jrt:/", module);
  DefineOptions options;
  options.source = source;
  options.bytes_are_permanent = true;
  return define_found_class(thread, name, boot_loader(), *bytes, options);
}

// Null if the boot loader has no such class.
Class* load_boot_class(JavaThread& thread, const Symbol* name) {
  std::string_view package = package_of(name->text());
  std::string file = cat(name->text(), ".class");
  Vm& vm = Vm::instance();
  try {
    // A package of a named module is looked for nowhere else.
    if (auto module = boot_module_of(package)) return load_from_image(thread, name, file, *module);
    if (!modules_ready() || vm.boot_append().empty()) return nullptr;
    auto resource = vm.boot_append().find(file);
    return resource ? define_resource(thread, name, *resource) : nullptr;
  } catch (const BadArchive& bad) {
    throw_java(Throwable::ClassFormatError, bad.what());
  }
}

// The result of loader.loadClass(name); null if it gave none or one of another name.
Class* ask_loader(JavaThread& thread, const Symbol* name, LoaderData* loader) {
  Object* text = make_string(dots(name->text()));
  Object* mirror =
      call_virtual(thread, well_known::ClassLoader_loadClass, {loader->java_loader, text}).ref;
  if (mirror == nullptr) return nullptr;
  Class* klass = class_of_mirror(mirror);
  return !klass->is_primitive && klass->name == name ? klass : nullptr;
}

Class* record_initiating(Class* klass, LoaderData* loader) {
  if (klass->loader == loader) return klass;
  bool violated = false;
  Class* before = record_class(loader, klass, violated);
  if (violated) throw_constraint_violation(klass, loader);
  if (before == nullptr || before == klass) return klass;
  throw_duplicate_definition(klass, loader);
}

// An ordinary class or interface; null if it was not found without a throwable.
Class* load_instance_class(JavaThread& thread, const Symbol* name, LoaderData* loader) {
  if (Class* known = tables_of(loader).classes.find(name)) [[likely]]
    return known;
  loader = lookup_loader(loader);
  if (Class* known = tables_of(loader).classes.find(name)) return known;
  check_no_circle(name, loader);
  if (loader->java_loader == nullptr) return load_boot_class(thread, name);
  if (auto found = Vm::instance().extension().load_class_elsewhere(thread, name, loader))
    return *found == nullptr ? nullptr : record_initiating(*found, loader);
  if (is_parallel_capable(loader)) {
    Class* klass = ask_loader(thread, name, loader);
    return klass == nullptr ? nullptr : record_initiating(klass, loader);
  }
  LoaderLock lock(thread, loader);
  if (Class* known = tables_of(loader).classes.find(name)) return known;
  Class* klass = ask_loader(thread, name, loader);
  return klass == nullptr ? nullptr : record_initiating(klass, loader);
}

struct ArrayName {
  int dimensions;
  BasicType type;
  std::string_view element;  // internal name if type is Reference
};

// Splits "[[I" and "[Lp/A;"; dimensions is 0 if the text is no array descriptor.
ArrayName split_array_name(std::string_view name) {
  ScannedType scanned = scan_type(name, false, false);
  int dimensions = array_dimensions(name);
  if (scanned.length != name.size() || dimensions > kMaxDimensions) return {0, BasicType::Void, {}};
  std::string_view element = name.substr(static_cast<std::size_t>(dimensions));
  BasicType type = basic_type_of(element[0]);
  if (type != BasicType::Reference) return {dimensions, type, {}};
  return {dimensions, type, element.substr(1, element.size() - 2)};
}

Class* load_or_null(JavaThread& thread, const Symbol* name, LoaderData* loader) {
  std::string_view text = name->text();
  if (text.empty() || text[0] != '[') [[likely]]
    return load_instance_class(thread, name, loader);
  ArrayName array = split_array_name(text);
  if (array.dimensions == 0) return nullptr;
  Class* klass = array.type != BasicType::Reference
                     ? primitive_class(array.type)
                     : load_instance_class(thread, Symbol::intern(array.element), loader);
  for (int i = 0; klass != nullptr && i < array.dimensions; ++i)
    klass = array_class_of(thread, klass);
  return klass;
}

}  // namespace

LoaderData* boot_loader() {
  static LoaderData* data = [] {
    LoaderData* made = make_loader_data(nullptr);
    loaders().with([made](auto& list) { list.push_back(made); });
    return made;
  }();
  return data;
}

LoaderData* loader_data(Object* java_loader) {
  if (java_loader == nullptr) return boot_loader();
  // A proxy has the field, too: each process has its own record of a loader.
  auto* slot = java_loader->at<LoaderData*>(injected::ClassLoader_loader_data);
  if (LoaderData* data = __atomic_load_n(slot, __ATOMIC_ACQUIRE)) return data;
  LoaderData* made = make_loader_data(java_loader);
  LoaderData* expected = nullptr;
  if (!__atomic_compare_exchange_n(slot, &expected, made, false, __ATOMIC_ACQ_REL,
                                   __ATOMIC_ACQUIRE)) {
    return expected;
  }
  loaders().with([made](auto& list) { list.push_back(made); });
  return made;
}

bool is_privileged(const LoaderData* loader) {
  return loader->java_loader == nullptr || loader->is_platform;
}

bool is_parallel_capable(const LoaderData* loader) {
  return loader->java_loader == nullptr ||
         Vm::instance().heap().load_reference(
             loader->java_loader, well_known::ClassLoader_parallelLockMap, Order::Plain) != nullptr;
}

LoaderLock::LoaderLock(JavaThread& thread, LoaderData* loader)
    : heap_(thread.heap()), java_loader_(loader->java_loader) {
  heap_.monitor_enter(java_loader_);
}

LoaderLock::~LoaderLock() { heap_.monitor_exit(java_loader_); }

Class* load_class(JavaThread& thread, const Symbol* name, LoaderData* loader) {
  Class* klass = nullptr;
  try {
    klass = load_or_null(thread, name, loader);
  } catch (const JavaThrow&) {
    if (!is_throwable(thread.pending, Throwable::ClassNotFoundException)) throw;
    Object* cause = take_pending(thread);
    throw_java_with_cause(Throwable::NoClassDefFoundError, name->text(), cause);
  }
  if (klass == nullptr) throw_java(Throwable::NoClassDefFoundError, name->text());
  return klass;
}

Class* find_class(JavaThread& thread, const Symbol* name, LoaderData* loader) {
  Class* klass = load_or_null(thread, name, loader);
  if (klass == nullptr) throw_java(Throwable::ClassNotFoundException, name->text());
  return klass;
}

Class* find_loaded_class(const Symbol* name, LoaderData* loader) {
  std::string_view text = name->text();
  if (text.empty() || text[0] != '[') return tables_of(lookup_loader(loader)).classes.find(name);
  ArrayName array = split_array_name(text);
  if (array.dimensions == 0) return nullptr;
  Class* klass = nullptr;
  if (array.type != BasicType::Reference) {
    klass = primitive_class(array.type);
  } else if (const Symbol* element = Symbol::find(array.element)) {
    klass = tables_of(lookup_loader(loader)).classes.find(element);
  }
  for (int i = 0; klass != nullptr && i < array.dimensions; ++i) {
    klass = klass->array_class.load(std::memory_order_acquire);
  }
  return klass;
}

Class* find_boot_class_or_null(JavaThread& thread, const Symbol* name) {
  return load_or_null(thread, name, boot_loader());
}

Class* find_class_or_null(JavaThread& thread, const Symbol* name, LoaderData* loader) {
  return load_or_null(thread, name, loader);
}

void add_loader_constraint(JavaThread&, const Symbol* name, LoaderData* first, LoaderData* second,
                           const std::string& message_context) {
  if (!loader_constraint_holds(name, first, second))
    throw_java(Throwable::LinkageError, message_context);
}

Class* primitive_class(BasicType type) {
  return well_known::primitives[static_cast<unsigned>(type)];
}

Class* class_of_descriptor(JavaThread& thread, std::string_view descriptor, LoaderData* loader) {
  check(!descriptor.empty(), "a descriptor is not empty");
  if (descriptor[0] == 'L') {
    return load_class(thread, Symbol::intern(class_of_descriptor(descriptor)), loader);
  }
  if (descriptor[0] == '[') return load_class(thread, Symbol::intern(descriptor), loader);
  return primitive_class(basic_type_of(descriptor[0]));
}

void for_each_loader(void (*visit)(LoaderData*, void*), void* argument) {
  std::vector<LoaderData*> all = loaders().with([](auto& list) { return list; });
  for (LoaderData* loader : all) visit(loader, argument);
}

}  // namespace cjvm
