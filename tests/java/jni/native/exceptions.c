// SPDX-License-Identifier: Apache-2.0
// Natives of JniExceptions.
#include "support.h"

NATIVE(void, JniExceptions, throwNew)(JNIEnv* env, jclass c, jclass type, jstring message) {
  const char* text = (*env)->GetStringUTFChars(env, message, NULL);
  (void)c;
  jint result = (*env)->ThrowNew(env, type, text);
  (*env)->ReleaseStringUTFChars(env, message, text);
  if (result != 0 && !(*env)->ExceptionCheck(env)) abort();
}
NATIVE(void, JniExceptions, throwNull)(JNIEnv* env, jclass c, jclass type) {
  (void)c;
  (*env)->ThrowNew(env, type, NULL);
}
NATIVE(void, JniExceptions, throwIt)(JNIEnv* env, jclass c, jthrowable t) {
  (void)c;
  if ((*env)->Throw(env, t) != JNI_OK) abort();
}

static jint call_parse(JNIEnv* env, jclass c, jstring text) {
  jmethodID id = (*env)->GetStaticMethodID(env, c, "parse", "(Ljava/lang/String;)I");
  return (*env)->CallStaticIntMethod(env, c, id, text);
}

NATIVE(jstring, JniExceptions, callAndClear)(JNIEnv* env, jclass c, jstring text) {
  jint value = call_parse(env, c, text);
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionClear(env);
    if ((*env)->ExceptionCheck(env) || (*env)->ExceptionOccurred(env) != NULL) abort();
    return (*env)->NewStringUTF(env, "cleared");
  }
  char buffer[20];
  snprintf(buffer, sizeof buffer, "%d", value);
  return (*env)->NewStringUTF(env, buffer);
}
NATIVE(jint, JniExceptions, callTwice)(JNIEnv* env, jclass c, jstring text) {
  call_parse(env, c, text);
  say_pending(env, "first");
  call_parse(env, c, text);
  say_pending(env, "second");
  say_pending(env, "third");
  return call_parse(env, c, (*env)->NewStringUTF(env, "77"));
}
NATIVE(void, JniExceptions, callAndLeave)(JNIEnv* env, jclass c, jstring text) { call_parse(env, c, text); }
NATIVE(void, JniExceptions, describe)(JNIEnv* env, jclass c, jstring text) {
  call_parse(env, c, text);
  (*env)->ExceptionDescribe(env);
  say(env, "pending after describe: %d", (*env)->ExceptionCheck(env));
}
NATIVE(jstring, JniExceptions, occurred)(JNIEnv* env, jclass c, jstring text) {
  call_parse(env, c, text);
  jthrowable t = (*env)->ExceptionOccurred(env);
  if (t == NULL) return NULL;
  jint kind = (*env)->GetObjectRefType(env, t);
  (*env)->ExceptionClear(env);
  jmethodID id = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, t), "getMessage", "()Ljava/lang/String;");
  return kind == JNILocalRefType ? (*env)->CallObjectMethod(env, t, id) : NULL;
}
NATIVE(void, JniExceptions, replace)(JNIEnv* env, jclass c, jclass type) {
  call_parse(env, c, (*env)->NewStringUTF(env, "old"));
  (*env)->ExceptionClear(env);
  (*env)->ThrowNew(env, type, "first");
  jthrowable first = (*env)->ExceptionOccurred(env);
  (*env)->ExceptionClear(env);
  (*env)->ThrowNew(env, type, "second");
  (*env)->ExceptionClear(env);
  (*env)->Throw(env, first);
}
// Functions that are allowed while a throwable is pending.
NATIVE(jint, JniExceptions, afterThrow)(JNIEnv* env, jclass c) {
  jintArray array = (*env)->NewIntArray(env, 3);
  jint* elements = (*env)->GetIntArrayElements(env, array, NULL);
  jstring string = (*env)->NewStringUTF(env, "text");
  const char* chars = (*env)->GetStringUTFChars(env, string, NULL);
  jobject global = (*env)->NewGlobalRef(env, string);
  (*env)->MonitorEnter(env, string);
  (*env)->PushLocalFrame(env, 3);
  call_parse(env, c, NULL);
  elements[1] = 5;
  (*env)->ReleaseIntArrayElements(env, array, elements, 0);
  (*env)->ReleaseStringUTFChars(env, string, chars);
  (*env)->DeleteGlobalRef(env, global);
  (*env)->MonitorExit(env, string);
  (*env)->PopLocalFrame(env, NULL);
  (*env)->DeleteLocalRef(env, string);
  return 8;
}
NATIVE(void, JniExceptions, synchronizedThrow)(JNIEnv* env, jclass c) {
  (void)c;
  (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/RuntimeException"), "synchronized");
}
NATIVE(void, JniExceptions, instanceThrow)(JNIEnv* env, jobject self) {
  (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/Error"), self == NULL ? "no self" : "instance");
}
