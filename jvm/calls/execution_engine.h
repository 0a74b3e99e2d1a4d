// SPDX-License-Identifier: Apache-2.0
// ExecutionEngine: how the rest of the VM runs Java code without knowing the interpreter.
// Implemented by interp/. One instance per VM; thread-safe.
#pragma once

#include <cstdint>

#include "jvm/object/method.h"

namespace cjvm {

class JavaThread;

class ExecutionEngine {
 public:
  virtual ~ExecutionEngine() = default;

  // Runs `method` (exactly this one: no selection) with method->argument_slots slots at
  // `arguments`; returns the result slot. A throwable that leaves the method comes out as JavaThrow
  // with thread.pending set. Does not initialize the holder.
  virtual Slot invoke(JavaThread& thread, Method* method, const Slot* arguments) = 0;

  // Sets method->entry to the code that prepares (translates or binds) the method at its first
  // call. Called by the linker for every method of a class, abstract ones included.
  virtual void install(Method* method) = 0;

  // Bytecode index of an instruction of `method`'s prepared code.
  virtual int bci_of(const Method* method, const Instruction* pc) const = 0;

  // The instruction that a thread executes in its innermost frame, if the registers with which it
  // was stopped tell it; else null, and the frame's own pc counts. `registers` is the ucontext_t of
  // a signal handler.
  virtual const Instruction* running_instruction(const JavaThread& thread,
                                                 const void* registers) const = 0;

  // Makes threads that branch backwards in `method` look for requests of other threads
  // (threads/thread_requests.h), until as many calls have taken it back. Calls are serialized.
  virtual void watch_loops(const Method* method, bool on) = 0;

  // A VM-made Method that stands for `method` (not static) in the vtables of proxies, and wherever
  // `method` would be called directly on one: its code is `execute_remote` and the return. The same
  // one for each call.
  virtual Method* proxy_stub(Method* method) = 0;

  // A VM-made Method for MethodHandle.invokeBasic/linkTo* with this descriptor; interned by
  // (intrinsic, descriptor).
  virtual Method* method_handle_intrinsic(JavaThread& thread, MethodHandleIntrinsic intrinsic,
                                          const Symbol* descriptor) = 0;
};

}  // namespace cjvm
