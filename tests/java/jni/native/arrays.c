// SPDX-License-Identifier: Apache-2.0
// Natives of JniArrays.
#include "support.h"

// A copy of the array, each element taken by a region of one, `after` applied; and `change` applied to the array itself.
#define ELEMENTS(method, J, Name, change, after)                                                   \
  NATIVE(J##Array, JniArrays, method)(JNIEnv * env, jclass c, J##Array a, jint mode) {             \
    jsize length = (*env)->GetArrayLength(env, a);                                                 \
    J##Array result = (*env)->New##Name##Array(env, length);                                       \
    (void)c;                                                                                       \
    for (jsize i = 0; i < length; i++) {                                                           \
      J x;                                                                                         \
      (*env)->Get##Name##ArrayRegion(env, a, i, 1, &x);                                            \
      x = (J)(after);                                                                              \
      (*env)->Set##Name##ArrayRegion(env, result, i, 1, &x);                                       \
    }                                                                                              \
    J* e = (*env)->Get##Name##ArrayElements(env, a, NULL);                                         \
    for (jsize i = 0; i < length; i++) {                                                           \
      J x = e[i];                                                                                  \
      e[i] = (J)(change);                                                                          \
    }                                                                                              \
    (*env)->Release##Name##ArrayElements(env, a, e, mode);                                         \
    if (mode == JNI_COMMIT) (*env)->Release##Name##ArrayElements(env, a, e, JNI_ABORT);            \
    return result;                                                                                 \
  }
ELEMENTS(booleans, jboolean, Boolean, !x, !x)
ELEMENTS(bytes, jbyte, Byte, x * 2, x + 1)
ELEMENTS(chars, jchar, Char, x * 2, x + 1)
ELEMENTS(shorts, jshort, Short, x * 2, x + 1)
ELEMENTS(ints, jint, Int, (unsigned)x * 2u, (unsigned)x + 1u)
ELEMENTS(longs, jlong, Long, x * 2, x + 1)
ELEMENTS(floats, jfloat, Float, x * 2, x + 1)
ELEMENTS(doubles, jdouble, Double, x * 2, x + 1)

NATIVE(void, JniArrays, getRegion)(JNIEnv* env, jclass c, jintArray a, jint start, jint count) {
  jint buffer[10];
  (void)c;
  (*env)->GetIntArrayRegion(env, a, start, count, buffer);
}
NATIVE(void, JniArrays, setRegion)(JNIEnv* env, jclass c, jbyteArray a, jint start, jint count) {
  jbyte buffer[10] = {0};
  (void)c;
  (*env)->SetByteArrayRegion(env, a, start, count, buffer);
}
NATIVE(jint, JniArrays, length)(JNIEnv* env, jclass c, jobject a) {
  (void)c;
  return (*env)->GetArrayLength(env, a);
}
NATIVE(jobjectArray, JniArrays, newObjects)(JNIEnv* env, jclass c, jint length, jclass type, jobject initial) {
  (void)c;
  return (*env)->NewObjectArray(env, length, type, initial);
}
NATIVE(jobject, JniArrays, newPrimitive)(JNIEnv* env, jclass c, jint kind, jint length) {
  (void)c;
  switch (kind) {
    case 0: return (*env)->NewBooleanArray(env, length);
    case 1: return (*env)->NewByteArray(env, length);
    case 2: return (*env)->NewCharArray(env, length);
    case 3: return (*env)->NewShortArray(env, length);
    case 4: return (*env)->NewIntArray(env, length);
    case 5: return (*env)->NewLongArray(env, length);
    case 6: return (*env)->NewFloatArray(env, length);
    default: return (*env)->NewDoubleArray(env, length);
  }
}
NATIVE(jobject, JniArrays, get)(JNIEnv* env, jclass c, jobjectArray a, jint index) {
  (void)c;
  return (*env)->GetObjectArrayElement(env, a, index);
}
NATIVE(void, JniArrays, set)(JNIEnv* env, jclass c, jobjectArray a, jint index, jobject value) {
  (void)c;
  (*env)->SetObjectArrayElement(env, a, index, value);
}
NATIVE(jint, JniArrays, sumCritical)(JNIEnv* env, jclass c, jintArray a) {
  jsize length = (*env)->GetArrayLength(env, a);
  jint* e = (*env)->GetPrimitiveArrayCritical(env, a, NULL);
  unsigned sum = 0;
  (void)c;
  for (jsize i = 0; i < length; i++) sum += (unsigned)e[i];
  (*env)->ReleasePrimitiveArrayCritical(env, a, e, JNI_ABORT);
  return (jint)sum;
}
NATIVE(void, JniArrays, fillCritical)(JNIEnv* env, jclass c, jbyteArray a, jint value) {
  jbyte* e = (*env)->GetPrimitiveArrayCritical(env, a, NULL);
  (void)c;
  memset(e, value, (size_t)(*env)->GetArrayLength(env, a));
  (*env)->ReleasePrimitiveArrayCritical(env, a, e, 0);
}
NATIVE(jint, JniArrays, isCopy)(JNIEnv* env, jclass c, jintArray a) {
  jboolean is_copy = 7;
  (void)c;
  jint* e = (*env)->GetIntArrayElements(env, a, &is_copy);
  (*env)->ReleaseIntArrayElements(env, a, e, 0);
  return is_copy;
}
