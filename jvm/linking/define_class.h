// SPDX-License-Identifier: Apache-2.0
// Making a Class out of class-file bytes (JVMS 5.3.5) or out of a component type. Internal to
// jvm/linking. Java threads; may throw JavaThrow.
#pragma once

#include <cstdint>
#include <span>

#include "jvm/linking/class_loader.h"
#include "jvm/object/heap_access.h"

namespace cjvm {

// define_class() for the boot loader's own lookups: if another thread has defined the class
// meanwhile, that one is the result.
Class* define_found_class(JavaThread& thread, const Symbol* name, LoaderData* loader,
                          std::span<const std::uint8_t> bytes, const DefineOptions& options);

// Gives a class its mirror: layout of the statics, the java.lang.Class object and the fields the VM
// sets in it. Requires: java.lang.Class is linked and its fields are known.
void make_mirror(JavaThread& thread, Class* klass, Object* class_data = nullptr);

// A primitive type's Class, without a mirror while java.lang.Class is not linked.
Class* make_primitive_class(JavaThread& thread, BasicType type);

// Holds the monitor of a loader that is not parallel capable.
class LoaderLock {
 public:
  LoaderLock(JavaThread& thread, LoaderData* loader);
  ~LoaderLock();
  LoaderLock(const LoaderLock&) = delete;

 private:
  HeapAccess& heap_;
  Object* java_loader_;
};

// LinkageErrors of recording `klass` under `loader`.
[[noreturn]] void throw_constraint_violation(Class* klass, LoaderData* loader);
[[noreturn]] void throw_duplicate_definition(const Class* klass, const LoaderData* loader);

}  // namespace cjvm
