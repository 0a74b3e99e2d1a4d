// SPDX-License-Identifier: Apache-2.0
// Natives of JniCallMethods. Each method of the table is called with the same arguments in three forms.
#include "support.h"

#define ID(name, sig) (*env)->GetMethodID(env, base, name, sig)
#define SID(name, sig) (*env)->GetStaticMethodID(env, type, name, sig)

// The va_list forms, wrapped.
#define WRAP(Name, J)                                                                     \
  static J list_##Name(JNIEnv* env, jobject o, jmethodID m, ...) {                        \
    va_list l;                                                                            \
    va_start(l, m);                                                                       \
    J r = (*env)->Call##Name##MethodV(env, o, m, l);                                      \
    va_end(l);                                                                            \
    return r;                                                                             \
  }                                                                                       \
  static J list_nonvirtual_##Name(JNIEnv* env, jobject o, jclass c, jmethodID m, ...) {   \
    va_list l;                                                                            \
    va_start(l, m);                                                                       \
    J r = (*env)->CallNonvirtual##Name##MethodV(env, o, c, m, l);                         \
    va_end(l);                                                                            \
    return r;                                                                             \
  }                                                                                       \
  static J list_static_##Name(JNIEnv* env, jclass c, jmethodID m, ...) {                  \
    va_list l;                                                                            \
    va_start(l, m);                                                                       \
    J r = (*env)->CallStatic##Name##MethodV(env, c, m, l);                                \
    va_end(l);                                                                            \
    return r;                                                                             \
  }
WRAP(Boolean, jboolean)
WRAP(Byte, jbyte)
WRAP(Char, jchar)
WRAP(Short, jshort)
WRAP(Int, jint)
WRAP(Long, jlong)
WRAP(Float, jfloat)
WRAP(Double, jdouble)
WRAP(Object, jobject)

static void list_Void(JNIEnv* env, jobject o, jmethodID m, ...) {
  va_list l;
  va_start(l, m);
  (*env)->CallVoidMethodV(env, o, m, l);
  va_end(l);
}
static void list_nonvirtual_Void(JNIEnv* env, jobject o, jclass c, jmethodID m, ...) {
  va_list l;
  va_start(l, m);
  (*env)->CallNonvirtualVoidMethodV(env, o, c, m, l);
  va_end(l);
}
static void list_static_Void(JNIEnv* env, jclass c, jmethodID m, ...) {
  va_list l;
  va_start(l, m);
  (*env)->CallStaticVoidMethodV(env, c, m, l);
  va_end(l);
}

static void say_object(JNIEnv* env, const char* label, jobject object) {
  const char* chars = (*env)->GetStringUTFChars(env, object, NULL);
  say(env, "%s %s", label, chars);
  (*env)->ReleaseStringUTFChars(env, object, chars);
}

static void make_values(jvalue v[10][2], jstring text, jintArray array) {
  v[0][0].z = 1, v[0][1].b = -1;
  v[1][0].b = 100, v[1][1].s = 100;
  v[2][0].c = 0xffff, v[2][1].i = 2;
  v[3][0].s = -32768, v[3][1].j = 1;
  v[4][0].i = 7, v[4][1].f = 2.75f;
  v[5][0].j = 1L << 40, v[5][1].d = 3.75;
  v[6][0].f = 1.5f, v[6][1].l = NULL;
  v[7][0].d = 2.5, v[7][1].z = 0;
  v[8][0].l = text, v[8][1].c = 'x';
  v[9][0].l = text, v[9][1].l = array;
}

#define CALL3(kind, list_kind, Name, n, first, second, ...)                                               \
  (form == 0   ? (*env)->Call##kind##Name##Method(env, __VA_ARGS__, first, second)                        \
   : form == 1 ? list_kind##Name(env, __VA_ARGS__, first, second)                                         \
               : (*env)->Call##kind##Name##MethodA(env, __VA_ARGS__, v[n]))

#define CALL_ALL(kind, list_kind, ids, ...)                                                               \
  say(env, "%d", CALL3(kind, list_kind, Boolean, 0, 1, -1, __VA_ARGS__ ids[0]));                           \
  say(env, "%d", CALL3(kind, list_kind, Byte, 1, 100, 100, __VA_ARGS__ ids[1]));                           \
  say(env, "%d", CALL3(kind, list_kind, Char, 2, 0xffff, 2, __VA_ARGS__ ids[2]));                          \
  say(env, "%d", CALL3(kind, list_kind, Short, 3, -32768, (jlong)1, __VA_ARGS__ ids[3]));                  \
  say(env, "%d", CALL3(kind, list_kind, Int, 4, 7, 2.75f, __VA_ARGS__ ids[4]));                            \
  say(env, "%ld", (long)CALL3(kind, list_kind, Long, 5, (jlong)1 << 40, 3.75, __VA_ARGS__ ids[5]));        \
  say(env, "%g", CALL3(kind, list_kind, Float, 6, 1.5f, (jobject)NULL, __VA_ARGS__ ids[6]));               \
  say(env, "%g", CALL3(kind, list_kind, Double, 7, 2.5, 0, __VA_ARGS__ ids[7]));                           \
  say_object(env, "o", CALL3(kind, list_kind, Object, 8, text, 'x', __VA_ARGS__ ids[8]));                  \
  CALL3(kind, list_kind, Void, 9, text, array, __VA_ARGS__ ids[9])

static void find_ids(JNIEnv* env, jclass base, jmethodID ids[10]) {
  ids[0] = ID("z", "(ZB)Z");
  ids[1] = ID("b", "(BS)B");
  ids[2] = ID("c", "(CI)C");
  ids[3] = ID("s", "(SJ)S");
  ids[4] = ID("i", "(IF)I");
  ids[5] = ID("j", "(JD)J");
  ids[6] = ID("f", "(FLjava/lang/Object;)F");
  ids[7] = ID("d", "(DZ)D");
  ids[8] = ID("o", "(Ljava/lang/Object;C)Ljava/lang/Object;");
  ids[9] = ID("v", "(Ljava/lang/String;[I)V");
}

NATIVE(void, JniCallMethods, virtuals)
(JNIEnv* env, jclass c, jint form, jobject target, jclass base, jintArray array) {
  jvalue v[10][2];
  jmethodID ids[10];
  jstring text = (*env)->NewStringUTF(env, "text");
  (void)c;
  make_values(v, text, array);
  find_ids(env, base, ids);
#define TARGET target,
  CALL_ALL(, list_, ids, TARGET);
}

NATIVE(void, JniCallMethods, nonvirtuals)
(JNIEnv* env, jclass c, jint form, jobject target, jclass base, jintArray array) {
  jvalue v[10][2];
  jmethodID ids[10];
  jstring text = (*env)->NewStringUTF(env, "text");
  (void)c;
  make_values(v, text, array);
  find_ids(env, base, ids);
  if (target == NULL) {
    (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/IllegalStateException"), "no target");
    return;
  }
#undef TARGET
#define TARGET target, base,
  CALL_ALL(Nonvirtual, list_nonvirtual_, ids, TARGET);
}

NATIVE(void, JniCallMethods, statics)(JNIEnv* env, jclass c, jint form, jclass type, jintArray array) {
  jvalue v[10][2];
  jmethodID ids[10] = {SID("z", "(ZB)Z"),
                       SID("b", "(BS)B"),
                       SID("c", "(CI)C"),
                       SID("s", "(SJ)S"),
                       SID("i", "(IF)I"),
                       SID("j", "(JD)J"),
                       SID("f", "(FLjava/lang/Object;)F"),
                       SID("d", "(DZ)D"),
                       SID("o", "(Ljava/lang/Object;C)Ljava/lang/Object;"),
                       SID("v", "(Ljava/lang/String;[I)V")};
  jstring text = (*env)->NewStringUTF(env, "text");
  (void)c;
  make_values(v, text, array);
#undef TARGET
#define TARGET type,
  CALL_ALL(Static, list_static_, ids, TARGET);
  jmethodID many = SID("many", "(BDCFJZSILjava/lang/Object;DJ)I");
  if (form == 0) {
    say(env, "%d", (*env)->CallStaticIntMethod(env, type, many, -1, 2.5, 'c', 4.5f, (jlong)-5, 1, -7, 8, text, 10.5,
                                               (jlong)11));
  } else if (form == 1) {
    say(env, "%d", list_static_Int(env, type, many, -1, 2.5, 'c', 4.5f, (jlong)-5, 1, -7, 8, text, 10.5, (jlong)11));
  } else {
    jvalue a[11];
    a[0].b = -1, a[1].d = 2.5, a[2].c = 'c', a[3].f = 4.5f, a[4].j = -5, a[5].z = 1, a[6].s = -7, a[7].i = 8,
    a[8].l = text, a[9].d = 10.5, a[10].j = 11;
    say(env, "%d", (*env)->CallStaticIntMethodA(env, type, many, a));
  }
}

// Private methods, interface methods, methods of Object through an interface.
NATIVE(void, JniCallMethods, others)(JNIEnv* env, jclass c, jobject target, jclass base, jclass shape) {
  (void)c;
  say(env, "hidden %d", (*env)->CallIntMethod(env, target, ID("hidden", "(I)I"), 21));
  jmethodID sides = (*env)->GetMethodID(env, shape, "sides", "()I");
  say(env, "sides %d", (*env)->CallIntMethod(env, target, sides));
  jmethodID describe = (*env)->GetMethodID(env, shape, "describe", "(I)Ljava/lang/String;");
  say_object(env, "describe", (*env)->CallObjectMethod(env, target, describe, 3));
  say_object(env, "nonvirtual", (*env)->CallNonvirtualObjectMethod(env, target, shape, describe, 4));
  // Found in the class, although only its interface declares it.
  describe = ID("describe", "(I)Ljava/lang/String;");
  say_object(env, "by class", (*env)->CallObjectMethod(env, target, describe, 5));
  jmethodID hash = (*env)->GetMethodID(env, (*env)->FindClass(env, "java/lang/Object"), "hashCode", "()I");
  say(env, "same hash %d",
      (*env)->CallIntMethod(env, target, hash) == (*env)->CallNonvirtualIntMethod(env, target, base, hash));
}

// Arguments wider than their types: the VM narrows them.
NATIVE(void, JniCallMethods, narrow)(JNIEnv* env, jclass c, jobject target, jclass base) {
  (void)c;
  say(env, "%d", (*env)->CallBooleanMethod(env, target, ID("z", "(ZB)Z"), 2, -128));
  jmethodID test = ID("test", "(Z)I");
  for (jint i = 0; i <= 5; i++) {
    jint bits = i == 5 ? 0x100 : i == 4 ? 0xff : i;
    jvalue value;
    value.j = 0;
    value.z = (jboolean)bits;
    say(env, "%d: %d %d", bits, (*env)->CallIntMethod(env, target, test, bits),
        (*env)->CallIntMethodA(env, target, test, &value));
  }
  say(env, "%d", (*env)->CallByteMethod(env, target, ID("b", "(BS)B"), 0x1ff, 0x18000));
  say(env, "%d", (*env)->CallCharMethod(env, target, ID("c", "(CI)C"), -1, -1));
}
