// SPDX-License-Identifier: Apache-2.0
// Natives of JniNames.
#include "support.h"

#define SAYS(name, text)                                                  \
  JNIEXPORT jstring JNICALL Java_JniNames_##name(JNIEnv* env, jobject c) { \
    (void)c;                                                              \
    return (*env)->NewStringUTF(env, text);                               \
  }
SAYS(plain, "plain")
SAYS(under_1score, "under score")
SAYS(dollar_00024, "dollar")
SAYS(_00416_000e9, "unicode")
SAYS(overloaded__, "overloaded without parameters")
SAYS(overloaded__I, "overloaded int")
SAYS(overloaded__Ljava_lang_String_2_3ILJniNames_00024Inner_1Class_2, "overloaded three")
SAYS(overloaded___3_3Ljava_lang_String_2J, "overloaded array")
SAYS(00024Inner_1Class_inner, "inner")
SAYS(00024Inner_1Class_instance__I, "inner instance")

static jint twice(JNIEnv* env, jclass c, jint a) {
  (void)env, (void)c;
  return 2 * a;
}
static jint twice_and_one(JNIEnv* env, jclass c, jint a) {
  (void)env, (void)c;
  return 2 * a + 1;
}
static jint own(JNIEnv* env, jobject self, jobject a) {
  return (*env)->IsSameObject(env, self, a) ? 1 : (*env)->GetStringLength(env, a) + 10;
}

NATIVE(jint, JniNames, register)(JNIEnv* env, jclass c, jclass type, jstring name, jstring signature, jint which) {
  void* functions[] = {(void*)twice, (void*)twice_and_one, (void*)own};
  JNINativeMethod method;
  (void)c;
  method.name = (char*)(*env)->GetStringUTFChars(env, name, NULL);
  method.signature = (char*)(*env)->GetStringUTFChars(env, signature, NULL);
  method.fnPtr = functions[which];
  return (*env)->RegisterNatives(env, type, &method, 1);
}
NATIVE(jint, JniNames, unregister)(JNIEnv* env, jclass c, jclass type) {
  (void)c;
  return (*env)->UnregisterNatives(env, type);
}
