// SPDX-License-Identifier: Apache-2.0
// java.lang.invoke.MemberName as the VM fills and reads it, and what the interpreter needs to call
// through one. MemberNames and ResolvedMethodNames are read directly, because they mean something
// only in the process that made them; where a proxy may turn up, functions throw InternalError.
// Java threads.
#pragma once

#include <cstdint>

#include "jvm/linking/injected_fields.h"
#include "jvm/linking/resolver.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/method.h"

namespace cjvm {

class JavaThread;
struct Field;

// MemberName.flags (jdk17.md 5.2).
constexpr std::int32_t kMemberIsMethod = 0x10000;
constexpr std::int32_t kMemberIsConstructor = 0x20000;
constexpr std::int32_t kMemberIsField = 0x40000;
constexpr std::int32_t kMemberIsType = 0x80000;
constexpr std::int32_t kMemberCallerSensitive = 0x100000;
constexpr std::int32_t kMemberTrustedFinal = 0x200000;
constexpr int kMemberKindShift = 24;
constexpr std::int32_t kMemberKindMask = 15;
// MemberName.vmindex of a method that is called directly.
constexpr std::int64_t kDirectCallIndex = -2;

// Values of the lookupMode parameter of resolve().
constexpr std::int32_t kLookupModeUnconditional = 32;

// The method of a resolved MemberName (invokeBasic, linkToStatic, linkToSpecial). Null if it is not
// resolved.
inline Method* method_of_member_name(Object* member) {
  Object* resolved = *member->at<Object*>(well_known::MemberName_method);
  return resolved == nullptr ? nullptr
                             : *resolved->at<Method*>(injected::ResolvedMethodName_vmtarget);
}
// linkToVirtual: index in the receiver's vtable; linkToInterface: index in the itable of
// interface_of(); fields: byte offset.
inline std::int64_t vmindex_of(Object* member) {
  return *member->at<std::int64_t>(injected::MemberName_vmindex);
}
// linkToInterface: the mirror of the interface.
inline Object* clazz_of_member_name(Object* member) {
  return *member->at<Object*>(well_known::MemberName_clazz);
}
// invokeBasic: the method that the MethodHandle's LambdaForm is compiled to.
inline Method* invoke_basic_target(Object* method_handle) {
  Object* form = *method_handle->at<Object*>(well_known::MethodHandle_form);
  return method_of_member_name(*form->at<Object*>(well_known::LambdaForm_vmentry));
}

// How a call of a resolved method is made: decides flags, vmindex and clazz of its MemberName.
struct CallShape {
  enum Kind : std::uint8_t { Direct, VTable, ITable } kind;
  std::int32_t index;  // in the vtable or itable
};
// The shape for a method found through `resolved_class` by invokevirtual, invokeinterface or
// reflection.
CallShape call_shape(const Method* method, const Class* resolved_class);
CallShape direct_call();

// Fills a MemberName for a method or a field.
void fill_member_name(JavaThread& thread, Object* member, Method* method, CallShape shape,
                      Class* resolved_class);
void fill_member_name(JavaThread& thread, Object* member, const Field* field, bool is_setter);
// The java.lang.invoke.ResolvedMethodName of a method, made on first use and kept.
Object* resolved_method_name(JavaThread& thread, Method* method);

// MethodHandleNatives.resolve: links a symbolic MemberName. Returns it; null if it cannot be
// resolved and `speculative`, or with JavaThrow otherwise. caller null: no access checks.
Object* resolve_member_name(JavaThread& thread, Object* member, Class* caller,
                            std::int32_t lookup_mode, bool speculative);
// MethodHandleNatives.expand: sets name and type from the method or field.
void expand_member_name(JavaThread& thread, Object* member);
// MethodHandleNatives.init from a java.lang.reflect Field, Method or Constructor.
void init_member_name(JavaThread& thread, Object* member, Object* reflected);
// The Field of a filled MemberName; null if it is not one.
Field* field_of_member_name(JavaThread& thread, Object* member);

// The descriptor with all references as Object (a trailing MemberName stays if `keep_last`) and
// sub-word integers as int.
const Symbol* basic_descriptor(std::string_view descriptor, bool keep_last);
// The intrinsic with this name in java.lang.invoke.MethodHandle; None for anything else; Invoke for
// invoke, invokeExact.
MethodHandleIntrinsic intrinsic_named(std::string_view name);
// True for the methods of MethodHandle and VarHandle that are called with any descriptor
// (JVMS 2.9.3).
bool is_signature_polymorphic(const Class* holder, std::string_view name);
// True for java.lang.invoke.MethodHandle and VarHandle.
bool has_polymorphic_methods(const Class* klass);

}  // namespace cjvm
