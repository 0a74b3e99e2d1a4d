// SPDX-License-Identifier: Apache-2.0
// java.lang.Object's operations as its methods specify them, for exports and natives. Objects are
// non-null. Java threads.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {
class JavaThread;
namespace glue {

// Object.clone: CloneNotSupportedException with the class name.
Object* clone_object(JavaThread& thread, Object* object);
// Object.wait(millis): IllegalArgumentException, IllegalMonitorStateException,
// InterruptedException.
void wait_on(JavaThread& thread, Object* object, std::int64_t millis);

}  // namespace glue
}  // namespace cjvm
