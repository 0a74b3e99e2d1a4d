// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/memory_faults.h"

#include <dlfcn.h>
#include <signal.h>
#include <ucontext.h>

#include "jvm/frames/exceptions.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

namespace {

thread_local bool in_foreign_access = false;

void* library_of(void* code) {
  Dl_info info;
  return dladdr(code, &info) != 0 ? info.dli_fbase : nullptr;
}

void fault(int signal, siginfo_t* info, void* context) {
  auto pc = static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP];
  bool foreign = in_foreign_access;
  in_foreign_access = false;
  bool ours =
      library_of(reinterpret_cast<void*>(pc)) == library_of(reinterpret_cast<void*>(&fault));
  bool is_sent = info->si_code <= 0;  // by kill(): there is no access
  if (is_sent || JavaThread::current() == nullptr || (!ours && !foreign)) {
    ::signal(signal, SIG_DFL);  // The access is repeated and ends the process.
    if (is_sent) ::raise(signal);
    return;
  }
  throw_java(Throwable::InternalError,
             "a fault occurred in a recent unsafe memory access operation in compiled Java code");
}

}  // namespace

void install_memory_fault_handler() {
  struct sigaction action = {};
  action.sa_sigaction = fault;
  // Nothing is blocked in the handler, because it may not return.
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, nullptr);
}

void begin_foreign_access() { in_foreign_access = true; }
void end_foreign_access() { in_foreign_access = false; }

}  // namespace cjvm
