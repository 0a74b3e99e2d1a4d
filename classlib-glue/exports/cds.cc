// SPDX-License-Identifier: Apache-2.0
// JVM_ functions of class data sharing. This VM has no archive: sharing is off, so the class
// library never asks for more than whether it is on. What would write or read an archive says so.
#include "classlib-glue/exports/access.h"

namespace cjvm::glue {
namespace {

void refuse(JNIEnv* env) {
  entry(env, [](JavaThread&) {
    throw_java(Throwable::UnsupportedOperationException, "Class data sharing is not available");
  });
}

}  // namespace

extern "C" {

JNIEXPORT void JVM_DefineArchivedModules(JNIEnv* env, jobject, jobject) { refuse(env); }
JNIEXPORT void JVM_DumpClassListToFile(JNIEnv* env, jstring) { refuse(env); }
JNIEXPORT void JVM_DumpDynamicArchive(JNIEnv* env, jstring) { refuse(env); }
// Zero: the class library salts its hash tables from the clock.
JNIEXPORT jlong JVM_GetRandomSeedForDumping() { return 0; }
// Without an archive there is nothing to put into the class.
JNIEXPORT void JVM_InitializeFromArchive(JNIEnv*, jclass) {}
JNIEXPORT jboolean JVM_IsCDSDumpingEnabled(JNIEnv*) { return JNI_FALSE; }
JNIEXPORT jboolean JVM_IsDumpingClassList(JNIEnv*) { return JNI_FALSE; }
JNIEXPORT jboolean JVM_IsSharingEnabled(JNIEnv*) { return JNI_FALSE; }
JNIEXPORT void JVM_LogLambdaFormInvoker(JNIEnv*, jstring) {}
// Null: not archived.
JNIEXPORT jclass JVM_LookupLambdaProxyClassFromArchive(JNIEnv*, jclass, jstring, jobject, jobject,
                                                       jobject, jobject) {
  return nullptr;
}
JNIEXPORT void JVM_RegisterLambdaProxyClassForArchiving(JNIEnv*, jclass, jstring, jobject, jobject,
                                                        jobject, jobject, jclass) {}

}  // extern "C"
}  // namespace cjvm::glue
