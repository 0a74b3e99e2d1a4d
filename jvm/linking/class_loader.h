// SPDX-License-Identifier: Apache-2.0
// Class loaders as the VM sees them, and the ways a class comes into being (JVMS 5.3). LoaderData
// is the per-loader record; the boot loader's has java_loader == null. Java threads; every function
// may throw JavaThrow.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;
struct ModuleEntry;
struct PackageEntry;

struct LoaderData {
  Object* java_loader;  // java.lang.ClassLoader, null: the boot loader
  ModuleEntry* unnamed_module;
  std::atomic<Class*> first_class;  // chain through Class::next_in_loader
  bool is_platform;                 // the platform class loader
  void* tables;                     // class table, packages, constraints: private to jvm/linking
  Object* method_type_cache;        // private to jvm/calls
};

// The record of a java.lang.ClassLoader (null: boot), made on first use. For a loader that is only
// a proxy it is the extension's; InternalError if that has none.
LoaderData* loader_data(Object* java_loader);
LoaderData* boot_loader();
// True for the boot and platform loader: VM annotations are honoured, format checks may be relaxed.
bool is_privileged(const LoaderData* loader);

// False if the loader is to be locked while it loads or defines
// (ClassLoader.registerAsParallelCapable was not called).
bool is_parallel_capable(const LoaderData* loader);

// JVMS 5.3: the class, interface or array type with this internal name as seen by `loader`:
// recorded ones first, else the loader is asked. Throws NoClassDefFoundError (cause:
// ClassNotFoundException) like a constant-pool resolution does.
Class* load_class(JavaThread& thread, const Symbol* name, LoaderData* loader);
// The same, but a missing class gives ClassNotFoundException, as Class.forName and loadClass do.
Class* find_class(JavaThread& thread, const Symbol* name, LoaderData* loader);
// Only what is already recorded for `loader` as initiating loader; null otherwise. Array names
// allowed.
Class* find_loaded_class(const Symbol* name, LoaderData* loader);
// Boot loader: lib/modules and the append path; null if absent.
Class* find_boot_class_or_null(JavaThread& thread, const Symbol* name);
// As find_class; null where the loader gave none without a throwable.
Class* find_class_or_null(JavaThread& thread, const Symbol* name, LoaderData* loader);

struct DefineOptions {
  Object* protection_domain = nullptr;
  std::string_view source;  // "jrt:/java.base" or the code source, for tracing
  // Lookup.defineClass and defineHiddenClass:
  Class* host = nullptr;  // lookup class
  bool hidden = false;
  bool nestmate = false;
  bool vm_annotations = false;
  Object* class_data = nullptr;
  bool bytes_are_permanent = false;  // mapped: no copy is made
  // The class is defined in another process already, where it was checked and recorded by its
  // loader; `module` is its java.lang.Module.
  bool is_copy = false;
  Object* module = nullptr;
};
// JVMS 5.3.5. `expected_name` may be null (any). Throws ClassFormatError, LinkageError "loader ...
// attempted duplicate class definition", NoClassDefFoundError (wrong name), ClassCircularityError,
// SecurityException, IncompatibleClassChangeError ...
Class* define_class(JavaThread& thread, const Symbol* expected_name, LoaderData* loader,
                    std::span<const std::uint8_t> bytes, const DefineOptions& options);

// JVMS 5.3.4: records that `name` means the same class for both loaders; throws LinkageError if it
// does not.
void add_loader_constraint(JavaThread& thread, const Symbol* name, LoaderData* first,
                           LoaderData* second, const std::string& message_context);

// The same without a text to build: false if the two loaders already disagree on the class.
[[nodiscard]] bool loader_constraint_holds(const Symbol* name, LoaderData* first,
                                           LoaderData* second);

// The array type with this component: makes it, its vtable and its mirror, once, and stores it in
// component->array_class. Prefer array_class_of() (jvm/object/allocation.h), which looks there
// first.
Class* make_array_class(JavaThread& thread, Class* component);

// The primitive type's Class.
Class* primitive_class(BasicType type);
// The Class of a field descriptor as seen by loader ("I", "Ljava/lang/String;", "[[I").
Class* class_of_descriptor(JavaThread& thread, std::string_view descriptor, LoaderData* loader);

// Number of loaded classes, for java.lang.management.
std::int64_t loaded_class_count();
void for_each_loader(void (*visit)(LoaderData*, void*), void* argument);

}  // namespace cjvm
