// SPDX-License-Identifier: Apache-2.0
// Short forms for what almost every export and native does: field and array access through the heap
// verbs, text of Java strings, class mirrors, entering the VM without a JNIEnv. Not an interface of
// the VM: only classlib-glue includes it. Java threads; functions may throw JavaThrow where their
// verbs may.
#pragma once

#include <jni.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/jni/entry.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"

namespace cjvm::glue {

// entry() for exports that get no JNIEnv from their caller.
template <class F>
auto entry_here(F&& body) {
  return entry(static_cast<JNIEnv*>(JavaThread::current()->jni_env), std::forward<F>(body));
}

// ---- fields; `offset` is one of well_known's
inline Object* get_ref(JavaThread& thread, Object* object, std::size_t offset) {
  return thread.heap().load_reference(object, offset, Order::Plain);
}
inline void set_ref(JavaThread& thread, Object* object, std::size_t offset, Object* value) {
  thread.heap().store_reference(object, offset, value, Order::Plain);
}
template <class T>
T get(JavaThread& thread, Object* object, std::size_t offset) {
  return thread.heap().load<T>(object, offset);
}
template <class T>
void set(JavaThread& thread, Object* object, std::size_t offset, T value) {
  thread.heap().store<T>(object, offset, value);
}

// A zeroed instance without running a constructor; initializes the class, which also links it.
inline Object* new_object(JavaThread& thread, Class* klass) {
  initialize_class(thread, klass);
  return allocate_object(thread, klass);
}

// ---- arrays
inline Array* as_array(Object* object) { return static_cast<Array*>(object); }
inline std::size_t ref_offset(std::int32_t index) {
  return Array::kElementBase + static_cast<std::size_t>(index) * sizeof(Object*);
}
inline Object* element(JavaThread& thread, Object* array, std::int32_t index) {
  return get_ref(thread, array, ref_offset(index));
}
inline void set_element(JavaThread& thread, Object* array, std::int32_t index, Object* value) {
  set_ref(thread, array, ref_offset(index), value);
}
// A new array of references with elements of class `element_class`.
inline Array* new_ref_array(JavaThread& thread, Class* element_class, std::int32_t length) {
  return allocate_array(thread, array_class_of(thread, element_class), length);
}
// byte[] with these bytes; null for a span without data.
inline Object* new_bytes_or_null(JavaThread& thread, std::span<const std::uint8_t> bytes) {
  if (bytes.data() == nullptr) return nullptr;
  Array* array =
      allocate_primitive_array(thread, BasicType::Byte, static_cast<std::int32_t>(bytes.size()));
  thread.heap().write_bytes(array, Array::kElementBase, bytes.data(), bytes.size());
  return array;
}

// ---- classes
// The Class behind a mirror; null for null.
inline Class* class_or_null(Object* mirror) {
  return mirror == nullptr ? nullptr : class_of_mirror(mirror);
}
inline Class* class_or_null(jobject mirror) { return class_or_null(resolve(mirror)); }
// The same, NullPointerException for null.
inline Class* class_of(Object* mirror) {
  if (mirror == nullptr) throw_java(Throwable::NullPointerException);
  return class_of_mirror(mirror);
}
inline Class* class_of(jobject mirror) { return class_of(resolve(mirror)); }
inline Object* mirror_or_null(const Class* klass) {
  return klass == nullptr ? nullptr : klass->mirror;
}
inline bool has_class_file(const Class* klass) { return klass->file != nullptr; }

// ---- strings
inline const Symbol* symbol_of(Object* string) { return Symbol::intern(string_utf8(string)); }
// The same with '.' as '/': a class or package name.
inline const Symbol* internal_symbol_of(Object* string) {
  return Symbol::intern(slashes(string_utf8(string)));
}
inline Object* require(Object* object) {
  if (object == nullptr) throw_java(Throwable::NullPointerException);
  return object;
}

}  // namespace cjvm::glue
