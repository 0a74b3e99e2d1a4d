// SPDX-License-Identifier: Apache-2.0
// Stopping one thread for a look at its frames: a signal whose handler waits until the visitor is
// done. Any thread but the target may stop it, one at a time.
#pragma once

#include <functional>

#include "jvm/threads/java_thread.h"

namespace cjvm {

// Requires the thread list's lock, which keeps the target's pthread alive; `visit` must not
// allocate or lock.
void stop_and_visit(JavaThread& target, const std::function<void()>& visit);

// Inside a visit: the ucontext_t of the stopped thread; null if it has ended.
void* stopped_registers();

}  // namespace cjvm
