// SPDX-License-Identifier: Apache-2.0
// JniState: what JNI keeps for one Java thread: its JNIEnv, the stack of local references, the
// monitors entered by MonitorEnter. Scanned memory, reachable from JavaThread::jni. Only the owning
// thread touches it. Entries at and above `top` are null, so that dropped references keep nothing
// alive.
#pragma once

#include <jni.h>

#include <cstddef>
#include <cstdint>

#include "jvm/memory/gc_vector.h"
#include "jvm/object/object.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

class JniState {
 public:
  JNIEnv env;  // must be first: a JNIEnv* is a JniState*
  JavaThread* thread = nullptr;
  Object** base = nullptr;  // the stack of local references
  Object** top = nullptr;
  Object** limit = nullptr;
  GcVector<std::uint32_t> frames;  // marks made by PushLocalFrame, innermost last
  GcVector<Object*> monitors;      // entered by MonitorEnter and not yet left, innermost last

  std::uint32_t mark() const { return static_cast<std::uint32_t>(top - base); }
  // Drops the references above `mark` and the innermost local frames down to `frame_count` of them.
  void release(std::uint32_t mark, std::size_t frame_count);
  // Room for one more reference; throws OutOfMemoryError.
  void grow();

  void push(Object* object) {
    if (top == limit) [[unlikely]]
      grow();
    *top++ = object;
  }
};
static_assert(offsetof(JniState, env) == 0);

// Makes the thread's state and its JNIEnv. Called by attach_native_thread(), and by jni_state() for
// a thread that has none.
JniState& make_jni_state(JavaThread& thread);

inline JniState& jni_state(JavaThread& thread) {
  JniState* state = thread.jni;
  if (state == nullptr) [[unlikely]]
    return make_jni_state(thread);
  return *state;
}

// Leaves the monitors that a thread about to be detached entered through JNI and never left.
void release_jni_monitors(JavaThread& thread);

}  // namespace cjvm
