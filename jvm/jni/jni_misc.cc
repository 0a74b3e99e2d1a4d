// SPDX-License-Identifier: Apache-2.0
// JNI functions about the VM itself.
#include "jvm/jni/functions.h"
#include "jvm/jni/java_vm.h"

namespace cjvm::jni {

namespace {

jint GetVersion(JNIEnv*) { return kJniVersion; }

jint GetJavaVM(JNIEnv*, JavaVM** vm) {
  *vm = java_vm();
  return JNI_OK;
}

}  // namespace

void install_misc(JNINativeInterface_& table) {
  table.GetVersion = GetVersion;
  table.GetJavaVM = GetJavaVM;
}

}  // namespace cjvm::jni
