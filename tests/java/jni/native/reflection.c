// SPDX-License-Identifier: Apache-2.0
// Natives of JniReflection.
#include "support.h"

#define TEXT(java_string, c_name) const char* c_name = (*env)->GetStringUTFChars(env, java_string, NULL)

NATIVE(jint, JniReflection, callReflected)(JNIEnv* env, jclass c, jobject method, jobject target, jint argument) {
  (void)c;
  return (*env)->CallIntMethod(env, target, (*env)->FromReflectedMethod(env, method), argument);
}
NATIVE(jobject, JniReflection, construct)(JNIEnv* env, jclass c, jobject constructor, jint argument) {
  jmethodID id = (*env)->FromReflectedMethod(env, constructor);
  (void)c;
  jmethodID get = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, constructor), "getDeclaringClass",
                                      "()Ljava/lang/Class;");
  return (*env)->NewObject(env, (*env)->CallObjectMethod(env, constructor, get), id, argument);
}
NATIVE(jint, JniReflection, readInt)(JNIEnv* env, jclass c, jobject field, jobject target) {
  (void)c;
  return (*env)->GetIntField(env, target, (*env)->FromReflectedField(env, field));
}
NATIVE(jobject, JniReflection, readStatic)(JNIEnv* env, jclass c, jobject field) {
  return (*env)->GetStaticObjectField(env, c, (*env)->FromReflectedField(env, field));
}
NATIVE(jobject, JniReflection, toMethod)
(JNIEnv* env, jclass c, jclass type, jstring name, jstring signature, jboolean is_static) {
  TEXT(name, n);
  TEXT(signature, s);
  (void)c;
  jmethodID id = is_static ? (*env)->GetStaticMethodID(env, type, n, s) : (*env)->GetMethodID(env, type, n, s);
  return (*env)->ToReflectedMethod(env, type, id, is_static);
}
NATIVE(jobject, JniReflection, toField)
(JNIEnv* env, jclass c, jclass type, jstring name, jstring signature, jboolean is_static) {
  TEXT(name, n);
  TEXT(signature, s);
  (void)c;
  jfieldID id = is_static ? (*env)->GetStaticFieldID(env, type, n, s) : (*env)->GetFieldID(env, type, n, s);
  return (*env)->ToReflectedField(env, type, id, is_static);
}
NATIVE(jboolean, JniReflection, roundTrip)(JNIEnv* env, jclass c, jobject method, jclass type) {
  jmethodID id = (*env)->FromReflectedMethod(env, method);
  jobject back = (*env)->ToReflectedMethod(env, type, id, JNI_FALSE);
  jmethodID equals =
      (*env)->GetMethodID(env, (*env)->GetObjectClass(env, method), "equals", "(Ljava/lang/Object;)Z");
  (void)c;
  return (*env)->CallBooleanMethod(env, method, equals, back);
}
NATIVE(jclass, JniReflection, superclass)(JNIEnv* env, jclass c, jclass type) {
  (void)c;
  return (*env)->GetSuperclass(env, type);
}
NATIVE(jboolean, JniReflection, assignable)(JNIEnv* env, jclass c, jclass sub, jclass sup) {
  (void)c;
  return (*env)->IsAssignableFrom(env, sub, sup);
}
NATIVE(jboolean, JniReflection, instance)(JNIEnv* env, jclass c, jobject o, jclass type) {
  (void)c;
  return (*env)->IsInstanceOf(env, o, type);
}
NATIVE(jclass, JniReflection, classOf)(JNIEnv* env, jclass c, jobject o) {
  (void)c;
  return (*env)->GetObjectClass(env, o);
}
NATIVE(jobject, JniReflection, module)(JNIEnv* env, jclass c, jclass type) {
  (void)c;
  return (*env)->GetModule(env, type);
}
NATIVE(jint, JniReflection, version)(JNIEnv* env, jclass c) {
  (void)c;
  return (*env)->GetVersion(env);
}
