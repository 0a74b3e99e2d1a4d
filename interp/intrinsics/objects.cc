// SPDX-License-Identifier: Apache-2.0
// Object, Class, Thread: what the class library asks most often. Receivers are non-null.
#include "interp/intrinsics/intrinsics.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/monitor.h"

namespace cjvm {

namespace {

constexpr char kObject[] = "java/lang/Object", kClass[] = "java/lang/Class",
               kThread[] = "java/lang/Thread", kSystem[] = "java/lang/System",
               kObjects[] = "java/util/Objects";

// They look at the class only, which a proxy has.
bool is_instance(JavaThread&, Slot* s) {
  Class* klass = class_of_mirror(s[0].ref);
  set_int(s[0], s[1].ref != nullptr && s[1].ref->klass()->is_subtype_of(klass));
  return true;
}
bool require_non_null(JavaThread&, Slot* s) { return s[0].ref != nullptr; }

const Intrinsic kTable[] = {
    {kObject, "getClass", "()Ljava/lang/Class;",
     [](JavaThread&, Slot* s) {
       s[0].ref = s[0].ref->klass()->mirror;
       return true;
     }},
    {kObject, "hashCode", "()I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], identity_hash(s[0].ref));
       return true;
     }},
    {kSystem, "identityHashCode", "(Ljava/lang/Object;)I",
     [](JavaThread&, Slot* s) {
       set_int(s[0], s[0].ref == nullptr ? 0 : identity_hash(s[0].ref));
       return true;
     }},
    {kClass, "isInstance", "(Ljava/lang/Object;)Z", is_instance, is_instance},
    {kClass, "isAssignableFrom", "(Ljava/lang/Class;)Z",
     [](JavaThread&, Slot* s) {
       if (s[1].ref == nullptr) return false;
       Class* from = class_of_mirror(s[1].ref);
       Class* to = class_of_mirror(s[0].ref);
       if (from->is_primitive || to->is_primitive) {
         set_int(s[0], from == to);
       } else {
         set_int(s[0], from->is_subtype_of(to));
       }
       return true;
     }},
    {kClass, "isArray", "()Z",
     [](JavaThread&, Slot* s) {
       set_int(s[0], class_of_mirror(s[0].ref)->is_array);
       return true;
     }},
    {kClass, "isPrimitive", "()Z",
     [](JavaThread&, Slot* s) {
       set_int(s[0], class_of_mirror(s[0].ref)->is_primitive);
       return true;
     }},
    {kClass, "isInterface", "()Z",
     [](JavaThread&, Slot* s) {
       set_int(s[0], class_of_mirror(s[0].ref)->is_interface());
       return true;
     }},
    {kThread, "currentThread", "()Ljava/lang/Thread;",
     [](JavaThread& thread, Slot* s) {
       s[0].ref = thread.java_thread;
       return true;
     }},
    {kObjects, "requireNonNull", "(Ljava/lang/Object;)Ljava/lang/Object;", require_non_null,
     require_non_null},
};

}  // namespace

std::span<const Intrinsic> object_intrinsics() { return kTable; }

}  // namespace cjvm
