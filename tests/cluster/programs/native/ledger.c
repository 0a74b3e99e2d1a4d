// SPDX-License-Identifier: Apache-2.0
// Natives of NativeState: a library with variables, with memory that Java code knows as a long, and
// with global references.
#include <jni.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_NativeState_##name

struct account {
  struct account* next;
  jobject owner;
  jlong balance;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct account* accounts;
static jint count;
static jint loads;
static jmethodID notice;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM* vm, void* reserved) {
  (void)reserved;
  JNIEnv* env;
  if ((*vm)->GetEnv(vm, (void**)&env, JNI_VERSION_1_8) != JNI_OK) return JNI_ERR;
  loads++;
  return JNI_VERSION_1_8;
}

NATIVE(jint, loads)(JNIEnv* env, jclass c) { return loads; }

NATIVE(jlong, open)(JNIEnv* env, jclass c, jobject owner) {
  struct account* made = calloc(1, sizeof *made);
  made->owner = (*env)->NewGlobalRef(env, owner);
  pthread_mutex_lock(&lock);
  made->next = accounts;
  accounts = made;
  count++;
  pthread_mutex_unlock(&lock);
  return (jlong)(intptr_t)made;
}

NATIVE(jint, count)(JNIEnv* env, jclass c) { return count; }

NATIVE(jlong, add)(JNIEnv* env, jclass c, jlong account, jlong amount) {
  return __atomic_add_fetch(&((struct account*)(intptr_t)account)->balance, amount, __ATOMIC_SEQ_CST);
}

NATIVE(jobject, owner)(JNIEnv* env, jclass c, jlong account) {
  return ((struct account*)(intptr_t)account)->owner;
}

NATIVE(void, close)(JNIEnv* env, jclass c, jlong address) {
  struct account* account = (struct account*)(intptr_t)address;
  pthread_mutex_lock(&lock);
  struct account** at = &accounts;
  while (*at != account) at = &(*at)->next;
  *at = account->next;
  count--;
  pthread_mutex_unlock(&lock);
  (*env)->DeleteGlobalRef(env, account->owner);
  free(account);
}

// Memory that one native makes and another frees.
NATIVE(jlong, copy)(JNIEnv* env, jclass c, jbyteArray bytes) {
  jsize length = (*env)->GetArrayLength(env, bytes);
  char* memory = malloc((size_t)length + 1);
  (*env)->GetByteArrayRegion(env, bytes, 0, length, (jbyte*)memory);
  memory[length] = 0;
  return (jlong)(intptr_t)memory;
}

NATIVE(jstring, take)(JNIEnv* env, jclass c, jlong memory) {
  jstring text = (*env)->NewStringUTF(env, (char*)(intptr_t)memory);
  free((void*)(intptr_t)memory);
  return text;
}

// The library's own memory as a buffer.
NATIVE(jobject, board)(JNIEnv* env, jclass c) {
  static char board[64];
  return (*env)->NewDirectByteBuffer(env, board, sizeof board);
}

// Weak references to objects that only their own node holds.
NATIVE(jlong, watch)(JNIEnv* env, jclass c, jobject object) {
  return (jlong)(intptr_t)(*env)->NewWeakGlobalRef(env, object);
}

NATIVE(jboolean, isCleared)(JNIEnv* env, jclass c, jlong weak) {
  return (*env)->IsSameObject(env, (jweak)(intptr_t)weak, NULL);
}

NATIVE(jboolean, endWatch)(JNIEnv* env, jclass c, jlong weak, jobject object) {
  jweak reference = (jweak)(intptr_t)weak;
  jboolean right = (*env)->GetObjectRefType(env, reference) == JNIWeakGlobalRefType &&
                   (*env)->IsSameObject(env, reference, object);
  (*env)->DeleteWeakGlobalRef(env, reference);
  return right;
}

// Instance natives of an object that may be on any node.
JNIEXPORT jlong JNICALL Java_NativeState_00024Task_sum(JNIEnv* env, jobject self, jintArray numbers) {
  jclass klass = (*env)->GetObjectClass(env, self);
  jfieldID seen = (*env)->GetFieldID(env, klass, "seen", "I");
  jint* elements = (*env)->GetPrimitiveArrayCritical(env, numbers, NULL);
  jsize length = (*env)->GetArrayLength(env, numbers);
  jlong sum = 0;
  for (jsize i = 0; i < length; i++) {
    sum += elements[i];
    elements[i] = -elements[i];
  }
  (*env)->ReleasePrimitiveArrayCritical(env, numbers, elements, 0);
  (*env)->SetIntField(env, self, seen, (*env)->GetIntField(env, self, seen) + length);
  return sum;
}

JNIEXPORT jint JNICALL Java_NativeState_00024Task_fall(JNIEnv* env, jobject self, jint depth) {
  jclass klass = (*env)->GetObjectClass(env, self);
  if (notice == NULL) notice = (*env)->GetMethodID(env, klass, "fallen", "(I)I");
  return (*env)->CallIntMethod(env, self, notice, depth) + 1;
}

JNIEXPORT void JNICALL Java_NativeState_00024Task_enter(JNIEnv* env, jobject self, jobject monitor) {
  (*env)->MonitorEnter(env, monitor);
  jmethodID notify = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, monitor), "notifyAll", "()V");
  (*env)->CallVoidMethod(env, monitor, notify);
  (*env)->MonitorExit(env, monitor);
}
