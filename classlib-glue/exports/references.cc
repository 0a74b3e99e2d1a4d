// SPDX-License-Identifier: Apache-2.0
// JVM_ functions of java.lang.ref.Reference. The collector fills the pending list; the Reference
// Handler thread takes it. Java threads.
#include "jvm/memory/references.h"

#include "classlib-glue/exports/access.h"

namespace cjvm::glue {
extern "C" {

JNIEXPORT jobject JVM_GetAndClearReferencePendingList(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) { return local(thread, take_pending_references()); });
}

JNIEXPORT jboolean JVM_HasReferencePendingList(JNIEnv* env) {
  return entry(env, [&](JavaThread&) -> jboolean { return has_pending_references(); });
}

JNIEXPORT jboolean JVM_PhantomReferenceRefersTo(JNIEnv* env, jobject reference, jobject object) {
  return entry(env, [&](JavaThread& thread) -> jboolean {
    return get_ref(thread, require(resolve(reference)), well_known::Reference_referent) ==
           resolve(object);
  });
}

JNIEXPORT void JVM_ReferenceClear(JNIEnv* env, jobject reference) {
  entry(env, [&](JavaThread& thread) {
    set_ref(thread, require(resolve(reference)), well_known::Reference_referent, nullptr);
  });
}

JNIEXPORT jboolean JVM_ReferenceRefersTo(JNIEnv* env, jobject reference, jobject object) {
  return JVM_PhantomReferenceRefersTo(env, reference, object);
}

JNIEXPORT void JVM_WaitForReferencePendingList(JNIEnv* env) {
  entry(env, [&](JavaThread& thread) { wait_for_pending_references(thread); });
}

}  // extern "C"
}  // namespace cjvm::glue
