// SPDX-License-Identifier: Apache-2.0
// Native of JniEmbedding: the library that holds the VM which runs it.
#define _GNU_SOURCE
#include <dlfcn.h>

#include "support.h"

NATIVE(jstring, JniEmbedding, library)(JNIEnv* env, jclass c) {
  (void)c;
  JavaVM* vm;
  Dl_info where;
  (*env)->GetJavaVM(env, &vm);
  if (dladdr((void*)(*vm)->DestroyJavaVM, &where) == 0) return NULL;
  char* path = realpath(where.dli_fname, NULL);
  jstring result = (*env)->NewStringUTF(env, path);
  free(path);
  return result;
}
