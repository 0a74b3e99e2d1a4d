// SPDX-License-Identifier: Apache-2.0
// JVM_ functions of java.lang.Object: identity hash, monitors, clone. libjava does not import most
// of them; other native code does. Java threads.
#include "classlib-glue/exports/object.h"

#include "classlib-glue/exports/access.h"

namespace cjvm::glue {

Object* clone_object(JavaThread& thread, Object* object) {
  Class* klass = object->klass();
  // References cannot be cloned: the collector follows them in its own way.
  if (!klass->is_array && (!klass->is_cloneable || klass->gc_kind == GcKind::Reference)) {
    throw_java(Throwable::CloneNotSupportedException, klass->external_name());
  }
  return thread.heap().clone(object);
}

void wait_on(JavaThread& thread, Object* object, std::int64_t millis) {
  if (millis < 0) throw_java(Throwable::IllegalArgumentException, "timeout value is negative");
  thread.heap().monitor_wait(object, millis);
}

extern "C" {

JNIEXPORT jobject JVM_Clone(JNIEnv* env, jobject handle) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, clone_object(thread, require(resolve(handle))));
  });
}

JNIEXPORT jint JVM_IHashCode(JNIEnv* env, jobject handle) {
  return entry(env, [&](JavaThread& thread) -> jint {
    Object* object = resolve(handle);
    return object == nullptr ? 0 : thread.heap().identity_hash(object);
  });
}

JNIEXPORT void JVM_MonitorNotify(JNIEnv* env, jobject handle) {
  entry(env,
        [&](JavaThread& thread) { thread.heap().monitor_notify(require(resolve(handle)), false); });
}

JNIEXPORT void JVM_MonitorNotifyAll(JNIEnv* env, jobject handle) {
  entry(env,
        [&](JavaThread& thread) { thread.heap().monitor_notify(require(resolve(handle)), true); });
}

JNIEXPORT void JVM_MonitorWait(JNIEnv* env, jobject handle, jlong millis) {
  entry(env, [&](JavaThread& thread) { wait_on(thread, require(resolve(handle)), millis); });
}

}  // extern "C"
}  // namespace cjvm::glue
