// SPDX-License-Identifier: Apache-2.0
// Java throwables raised by the VM. throw_java() makes the throwable, stores it in
// JavaThread::pending and throws the empty C++ type JavaThrow (the collector does not see C++
// exception objects, so it carries nothing). JavaThrow is caught only by the interpreter loop, by
// entry() of JNI and JVM_ exports, at thread ends, and where the JVMS itself says so. All functions
// need the calling thread to be a Java thread.
#pragma once

#include <string>
#include <string_view>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
class Symbol;
struct Class;
struct Method;

struct JavaThrow {};

// Throwables the VM raises by name: throwables.def.
enum class Throwable : std::uint8_t {
#define THROWABLE(name, class_name) name,
#include "jvm/frames/throwables.def"
  kCount
};

// Internal class name of a VM-raised throwable.
std::string_view throwable_class_name(Throwable kind);

// Raises a new throwable with this message (modified UTF-8; data() == nullptr: no message).
// Initializes its class and runs its constructor.
[[noreturn]] void throw_java(Throwable kind, std::string_view message = {});
// The same with a cause (may be null); uses initCause.
[[noreturn]] void throw_java_with_cause(Throwable kind, std::string_view message, Object* cause);
// Raises an existing throwable.
[[noreturn]] void throw_object(Object* throwable);

// Raises InternalError: `what` (a native, a kind of object) would need the memory of an object that
// is only a proxy here. Every such case is listed in docs/status.md.
[[noreturn]] void throw_not_on_proxy(std::string_view what);
// The same if the object is a proxy; null is none.
inline void require_no_proxy(const Object* object, std::string_view what) {
  if (object != nullptr && object->is_proxy()) [[unlikely]]
    throw_not_on_proxy(what);
}

// Makes (does not raise) a throwable with a message.
Object* make_throwable(Throwable kind, std::string_view message = {});

// The preallocated OutOfMemoryError for `message`, or a fresh one when memory allows.
[[noreturn]] void throw_out_of_memory(std::string_view message);
[[noreturn]] void throw_stack_overflow(JavaThread& thread);

// Takes the pending throwable from the thread; null if none.
Object* take_pending(JavaThread& thread);

// True if the object is an instance of the VM-raised class.
bool is_throwable(Object* throwable, Throwable kind);

// Message texts that several places need, as HotSpot words them.
std::string class_cast_message(Class* from, Class* to);
// AbstractMethodError of an invocation that selected nothing (null) or an abstract method;
// `resolved` is the resolved method, `receiver` may be null if it is not known.
std::string abstract_method_message(const Class* receiver, const Method* resolved,
                                    const Method* selected = nullptr);
// "void A.m(int)", and the same without the class: "void m(int)".
std::string external_name_of(const Method* method);
std::string signature_of(const Method* method);
std::string signature_text(std::string_view name, std::string_view descriptor);

// Makes the throwables that must be there when memory or stack is not; called once while booting,
// after their classes are initialized.
void prepare_preallocated_throwables(JavaThread& thread);

}  // namespace cjvm
