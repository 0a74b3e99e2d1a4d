// SPDX-License-Identifier: Apache-2.0
// Natives of reflection and access control: callers, reflective calls, java.lang.reflect.Array.
// Java threads.
#include "classlib-glue/exports/array.h"
#include "classlib-glue/exports/class_info.h"
#include "classlib-glue/exports/reflect.h"
#include "classlib-glue/exports/stack.h"
#include "classlib-glue/natives/native_slots.h"
#include "jvm/frames/stack_walk.h"

namespace cjvm {
namespace glue {
namespace {

void get_caller_class(JavaThread& thread, Slot* slots) { give(slots, caller_class(thread)); }
void access_flags(JavaThread&, Slot* slots) {
  give(slots, class_access_flags(class_of(slots[0].ref)));
}
void nest_mates(JavaThread& thread, Slot* slots) {
  give(slots, are_nest_mates(thread, class_of(slots[0].ref), class_of(slots[1].ref)));
}

void invoke(JavaThread& thread, Slot* slots) {
  give(slots, invoke_reflected(thread, slots[0].ref, slots[1].ref, slots[2].ref));
}
void construct(JavaThread& thread, Slot* slots) {
  give(slots, construct_reflected(thread, slots[0].ref, slots[1].ref));
}

void protection_domain(JavaThread&, Slot* slots) {
  give(slots, class_of(slots[0].ref)->protection_domain);
}
void nothing(JavaThread&, Slot*) {}
void stack_context(JavaThread& thread, Slot* slots) {
  give(slots, stack_access_control_context(thread));
}
void inherited_context(JavaThread& thread, Slot* slots) {
  give(slots, inherited_access_control_context(thread));
}

void length(JavaThread& thread, Slot* slots) { give(slots, array_length(thread, slots[0].ref)); }
void get_boxed(JavaThread& thread, Slot* slots) {
  Slot value{};
  BasicType type = array_element(thread, slots[0].ref, slots[1].i, value);
  give(slots, box(thread, type, value));
}
template <BasicType kType>
void get_primitive(JavaThread& thread, Slot* slots) {
  slots[0] = primitive_element(thread, slots[0].ref, slots[1].i, kType);
}
void set_boxed(JavaThread& thread, Slot* slots) {
  set_array_element(thread, slots[0].ref, slots[1].i, slots[2].ref);
}
template <BasicType kType>
void set_primitive(JavaThread& thread, Slot* slots) {
  Slot value = slots[2];
  // Widening reads integers from all 64 bits.
  if constexpr (kType == BasicType::Boolean) value.j = value.i & 1;
  if constexpr (kType == BasicType::Byte) value.j = static_cast<std::int8_t>(value.i);
  if constexpr (kType == BasicType::Char) value.j = static_cast<std::uint16_t>(value.i);
  if constexpr (kType == BasicType::Short) value.j = static_cast<std::int16_t>(value.i);
  if constexpr (kType == BasicType::Int) value.j = value.i;
  set_primitive_element(thread, slots[0].ref, slots[1].i, kType, value);
}
void make_array(JavaThread& thread, Slot* slots) {
  give(slots, new_array(thread, slots[0].ref, slots[1].i));
}
void make_multi_array(JavaThread& thread, Slot* slots) {
  give(slots, new_multi_array(thread, slots[0].ref, slots[1].ref));
}

constexpr const char* kArray = "java/lang/reflect/Array";
constexpr const char* kAccess = "java/security/AccessController";
constexpr const char* kReflection = "jdk/internal/reflect/Reflection";

constexpr VmNativeEntry kTable[] = {
    {kReflection, "getCallerClass", nullptr, get_caller_class},
    {kReflection, "getClassAccessFlags", nullptr, access_flags},
    {kReflection, "areNestMates", nullptr, nest_mates},
    {"jdk/internal/reflect/NativeMethodAccessorImpl", "invoke0", nullptr, invoke, kTakesProxies},
    {"jdk/internal/reflect/NativeConstructorAccessorImpl", "newInstance0", nullptr, construct,
     kTakesProxies},
    {kAccess, "getProtectionDomain", nullptr, protection_domain},
    {kAccess, "ensureMaterializedForStackWalk", nullptr, nothing, kTakesProxies},
    {kAccess, "getStackAccessControlContext", nullptr, stack_context},
    {kAccess, "getInheritedAccessControlContext", nullptr, inherited_context},
    {kArray, "getLength", nullptr, length, kTakesProxies},
    {kArray, "get", nullptr, get_boxed, kTakesProxies},
    {kArray, "getBoolean", nullptr, get_primitive<BasicType::Boolean>, kTakesProxies},
    {kArray, "getByte", nullptr, get_primitive<BasicType::Byte>, kTakesProxies},
    {kArray, "getChar", nullptr, get_primitive<BasicType::Char>, kTakesProxies},
    {kArray, "getShort", nullptr, get_primitive<BasicType::Short>, kTakesProxies},
    {kArray, "getInt", nullptr, get_primitive<BasicType::Int>, kTakesProxies},
    {kArray, "getLong", nullptr, get_primitive<BasicType::Long>, kTakesProxies},
    {kArray, "getFloat", nullptr, get_primitive<BasicType::Float>, kTakesProxies},
    {kArray, "getDouble", nullptr, get_primitive<BasicType::Double>, kTakesProxies},
    {kArray, "set", nullptr, set_boxed, kTakesProxies},
    {kArray, "setBoolean", nullptr, set_primitive<BasicType::Boolean>, kTakesProxies},
    {kArray, "setByte", nullptr, set_primitive<BasicType::Byte>, kTakesProxies},
    {kArray, "setChar", nullptr, set_primitive<BasicType::Char>, kTakesProxies},
    {kArray, "setShort", nullptr, set_primitive<BasicType::Short>, kTakesProxies},
    {kArray, "setInt", nullptr, set_primitive<BasicType::Int>, kTakesProxies},
    {kArray, "setLong", nullptr, set_primitive<BasicType::Long>, kTakesProxies},
    {kArray, "setFloat", nullptr, set_primitive<BasicType::Float>, kTakesProxies},
    {kArray, "setDouble", nullptr, set_primitive<BasicType::Double>, kTakesProxies},
    {kArray, "newArray", nullptr, make_array},
    {kArray, "multiNewArray", nullptr, make_multi_array, kTakesProxies},
};

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> reflection_natives() { return glue::kTable; }

}  // namespace cjvm
