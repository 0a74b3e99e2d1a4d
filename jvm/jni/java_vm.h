// SPDX-License-Identifier: Apache-2.0
// The JNI invocation interface of the one VM: attaching and detaching threads, destroying the VM,
// JNI versions. Creating the VM is the business of whoever puts its parts together (classlib-glue).
// Any thread.
#pragma once

#include <jni.h>

namespace cjvm {

class JavaThread;

constexpr jint kJniVersion = JNI_VERSION_10;

// The JavaVM that native code gets; there is one, made on first use.
JavaVM* java_vm();

// True if native code may ask for this version (JNI_OnLoad's result, GetEnv).
bool is_supported_jni_version(jint version);

// Keeps the ThreadGroup of the booted main thread: attached threads belong to it. Called once,
// after booting.
void remember_main_group(JavaThread& thread);

// True after DestroyJavaVM.
bool is_java_vm_destroyed();

}  // namespace cjvm
