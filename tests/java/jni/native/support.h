// SPDX-License-Identifier: Apache-2.0
// What the C files of the JNI test library share: short names, and printing through System.out so
// that lines of Java and C come out in order.
#ifndef CJVM_TESTS_JNI_SUPPORT_H
#define CJVM_TESTS_JNI_SUPPORT_H

#include <jni.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NATIVE(type, class_name, name) JNIEXPORT type JNICALL Java_##class_name##_##name

// Prints one line to System.out; nothing may be pending.
void say(JNIEnv* env, const char* format, ...) __attribute__((format(printf, 2, 3)));
// Prints "label: class: message" of the pending throwable and clears it, or "label: none".
void say_pending(JNIEnv* env, const char* label);

#endif
