// SPDX-License-Identifier: Apache-2.0
// VmExtension: hooks with single-machine defaults through which more than one machine can be made
// of this VM. Called by jvm/, interp/ and classlib-glue/; overridden elsewhere. On the calling Java
// thread; those that may run Java code or wait throw JavaThrow.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

class VmExtension {
 public:
  virtual ~VmExtension() = default;

  // ---- classes
  // After a class is linked and before it is visible as such; may install vtables of other kinds.
  virtual void class_linked(Class*) {}
  // Asked before a class of this process is initialized (JVMS 5.5): true if the extension has seen
  // to it, that is, the class is in state Initialized now, or the calling thread may use it because
  // it is the one that initializes it. The class is linked.
  virtual bool initialize(JavaThread&, Class*) { return false; }
  // False: the field's value is not in this process's mirror, accesses go through HeapAccess.
  virtual bool is_static_here(const Field&) { return true; }
  // The canonical instance of an interned string, given this process's candidate.
  virtual Object* intern(Object* candidate) { return candidate; }

  // ---- objects
  // Whether `new` of `klass` in code of `from` asks the extension where the object shall be
  // (`remote_new`).
  virtual bool places(const Class* /*klass*/, const Class* /*from*/) { return false; }
  // A new object of a class that it places; its constructor has not run and decides where it is.
  virtual Object* new_placed(JavaThread&, Class*) { return nullptr; }
  // Runs `method`, exactly this one, where the master of its receiver arguments[0] (a proxy) is.
  // argument_slots slots at `arguments`, as for ExecutionEngine::invoke; returns the result's slot.
  virtual Slot execute_at_master(JavaThread&, Method*, Slot* /*arguments*/) { return {}; }
  // A VM native got a proxy where it can only use an object of this process: runs it all the same
  // and returns true, or throws an error that names it.
  virtual bool run_native_on_proxy(JavaThread&, Method*, Slot* /*slots*/) { return false; }

  // ---- threads
  // Thread.start: true if the extension started the thread itself.
  virtual bool start_thread(JavaThread&, Object*) { return false; }
  virtual void thread_state_changed(JavaThread&) {}

  // ---- the process
  // Before the process ends with this code.
  virtual void exit(int) {}
  virtual void collect() {}
  virtual void dump() {}
};

}  // namespace cjvm
