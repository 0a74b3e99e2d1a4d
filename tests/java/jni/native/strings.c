// SPDX-License-Identifier: Apache-2.0
// Natives of JniStrings.
#include "support.h"

#define UNUSED (void)c

NATIVE(jstring, JniStrings, fromBytes)(JNIEnv* env, jclass c, jbyteArray bytes) {
  jsize length = (*env)->GetArrayLength(env, bytes);
  char* text = malloc((size_t)length + 1);
  UNUSED;
  (*env)->GetByteArrayRegion(env, bytes, 0, length, (jbyte*)text);
  text[length] = 0;
  jstring result = (*env)->NewStringUTF(env, text);
  free(text);
  return result;
}

static jbyteArray make_bytes(JNIEnv* env, const char* text, jsize length) {
  jbyteArray result = (*env)->NewByteArray(env, length);
  (*env)->SetByteArrayRegion(env, result, 0, length, (const jbyte*)text);
  return result;
}

NATIVE(jbyteArray, JniStrings, toBytes)(JNIEnv* env, jclass c, jstring string) {
  jboolean is_copy = 2;
  const char* text = (*env)->GetStringUTFChars(env, string, &is_copy);
  UNUSED;
  jbyteArray result = make_bytes(env, text, (jsize)strlen(text));
  (*env)->ReleaseStringUTFChars(env, string, text);
  return is_copy == JNI_TRUE ? result : NULL;
}
NATIVE(jint, JniStrings, utfLength)(JNIEnv* env, jclass c, jstring string) {
  UNUSED;
  return (*env)->GetStringUTFLength(env, string);
}
NATIVE(jint, JniStrings, length)(JNIEnv* env, jclass c, jstring string) {
  UNUSED;
  return (*env)->GetStringLength(env, string);
}
NATIVE(jstring, JniStrings, fromChars)(JNIEnv* env, jclass c, jcharArray units) {
  jchar* chars = (*env)->GetCharArrayElements(env, units, NULL);
  UNUSED;
  jstring result = (*env)->NewString(env, chars, (*env)->GetArrayLength(env, units));
  (*env)->ReleaseCharArrayElements(env, units, chars, JNI_ABORT);
  return result;
}
NATIVE(jcharArray, JniStrings, toChars)(JNIEnv* env, jclass c, jstring string) {
  jsize length = (*env)->GetStringLength(env, string);
  const jchar* chars = (*env)->GetStringChars(env, string, NULL);
  jcharArray result = (*env)->NewCharArray(env, length);
  UNUSED;
  (*env)->SetCharArrayRegion(env, result, 0, length, chars);
  (*env)->ReleaseStringChars(env, string, chars);
  return result;
}
NATIVE(jcharArray, JniStrings, critical)(JNIEnv* env, jclass c, jstring string) {
  jsize length = (*env)->GetStringLength(env, string);
  jcharArray result = (*env)->NewCharArray(env, length);
  const jchar* chars = (*env)->GetStringCritical(env, string, NULL);
  jchar* copy = malloc(sizeof(jchar) * ((size_t)length + 1));
  UNUSED;
  memcpy(copy, chars, sizeof(jchar) * (size_t)length);
  (*env)->ReleaseStringCritical(env, string, chars);
  (*env)->SetCharArrayRegion(env, result, 0, length, copy);
  free(copy);
  return result;
}
NATIVE(jstring, JniStrings, region)(JNIEnv* env, jclass c, jstring string, jint start, jint count) {
  jchar buffer[100];
  UNUSED;
  (*env)->GetStringRegion(env, string, start, count, buffer);
  if ((*env)->ExceptionCheck(env)) return NULL;
  return (*env)->NewString(env, buffer, count);
}
NATIVE(jbyteArray, JniStrings, utfRegion)(JNIEnv* env, jclass c, jstring string, jint start, jint count) {
  char buffer[100] = "unchanged";
  UNUSED;
  (*env)->GetStringUTFRegion(env, string, start, count, buffer);
  if ((*env)->ExceptionCheck(env)) return NULL;
  return make_bytes(env, buffer, (jsize)strlen(buffer));
}
NATIVE(jboolean, JniStrings, changeCopy)(JNIEnv* env, jclass c, jstring string) {
  jboolean is_copy = JNI_FALSE;
  jchar* chars = (jchar*)(*env)->GetStringChars(env, string, &is_copy);
  UNUSED;
  if (is_copy) chars[0] = 'X';
  (*env)->ReleaseStringChars(env, string, chars);
  return is_copy;
}
NATIVE(jstring, JniStrings, nullText)(JNIEnv* env, jclass c) {
  UNUSED;
  return (*env)->NewStringUTF(env, NULL);
}
