// SPDX-License-Identifier: Apache-2.0
// Conversions between IDs and java.lang.reflect objects. The objects are made by the class
// library's own natives of java.lang.Class: their list holds one with the member's slot.
#include <string_view>

#include "jvm/base/check.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/jni/functions.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"

namespace cjvm::jni {

namespace {

struct Member {
  Class* klass;
  std::int32_t slot;
};

Member member_of(JavaThread& thread, Object* object, std::uint32_t clazz_offset,
                 std::uint32_t slot_offset) {
  Object* mirror = thread.heap().load_reference(object, clazz_offset, Order::Plain);
  return {class_of_mirror(mirror), thread.heap().load<std::int32_t>(object, slot_offset)};
}

jmethodID FromReflectedMethod(JNIEnv* env, jobject reflected) {
  return entry(env, [&](JavaThread& thread) {
    Object* object = non_null(reflected);
    Member member =
        object->klass() == well_known::Constructor
            ? member_of(thread, object, well_known::Constructor_clazz, well_known::Constructor_slot)
            : member_of(thread, object, well_known::Method_clazz, well_known::Method_slot);
    return id_of(&member.klass->methods[static_cast<std::size_t>(member.slot)]);
  });
}

jfieldID FromReflectedField(JNIEnv* env, jobject reflected) {
  return entry(env, [&](JavaThread& thread) {
    Member member =
        member_of(thread, non_null(reflected), well_known::Field_clazz, well_known::Field_slot);
    return id_of(&member.klass->fields[static_cast<std::size_t>(member.slot)]);
  });
}

// The element of klass.<lister>(false) whose slot is `slot`.
Object* find_reflected(JavaThread& thread, Class* klass, std::string_view lister,
                       std::string_view descriptor, std::uint32_t slot_offset, std::int32_t slot) {
  Method* method =
      well_known::Class->find_declared_method(Symbol::intern(lister), Symbol::intern(descriptor));
  check(method != nullptr, "java.lang.Class lists its members");
  Slot arguments[2];
  arguments[0].ref = klass->mirror;
  arguments[1].j = 0;
  auto* list = static_cast<Array*>(thread.vm->engine().invoke(thread, method, arguments).ref);
  HeapAccess& heap = thread.heap();
  for (std::int32_t i = 0; i < list->length; ++i) {
    Object* member = heap.load_reference(
        list, Array::kElementBase + static_cast<std::size_t>(i) * sizeof(Object*), Order::Plain);
    if (heap.load<std::int32_t>(member, slot_offset) == slot) return member;
  }
  return nullptr;
}

jobject ToReflectedMethod(JNIEnv* env, jclass, jmethodID id, jboolean) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    Method* method = method_of(id);
    Object* found = method->is_initializer()
                        ? find_reflected(thread, method->holder, "getDeclaredConstructors0",
                                         "(Z)[Ljava/lang/reflect/Constructor;",
                                         well_known::Constructor_slot, method->index)
                        : find_reflected(thread, method->holder, "getDeclaredMethods0",
                                         "(Z)[Ljava/lang/reflect/Method;", well_known::Method_slot,
                                         method->index);
    return local(thread, found);
  });
}

jobject ToReflectedField(JNIEnv* env, jclass, jfieldID id, jboolean) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    Field* field = field_of(id);
    return local(thread, find_reflected(thread, field->holder, "getDeclaredFields0",
                                        "(Z)[Ljava/lang/reflect/Field;", well_known::Field_slot,
                                        field->index));
  });
}

}  // namespace

void install_reflection(JNINativeInterface_& table) {
  table.FromReflectedMethod = FromReflectedMethod;
  table.FromReflectedField = FromReflectedField;
  table.ToReflectedMethod = ToReflectedMethod;
  table.ToReflectedField = ToReflectedField;
}

}  // namespace cjvm::jni
