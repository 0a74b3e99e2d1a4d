// SPDX-License-Identifier: Apache-2.0
// Natives of JniReferences.
#include "support.h"

NATIVE(void, JniReferences, kinds)(JNIEnv* env, jclass c, jobject a, jobject b) {
  jobject local = (*env)->NewLocalRef(env, a);
  jobject global = (*env)->NewGlobalRef(env, a);
  jweak weak = (*env)->NewWeakGlobalRef(env, a);
  say(env, "%d %d %d %d", (*env)->GetObjectRefType(env, a), (*env)->GetObjectRefType(env, local),
      (*env)->GetObjectRefType(env, global), (*env)->GetObjectRefType(env, weak));
  say(env, "%d %d", (*env)->GetObjectRefType(env, c), (*env)->GetObjectRefType(env, NULL));
  say(env, "%d %d %d %d %d %d", (*env)->IsSameObject(env, a, local), (*env)->IsSameObject(env, local, global),
      (*env)->IsSameObject(env, global, weak), (*env)->IsSameObject(env, a, b), (*env)->IsSameObject(env, NULL, NULL),
      (*env)->IsSameObject(env, weak, NULL));
  jobject from_weak = (*env)->NewLocalRef(env, weak);
  jobject from_global = (*env)->NewGlobalRef(env, global);
  say(env, "%d %d", (*env)->GetObjectRefType(env, from_weak), (*env)->GetObjectRefType(env, from_global));
  (*env)->DeleteGlobalRef(env, global);
  say(env, "%d", (*env)->IsSameObject(env, from_global, a));
  (*env)->DeleteGlobalRef(env, from_global);
  (*env)->DeleteWeakGlobalRef(env, weak);
  (*env)->DeleteLocalRef(env, local);
  (*env)->DeleteLocalRef(env, from_weak);
  say(env, "%d", (*env)->GetObjectRefType(env, a));
  say(env, "%d %d %d", (*env)->NewGlobalRef(env, NULL) == NULL, (*env)->NewLocalRef(env, NULL) == NULL,
      (*env)->NewWeakGlobalRef(env, NULL) == NULL);
  (*env)->DeleteLocalRef(env, NULL);
  (*env)->DeleteGlobalRef(env, NULL);
  (*env)->DeleteWeakGlobalRef(env, NULL);
}

NATIVE(jobject, JniReferences, frames)(JNIEnv* env, jclass c, jobjectArray items) {
  jobject first = (*env)->GetObjectArrayElement(env, items, 0);
  (void)c;
  say(env, "push %d", (*env)->PushLocalFrame(env, 4));
  jobject second = (*env)->GetObjectArrayElement(env, items, 1);
  say(env, "push %d", (*env)->PushLocalFrame(env, 0));
  jobject third = (*env)->GetObjectArrayElement(env, items, 2);
  for (int i = 0; i < 100; i++) (*env)->NewStringUTF(env, "garbage");
  third = (*env)->PopLocalFrame(env, third);
  say(env, "%d %d", (*env)->GetObjectRefType(env, second), (*env)->GetObjectRefType(env, third));
  third = (*env)->PopLocalFrame(env, third);
  say(env, "%d %d", (*env)->GetObjectRefType(env, first), (*env)->GetObjectRefType(env, third));
  say(env, "push %d", (*env)->PushLocalFrame(env, 1));
  say(env, "%d", (*env)->PopLocalFrame(env, NULL) == NULL);
  return third;
}

NATIVE(jint, JniReferences, many)(JNIEnv* env, jclass c, jint count) {
  jobject* all = malloc(sizeof(jobject) * (size_t)count);
  jint good = 0;
  (void)c;
  for (jint i = 0; i < count; i++) {
    char text[20];
    snprintf(text, sizeof text, "%d", i);
    all[i] = (*env)->NewStringUTF(env, text);
  }
  for (jint i = 0; i < count; i += 97) {
    char text[20];
    (*env)->GetStringUTFRegion(env, all[i], 0, (*env)->GetStringLength(env, all[i]), text);
    if (atoi(text) == i) good++;
  }
  free(all);
  return good;
}

NATIVE(jint, JniReferences, manyDeleted)(JNIEnv* env, jclass c, jint count) {
  jobject previous = (*env)->NewStringUTF(env, "first");
  jint good = 0;
  (void)c;
  for (jint i = 0; i < count; i++) {
    jobject next = (*env)->NewLocalRef(env, previous);
    (*env)->DeleteLocalRef(env, previous);
    if (next != NULL) good++;
    previous = next;
  }
  return good + (*env)->GetStringLength(env, previous);
}

NATIVE(jlong, JniReferences, makeGlobal)(JNIEnv* env, jclass c, jobject a) {
  (void)c;
  return (jlong)(*env)->NewGlobalRef(env, a);
}
NATIVE(jobject, JniReferences, getGlobal)(JNIEnv* env, jclass c, jlong reference) {
  (void)env, (void)c;
  return (jobject)reference;
}
NATIVE(void, JniReferences, deleteGlobal)(JNIEnv* env, jclass c, jlong reference) {
  (void)c;
  (*env)->DeleteGlobalRef(env, (jobject)reference);
}
NATIVE(jlong, JniReferences, makeWeak)(JNIEnv* env, jclass c, jobject a) {
  (void)c;
  return (jlong)(*env)->NewWeakGlobalRef(env, a);
}
NATIVE(jobject, JniReferences, getWeak)(JNIEnv* env, jclass c, jlong reference) {
  (void)c;
  return (*env)->NewLocalRef(env, (jobject)reference);
}
NATIVE(jboolean, JniReferences, isDead)(JNIEnv* env, jclass c, jlong reference) {
  (void)c;
  return (*env)->IsSameObject(env, (jobject)reference, NULL);
}
NATIVE(void, JniReferences, deleteWeak)(JNIEnv* env, jclass c, jlong reference) {
  (void)c;
  (*env)->DeleteWeakGlobalRef(env, (jweak)reference);
}
NATIVE(jstring, JniReferences, capacity)(JNIEnv* env, jclass c) {
  char text[100];
  (void)c;
  snprintf(text, sizeof text, "%d %d %d %d", (*env)->EnsureLocalCapacity(env, 100), (*env)->EnsureLocalCapacity(env, 0),
           (*env)->EnsureLocalCapacity(env, -1), (*env)->PushLocalFrame(env, -1));
  return (*env)->NewStringUTF(env, text);
}
// Leaves a frame open: the VM drops it.
NATIVE(jobject, JniReferences, returnsDeletedFrame)(JNIEnv* env, jclass c) {
  jobject result = (*env)->NewStringUTF(env, "result");
  (void)c;
  (*env)->PushLocalFrame(env, 10);
  (*env)->NewStringUTF(env, "inside");
  return result;
}
NATIVE(jobject, JniReferences, nested)(JNIEnv* env, jclass c, jint depth) {
  jmethodID up = (*env)->GetStaticMethodID(env, c, "up", "(I)Ljava/lang/Object;");
  (*env)->PushLocalFrame(env, 10);
  jobject before = (*env)->NewStringUTF(env, "before");
  jobject result = (*env)->CallStaticObjectMethod(env, c, up, depth);
  // What the inner natives made and dropped is theirs; ours is still there.
  if ((*env)->GetObjectRefType(env, before) != JNILocalRefType) return NULL;
  return (*env)->PopLocalFrame(env, result);
}
