// SPDX-License-Identifier: Apache-2.0
// jdk.internal.reflect.ConstantPool: annotation parsing and a few tools read a class's constants
// through it. Its field constantPoolOop holds the class's mirror. Java threads. Bad indexes and
// tags raise IllegalArgumentException.
#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/reflect.h"
#include "jvm/classfile/class_file.h"
#include "jvm/linking/resolver.h"

namespace cjvm::glue {
namespace {

struct Entry {
  Class* holder;
  const ConstantPool& constants;
  std::uint16_t index;

  bool is(ConstantTag tag) const { return constants.is(index, tag); }
};

Entry entry_at(jobject pool, jint index) {
  Class* holder = class_of(pool);
  const ConstantPool& constants = holder->file->constants();
  if (index < 0 || index >= constants.size()) {
    throw_java(Throwable::IllegalArgumentException, "Constant pool index out of bounds");
  }
  return {holder, constants, static_cast<std::uint16_t>(index)};
}

[[noreturn]] void wrong_type() {
  throw_java(Throwable::IllegalArgumentException, "Wrong type at constant pool index");
}

Entry entry_at(jobject pool, jint index, ConstantTag tag) {
  Entry entry = entry_at(pool, index);
  if (!entry.is(tag)) wrong_type();
  return entry;
}

Entry member_at(jobject pool, jint index) {
  Entry entry = entry_at(pool, index);
  if (!entry.constants.is_member_ref(index)) wrong_type();
  return entry;
}

// The class of a member constant; `load` false: null unless it is loaded.
Class* member_holder(JavaThread& thread, const Entry& entry, bool load) {
  if (load)
    return resolve_class(thread, entry.holder, entry.constants.member_class_index(entry.index));
  const Symbol* name = Symbol::find(entry.constants.member_class(entry.index));
  return name == nullptr ? nullptr : find_loaded_class(name, entry.holder->loader);
}

Object* method_at(JavaThread& thread, jobject pool, jint index, bool load) {
  Entry entry = member_at(pool, index);
  if (entry.is(ConstantTag::kFieldref)) wrong_type();
  Class* klass = member_holder(thread, entry, load);
  if (klass == nullptr) return nullptr;
  Method* method =
      klass->find_method(Symbol::intern(entry.constants.member_name(entry.index)),
                         Symbol::intern(entry.constants.member_descriptor(entry.index)));
  if (method == nullptr) {
    throw_java(Throwable::RuntimeException, "Unable to look up method in target class");
  }
  return make_executable(thread, method);
}

Object* field_at(JavaThread& thread, jobject pool, jint index, bool load) {
  Entry entry = entry_at(pool, index, ConstantTag::kFieldref);
  Class* klass = member_holder(thread, entry, load);
  if (klass == nullptr) return nullptr;
  Field* field = klass->find_field(Symbol::intern(entry.constants.member_name(entry.index)),
                                   Symbol::intern(entry.constants.member_descriptor(entry.index)));
  if (field == nullptr) {
    throw_java(Throwable::RuntimeException, "Unable to look up field in target class");
  }
  return make_field(thread, field);
}

Object* text_array(JavaThread& thread, std::initializer_list<std::string_view> texts) {
  Array* array = new_ref_array(thread, well_known::String, static_cast<std::int32_t>(texts.size()));
  std::int32_t i = 0;
  for (std::string_view text : texts) set_element(thread, array, i++, make_string(text));
  return array;
}

}  // namespace

extern "C" {

// Every function: (env, the ConstantPool object, its constantPoolOop, index), except the three that
// swap the objects' roles.

JNIEXPORT jclass JVM_ConstantPoolGetClassAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread& thread) {
    Entry at = entry_at(pool, index, ConstantTag::kClass);
    return local<jclass>(thread, resolve_class(thread, at.holder, at.index)->mirror);
  });
}

JNIEXPORT jclass JVM_ConstantPoolGetClassAtIfLoaded(JNIEnv* env, jobject, jobject pool,
                                                    jint index) {
  return entry(env, [&](JavaThread& thread) -> jclass {
    Entry at = entry_at(pool, index, ConstantTag::kClass);
    const Symbol* name = Symbol::find(at.constants.class_name(at.index));
    if (name == nullptr) return nullptr;
    return local<jclass>(thread, mirror_or_null(find_loaded_class(name, at.holder->loader)));
  });
}

JNIEXPORT jint JVM_ConstantPoolGetClassRefIndexAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread&) -> jint {
    Entry at = member_at(pool, index);
    return at.constants.member_class_index(at.index);
  });
}

JNIEXPORT jdouble JVM_ConstantPoolGetDoubleAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread&) {
    Entry at = entry_at(pool, index, ConstantTag::kDouble);
    return at.constants.double_value(at.index);
  });
}

JNIEXPORT jobject JVM_ConstantPoolGetFieldAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(
      env, [&](JavaThread& thread) { return local(thread, field_at(thread, pool, index, true)); });
}

JNIEXPORT jobject JVM_ConstantPoolGetFieldAtIfLoaded(JNIEnv* env, jobject, jobject pool,
                                                     jint index) {
  return entry(
      env, [&](JavaThread& thread) { return local(thread, field_at(thread, pool, index, false)); });
}

JNIEXPORT jfloat JVM_ConstantPoolGetFloatAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread&) {
    Entry at = entry_at(pool, index, ConstantTag::kFloat);
    return at.constants.float_value(at.index);
  });
}

JNIEXPORT jint JVM_ConstantPoolGetIntAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread&) -> jint {
    Entry at = entry_at(pool, index, ConstantTag::kInteger);
    return at.constants.integer(at.index);
  });
}

JNIEXPORT jlong JVM_ConstantPoolGetLongAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread&) -> jlong {
    Entry at = entry_at(pool, index, ConstantTag::kLong);
    return at.constants.long_value(at.index);
  });
}

JNIEXPORT jobjectArray JVM_ConstantPoolGetMemberRefInfoAt(JNIEnv* env, jobject, jobject pool,
                                                          jint index) {
  return entry(env, [&](JavaThread& thread) {
    Entry at = member_at(pool, index);
    return local<jobjectArray>(
        thread,
        text_array(thread, {at.constants.member_class(at.index), at.constants.member_name(at.index),
                            at.constants.member_descriptor(at.index)}));
  });
}

JNIEXPORT jobject JVM_ConstantPoolGetMethodAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(
      env, [&](JavaThread& thread) { return local(thread, method_at(thread, pool, index, true)); });
}

JNIEXPORT jobject JVM_ConstantPoolGetMethodAtIfLoaded(JNIEnv* env, jobject, jobject pool,
                                                      jint index) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, method_at(thread, pool, index, false));
  });
}

JNIEXPORT jint JVM_ConstantPoolGetNameAndTypeRefIndexAt(JNIEnv* env, jobject, jobject pool,
                                                        jint index) {
  return entry(env, [&](JavaThread&) -> jint {
    Entry at = entry_at(pool, index);
    if (at.is(ConstantTag::kInvokeDynamic) || at.is(ConstantTag::kDynamic)) {
      return at.constants.dynamic_nt_index(at.index);
    }
    if (!at.constants.is_member_ref(at.index)) wrong_type();
    return at.constants.member_nt_index(at.index);
  });
}

JNIEXPORT jobjectArray JVM_ConstantPoolGetNameAndTypeRefInfoAt(JNIEnv* env, jobject, jobject pool,
                                                               jint index) {
  return entry(env, [&](JavaThread& thread) {
    Entry at = entry_at(pool, index, ConstantTag::kNameAndType);
    return local<jobjectArray>(thread, text_array(thread, {at.constants.nt_name(at.index),
                                                           at.constants.nt_descriptor(at.index)}));
  });
}

JNIEXPORT jint JVM_ConstantPoolGetSize(JNIEnv* env, jobject, jobject pool) {
  return entry(env, [&](JavaThread&) -> jint { return class_of(pool)->file->constants().size(); });
}

JNIEXPORT jstring JVM_ConstantPoolGetStringAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread& thread) {
    Entry at = entry_at(pool, index, ConstantTag::kString);
    return local<jstring>(thread, intern_string(at.constants.string(at.index)));
  });
}

JNIEXPORT jbyte JVM_ConstantPoolGetTagAt(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread&) -> jbyte {
    Entry at = entry_at(pool, index);
    return static_cast<jbyte>(at.constants.tag(at.index));
  });
}

JNIEXPORT jstring JVM_ConstantPoolGetUTF8At(JNIEnv* env, jobject, jobject pool, jint index) {
  return entry(env, [&](JavaThread& thread) {
    Entry at = entry_at(pool, index, ConstantTag::kUtf8);
    return local<jstring>(thread, make_string(at.constants.utf8(at.index)));
  });
}

JNIEXPORT jobject JVM_GetClassConstantPool(JNIEnv* env, jclass cls) {
  return entry(env, [&](JavaThread& thread) -> jobject {
    Class* klass = class_of(cls);
    if (!has_class_file(klass)) return nullptr;
    Object* pool = new_object(thread, well_known::ConstantPool);
    set_ref(thread, pool, well_known::ConstantPool_constantPoolOop, klass->mirror);
    return local(thread, pool);
  });
}

}  // extern "C"
}  // namespace cjvm::glue
