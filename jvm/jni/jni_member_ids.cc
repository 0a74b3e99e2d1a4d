// SPDX-License-Identifier: Apache-2.0
// GetMethodID, GetFieldID and their static forms: lookup by name and descriptor, without access
// checks. The class is initialized, because native code may use the ID at once.
#include "jvm/base/text.h"
#include "jvm/jni/functions.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"

namespace cjvm::jni {

namespace {

// A method that `klass` inherits from its superinterfaces: the most specific one, preferably not
// abstract.
Method* find_interface_method(Class* klass, const Symbol* name, const Symbol* descriptor) {
  Method* best = nullptr;
  for (Class* interface : klass->all_interfaces) {
    Method* method = interface->find_declared_method(name, descriptor);
    if (method == nullptr || method->is_static() || method->is_private()) continue;
    if (best == nullptr || (best->is_abstract() && !method->is_abstract()) ||
        (best->is_abstract() == method->is_abstract() && interface->is_subtype_of(best->holder))) {
      best = method;
    }
  }
  return best;
}

Method* find_method(Class* klass, const Symbol* name, const Symbol* descriptor) {
  std::string_view text = name->text();
  if (text == "<init>" || text == "<clinit>") {
    return klass->is_instance_class() ? klass->find_declared_method(name, descriptor) : nullptr;
  }
  Method* method = klass->find_method(name, descriptor);
  if (method == nullptr) method = find_interface_method(klass, name, descriptor);
  return method;
}

// "LFoo;": how HotSpot's text names the class.
[[noreturn]] void throw_no_such_method(Class* klass, const char* name, const char* descriptor,
                                       bool is_static) {
  throw_java(Throwable::NoSuchMethodError,
             cat(is_static ? "static " : "", klass->descriptor(), ".", name, descriptor));
}

jmethodID method_id(JNIEnv* env, jclass clazz, const char* given_name, const char* descriptor,
                    bool is_static) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    const char* name = given_name == nullptr ? "<init>" : given_name;
    Class* klass = class_of(clazz);
    const Symbol* name_symbol = Symbol::find(name);
    const Symbol* descriptor_symbol = Symbol::find(descriptor);
    if (name_symbol == nullptr || descriptor_symbol == nullptr) {
      throw_java(Throwable::NoSuchMethodError, name);
    }
    if (klass->is_primitive) throw_no_such_method(klass, name, descriptor, is_static);
    initialize_class(thread, klass);
    Method* method = find_method(klass, name_symbol, descriptor_symbol);
    if (method == nullptr || method->is_static() != is_static) {
      throw_no_such_method(klass, name, descriptor, is_static);
    }
    return id_of(method);
  });
}

jmethodID GetMethodID(JNIEnv* env, jclass clazz, const char* name, const char* descriptor) {
  return method_id(env, clazz, name, descriptor, false);
}
jmethodID GetStaticMethodID(JNIEnv* env, jclass clazz, const char* name, const char* descriptor) {
  return method_id(env, clazz, name, descriptor, true);
}

Field* find_field(JavaThread& thread, Class* klass, const char* name, const char* descriptor,
                  bool is_static) {
  const Symbol* name_symbol = Symbol::find(name);
  const Symbol* descriptor_symbol = Symbol::find(descriptor);
  if (name_symbol == nullptr || descriptor_symbol == nullptr) return nullptr;
  initialize_class(thread, klass);
  if (!klass->is_instance_class()) return nullptr;
  Field* field = klass->find_field(name_symbol, descriptor_symbol);
  if (field == nullptr || field->is_static() != is_static) return nullptr;
  return field;
}

jfieldID GetFieldID(JNIEnv* env, jclass clazz, const char* name, const char* descriptor) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    Class* klass = class_of(clazz);
    Field* field = find_field(thread, klass, name, descriptor, false);
    if (field == nullptr) {
      throw_java(Throwable::NoSuchFieldError,
                 cat(klass->external_name(), ".", name, " ", descriptor));
    }
    return id_of(field);
  });
}

jfieldID GetStaticFieldID(JNIEnv* env, jclass clazz, const char* name, const char* descriptor) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    Field* field = find_field(thread, class_of(clazz), name, descriptor, true);
    if (field == nullptr) throw_java(Throwable::NoSuchFieldError, name);
    return id_of(field);
  });
}

}  // namespace

void install_member_ids(JNINativeInterface_& table) {
  table.GetMethodID = GetMethodID;
  table.GetStaticMethodID = GetStaticMethodID;
  table.GetFieldID = GetFieldID;
  table.GetStaticFieldID = GetStaticFieldID;
}

}  // namespace cjvm::jni
