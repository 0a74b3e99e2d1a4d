// SPDX-License-Identifier: Apache-2.0
// Modules and packages as the VM needs them for access checks (JVMS 5.3.6). Fed by JVM_DefineModule
// and its siblings. Any Java thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

struct ModuleEntry {
  Object* java_module;  // java.lang.Module; null for java.base and unnamed modules before they are
                        // known
  LoaderData* loader;
  const Symbol* name;     // null: unnamed
  const Symbol* version;  // or null
  std::string* location;
  bool is_open;
  void* tables;  // reads and so on: private to modules.cc
};

struct PackageEntry {
  const Symbol* name;  // internal form, empty for the unnamed package
  LoaderData* loader;
  ModuleEntry* module;
  void* tables;  // exports: private to modules.cc
};

// The record made at start, before any java.lang.Module exists.
ModuleEntry* java_base_module();
// JVM_DefineModule: packages with '/' separators. Throws IllegalArgumentException,
// IllegalStateException, LayerInstantiation cases as HotSpot. Defining java.base patches the
// mirrors made so far.
void define_module(JavaThread& thread, Object* module, bool is_open, Object* version,
                   Object* location, std::span<const Symbol* const> packages);
void set_boot_unnamed_module(JavaThread& thread, Object* module);
void add_reads(JavaThread& thread, Object* from, Object* source);
// to == null: to everyone; to_all_unnamed: to all unnamed modules.
void add_exports(JavaThread& thread, Object* from, const Symbol* package, Object* to,
                 bool to_all_unnamed);
void add_package(JavaThread& thread, Object* module, const Symbol* package);

ModuleEntry* module_of(Object* java_module);  // null if unknown
// The record of a loader's unnamed module, joined with the java.lang.Module once that exists.
ModuleEntry* unnamed_module(LoaderData* loader);
ModuleEntry* make_unnamed_module(LoaderData* loader);
PackageEntry* package_entry(LoaderData* loader,
                            const Symbol* package);  // made on demand, in the unnamed module
PackageEntry* find_package(LoaderData* loader, const Symbol* package);
bool can_read(const ModuleEntry* from, const ModuleEntry* to);
bool is_exported(const PackageEntry* package, const ModuleEntry* to);
// True once java.base is defined and module checks apply.
bool modules_ready();

// The module in which the boot loader finds the classes of this package now; nothing if they are in
// no named module.
std::optional<std::string_view> boot_module_of(std::string_view package);
// A class was defined in the package: it now counts as one of the system's if its loader is the
// boot loader.
void note_class_in(PackageEntry* package);
// Names of the packages that boot-loader classes are in, for JVM_GetSystemPackages.
Object* system_packages(JavaThread& thread);
// Where a boot package comes from ("jrt:/java.base" or a path), null if unknown.
Object* system_package_location(JavaThread& thread, const Symbol* package);

}  // namespace cjvm
