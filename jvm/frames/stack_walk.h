// SPDX-License-Identifier: Apache-2.0
// Looks at the calling thread's own stack on behalf of the class library: who called, which classes
// are on the stack, and the frame filter of java.lang.StackWalker. The calling thread must be a
// Java thread; nothing here runs Java code.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
class FrameWalker;
struct Class;
struct Method;

// Reflection.getCallerClass, called from it: the class that called the @CallerSensitive method
// which asks; null if native code did. Throws InternalError if the asking method is not
// @CallerSensitive.
Object* caller_class(JavaThread& thread);

// The class whose code called the innermost native method, for JNI and VM functions that act for
// their caller ("from which loader?"): frames of reflection are skipped. Null if there is none.
Class* calling_class(JavaThread& thread);

// SecurityManager.getClassContext: Class[] of the frames, innermost first, without reflection and
// method handle frames.
Object* class_context(JavaThread& thread);

// VM.latestUserDefinedLoader0: the first loader on the stack that is neither the boot nor the
// platform loader, or null.
Object* latest_user_defined_loader(JavaThread& thread);

// True for frames that security-relevant stack walks do not see: Method.invoke, accessors made by
// reflection, method handle adapters.
bool is_ignored_by_security_walks(const Method* method);

}  // namespace cjvm
