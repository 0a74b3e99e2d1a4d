// SPDX-License-Identifier: Apache-2.0
// VmExtension: hooks with single-machine defaults through which more than one machine could be made
// of this VM. Called by jvm/ and classlib-glue/; overridden elsewhere. Threads as the caller's.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

class VmExtension {
 public:
  virtual ~VmExtension() = default;
  // After a class is linked and before it is visible as such; may install vtables of other kinds.
  virtual void class_linked(Class*) {}
  // Thread.start: true if the extension started the thread itself.
  virtual bool start_thread(JavaThread&, Object*) { return false; }
  virtual void thread_state_changed(JavaThread&) {}
  // The canonical instance of an interned string, given this process's candidate.
  virtual Object* intern(Object* candidate) { return candidate; }
  // Before the process ends with this code.
  virtual void exit(int) {}
  virtual void collect() {}
  virtual void dump() {}
};

}  // namespace cjvm
