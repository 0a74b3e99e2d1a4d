// SPDX-License-Identifier: Apache-2.0
// A program that makes a VM itself: embedding <libjvm> <class path> <letters>. Started by JniEmbedding; the letters say which
// options, versions and calls. A VM is made only once in a process, so each run does one thing.
#include <dlfcn.h>
#include <jni.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static JavaVM* vm;
static const char* letters;

static int has(char letter) { return strchr(letters, letter) != NULL; }

static int print_hook(FILE* file, const char* format, va_list arguments) {
  (void)file;
  printf("[hook] ");
  return vprintf(format, arguments);
}

static void exit_hook(jint code) {
  printf("exit hook %d\n", (int)code);
  fflush(stdout);
}

static void abort_hook(void) {
  printf("abort hook\n");
  fflush(stdout);
}

static void call(JNIEnv* env, const char* name) {
  jclass program = (*env)->FindClass(env, "JniEmbedding");
  if (program == NULL) {
    printf("no class\n");
    (*env)->ExceptionDescribe(env);
    return;
  }
  (*env)->CallStaticVoidMethod(env, program, (*env)->GetStaticMethodID(env, program, name, "()V"));
}

static void* native_thread(void* name) {
  JNIEnv* env = NULL;
  JNIEnv* again = NULL;
  JavaVMAttachArgs arguments = {JNI_VERSION_10, name, NULL};
  printf("before: %d\n", (*vm)->GetEnv(vm, (void**)&env, JNI_VERSION_1_8));
  if (has('d')) {
    printf("attach: %d\n", (*vm)->AttachCurrentThreadAsDaemon(vm, (void**)&env, &arguments));
  } else {
    printf("attach: %d\n", (*vm)->AttachCurrentThread(vm, (void**)&env, name == NULL ? NULL : &arguments));
  }
  printf("again: %d %d\n", (*vm)->AttachCurrentThread(vm, (void**)&again, NULL), env == again);
  fflush(stdout);
  call(env, "show");
  call(env, "fail");
  printf("pending: %d\n", (*env)->ExceptionCheck(env));
  fflush(stdout);
  printf("detach: %d\n", (*vm)->DetachCurrentThread(vm));
  printf("detached: %d\n", (*vm)->DetachCurrentThread(vm));
  printf("after: %d\n", (*vm)->GetEnv(vm, (void**)&env, JNI_VERSION_1_8));
  return NULL;
}

static void run_threads(void) {
  char* names[] = {"named", NULL};
  for (int i = 0; i < 2; i++) {
    pthread_t thread;
    pthread_create(&thread, NULL, native_thread, names[i]);
    pthread_join(thread, NULL);
  }
}

static void print_versions(JNIEnv* env) {
  printf("version %x;", (*env)->GetVersion(env));
  for (jint version = JNI_VERSION_1_1; version <= 0x1000a; version++) {
    void* result = NULL;
    printf(" %d", (*vm)->GetEnv(vm, &result, version));
  }
  printf("\n");
}

int main(int count, char** words) {
  void* library = count > 3 ? dlopen(words[1], RTLD_NOW | RTLD_GLOBAL) : NULL;
  if (library == NULL) return 99;
  jint (*create)(JavaVM**, void**, void*) = (jint(*)(JavaVM**, void**, void*))dlsym(library, "JNI_CreateJavaVM");
  jint (*created)(JavaVM**, jsize, jsize*) = (jint(*)(JavaVM**, jsize, jsize*))dlsym(library, "JNI_GetCreatedJavaVMs");
  jint (*defaults)(void*) = (jint(*)(void*))dlsym(library, "JNI_GetDefaultJavaVMInitArgs");
  letters = words[3];

  char class_path[4096];
  snprintf(class_path, sizeof class_path, "-Djava.class.path=%s", words[2]);
  JavaVMOption options[10] = {{class_path, NULL}, {"-Dembedded=yes it is", NULL}};
  int n = 2;
  if (has('v')) options[n++] = (JavaVMOption){"vfprintf", (void*)print_hook};
  if (has('e')) options[n++] = (JavaVMOption){"exit", (void*)exit_hook};
  if (has('a')) options[n++] = (JavaVMOption){"abort", (void*)abort_hook};
  if (has('b')) options[n++] = (JavaVMOption){"-bogus", NULL};
  if (has('F')) options[n++] = (JavaVMOption){"-XX:+NoSuchFlag", NULL};
  if (has('X')) options[n++] = (JavaVMOption){"-Xnosuch", NULL};
  JavaVMInitArgs arguments = {has('1') ? JNI_VERSION_1_1 : has('9') ? 0x00200000 : JNI_VERSION_1_6, n, options, has('i')};

  for (jint version = JNI_VERSION_1_1; version <= 0x1000a; version++) {
    JavaVMInitArgs query = {.version = version};
    printf("%d ", defaults(&query));
  }
  jsize number = -1;
  JavaVM* vms[2];
  JavaVM* second_vm;
  JNIEnv* env = NULL;
  JNIEnv* second_env;
  created(vms, 2, &number);
  printf("\nVMs: %d\n", (int)number);
  fflush(stdout);
  int result = create(&vm, (void**)&env, &arguments);
  printf("create: %d\n", result);
  if (result != JNI_OK) return 3;
  created(vms, 2, &number);
  printf("VMs: %d %d, second: %d\n", (int)number, vms[0] == vm, create(&second_vm, (void**)&second_env, &arguments));
  print_versions(env);
  fflush(stdout);
  call(env, "show");
  if (has('t') || has('d')) run_threads();
  fflush(stdout);
  if (has('p')) call(env, "fail");
  if (has('x')) call(env, "exit");
  if (has('h')) call(env, "halt");
  if (has('w')) call(env, "startThread");
  if (has('D')) {
    call(env, "fail");
    (*env)->ExceptionDescribe(env);
    printf("described: %d\n", (*env)->ExceptionCheck(env));
  }
  if (has('q')) return 5;
  printf("destroy: %d\n", (*vm)->DestroyJavaVM(vm));
  created(vms, 2, &number);
  printf("VMs: %d, another: %d\n", (int)number, create(&vm, (void**)&env, &arguments));
  return 0;
}
