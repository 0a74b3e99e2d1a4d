// SPDX-License-Identifier: Apache-2.0
// Class initialization (JVMS 5.5) with concurrent threads. Java threads; throws
// ExceptionInInitializerError, NoClassDefFoundError "Could not initialize class X" (cause as java),
// and linking errors.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

void initialize_class_slow(JavaThread& thread, Class* klass);

inline void initialize_class(JavaThread& thread, Class* klass) {
  if (!klass->is_initialized()) [[unlikely]]
    initialize_class_slow(thread, klass);
}

// True if instructions that need the class initialized may be quickened: initialized for every
// thread.
inline bool is_fully_initialized(const Class* klass) { return klass->is_initialized(); }

}  // namespace cjvm
