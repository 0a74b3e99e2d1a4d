// SPDX-License-Identifier: Apache-2.0
// Natives of JniThreads.
#include <pthread.h>

#include "support.h"

struct work {
  JavaVM* vm;
  int how;
  int rounds;
  const char* name;
  jobject group;
  jobject action;
  jmethodID run;
};

static void* attached(void* argument) {
  struct work* work = argument;
  JavaVM* vm = work->vm;
  JNIEnv* env = NULL;
  JavaVMAttachArgs args = {JNI_VERSION_1_2, (char*)work->name, work->group};
  for (int i = 0; i < work->rounds; i++) {
    if ((*vm)->GetEnv(vm, (void**)&env, JNI_VERSION_1_6) != JNI_EDETACHED || env != NULL) abort();
    void* arguments = work->how == 0 || work->how == 2 ? NULL : &args;
    jint result = work->how == 2 ? (*vm)->AttachCurrentThreadAsDaemon(vm, (void**)&env, arguments)
                                 : (*vm)->AttachCurrentThread(vm, (void**)&env, arguments);
    if (result != JNI_OK) abort();
    JNIEnv* again = NULL;
    if ((*vm)->GetEnv(vm, (void**)&again, JNI_VERSION_1_6) != JNI_OK || again != env) abort();
    if ((*vm)->AttachCurrentThread(vm, (void**)&again, NULL) != JNI_OK || again != env) abort();
    (*env)->CallVoidMethod(env, work->action, work->run);
    if ((*vm)->DetachCurrentThread(vm) != JNI_OK) abort();
    if ((*vm)->GetEnv(vm, (void**)&env, JNI_VERSION_1_6) != JNI_EDETACHED) abort();
    if ((*vm)->DetachCurrentThread(vm) != JNI_OK) abort();
  }
  return NULL;
}

static jmethodID run_of(JNIEnv* env) {
  return (*env)->GetMethodID(env, (*env)->FindClass(env, "java/lang/Runnable"), "run", "()V");
}

NATIVE(void, JniThreads, attach)
(JNIEnv* env, jclass c, jint how, jstring name, jobject group, jobject action) {
  struct work work = {NULL, how, 1, NULL, (*env)->NewGlobalRef(env, group), (*env)->NewGlobalRef(env, action), run_of(env)};
  pthread_t thread;
  (void)c;
  (*env)->GetJavaVM(env, &work.vm);
  if (name != NULL) work.name = (*env)->GetStringUTFChars(env, name, NULL);
  pthread_create(&thread, NULL, attached, &work);
  pthread_join(thread, NULL);
  (*env)->DeleteGlobalRef(env, work.group);
  (*env)->DeleteGlobalRef(env, work.action);
}

NATIVE(void, JniThreads, many)(JNIEnv* env, jclass c, jint threads, jint rounds, jobject action) {
  struct work work = {NULL, 0, rounds, NULL, NULL, (*env)->NewGlobalRef(env, action), run_of(env)};
  pthread_t all[64];
  (void)c;
  (*env)->GetJavaVM(env, &work.vm);
  for (jint i = 0; i < threads; i++) pthread_create(&all[i], NULL, attached, &work);
  for (jint i = 0; i < threads; i++) pthread_join(all[i], NULL);
  (*env)->DeleteGlobalRef(env, work.action);
}

NATIVE(jstring, JniThreads, versions)(JNIEnv* env, jclass c) {
  static const jint versions[] = {JNI_VERSION_1_1, JNI_VERSION_1_2, 0x00010003, JNI_VERSION_1_4, JNI_VERSION_1_6,
                                  0x00010007,      JNI_VERSION_1_8, JNI_VERSION_9, JNI_VERSION_10, 0x000b0000, 0, 0x7fffffff};
  char text[300] = "";
  JavaVM* vm;
  (void)c;
  (*env)->GetJavaVM(env, &vm);
  for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
    void* other = NULL;
    jint result = (*vm)->GetEnv(vm, &other, versions[i]);
    snprintf(text + strlen(text), 20, "%d%c ", result, other == env ? 'e' : other == NULL ? '0' : '?');
  }
  return (*env)->NewStringUTF(env, text);
}
