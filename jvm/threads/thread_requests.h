// SPDX-License-Identifier: Apache-2.0
// Thread.stop, suspend and resume. A request marks the target and makes its next method entry take
// the path of a stack overflow, where the check costs nothing otherwise; the backward branches of
// the methods on its stack are watched until it has noticed. Java threads.
#pragma once

#include "jvm/threads/java_thread.h"

namespace cjvm {

// JavaThread::requests.
enum ThreadRequest : std::uint32_t { kStopRequest = 1, kSuspendRequest = 2 };

// The target raises `throwable` as soon as it runs Java code, and is interrupted to get there.
// False if it has ended.
bool request_stop(JavaThread& current, JavaThread& target, Object* throwable);
// Returns when the target, which may be the caller, stands still, waits or runs a native.
void suspend_thread(JavaThread& current, JavaThread& target);
void resume_thread(JavaThread& target);

// Without one, the thread's stack limit is its own again (acquire pairs with the release of
// resume_thread).
inline bool has_requests(const JavaThread& thread) {
  return thread.requests.load(std::memory_order_acquire) != 0;
}
// What the target does, where Java code may block or raise: stands still while it is suspended, and
// returns what it must raise, or null.
Object* take_requests(JavaThread& thread);
// The same, and raises it.
void meet_requests(JavaThread& thread);
// The thread ends: nothing more can be asked of it.
void drop_requests(JavaThread& thread);

}  // namespace cjvm
