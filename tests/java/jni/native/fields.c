// SPDX-License-Identifier: Apache-2.0
// Natives of JniFields.
#include "support.h"

#define F(name, sig) (*env)->GetFieldID(env, type, name, sig)
#define S(name, sig) (*env)->GetStaticFieldID(env, type, name, sig)

static void say_text(JNIEnv* env, const char* label, jobject object) {
  if (object == NULL) {
    say(env, "%s null", label);
    return;
  }
  jmethodID to_string =
      (*env)->GetMethodID(env, (*env)->GetObjectClass(env, object), "toString", "()Ljava/lang/String;");
  jstring text = (*env)->CallObjectMethod(env, object, to_string);
  const char* chars = (*env)->GetStringUTFChars(env, text, NULL);
  say(env, "%s %s", label, chars);
  (*env)->ReleaseStringUTFChars(env, text, chars);
}

NATIVE(void, JniFields, read)(JNIEnv* env, jclass c, jobject h) {
  jclass type = (*env)->GetObjectClass(env, h);
  (void)c;
  say(env, "%d %d %d %d %d %ld %g %g", (*env)->GetBooleanField(env, h, F("z", "Z")),
      (*env)->GetByteField(env, h, F("b", "B")), (*env)->GetCharField(env, h, F("c", "C")),
      (*env)->GetShortField(env, h, F("s", "S")), (*env)->GetIntField(env, h, F("i", "I")),
      (long)(*env)->GetLongField(env, h, F("j", "J")), (*env)->GetFloatField(env, h, F("f", "F")),
      (*env)->GetDoubleField(env, h, F("d", "D")));
  say_text(env, "o", (*env)->GetObjectField(env, h, F("o", "Ljava/lang/Object;")));
  say(env, "hidden %d", (*env)->GetArrayLength(env, (*env)->GetObjectField(env, h, F("hidden", "[I"))));
  say(env, "volatile %ld", (long)(*env)->GetLongField(env, h, F("volatileLong", "J")));
  say_text(env, "volatile", (*env)->GetObjectField(env, h, F("volatileObject", "Ljava/lang/Object;")));
  say(env, "inherited %d", (*env)->GetIntField(env, h, F("inherited", "I")));
  say(env, "%d %d %d %d %d %ld %g %g", (*env)->GetStaticBooleanField(env, type, S("sz", "Z")),
      (*env)->GetStaticByteField(env, type, S("sb", "B")), (*env)->GetStaticCharField(env, type, S("sc", "C")),
      (*env)->GetStaticShortField(env, type, S("ss", "S")), (*env)->GetStaticIntField(env, type, S("si", "I")),
      (long)(*env)->GetStaticLongField(env, type, S("sj", "J")), (*env)->GetStaticFloatField(env, type, S("sf", "F")),
      (*env)->GetStaticDoubleField(env, type, S("sd", "D")));
  say_text(env, "so", (*env)->GetStaticObjectField(env, type, S("so", "Ljava/lang/Object;")));
  say(env, "sv %d counter %ld", (*env)->GetStaticIntField(env, type, S("sv", "I")),
      (long)(*env)->GetStaticLongField(env, type, S("counter", "J")));
}

NATIVE(void, JniFields, write)(JNIEnv* env, jclass c, jobject h, jobject value) {
  jclass type = (*env)->GetObjectClass(env, h);
  jint values[] = {7, 8};
  (void)c;
  (*env)->SetBooleanField(env, h, F("z", "Z"), JNI_FALSE);
  (*env)->SetByteField(env, h, F("b", "B"), 127);
  (*env)->SetCharField(env, h, F("c", "C"), 0xfffe);
  (*env)->SetShortField(env, h, F("s", "S"), 32767);
  (*env)->SetIntField(env, h, F("i", "I"), 0x7fffffff);
  (*env)->SetLongField(env, h, F("j", "J"), (jlong)0x7fffffffffffffff);
  (*env)->SetFloatField(env, h, F("f", "F"), -0.0f);
  (*env)->SetDoubleField(env, h, F("d", "D"), 1e300);
  (*env)->SetObjectField(env, h, F("o", "Ljava/lang/Object;"), value);
  jintArray array = (*env)->NewIntArray(env, 2);
  (*env)->SetIntArrayRegion(env, array, 0, 2, values);
  (*env)->SetObjectField(env, h, F("hidden", "[I"), array);
  (*env)->SetLongField(env, h, F("volatileLong", "J"), -77);
  (*env)->SetObjectField(env, h, F("volatileObject", "Ljava/lang/Object;"), value);
  (*env)->SetIntField(env, h, F("inherited", "I"), 50);
  (*env)->SetStaticBooleanField(env, type, S("sz", "Z"), JNI_FALSE);
  (*env)->SetStaticByteField(env, type, S("sb", "B"), 127);
  (*env)->SetStaticCharField(env, type, S("sc", "C"), 0xfffe);
  (*env)->SetStaticShortField(env, type, S("ss", "S"), 32767);
  (*env)->SetStaticIntField(env, type, S("si", "I"), 0x7fffffff);
  (*env)->SetStaticLongField(env, type, S("sj", "J"), (jlong)0x7fffffffffffffff);
  (*env)->SetStaticFloatField(env, type, S("sf", "F"), -0.0f);
  (*env)->SetStaticDoubleField(env, type, S("sd", "D"), 1e300);
  (*env)->SetStaticObjectField(env, type, S("so", "Ljava/lang/Object;"), value);
  (*env)->SetStaticIntField(env, type, S("sv", "I"), 90);
  (*env)->SetStaticLongField(env, type, S("counter", "J"), 2);
}

NATIVE(jobject, JniFields, interfaceField)(JNIEnv* env, jclass c, jclass type) {
  (void)c;
  return (*env)->GetStaticObjectField(env, type, S("NAME", "Ljava/lang/String;"));
}

NATIVE(jint, JniFields, setFinal)(JNIEnv* env, jclass c, jobject h, jint value) {
  jclass type = (*env)->GetObjectClass(env, h);
  jfieldID id = F("constant", "I");
  (void)c;
  (*env)->SetIntField(env, h, id, value);
  return (*env)->GetIntField(env, h, id);
}

NATIVE(jint, JniFields, setBoolean)(JNIEnv* env, jclass c, jobject h, jint value) {
  jclass type = (*env)->GetObjectClass(env, h);
  jfieldID id = F("z", "Z");
  (void)c;
  (*env)->SetBooleanField(env, h, id, (jboolean)value);
  return (*env)->GetBooleanField(env, h, id);
}
