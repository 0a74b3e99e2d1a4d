// SPDX-License-Identifier: Apache-2.0
// The natives that the VM itself provides to the class library (HotSpot's "registerNatives" classes
// and the like), as tables, one or more per file in natives/. Not the JNI or JVM_ functions: those
// are exports. The tables are constant; natives.cc makes one hash table of them before the first
// Java call and never changes it, so any thread may look up.
#pragma once

#include <cstdint>
#include <span>

#include "jvm/object/method.h"

namespace cjvm {

// One native. Only classes of the boot loader are bound to this table. `descriptor` may be null:
// every overload of the name. For the calling convention see VmNative. `flags` are MethodFlags that
// the method gets: kTakesProxies if no argument needs to be an object of this process, because the
// native uses HeapAccess throughout or throws throw_not_on_proxy() itself.
struct VmNativeEntry {
  const char* class_name;  // internal form
  const char* name;
  const char* descriptor;
  VmNative function;
  std::uint32_t flags = 0;
};

// The tables: one function per file in natives/. A new file adds its line here and nowhere else.
#define CJVM_NATIVE_TABLES(TABLE) \
  TABLE(class_natives)            \
  TABLE(machinery_natives)        \
  TABLE(method_handle_natives)    \
  TABLE(object_natives)           \
  TABLE(reference_natives)        \
  TABLE(reflection_natives)       \
  TABLE(stack_walker_natives)     \
  TABLE(system_natives)           \
  TABLE(thread_natives)           \
  TABLE(throwable_natives)        \
  TABLE(unsafe_natives)

#define CJVM_DECLARE_TABLE(name) std::span<const VmNativeEntry> name();
CJVM_NATIVE_TABLES(CJVM_DECLARE_TABLE)
#undef CJVM_DECLARE_TABLE

// Makes the hash table and hands its lookup to jvm/calls (set_vm_native_lookup). Called once,
// before any Java code.
void register_vm_natives();

}  // namespace cjvm
