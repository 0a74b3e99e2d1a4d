// SPDX-License-Identifier: Apache-2.0
// The thread list's lock, for starting threads: a new thread must be on the list before anybody can
// look for it and must not run before that. Private to jvm/threads.
#pragma once

#include "jvm/base/guarded.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

Mutex& thread_list_mutex();
// Requires the lock.
void add_thread_locked(JavaThread* thread);

}  // namespace cjvm
