// SPDX-License-Identifier: Apache-2.0
// Natives of JniMemberIds.
#include "support.h"

NATIVE(jboolean, JniMemberIds, find)
(JNIEnv* env, jclass c, jstring kind, jclass type, jstring name, jstring descriptor) {
  const char* k = (*env)->GetStringUTFChars(env, kind, NULL);
  const char* n = (*env)->GetStringUTFChars(env, name, NULL);
  const char* d = (*env)->GetStringUTFChars(env, descriptor, NULL);
  jboolean found = JNI_FALSE;
  (void)c;
  switch (*k) {
    case 'm': found = (*env)->GetMethodID(env, type, n, d) != NULL; break;
    case 'M': found = (*env)->GetStaticMethodID(env, type, n, d) != NULL; break;
    case 'f': found = (*env)->GetFieldID(env, type, n, d) != NULL; break;
    case 'F': found = (*env)->GetStaticFieldID(env, type, n, d) != NULL; break;
  }
  (*env)->ReleaseStringUTFChars(env, kind, k);
  (*env)->ReleaseStringUTFChars(env, name, n);
  (*env)->ReleaseStringUTFChars(env, descriptor, d);
  return found;
}
