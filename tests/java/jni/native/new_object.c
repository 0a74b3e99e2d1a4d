// SPDX-License-Identifier: Apache-2.0
// Natives of JniNewObject.
#include "support.h"

static jobject make_list(JNIEnv* env, jclass type, jmethodID id, ...) {
  va_list l;
  va_start(l, id);
  jobject result = (*env)->NewObjectV(env, type, id, l);
  va_end(l);
  return result;
}

NATIVE(jobject, JniNewObject, make)(JNIEnv* env, jclass c, jint form, jclass type, jint x, jdouble y, jstring label) {
  jvalue v[3];
  jmethodID id = (*env)->GetMethodID(env, type, "<init>", "(IDLjava/lang/String;)V");
  (void)c;
  v[0].i = x;
  v[1].d = y;
  v[2].l = label;
  switch (form) {
    case 0: return (*env)->NewObject(env, type, id, x, y, label);
    case 1: return make_list(env, type, id, x, y, label);
    default: return (*env)->NewObjectA(env, type, id, v);
  }
}
NATIVE(jobject, JniNewObject, alloc)(JNIEnv* env, jclass c, jclass type) {
  (void)c;
  return (*env)->AllocObject(env, type);
}
NATIVE(jobject, JniNewObject, plain)(JNIEnv* env, jclass c, jclass type) {
  jmethodID id = (*env)->GetMethodID(env, type, "<init>", "()V");
  (void)c;
  return id == NULL ? NULL : (*env)->NewObject(env, type, id);
}
NATIVE(jobject, JniNewObject, inner)(JNIEnv* env, jclass c, jclass type, jobject outer) {
  (void)c;
  return (*env)->NewObject(env, type, (*env)->GetMethodID(env, type, "<init>", "(LJniNewObject;)V"), outer);
}
NATIVE(void, JniNewObject, makeMany)(JNIEnv* env, jclass c, jclass type, jint count) {
  jmethodID id = (*env)->GetMethodID(env, type, "<init>", "()V");
  (void)c;
  for (jint i = 0; i < count; i++) (*env)->DeleteLocalRef(env, (*env)->NewObject(env, type, id));
}
