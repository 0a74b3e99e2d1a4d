// SPDX-License-Identifier: Apache-2.0
// Module and package records: who reads whom, what is exported, which module a package of a loader
// belongs to. One mutex (LockRank::Modules) guards reads and exports; packages and modules are
// found in the loader's tables without a lock. Java objects are only touched outside the lock.
#include "jvm/linking/modules.h"

#include <unordered_set>
#include <vector>

#include "jvm/base/guarded.h"
#include "jvm/base/text.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/class_table.h"
#include "jvm/linking/injected_fields.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/java_string.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::string_view kJavaBase = "java.base";

struct ModuleTables {
  std::unordered_set<const ModuleEntry*> reads;
  bool reads_all_unnamed = false;
};

struct PackageTables {
  std::unordered_set<const ModuleEntry*> exports;
  bool exported_to_all = false;
  bool exported_to_unnamed = false;
  std::atomic<bool> has_class{false};  // a class in it was defined
};

Mutex& modules_mutex() {
  static auto* mutex = new Mutex(LockRank::Modules);
  return *mutex;
}

ModuleTables& tables_of(const ModuleEntry* module) {
  return *static_cast<ModuleTables*>(module->tables);
}
PackageTables& tables_of(const PackageEntry* package) {
  return *static_cast<PackageTables*>(package->tables);
}

std::atomic<bool> java_base_defined{false};

void tell(const ModuleChange& change) { Vm::instance().extension().module_changed(change); }

ModuleEntry* make_module(LoaderData* loader, const Symbol* name, Object* java_module) {
  auto* module = Collector::make_metadata<ModuleEntry>();
  module->loader = loader;
  module->name = name;
  module->java_module = java_module;
  module->tables = new ModuleTables;
  return module;
}

// Requires: the loader's table is locked.
PackageEntry* make_package(LoaderData* loader, const Symbol* name, ModuleEntry* module) {
  auto* package = Collector::make_metadata<PackageEntry>();
  package->name = name;
  package->loader = loader;
  package->module = module;
  package->tables = new PackageTables;
  cjvm::tables_of(loader).packages.insert(package);
  return package;
}

void set_module_of(Class* klass, Object* java_module) {
  if (klass->mirror == nullptr) return;
  Vm::instance().heap().store_reference(klass->mirror, well_known::Class_module, java_module,
                                        Order::AcquireRelease);
}

void set_module_with_arrays(Class* klass, Object* java_module) {
  for (Class* c = klass; c != nullptr; c = c->array_class.load(std::memory_order_acquire)) {
    set_module_of(c, java_module);
  }
}

// A proxy has the field, too: each process has its own record of a module.
void set_entry(Object* java_module, ModuleEntry* entry) {
  __atomic_store_n(java_module->at<ModuleEntry*>(injected::Module_module_entry), entry,
                   __ATOMIC_RELEASE);
}

// Gives the mirrors made so far, of boot classes in `module`, its java.lang.Module.
void patch_mirrors(ModuleEntry* module) {
  for (Class* c = boot_loader()->first_class.load(std::memory_order_acquire); c != nullptr;
       c = c->next_in_loader) {
    if (c->module == module) set_module_with_arrays(c, module->java_module);
  }
  if (module != java_base_module()) return;
  for (Class* primitive : well_known::primitives) {
    if (primitive != nullptr) set_module_with_arrays(primitive, module->java_module);
  }
}

bool is_java_package(std::string_view package) {
  return package == "java" || package.starts_with("java/");
}

[[noreturn]] void illegal_argument(const std::string& message) {
  throw_java(Throwable::IllegalArgumentException, message);
}

void check_packages(LoaderData* loader, std::string_view module_name,
                    std::span<const Symbol* const> packages) {
  bool may_own_java = is_privileged(loader);
  for (const Symbol* package : packages) {
    std::string_view text = package->text();
    if (!is_valid_class_name(text)) {
      illegal_argument(cat("Invalid package name: ", text, " for module: ", module_name));
    }
    if (!may_own_java && is_java_package(text)) {
      illegal_argument(cat("Class loader (instance of): ", loader_name_and_id(loader),
                           " tried to define prohibited package name: ", dots(text)));
    }
  }
}

void define_java_base(JavaThread&, Object* java_module, LoaderData* loader,
                      std::span<const Symbol* const> packages) {
  ModuleEntry* base = java_base_module();
  if (loader->java_loader != nullptr)
    illegal_argument("Class loader must be the boot class loader");
  if (java_base_defined.load(std::memory_order_acquire)) {
    throw_java(Throwable::InternalError, "Module java.base is already defined");
  }
  LoaderTables& tables = cjvm::tables_of(loader);
  {
    MutexLock lock(tables.mutex);
    for (const Symbol* package : packages) {
      if (PackageEntry* known = tables.packages.find(package); known != nullptr) {
        known->module = base;
      } else {
        make_package(loader, package, base);
      }
    }
  }
  base->java_module = java_module;
  set_entry(java_module, base);
  java_base_defined.store(true, std::memory_order_release);
  patch_mirrors(base);
}

ModuleEntry* required_module(Object* java_module, std::string_view what) {
  if (java_module == nullptr) throw_java(Throwable::NullPointerException, cat(what, " is null"));
  ModuleEntry* entry = module_of(java_module);
  if (entry == nullptr)
    illegal_argument(cat(what, what == "to_module" ? " is invalid" : " cannot be found"));
  return entry;
}

}  // namespace

ModuleEntry* java_base_module() {
  static ModuleEntry* module = [] {
    ModuleEntry* made = make_module(boot_loader(), Symbol::intern(kJavaBase), nullptr);
    cjvm::tables_of(boot_loader()).modules.insert(made);
    return made;
  }();
  return module;
}

bool modules_ready() { return java_base_defined.load(std::memory_order_acquire); }

ModuleEntry* make_unnamed_module(LoaderData* loader) {
  return make_module(loader, nullptr, nullptr);
}

void define_module(JavaThread& thread, Object* java_module, bool is_open, Object* version,
                   Object* location, std::span<const Symbol* const> packages) {
  if (java_module == nullptr) throw_java(Throwable::NullPointerException, "Null module object");
  if (!java_module->klass()->is_subtype_of(well_known::Module)) {
    illegal_argument("module is not an instance of type java.lang.Module");
  }
  HeapAccess& heap = thread.heap();
  Object* name_string = heap.load_reference(java_module, well_known::Module_name, Order::Plain);
  if (name_string == nullptr) illegal_argument("Module name cannot be null");
  std::string name = string_utf8(name_string);
  if (name.empty()) illegal_argument(cat("Invalid module name: ", name));
  Object* java_loader = heap.load_reference(java_module, well_known::Module_loader, Order::Plain);
  LoaderData* loader = loader_data(java_loader);
  if (java_loader != nullptr && java_loader->klass() == well_known::DelegatingClassLoader) {
    illegal_argument("Class loader is an invalid delegating class loader");
  }
  check_packages(loader, name, packages);

  const Symbol* version_symbol =
      version == nullptr ? nullptr : Symbol::intern(string_utf8(version));
  std::string* location_text =
      location == nullptr ? nullptr : new std::string(string_utf8(location));
  if (name == kJavaBase) {
    define_java_base(thread, java_module, loader, packages);
    ModuleEntry* base = java_base_module();
    base->version = version_symbol;
    base->location = location_text;
    base->is_open = is_open;
    log(Topic::Module, "define_module(): creation of module: java.base");
    tell({.kind = ModuleChange::Kind::Define,
          .module = java_module,
          .flag = is_open,
          .version = version,
          .location = location,
          .packages = packages});
    return;
  }

  const Symbol* symbol = Symbol::intern(name);
  ModuleEntry* module = make_module(loader, symbol, java_module);
  module->version = version_symbol;
  module->location = location_text;
  module->is_open = is_open;
  LoaderTables& tables = cjvm::tables_of(loader);
  std::string problem;
  {
    MutexLock lock(tables.mutex);
    if (tables.modules.find(symbol) != nullptr) {
      problem = cat("Module ", name, " is already defined");
    }
    for (const Symbol* package : packages) {
      if (!problem.empty()) break;
      const PackageEntry* known = tables.packages.find(package);
      if (known == nullptr) continue;
      problem = known->module->name != nullptr
                    ? cat("Package ", package->text(), " for module ", name,
                          " is already in another module, ", known->module->name->text(),
                          ", defined to the class loader")
                    : cat("Package ", package->text(), " for module ", name,
                          " is already in the unnamed module defined to the class loader");
    }
    if (problem.empty()) {
      for (const Symbol* package : packages) make_package(loader, package, module);
      tables.modules.insert(module);
    }
  }
  if (!problem.empty()) throw_java(Throwable::IllegalStateException, problem);
  set_entry(java_module, module);
  log(Topic::Module, "define_module(): creation of module: ", name,
      ", version: ", version_symbol == nullptr ? std::string_view("NULL") : version_symbol->text(),
      ", package #: ", packages.size());
  tell({.kind = ModuleChange::Kind::Define,
        .module = java_module,
        .flag = is_open,
        .version = version,
        .location = location,
        .packages = packages});
}

void set_boot_unnamed_module(JavaThread&, Object* java_module) {
  if (java_module == nullptr) throw_java(Throwable::NullPointerException, "Null module object");
  if (!java_module->klass()->is_subtype_of(well_known::Module)) {
    illegal_argument("module is not an instance of type java.lang.Module");
  }
  ModuleEntry* unnamed = boot_loader()->unnamed_module;
  unnamed->java_module = java_module;
  set_entry(java_module, unnamed);
  patch_mirrors(unnamed);
  tell({.kind = ModuleChange::Kind::BootUnnamed, .module = java_module});
}

void add_reads(JavaThread&, Object* from, Object* source) {
  ModuleEntry* reader = required_module(from, "from_module");
  if (source == nullptr) {
    MutexLock lock(modules_mutex());
    tables_of(reader).reads_all_unnamed = true;
  } else {
    ModuleEntry* target = required_module(source, "to_module");
    if (reader->name == nullptr || reader == target) return;
    MutexLock lock(modules_mutex());
    tables_of(reader).reads.insert(target);
  }
  tell({.kind = ModuleChange::Kind::AddReads, .module = from, .other = source});
}

void add_exports(JavaThread&, Object* from, const Symbol* package, Object* to,
                 bool to_all_unnamed) {
  ModuleEntry* owner = required_module(from, "from_module");
  if (owner->name == nullptr || owner->is_open) return;
  ModuleEntry* reader = to == nullptr ? nullptr : required_module(to, "to_module");
  PackageEntry* entry = find_package(owner->loader, package);
  if (entry == nullptr) {
    illegal_argument(
        cat("Package ", package->text(), " not found in from_module ", owner->name->text()));
  }
  if (entry->module != owner) {
    illegal_argument(
        cat("Package: ", package->text(), " found in module ",
            entry->module->name == nullptr ? "unnamed module" : entry->module->name->text(),
            ", not in from_module: ", owner->name->text()));
  }
  {
    MutexLock lock(modules_mutex());
    PackageTables& tables = tables_of(entry);
    if (to_all_unnamed) {
      tables.exported_to_unnamed = true;
    } else if (reader == nullptr) {
      tables.exported_to_all = true;
    } else {
      tables.exports.insert(reader);
    }
  }
  tell({.kind = ModuleChange::Kind::AddExports,
        .module = from,
        .other = to,
        .flag = to_all_unnamed,
        .packages = {&package, 1}});
}

void add_package(JavaThread&, Object* java_module, const Symbol* package) {
  ModuleEntry* module = required_module(java_module, "module");
  if (module->name == nullptr) illegal_argument("module is an unnamed module");
  check_packages(module->loader, module->name->text(), {&package, 1});
  LoaderTables& tables = cjvm::tables_of(module->loader);
  std::string problem;
  {
    MutexLock lock(tables.mutex);
    PackageEntry* known = tables.packages.find(package);
    if (known == nullptr) {
      make_package(module->loader, package, module);
    } else if (known->module != module) {
      problem = cat("Package ", package->text(), " is already defined in another module");
    }
  }
  if (!problem.empty()) throw_java(Throwable::IllegalStateException, problem);
  tell({.kind = ModuleChange::Kind::AddPackage, .module = java_module, .packages = {&package, 1}});
}

ModuleEntry* module_of(Object* java_module) {
  auto* entry = __atomic_load_n(java_module->at<ModuleEntry*>(injected::Module_module_entry),
                                __ATOMIC_ACQUIRE);
  if (entry != nullptr) return entry;
  // An unnamed module is known by its loader, which may not have defined anything yet.
  HeapAccess& heap = Vm::instance().heap();
  if (heap.load_reference(java_module, well_known::Module_name, Order::Plain) != nullptr)
    return nullptr;
  Object* java_loader = heap.load_reference(java_module, well_known::Module_loader, Order::Plain);
  if (java_loader == nullptr) return nullptr;
  ModuleEntry* unnamed = unnamed_module(loader_data(java_loader));
  return unnamed->java_module == java_module ? unnamed : nullptr;
}

ModuleEntry* unnamed_module(LoaderData* loader) {
  ModuleEntry* module = loader->unnamed_module;
  if (module->java_module == nullptr && loader->java_loader != nullptr) {
    Object* java_module = Vm::instance().heap().load_reference(
        loader->java_loader, well_known::ClassLoader_unnamedModule, Order::AcquireRelease);
    if (java_module != nullptr) {
      module->java_module = java_module;
      set_entry(java_module, module);
    }
  }
  return module;
}

PackageEntry* find_package(LoaderData* loader, const Symbol* package) {
  return cjvm::tables_of(loader).packages.find(package);
}

PackageEntry* package_entry(LoaderData* loader, const Symbol* package) {
  LoaderTables& tables = cjvm::tables_of(loader);
  if (PackageEntry* known = tables.packages.find(package); known != nullptr) return known;
  // Until java.base is defined the boot loader can only read classes of java.base.
  ModuleEntry* module = loader->java_loader == nullptr && !modules_ready() ? java_base_module()
                                                                           : unnamed_module(loader);
  MutexLock lock(tables.mutex);
  if (PackageEntry* known = tables.packages.find(package); known != nullptr) return known;
  return make_package(loader, package, module);
}

bool can_read(const ModuleEntry* from, const ModuleEntry* to) {
  if (from == to || from->name == nullptr || to == java_base_module()) return true;
  MutexLock lock(modules_mutex());
  const ModuleTables& tables = tables_of(from);
  return (to->name == nullptr && tables.reads_all_unnamed) || tables.reads.contains(to);
}

bool is_exported(const PackageEntry* package, const ModuleEntry* to) {
  const ModuleEntry* owner = package->module;
  if (owner == to || owner->name == nullptr || owner->is_open) return true;
  MutexLock lock(modules_mutex());
  const PackageTables& tables = tables_of(package);
  return tables.exported_to_all || (to->name == nullptr && tables.exported_to_unnamed) ||
         tables.exports.contains(to);
}

std::optional<std::string_view> boot_module_of(std::string_view package) {
  if (!modules_ready()) {
    auto module = Vm::instance().jimage().module_of_package(package);
    return module == kJavaBase ? module : std::nullopt;
  }
  const Symbol* name = Symbol::find(package);
  if (name == nullptr) return std::nullopt;
  PackageEntry* entry = find_package(boot_loader(), name);
  if (entry == nullptr || entry->module->name == nullptr) return std::nullopt;
  return entry->module->name->text();
}

void note_class_in(PackageEntry* package) {
  tables_of(package).has_class.store(true, std::memory_order_relaxed);
}

Object* system_packages(JavaThread& thread) {
  std::vector<const Symbol*> names;
  LoaderTables& tables = cjvm::tables_of(boot_loader());
  {
    MutexLock lock(tables.mutex);
    tables.packages.for_each([&](PackageEntry* package) {
      if (tables_of(package).has_class.load(std::memory_order_relaxed))
        names.push_back(package->name);
    });
  }
  Array* array = allocate_array(thread, array_class_of(thread, well_known::String),
                                static_cast<std::int32_t>(names.size()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    array->elements<Object*>()[i] = make_string(names[i]->text());
  }
  return array;
}

Object* system_package_location(JavaThread&, const Symbol* package) {
  PackageEntry* entry = find_package(boot_loader(), package);
  if (entry == nullptr || !tables_of(entry).has_class.load(std::memory_order_relaxed))
    return nullptr;
  if (entry->module->location != nullptr) return make_string(*entry->module->location);
  for (Class* c = boot_loader()->first_class.load(std::memory_order_acquire); c != nullptr;
       c = c->next_in_loader) {
    if (c->package == entry && !c->source.empty()) return make_string(c->source);
  }
  return nullptr;
}

}  // namespace cjvm
