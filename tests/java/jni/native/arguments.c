// SPDX-License-Identifier: Apache-2.0
// Natives of JniArguments: they print what arrived.
#include "support.h"

#define UNUSED (void)env, (void)c

NATIVE(jint, JniArguments, none)(JNIEnv* env, jclass c) {
  UNUSED;
  return 42;
}
NATIVE(jint, JniArguments, one)(JNIEnv* env, jclass c, jint a) {
  UNUSED;
  return a + 1;
}

static jstring text(JNIEnv* env, const char* format, ...) {
  char buffer[2048];
  va_list list;
  va_start(list, format);
  vsnprintf(buffer, sizeof buffer, format, list);
  va_end(list);
  return (*env)->NewStringUTF(env, buffer);
}

static const char* describe(JNIEnv* env, jobject object, char* buffer, size_t size) {
  if (object == NULL) return "null";
  jclass type = (*env)->GetObjectClass(env, object);
  jmethodID to_string = (*env)->GetMethodID(env, type, "toString", "()Ljava/lang/String;");
  jstring string = (*env)->CallObjectMethod(env, object, to_string);
  const char* chars = (*env)->GetStringUTFChars(env, string, NULL);
  snprintf(buffer, size, "%s", chars);
  (*env)->ReleaseStringUTFChars(env, string, chars);
  return buffer;
}

NATIVE(jstring, JniArguments, instance)(JNIEnv* env, jobject self, jobject a, jlong b, jstring c) {
  char s[100], t[100], u[100];
  return text(env, "%s: %s %ld %s", describe(env, self, s, 100), describe(env, a, t, 100), (long)b,
              describe(env, c, u, 100));
}
NATIVE(jstring, JniArguments, sixInts)
(JNIEnv* env, jclass c, jint a, jlong b, jshort d, jbyte e, jchar f, jboolean g) {
  UNUSED;
  return text(env, "%d %ld %d %d %d %d", a, (long)b, d, e, f, g);
}
NATIVE(jstring, JniArguments, nineInts)
(JNIEnv* env, jclass c, jint a, jint b, jint d, jint e, jlong f, jshort g, jbyte h, jchar i, jboolean j) {
  UNUSED;
  return text(env, "%d %d %d %d %ld %d %d %d %d", a, b, d, e, (long)f, g, h, i, j);
}
NATIVE(jstring, JniArguments, eightDoubles)
(JNIEnv* env, jclass c, jdouble a, jfloat b, jdouble d, jfloat e, jdouble f, jfloat g, jdouble h, jfloat i) {
  UNUSED;
  return text(env, "%a %a %a %a %a %a %a %d", a, b, d, e, f, g, h, i != i);
}
NATIVE(jstring, JniArguments, tenFloats)
(JNIEnv* env, jclass c, jfloat a, jfloat b, jfloat d, jfloat e, jfloat f, jfloat g, jfloat h, jfloat i, jfloat j,
 jfloat k) {
  UNUSED;
  return text(env, "%g %g %g %g %g %g %g %g %g %g", a, b, d, e, f, g, h, i, j, k);
}
NATIVE(jstring, JniArguments, mixed)
(JNIEnv* env, jclass c, jint a, jdouble b, jlong d, jfloat e, jobject f, jshort g, jdouble h, jbyte i, jfloat j, jchar k,
 jdouble l, jboolean m, jdouble n, jfloat o, jdouble p, jint q, jdouble r, jfloat s) {
  char buffer[100];
  UNUSED;
  return text(env, "%d %g %ld %g %s %d %g %d %g %d %g %d %g %g %g %d %g %g", a, b, (long)d, e,
              describe(env, f, buffer, 100), g, h, i, j, k, l, m, n, o, p, q, r, s);
}
NATIVE(jstring, JniArguments, thirty)
(JNIEnv* env, jobject self, jint a0, jlong a1, jfloat a2, jdouble a3, jbyte a4, jshort a5, jchar a6, jboolean a7,
 jstring a8, jint a9, jint b0, jlong b1, jfloat b2, jdouble b3, jbyte b4, jshort b5, jchar b6, jboolean b7, jstring b8,
 jint b9, jint c0, jlong c1, jfloat c2, jdouble c3, jbyte c4, jshort c5, jchar c6, jboolean c7, jstring c8, jint c9) {
  char s[100], t[100], u[100], v[100];
  return text(env,
              "%s: %d %ld %g %g %d %d %d %d %s %d | %d %ld %g %g %d %d %d %d %s %d | %d %ld %g %g %d %d %d %d %s %d",
              describe(env, self, s, 100), a0, (long)a1, a2, a3, a4, a5, a6, a7, describe(env, a8, t, 100), a9, b0,
              (long)b1, b2, b3, b4, b5, b6, b7, describe(env, b8, u, 100), b9, c0, (long)c1, c2, c3, c4, c5, c6, c7,
              describe(env, c8, v, 100), c9);
}
NATIVE(jint, JniArguments, sum40)
(JNIEnv* env, jclass c, jint a0, jint a1, jint a2, jint a3, jint a4, jint a5, jint a6, jint a7, jint a8, jint a9, jint b0,
 jint b1, jint b2, jint b3, jint b4, jint b5, jint b6, jint b7, jint b8, jint b9, jint c0, jint c1, jint c2, jint c3,
 jint c4, jint c5, jint c6, jint c7, jint c8, jint c9, jint d0, jint d1, jint d2, jint d3, jint d4, jint d5, jint d6,
 jint d7, jint d8, jint d9) {
  jint values[] = {a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9,
                   c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9};
  jint sum = 0;
  UNUSED;
  for (int i = 0; i < 40; i++) sum = sum * 3 + values[i];
  return sum;
}
NATIVE(jdouble, JniArguments, sum20)
(JNIEnv* env, jclass c, jdouble a0, jdouble a1, jdouble a2, jdouble a3, jdouble a4, jdouble a5, jdouble a6, jdouble a7,
 jdouble a8, jdouble a9, jdouble b0, jdouble b1, jdouble b2, jdouble b3, jdouble b4, jdouble b5, jdouble b6, jdouble b7,
 jdouble b8, jdouble b9) {
  jdouble values[] = {a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9};
  jdouble sum = 0;
  UNUSED;
  for (int i = 0; i < 20; i++) sum = sum * 1.5 + values[i];
  return sum;
}
NATIVE(jboolean, JniArguments, makeBoolean)(JNIEnv* env, jclass c, jint bits) {
  UNUSED;
  return (jboolean)bits;
}
// Wider results than declared: the caller must not look at more than the type has.
NATIVE(jint, JniArguments, makeByte)(JNIEnv* env, jclass c, jint bits) {
  UNUSED;
  return bits;
}
NATIVE(jint, JniArguments, makeChar)(JNIEnv* env, jclass c, jint bits) {
  UNUSED;
  return bits;
}
NATIVE(jint, JniArguments, makeShort)(JNIEnv* env, jclass c, jint bits) {
  UNUSED;
  return bits;
}
NATIVE(jlong, JniArguments, makeInt)(JNIEnv* env, jclass c, jint bits) {
  UNUSED;
  return (jlong)bits | (jlong)0x7777 << 32;
}
NATIVE(jlong, JniArguments, makeLong)(JNIEnv* env, jclass c, jlong bits) {
  UNUSED;
  return bits;
}
NATIVE(jfloat, JniArguments, makeFloat)(JNIEnv* env, jclass c, jint bits) {
  jfloat result;
  UNUSED;
  memcpy(&result, &bits, sizeof result);
  return result;
}
NATIVE(jdouble, JniArguments, makeDouble)(JNIEnv* env, jclass c, jlong bits) {
  jdouble result;
  UNUSED;
  memcpy(&result, &bits, sizeof result);
  return result;
}
NATIVE(jobject, JniArguments, echo)(JNIEnv* env, jclass c, jobject a) {
  UNUSED;
  return a;
}
NATIVE(void, JniArguments, nothing)(JNIEnv* env, jclass c) { UNUSED; }
NATIVE(jclass, JniArguments, classArgument)(JNIEnv* env, jclass c) {
  UNUSED;
  return c;
}
NATIVE(jobject, JniArguments, receiver)(JNIEnv* env, jobject c) {
  UNUSED;
  return c;
}
