// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/memory_faults.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <ucontext.h>
#include <unistd.h>

#include "jvm/frames/exceptions.h"
#include "jvm/linking/symbol.h"
#include "jvm/memory/native_memory.h"
#include "jvm/object/class.h"
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

// Tells where it was before the end. Nothing here may need memory of malloc's, whose lock the
// thread may have.
void report(int signal, siginfo_t* info, void* context) {
  ::signal(signal, SIG_DFL);  // The access is repeated and ends the process.
  if (info->si_code <= 0) {
    ::raise(signal);
    return;
  }
  auto pc =
      static_cast<std::uintptr_t>(static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
  Dl_info code = {};
  dladdr(reinterpret_cast<void*>(pc), &code);
  ::dprintf(STDERR_FILENO, "cjvm: SIGSEGV at pc %#zx (%s+%#zx), address %p%s\n", pc,
            code.dli_fname == nullptr ? "?" : code.dli_fname,
            pc - reinterpret_cast<std::uintptr_t>(code.dli_fbase), info->si_addr,
            NativeMemory::is_elsewhere(reinterpret_cast<std::int64_t>(info->si_addr))
                ? ", memory of another process of this VM, which native code cannot use"
                : "");
  JavaThread* thread = JavaThread::current();
  const Method* method =
      thread == nullptr || thread->frame == nullptr ? nullptr : thread->frame->method;
  if (method == nullptr || !method->is_native()) return;
  std::string_view holder = method->holder->name->text(), name = method->name->text();
  ::dprintf(STDERR_FILENO, "  in native method %.*s.%.*s\n", static_cast<int>(holder.size()),
            holder.data(), static_cast<int>(name.size()), name.data());
}

void handle(int signal, void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action = {};
  action.sa_sigaction = handler;
  // Nothing is blocked in the handler, because it may not return.
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void install_memory_fault_handlers() {
  handle(SIGBUS, fault);
  handle(SIGSEGV, report);
}

void begin_foreign_access() { in_foreign_access = true; }
void end_foreign_access() { in_foreign_access = false; }

}  // namespace cjvm
