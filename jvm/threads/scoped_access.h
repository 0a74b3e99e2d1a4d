// SPDX-License-Identifier: Apache-2.0
// Closing memory that several threads share (jdk.internal.misc.ScopedMemoryAccess). Java threads.
#pragma once

#include "jvm/threads/java_thread.h"

namespace cjvm {

// Whether a thread is inside an access (a method that is marked @Scoped) to memory of `scope`. Each
// thread is stopped for a look: one that has not begun by then sees what the scope's state was set
// to before the call.
bool is_being_accessed(JavaThread& current, Object* scope);

}  // namespace cjvm
