// SPDX-License-Identifier: Apache-2.0
// Natives of JniMonitors.
#include "support.h"

NATIVE(jint, JniMonitors, enter)(JNIEnv* env, jclass c, jobject o) {
  (void)c;
  return (*env)->MonitorEnter(env, o);
}
NATIVE(jint, JniMonitors, exit)(JNIEnv* env, jclass c, jobject o) {
  (void)c;
  return (*env)->MonitorExit(env, o);
}
NATIVE(jint, JniMonitors, exitPending)(JNIEnv* env, jclass c, jobject o, jthrowable t) {
  (void)c;
  (*env)->Throw(env, t);
  return (*env)->MonitorExit(env, o);
}
NATIVE(void, JniMonitors, add)(JNIEnv* env, jclass c, jobject lock, jintArray counter, jint times) {
  (void)c;
  for (jint i = 0; i < times; i++) {
    jint value;
    (*env)->MonitorEnter(env, lock);
    (*env)->GetIntArrayRegion(env, counter, 0, 1, &value);
    value++;
    (*env)->SetIntArrayRegion(env, counter, 0, 1, &value);
    (*env)->MonitorExit(env, lock);
  }
}
NATIVE(void, JniMonitors, callInside)(JNIEnv* env, jclass c, jobject lock, jobject action) {
  jmethodID run = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, action), "run", "()V");
  (void)c;
  (*env)->MonitorEnter(env, lock);
  (*env)->CallVoidMethod(env, action, run);
  (*env)->MonitorExit(env, lock);
}
