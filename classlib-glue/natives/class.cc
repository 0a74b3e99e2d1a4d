// SPDX-License-Identifier: Apache-2.0
// The frequent natives of java.lang.Class; the others stay with libjava. Java threads. The receiver
// is a mirror.
#include "classlib-glue/exports/class_info.h"
#include "classlib-glue/exports/system.h"
#include "classlib-glue/natives/native_slots.h"

namespace cjvm {
namespace glue {
namespace {

Class* receiver(const Slot* slots) { return class_of_mirror(slots[0].ref); }

void is_instance(JavaThread&, Slot* slots) {
  Object* object = slots[1].ref;
  give(slots, object != nullptr && object->klass()->is_subtype_of(receiver(slots)));
}

void is_assignable_from(JavaThread&, Slot* slots) {
  Class* target = receiver(slots);
  Class* source = class_of(slots[1].ref);
  bool primitive = target->is_primitive || source->is_primitive;
  give(slots, primitive ? source == target : source->is_subtype_of(target));
}

void is_interface(JavaThread&, Slot* slots) { give(slots, receiver(slots)->is_interface()); }
void is_array(JavaThread&, Slot* slots) { give(slots, receiver(slots)->is_array); }
void is_primitive(JavaThread&, Slot* slots) { give(slots, receiver(slots)->is_primitive); }
void is_hidden(JavaThread&, Slot* slots) { give(slots, receiver(slots)->is_hidden); }
void is_record_class(JavaThread&, Slot* slots) { give(slots, is_record(receiver(slots))); }
void get_modifiers(JavaThread&, Slot* slots) { give(slots, class_modifiers(receiver(slots))); }

void get_superclass(JavaThread&, Slot* slots) {
  Class* klass = receiver(slots);
  give(slots, klass->is_interface() ? nullptr : mirror_or_null(klass->super));
}

void init_name(JavaThread& thread, Slot* slots) {
  give(slots, init_class_name(thread, slots[0].ref));
}

void get_primitive_class(JavaThread&, Slot* slots) {
  std::string name = string_utf8(require(slots[0].ref));
  for (Class* klass : well_known::primitives) {
    if (klass != nullptr && klass->name->text() == name) return give(slots, klass->mirror);
  }
  throw_java(Throwable::ClassNotFoundException, name);
}

void assertion_status(JavaThread& thread, Slot* slots) {
  give(slots, desired_assertion_status(thread, class_of(slots[0].ref)));
}

constexpr VmNativeEntry kTable[] = {
    {"java/lang/Class", "isInstance", nullptr, is_instance, kTakesProxies},
    {"java/lang/Class", "isAssignableFrom", nullptr, is_assignable_from},
    {"java/lang/Class", "isInterface", nullptr, is_interface},
    {"java/lang/Class", "isArray", nullptr, is_array},
    {"java/lang/Class", "isPrimitive", nullptr, is_primitive},
    {"java/lang/Class", "isHidden", nullptr, is_hidden},
    {"java/lang/Class", "isRecord0", nullptr, is_record_class},
    {"java/lang/Class", "getModifiers", nullptr, get_modifiers},
    {"java/lang/Class", "getSuperclass", nullptr, get_superclass},
    {"java/lang/Class", "initClassName", nullptr, init_name},
    {"java/lang/Class", "getPrimitiveClass", nullptr, get_primitive_class},
    {"java/lang/Class", "desiredAssertionStatus0", nullptr, assertion_status},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> class_natives() { return glue::kTable; }

}  // namespace cjvm
