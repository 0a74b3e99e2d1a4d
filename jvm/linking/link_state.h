// SPDX-License-Identifier: Apache-2.0
// The state of a class between loaded and initialized (JVMS 5.5), and waiting for another thread to
// finish with it. Internal to jvm/linking: linker and initializer. The lock is one of a few shared
// by all classes, is held for a few instructions only, and never while Java code runs;
// Class::initializing_thread names the thread that works on the class.
#pragma once

#include "jvm/linking/class_initialization.h"
#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

enum class LinkClaim : std::uint8_t {
  Mine,    // the caller is to link the class
  Nested,  // the caller is linking it already, further out
  AlreadyLinked,
};

// Waits while another thread links the class.
LinkClaim begin_linking(JavaThread& thread, Class* klass);

// Waits while another thread initializes the class (JVMS 5.5 steps 1 to 6); never answers Wait.
// Requires: the class is linked.
InitializeClaim begin_initialization(JavaThread& thread, Class* klass);
// The caller, which had the answer Mine, has run the initializer (steps 10 and 11).
void complete_initialization(Class* klass, bool ok);

// Sets the state and wakes all waiting threads.
void set_link_state(Class* klass, ClassState state, JavaThread* worker);

}  // namespace cjvm
