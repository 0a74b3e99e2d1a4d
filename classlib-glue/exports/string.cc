// SPDX-License-Identifier: Apache-2.0
// JVM_InternString. Java threads.
#include "classlib-glue/exports/access.h"

namespace cjvm::glue {
extern "C" {

JNIEXPORT jstring JVM_InternString(JNIEnv* env, jstring string) {
  return entry(env, [&](JavaThread& thread) -> jstring {
    if (string == nullptr) return nullptr;
    return local<jstring>(thread, intern_string(resolve(string)));
  });
}

}  // extern "C"
}  // namespace cjvm::glue
