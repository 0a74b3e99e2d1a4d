// SPDX-License-Identifier: Apache-2.0
// The JNI function table and what the files that fill it share. Each install_ function sets the
// entries of its subject; jni_env.cc puts them together and checks that none is missing. Internal
// to jvm/jni, except jni_functions(). Functions of the table are entered by any attached thread, on
// behalf of native code.
#pragma once

#include <jni.h>

#include <string_view>

#include "jvm/frames/exceptions.h"
#include "jvm/jni/entry.h"
#include "jvm/object/class.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

// The table all JNIEnvs point to: 234 entries, constant.
const JNINativeInterface_* jni_functions();

namespace jni {

void install_classes(JNINativeInterface_& table);
void install_objects(JNINativeInterface_& table);
void install_member_ids(JNINativeInterface_& table);
void install_calls(JNINativeInterface_& table);
void install_fields(JNINativeInterface_& table);
void install_strings(JNINativeInterface_& table);
void install_arrays(JNINativeInterface_& table);
void install_references(JNINativeInterface_& table);
void install_exceptions(JNINativeInterface_& table);
void install_reflection(JNINativeInterface_& table);
void install_misc(JNINativeInterface_& table);

// A jmethodID is the Method, a jfieldID the Field.
inline Method* method_of(jmethodID id) { return reinterpret_cast<Method*>(id); }
inline Field* field_of(jfieldID id) { return reinterpret_cast<Field*>(id); }
inline jmethodID id_of(Method* method) { return reinterpret_cast<jmethodID>(method); }
inline jfieldID id_of(Field* field) { return reinterpret_cast<jfieldID>(field); }

// The object behind a reference that must not be null; NullPointerException otherwise (the JNI
// leaves it open).
inline Object* non_null(jobject reference) {
  Object* object = resolve(reference);
  if (object == nullptr) [[unlikely]]
    throw_java(Throwable::NullPointerException);
  return object;
}
// The class a jclass stands for.
Class* class_of(jclass reference);

// Functions that run Java code do nothing while a throwable is pending (the JNI forbids to call
// them then).
inline void refuse_while_pending(JavaThread& thread) {
  if (thread.pending != nullptr) [[unlikely]]
    throw JavaThrow{};
}

// UTF-16 of text that ought to be modified UTF-8; a byte that does not fit stands for itself.
std::u16string lenient_utf16(std::string_view text);
// A new java.lang.String of such text.
Object* make_lenient_string(std::string_view text);

}  // namespace jni
}  // namespace cjvm
