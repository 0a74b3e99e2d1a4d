// SPDX-License-Identifier: Apache-2.0
// Calling JNI functions. On x86-64 one C shape with six integer and eight floating arguments fits
// almost every native; the others go through libffi. Java threads only.
#pragma once

#include "jvm/object/method.h"

namespace cjvm {

class JavaThread;

// Binds method->native: RegisterNatives' table, then dlsym in the libraries of the holder's loader
// through ClassLoader.findNative (JNI name mangling, short then long). Throws UnsatisfiedLinkError
// "'void Foo.bar()'" as HotSpot words it.
void bind_native(JavaThread& thread, Method* method);
// RegisterNatives: `function` is called from now on; null unbinds the method, so that its next call
// looks it up again.
void set_native(JavaThread& thread, Method* method, void* function);
// Looks the method up in the VM's own natives table (classlib-glue registers it); null if absent.
// Adds the flags that the table has for it to the method's.
VmNative find_vm_native(Method* method);
using VmNativeLookup = VmNative (*)(Method*);
void set_vm_native_lookup(VmNativeLookup lookup);

// Calls method->native with the argument slots at `locals` (receiver first; for statics the mirror
// is inserted). Local references made in between are dropped. Returns the result, references
// resolved; throws JavaThrow if one is pending afterwards. The caller has pushed the native
// method's frame; synchronized natives are locked by the caller.
Slot call_native(JavaThread& thread, Method* method, Slot* locals);

// JNI symbol for a method: "Java_pkg_Class_method" and, with_signature, "__" plus the mangled
// signature.
std::string mangled_name(const Method* method, bool with_signature);

}  // namespace cjvm
