// SPDX-License-Identifier: Apache-2.0
// Natives of JniDirectBuffers.
#include "support.h"

NATIVE(jobject, JniDirectBuffers, make)(JNIEnv* env, jclass c, jint size) {
  unsigned char* memory = malloc((size_t)size + 1);
  (void)c;
  for (jint i = 0; i < size; i++) memory[i] = (unsigned char)i;
  return (*env)->NewDirectByteBuffer(env, memory, size);
}
NATIVE(void, JniDirectBuffers, free)(JNIEnv* env, jclass c, jobject buffer) {
  (void)c;
  free((*env)->GetDirectBufferAddress(env, buffer));
}
NATIVE(jlong, JniDirectBuffers, capacity)(JNIEnv* env, jclass c, jobject buffer) {
  (void)c;
  return (*env)->GetDirectBufferCapacity(env, buffer);
}
NATIVE(jboolean, JniDirectBuffers, hasAddress)(JNIEnv* env, jclass c, jobject buffer) {
  (void)c;
  return (*env)->GetDirectBufferAddress(env, buffer) != NULL;
}
NATIVE(jint, JniDirectBuffers, sum)(JNIEnv* env, jclass c, jobject buffer, jint count) {
  unsigned char* memory = (*env)->GetDirectBufferAddress(env, buffer);
  jint sum = 0;
  (void)c;
  for (jint i = 0; i < count; i++) sum += memory[i];
  return sum;
}
NATIVE(jlong, JniDirectBuffers, distance)(JNIEnv* env, jclass c, jobject a, jobject b) {
  (void)c;
  return (char*)(*env)->GetDirectBufferAddress(env, b) - (char*)(*env)->GetDirectBufferAddress(env, a);
}
