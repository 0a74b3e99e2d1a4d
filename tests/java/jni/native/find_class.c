// SPDX-License-Identifier: Apache-2.0
// Natives of JniFindClass.
#include <pthread.h>

#include "support.h"

extern jclass found_in_on_load;

static jclass find(JNIEnv* env, jbyteArray name) {
  char text[200] = "";
  (*env)->GetByteArrayRegion(env, name, 0, (*env)->GetArrayLength(env, name), (jbyte*)text);
  return (*env)->FindClass(env, text);
}

NATIVE(jclass, JniFindClass, find)(JNIEnv* env, jclass c, jbyteArray name) {
  (void)c;
  return find(env, name);
}
NATIVE(jclass, JniFindClass, foundInOnLoad)(JNIEnv* env, jclass c) {
  (void)env, (void)c;
  return found_in_on_load;
}

struct request {
  JavaVM* vm;
  jobject name;
  jobject result;
};

// A thread without Java callers: the system loader is asked.
static void* other_thread(void* argument) {
  struct request* request = argument;
  JNIEnv* env;
  (*request->vm)->AttachCurrentThread(request->vm, (void**)&env, NULL);
  jclass found = find(env, request->name);
  if (found == NULL) {
    (*env)->ExceptionDescribe(env);
  } else {
    request->result = (*env)->NewGlobalRef(env, found);
  }
  (*request->vm)->DetachCurrentThread(request->vm);
  return NULL;
}

NATIVE(jclass, JniFindClass, findFromOtherThread)(JNIEnv* env, jclass c, jbyteArray name) {
  struct request request = {NULL, (*env)->NewGlobalRef(env, name), NULL};
  pthread_t thread;
  (void)c;
  (*env)->GetJavaVM(env, &request.vm);
  pthread_create(&thread, NULL, other_thread, &request);
  pthread_join(thread, NULL);
  jclass result = (*env)->NewLocalRef(env, request.result);
  (*env)->DeleteGlobalRef(env, request.result);
  (*env)->DeleteGlobalRef(env, request.name);
  return result;
}
