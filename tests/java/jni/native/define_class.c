// SPDX-License-Identifier: Apache-2.0
// Natives of JniDefineClass.
#include "support.h"

NATIVE(jclass, JniDefineClass, define)(JNIEnv* env, jclass c, jbyteArray name, jobject loader, jbyteArray bytes) {
  char text[200] = "";
  jsize length = (*env)->GetArrayLength(env, bytes);
  jbyte* data = (*env)->GetByteArrayElements(env, bytes, NULL);
  (void)c;
  if (name != NULL) (*env)->GetByteArrayRegion(env, name, 0, (*env)->GetArrayLength(env, name), (jbyte*)text);
  jclass result = (*env)->DefineClass(env, name == NULL ? NULL : text, loader, data, length);
  // What the bytes become afterwards is our business.
  memset(data, 0x55, (size_t)length);
  (*env)->ReleaseByteArrayElements(env, bytes, data, JNI_ABORT);
  return result;
}
