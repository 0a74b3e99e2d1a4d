// SPDX-License-Identifier: Apache-2.0
// Get<Type>Field, Set<Type>Field and the static forms, through HeapAccess. Volatile fields keep
// their order; final fields may be written, as the JNI allows.
#include "jvm/jni/functions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"

namespace cjvm::jni {

namespace {

Order order_of(const Field* field) { return field->is_volatile() ? Order::Volatile : Order::Plain; }

// Where the field lies: the object, or the class's mirror for a static one.
Object* base_of(const Field* field, jobject object) {
  return field->is_static() ? field->holder->mirror : non_null(object);
}

// The number in a java.io.FileDescriptor means a file only in the process that the object is in;
// those of the standard streams mean the same everywhere.
void check_descriptor(const Field* field, jint number) {
  constexpr jint kLastStandard = 2;
  const Class* holder = field->holder;
  if (number > kLastStandard && holder->loader == boot_loader() &&
      holder->name->text() == "java/io/FileDescriptor") {
    throw_not_on_proxy("the file of a java.io.FileDescriptor");
  }
}

template <class J>
J get_field(JNIEnv* env, jobject object, jfieldID id) {
  return entry(env, [&](JavaThread& thread) -> J {
    const Field* field = field_of(id);
    Object* base = base_of(field, object);
    if constexpr (std::is_same_v<J, jobject>) {
      return local(thread, thread.heap().load_reference(base, field->offset, order_of(field)));
    } else {
      J value = thread.heap().load<J>(base, field->offset, order_of(field));
      if constexpr (std::is_same_v<J, jint>) {
        if (base->is_proxy()) [[unlikely]]
          check_descriptor(field, value);
      }
      return value;
    }
  });
}

template <class J>
void set_field(JNIEnv* env, jobject object, jfieldID id, J value) {
  entry(env, [&](JavaThread& thread) {
    const Field* field = field_of(id);
    Object* base = base_of(field, object);
    if constexpr (std::is_same_v<J, jobject>) {
      thread.heap().store_reference(base, field->offset, resolve(value), order_of(field));
    } else if constexpr (std::is_same_v<J, jboolean>) {
      thread.heap().store<jboolean>(base, field->offset, value & 1, order_of(field));
    } else {
      thread.heap().store<J>(base, field->offset, value, order_of(field));
    }
  });
}

template <class J>
J get_static(JNIEnv* env, jclass, jfieldID id) {
  return get_field<J>(env, nullptr, id);
}
template <class J>
void set_static(JNIEnv* env, jclass, jfieldID id, J value) {
  set_field<J>(env, nullptr, id, value);
}

}  // namespace

void install_fields(JNINativeInterface_& table) {
#define INSTALL_FIELDS(Name, J)                 \
  table.Get##Name##Field = get_field<J>;        \
  table.Set##Name##Field = set_field<J>;        \
  table.GetStatic##Name##Field = get_static<J>; \
  table.SetStatic##Name##Field = set_static<J>;
  INSTALL_FIELDS(Object, jobject)
  INSTALL_FIELDS(Boolean, jboolean)
  INSTALL_FIELDS(Byte, jbyte)
  INSTALL_FIELDS(Char, jchar)
  INSTALL_FIELDS(Short, jshort)
  INSTALL_FIELDS(Int, jint)
  INSTALL_FIELDS(Long, jlong)
  INSTALL_FIELDS(Float, jfloat)
  INSTALL_FIELDS(Double, jdouble)
#undef INSTALL_FIELDS
}

}  // namespace cjvm::jni
