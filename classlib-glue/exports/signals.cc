// SPDX-License-Identifier: Apache-2.0
// JVM_ functions of jdk.internal.misc.Signal; what they do is in jvm/threads/signals. Any thread.
#include "jvm/threads/signals.h"

#include <jni.h>

namespace cjvm::glue {
extern "C" {

JNIEXPORT jint JVM_FindSignal(const char* name) { return find_signal(name); }

JNIEXPORT jboolean JVM_RaiseSignal(jint signal) { return raise_signal(signal); }

JNIEXPORT void* JVM_RegisterSignal(jint signal, void* handler) {
  return register_signal(signal, handler);
}

}  // extern "C"
}  // namespace cjvm::glue
