// SPDX-License-Identifier: Apache-2.0
// Native of JniFatalError.
#include "support.h"

NATIVE(void, JniFatalError, fatal)(JNIEnv* env, jclass c, jstring message) {
  (void)c;
  (*env)->FatalError(env, (*env)->GetStringUTFChars(env, message, NULL));
}
