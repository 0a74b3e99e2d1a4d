// SPDX-License-Identifier: Apache-2.0
// Questions about the callers on the current thread's Java stack, for exports and natives. Java
// threads.
#pragma once

#include "jvm/threads/java_thread.h"

namespace cjvm::glue {

// AccessController.getInheritedAccessControlContext of the current thread.
Object* inherited_access_control_context(JavaThread& thread);
// AccessController.getStackAccessControlContext: the protection domains on the stack down to the
// innermost doPrivileged; null if only trusted code is there and it vouches for all its callers.
Object* stack_access_control_context(JavaThread& thread);

}  // namespace cjvm::glue
