// SPDX-License-Identifier: Apache-2.0
// Instances made on behalf of native code. Internal to jvm/jni. Java threads.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {
class JavaThread;
}

namespace cjvm::jni {

// Zeroed instance of `klass`, which is initialized first. Throws InstantiationException (the
// class's name) for what has no instances: interfaces, abstract classes, arrays;
// IllegalAccessException for java.lang.Class.
Object* allocate_instance(JavaThread& thread, Class* klass);

}  // namespace cjvm::jni
