// SPDX-License-Identifier: Apache-2.0
// Linking (JVMS 5.4): verification, vtables, itables, default methods, preparation. And the access
// rules of JVMS 5.4.4 with nest mates. Java threads; may throw JavaThrow.
#pragma once

#include <string>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

// Links the class and its supers if not done; thread-safe, once. Throws VerifyError,
// IncompatibleClassChangeError, IllegalAccessError ...
void link_class_slow(JavaThread& thread, Class* klass);
inline void link_class(JavaThread& thread, Class* klass) {
  if (!klass->is_linked()) [[unlikely]]
    link_class_slow(thread, klass);
}

// JVMS 5.4.4. `from` accesses.
bool can_access_class(Class* from, Class* target);
bool can_access_member(JavaThread& thread, Class* from, Class* resolved_in, Class* holder,
                       std::uint16_t member_flags);
bool same_runtime_package(const Class* a, const Class* b);
// JVMS 5.4.4 nest host of `klass` (itself on any error, the error is not raised here).
Class* nest_host(JavaThread& thread, Class* klass);
bool are_nest_mates(JavaThread& thread, Class* a, Class* b);

// JVMS 5.4.6: the method that an invocation on an object of class `receiver` selects for
// `resolved`. Null: AbstractMethodError.
Method* select_method(JavaThread& thread, Class* receiver, Method* resolved);

// Raises what an invokevirtual or invokeinterface of `resolved` on an object of class `receiver`
// deserves when it selects no method to run: AbstractMethodError, IllegalAccessError or
// IncompatibleClassChangeError with HotSpot's text.
[[noreturn]] void throw_selection_error(JavaThread& thread, Class* receiver, Method* resolved);

// What a call of the interface's method runs in place of the one that an object of class `receiver`
// lacks, if not AbstractMethodError (null): a method that raises IllegalAccessError, because the
// class has one that is not public.
Method* target_of_missing(Class* receiver, const Method* resolved);

// Raises what running `method`, which has no code (abstract, or kDefaultConflict), on an instance
// of `receiver` deserves after a selection through the vtable. `receiver` may be null.
[[noreturn]] void throw_abstract_call(JavaThread& thread, Class* receiver, Method* method);

// The slot of klass->vtable() through which `method` is called on instances of `klass` (linked, not
// an interface): its own index, or for an interface method the slot that the class has for it.
// kNotVirtual if there is none.
std::int32_t vtable_index_of(Class* klass, const Method* method);

// Why a kDefaultConflict method cannot be called: text of its IncompatibleClassChangeError.
std::string default_conflict_message(const Method* method);

// One of the methods that the interfaces of `klass` (all_interfaces, itself included if it is an
// interface) offer for this name and descriptor: the maximally-specific default if there is exactly
// one; else any maximally-specific abstract one, or null. `conflict` is set if several defaults
// remain (JVMS 5.4.3.3).
Method* find_interface_method(Class* klass, const Symbol* name, const Symbol* descriptor,
                              bool* conflict = nullptr);

}  // namespace cjvm
