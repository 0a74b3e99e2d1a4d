// SPDX-License-Identifier: Apache-2.0
// JNI_OnLoad and the shared functions of support.h.
#include "support.h"

static JavaVM* the_vm;

// What JniFindClass asks for: which class FindClass found while the library was loaded.
jclass found_in_on_load;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM* vm, void* reserved) {
  JNIEnv* env;
  (void)reserved;
  the_vm = vm;
  if ((*vm)->GetEnv(vm, (void**)&env, JNI_VERSION_10) != JNI_OK) return JNI_ERR;
  jclass found = (*env)->FindClass(env, "JniFindClass$FoundInOnLoad");
  if (found == NULL) {
    (*env)->ExceptionClear(env);
  } else {
    found_in_on_load = (*env)->NewGlobalRef(env, found);
  }
  return JNI_VERSION_10;
}

JNIEXPORT jboolean JNICALL Java_JniThreads_sameVm(JNIEnv* env, jclass c) {
  JavaVM* vm = NULL;
  (void)c;
  return (*env)->GetJavaVM(env, &vm) == JNI_OK && vm == the_vm;
}

void say(JNIEnv* env, const char* format, ...) {
  char text[2048];
  va_list list;
  va_start(list, format);
  vsnprintf(text, sizeof text, format, list);
  va_end(list);
  jclass system = (*env)->FindClass(env, "java/lang/System");
  jfieldID out_id = (*env)->GetStaticFieldID(env, system, "out", "Ljava/io/PrintStream;");
  jobject out = (*env)->GetStaticObjectField(env, system, out_id);
  jclass stream = (*env)->GetObjectClass(env, out);
  jmethodID println = (*env)->GetMethodID(env, stream, "println", "(Ljava/lang/String;)V");
  jstring string = (*env)->NewStringUTF(env, text);
  (*env)->CallVoidMethod(env, out, println, string);
  (*env)->DeleteLocalRef(env, string);
  (*env)->DeleteLocalRef(env, stream);
  (*env)->DeleteLocalRef(env, out);
  (*env)->DeleteLocalRef(env, system);
}

void say_pending(JNIEnv* env, const char* label) {
  jthrowable throwable = (*env)->ExceptionOccurred(env);
  if (throwable == NULL) {
    say(env, "%s: none", label);
    return;
  }
  (*env)->ExceptionClear(env);
  jclass object = (*env)->FindClass(env, "java/lang/Object");
  jmethodID to_string = (*env)->GetMethodID(env, object, "toString", "()Ljava/lang/String;");
  jstring text = (*env)->CallObjectMethod(env, throwable, to_string);
  const char* chars = (*env)->GetStringUTFChars(env, text, NULL);
  say(env, "%s: %s", label, chars);
  (*env)->ReleaseStringUTFChars(env, text, chars);
  (*env)->DeleteLocalRef(env, text);
  (*env)->DeleteLocalRef(env, object);
  (*env)->DeleteLocalRef(env, throwable);
}
