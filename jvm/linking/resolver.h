// SPDX-License-Identifier: Apache-2.0
// Resolution of constant-pool entries (JVMS 5.4.3), with access checks, loader constraints and
// recorded failures. `from` is the class whose pool it is. Java threads; every function may throw
// the resolution errors. Nothing here initializes a class unless it says so.
#pragma once

#include <cstdint>

#include "jvm/linking/runtime_pool.h"
#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

// How an invoke instruction or method handle calls.
enum class InvokeKind : std::uint8_t { Virtual, Special, Static, Interface };

Class* resolve_class(JavaThread& thread, Class* from, std::uint16_t index);
// JVMS 5.4.3.2 for getfield/putfield (`is_static` false) or getstatic/putstatic. `is_put`: final
// fields are checked against `from` and the method (IllegalAccessError).
Field* resolve_field(JavaThread& thread, Class* from, std::uint16_t index, bool is_static,
                     bool is_put, const Method* in_method);
// JVMS 5.4.3.3/4 with the checks of the instruction (IncompatibleClassChangeError for
// static/instance mismatch). For invokespecial the super-call selection of JVMS 6.5 is done: the
// result is the method to call. Signature-polymorphic methods are returned as such
// (kSignaturePolymorphic or kMethodHandleIntrinsic): see resolve_polymorphic.
Method* resolve_method(JavaThread& thread, Class* from, std::uint16_t index, InvokeKind kind);

// invokevirtual of MethodHandle.invoke/invokeExact or a VarHandle accessor: links through
// MethodHandleNatives.linkMethod. `site` caches per instruction; the result is never null and lives
// for ever.
CallTarget* resolve_polymorphic(JavaThread& thread, Class* from, std::uint16_t index);
// invokedynamic: one CallTarget per instruction. JVMS 5.4.3.6; failures are recorded per call site
// (the caller passes a stable slot that starts null).
CallTarget* resolve_call_site(JavaThread& thread, Class* from, std::uint16_t index,
                              std::atomic<void*>& site_slot);

// ldc family: String, Class (mirror), MethodType, MethodHandle, Dynamic. The value for
// int/long/float/double and primitive condy is in `slot`; returns its type.
BasicType resolve_constant(JavaThread& thread, Class* from, std::uint16_t index, Slot& slot);

Object* resolve_method_type(JavaThread& thread, Class* from, std::uint16_t index);
Object* resolve_method_handle(JavaThread& thread, Class* from, std::uint16_t index);

// invokespecial in an interface (JVMS 6.5): every call of a method that is not <init> must find a
// receiver of that interface's type. Throws IllegalAccessError. `receiver` is non-null.
void check_special_receiver(JavaThread& thread, const Class* from, const Object* receiver);
// True if calls through this entry need check_special_receiver each time.
bool needs_special_receiver_check(const Class* from, const Method* resolved);

// Raises IllegalAccessError unless `from` may access `target` (JVMS 5.4.4); arrays by their element
// class.
void check_class_access(JavaThread& thread, Class* from, Class* target);

// For MethodHandleNatives.copyOutBootstrapArguments: resolves the static arguments [start, end) of
// the Dynamic or InvokeDynamic constant `index` into `out` from `position` on; -4..-1 are bootstrap
// method, name, type and caller. Those not yet resolved become `if_not_available` unless `resolve`.
void copy_bootstrap_arguments(JavaThread& thread, Class* from, std::int32_t index,
                              std::int32_t start, std::int32_t end, Object* out,
                              std::int32_t position, bool resolve, Object* if_not_available);

// Lookup by name without a pool entry, as MethodHandleNatives.resolve and JNI need. `from` null: no
// access checks.
Method* lookup_method(JavaThread& thread, Class* from, Class* klass, const Symbol* name,
                      const Symbol* descriptor, InvokeKind kind, bool check_constraints);
Field* lookup_field(JavaThread& thread, Class* from, Class* klass, const Symbol* name,
                    const Symbol* descriptor, bool is_static, bool check_constraints);

}  // namespace cjvm
