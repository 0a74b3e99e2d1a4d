// SPDX-License-Identifier: Apache-2.0
// JNI references. Objects never move, so a local reference is the Object* itself, kept alive by a
// per-thread stack of locals (and by the conservative scan). Global and weak references are tagged
// pointers (1; 2 or 4 in the low bits) to slots of global tables.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

// What native code calls jobject; null stays null.
using Handle = void*;

Object* resolve_tagged_handle(Handle handle);
// The object behind any JNI reference; null for null, and for a weak reference whose object died.
inline Object* resolve_handle(Handle handle) {
  if ((reinterpret_cast<std::uintptr_t>(handle) & 7) == 0) return static_cast<Object*>(handle);
  return resolve_tagged_handle(handle);
}
// A new local reference of the calling thread.
Handle make_local(JavaThread& thread, Object* object);
void delete_local(JavaThread& thread, Handle handle);
Handle make_global(Object* object);
void delete_global(Handle handle);
Handle make_weak(Object* object);
void delete_weak(Handle handle);

// The stack of local references: natives drop what they made when they return.
std::uint32_t local_mark(JavaThread& thread);
void release_locals(JavaThread& thread, std::uint32_t mark);

enum class HandleKind { Invalid, Local, Global, Weak };
HandleKind handle_kind(JavaThread& thread, Handle handle);

}  // namespace cjvm
