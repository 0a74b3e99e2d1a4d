// SPDX-License-Identifier: Apache-2.0
// How Get/ReleasePrimitiveArrayCritical reach an array's elements. Here objects never move and lie
// in this process, so native code gets their address; another heap may replace that by copying in
// and out. Set once while the VM starts.
#pragma once

#include <jni.h>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

struct CriticalAccess {
  // Address of the elements, or of a copy (then is_copy is set). Null: out of memory.
  void* (*acquire)(JavaThread& thread, Array* array, bool& is_copy);
  // Pairs with acquire; `mode` as the JNI defines it (0, JNI_COMMIT, JNI_ABORT).
  void (*release)(JavaThread& thread, Array* array, void* elements, jint mode);
};

void set_critical_access(CriticalAccess access);

}  // namespace cjvm
