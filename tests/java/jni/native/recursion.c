// SPDX-License-Identifier: Apache-2.0
// Natives of JniRecursion.
#include "support.h"

NATIVE(jint, JniRecursion, down)(JNIEnv* env, jclass c, jint depth) {
  jmethodID up = (*env)->GetStaticMethodID(env, c, "up", "(I)I");
  return 1 + (*env)->CallStaticIntMethod(env, c, up, depth);
}
NATIVE(jint, JniRecursion, endless)(JNIEnv* env, jclass c, jint depth) {
  jmethodID up = (*env)->GetStaticMethodID(env, c, "upEndless", "(I)I");
  if (up == NULL) return -1;
  return (*env)->CallStaticIntMethod(env, c, up, depth);
}
