// SPDX-License-Identifier: Apache-2.0
// entry(): the boundary between C callers (JNI functions, JVM_ exports) and VM code. A JavaThrow
// stays inside: it leaves the throwable pending and returns a zero value, because C frames are
// never unwound.
#pragma once

#include <jni.h>

#include <type_traits>

#include "jvm/frames/exceptions.h"
#include "jvm/jni/handles.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

// The Java thread that owns this JNIEnv.
JavaThread& thread_of(JNIEnv* env);

template <class F>
auto entry(JNIEnv* env, F&& body) -> std::invoke_result_t<F, JavaThread&> {
  using Result = std::invoke_result_t<F, JavaThread&>;
  JavaThread& thread = thread_of(env);
  try {
    return body(thread);
  } catch (const JavaThrow&) {
    if constexpr (!std::is_void_v<Result>) return Result{};
  }
}

// A new local reference typed for the caller: local<jstring>(thread, object).
template <class J = jobject>
J local(JavaThread& thread, Object* object) {
  return static_cast<J>(make_local(thread, object));
}
inline Object* resolve(jobject reference) { return resolve_handle(reference); }

}  // namespace cjvm
