// SPDX-License-Identifier: Apache-2.0
// JNI functions on references and local frames. The references themselves are handles.h.
#include "jvm/jni/functions.h"
#include "jvm/jni/jni_state.h"

namespace cjvm::jni {

namespace {

constexpr jint kMaxLocalCapacity = 65536;

bool is_valid_capacity(jint capacity) { return capacity >= 0 && capacity <= kMaxLocalCapacity; }

jint PushLocalFrame(JNIEnv* env, jint capacity) {
  return entry(env, [&](JavaThread& thread) -> jint {
    if (!is_valid_capacity(capacity)) return JNI_ERR;
    JniState& state = jni_state(thread);
    state.frames.push_back(state.mark());
    return JNI_OK;
  });
}

jobject PopLocalFrame(JNIEnv* env, jobject result) {
  return entry(env, [&](JavaThread& thread) {
    Object* object = resolve(result);
    JniState& state = jni_state(thread);
    if (!state.frames.empty()) state.release(state.frames.back(), state.frames.size() - 1);
    return local(thread, object);
  });
}

jint EnsureLocalCapacity(JNIEnv*, jint capacity) {
  return is_valid_capacity(capacity) ? JNI_OK : JNI_ERR;
}

jobject NewLocalRef(JNIEnv* env, jobject reference) {
  return entry(env, [&](JavaThread& thread) { return local(thread, resolve(reference)); });
}

void DeleteLocalRef(JNIEnv* env, jobject reference) { delete_local(thread_of(env), reference); }

jobject NewGlobalRef(JNIEnv* env, jobject reference) {
  return entry(env,
               [&](JavaThread&) { return static_cast<jobject>(make_global(resolve(reference))); });
}

void DeleteGlobalRef(JNIEnv*, jobject reference) { delete_global(reference); }

jweak NewWeakGlobalRef(JNIEnv* env, jobject reference) {
  return entry(env, [&](JavaThread&) { return static_cast<jweak>(make_weak(resolve(reference))); });
}

void DeleteWeakGlobalRef(JNIEnv*, jweak reference) { delete_weak(reference); }

jboolean IsSameObject(JNIEnv*, jobject a, jobject b) { return resolve(a) == resolve(b); }

jobjectRefType GetObjectRefType(JNIEnv* env, jobject reference) {
  switch (handle_kind(thread_of(env), reference)) {
    case HandleKind::Local:
      return JNILocalRefType;
    case HandleKind::Global:
      return JNIGlobalRefType;
    case HandleKind::Weak:
      return JNIWeakGlobalRefType;
    case HandleKind::Invalid:
      break;
  }
  return JNIInvalidRefType;
}

}  // namespace

void install_references(JNINativeInterface_& table) {
  table.PushLocalFrame = PushLocalFrame;
  table.PopLocalFrame = PopLocalFrame;
  table.EnsureLocalCapacity = EnsureLocalCapacity;
  table.NewLocalRef = NewLocalRef;
  table.DeleteLocalRef = DeleteLocalRef;
  table.NewGlobalRef = NewGlobalRef;
  table.DeleteGlobalRef = DeleteGlobalRef;
  table.NewWeakGlobalRef = NewWeakGlobalRef;
  table.DeleteWeakGlobalRef = DeleteWeakGlobalRef;
  table.IsSameObject = IsSameObject;
  table.GetObjectRefType = GetObjectRefType;
}

}  // namespace cjvm::jni
