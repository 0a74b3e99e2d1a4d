// SPDX-License-Identifier: Apache-2.0
// A handler only counts and posts a semaphore; the Signal Dispatcher thread does what the signal
// asks for.
#include "jvm/threads/signals.h"

#include <semaphore.h>
#include <signal.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>

#include "jvm/base/host_hooks.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/attach_listener.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/memory_faults.h"
#include "jvm/threads/thread_dump.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr int kSignals = 65;
// What the JDK passes and gets instead of a function.
constexpr std::uintptr_t kIgnore = 1, kJava = 2;
constexpr std::uintptr_t kRefused = static_cast<std::uintptr_t>(-1);

std::atomic<std::uint32_t> pending[kSignals];
sem_t arrived;

struct Name {
  std::string_view name;
  int number;
};
constexpr Name kNames[] = {
    {"ABRT", SIGABRT}, {"ALRM", SIGALRM}, {"BUS", SIGBUS},       {"CHLD", SIGCHLD},
    {"CLD", SIGCHLD},  {"CONT", SIGCONT}, {"FPE", SIGFPE},       {"HUP", SIGHUP},
    {"ILL", SIGILL},   {"INT", SIGINT},   {"IO", SIGIO},         {"IOT", SIGIOT},
    {"KILL", SIGKILL}, {"PIPE", SIGPIPE}, {"POLL", SIGPOLL},     {"PROF", SIGPROF},
    {"PWR", SIGPWR},   {"QUIT", SIGQUIT}, {"SEGV", SIGSEGV},     {"STKFLT", SIGSTKFLT},
    {"STOP", SIGSTOP}, {"SYS", SIGSYS},   {"TERM", SIGTERM},     {"TRAP", SIGTRAP},
    {"TSTP", SIGTSTP}, {"TTIN", SIGTTIN}, {"TTOU", SIGTTOU},     {"URG", SIGURG},
    {"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"VTALRM", SIGVTALRM}, {"WINCH", SIGWINCH},
    {"XCPU", SIGXCPU}, {"XFSZ", SIGXFSZ}};

void note(int signal) {
  int saved = errno;
  pending[signal].fetch_add(1, std::memory_order_relaxed);
  sem_post(&arrived);
  errno = saved;
}

void do_nothing(int) {}

using Handler = void (*)(int);

Handler set_handler(int signal, Handler handler) {
  struct sigaction action = {}, old = {};
  action.sa_handler = handler;
  // As HotSpot: a handler does not make blocked reads fail.
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  // The collector must be able to stop a thread that is in a handler.
  sigdelset(&action.sa_mask, SIGPWR);
  sigdelset(&action.sa_mask, SIGXCPU);
  if (sigaction(signal, &action, &old) != 0) return SIG_ERR;
  return old.sa_handler;
}

bool is_ignored(int signal) {
  struct sigaction old = {};
  sigaction(signal, nullptr, &old);
  return old.sa_handler == SIG_IGN;
}

bool is_shutdown(int signal) { return signal == SIGHUP || signal == SIGINT || signal == SIGTERM; }

bool is_vms_own(int signal) {
  return signal == SIGFPE || signal == SIGILL || signal == SIGSEGV || signal == SIGQUIT ||
         signal == SIGPWR || signal == SIGXCPU;
}

int take_pending_signal() {
  for (int signal = 1; signal < kSignals; ++signal) {
    std::uint32_t count = pending[signal].load(std::memory_order_relaxed);
    while (count != 0) {
      if (pending[signal].compare_exchange_weak(count, count - 1, std::memory_order_relaxed))
        return signal;
    }
  }
  return 0;
}

void dispatch(JavaThread& thread, int signal) {
  try {
    call_java(thread, well_known::Signal_dispatch, {std::int32_t{signal}});
  } catch (const JavaThrow&) {
    take_pending(thread);
  }
}

}  // namespace

void install_vm_signals() {
  sem_init(&arrived, 0, 0);
  // An empty handler and not SIG_IGN: processes that the program starts inherit the latter.
  set_handler(SIGPIPE, do_nothing);
  set_handler(SIGXFSZ, do_nothing);
  install_memory_fault_handlers();
  if (!Vm::instance().options().reduced_signals) set_handler(SIGQUIT, note);
}

int find_signal(std::string_view name) {
  for (const Name& known : kNames) {
    if (known.name == name) return known.number;
  }
  return -1;
}

void* register_signal(int signal, void* handler) {
  auto code = reinterpret_cast<std::uintptr_t>(handler);
  bool reduced = Vm::instance().options().reduced_signals;
  if (signal <= 0 || signal >= kSignals || is_vms_own(signal) || (reduced && is_shutdown(signal))) {
    return reinterpret_cast<void*>(kRefused);
  }
  if (is_shutdown(signal) && is_ignored(signal)) return reinterpret_cast<void*>(kIgnore);
  Handler old = set_handler(signal, code == kJava ? note : reinterpret_cast<Handler>(handler));
  if (old == SIG_ERR) return reinterpret_cast<void*>(kRefused);
  return old == note ? reinterpret_cast<void*>(kJava) : reinterpret_cast<void*>(old);
}

bool raise_signal(int signal) {
  bool reduced = Vm::instance().options().reduced_signals;
  if (reduced && (is_shutdown(signal) || signal == SIGQUIT)) return false;
  // A shutdown signal that is ignored stays without effect.
  if (is_shutdown(signal) && is_ignored(signal)) return false;
  return ::raise(signal) == 0;
}

void run_signal_dispatcher(JavaThread& thread) {
  for (;;) {
    {
      IdleScope idle(thread);
      while (sem_wait(&arrived) != 0 && errno == EINTR) {
      }
    }
    int signal = take_pending_signal();
    if (signal == SIGQUIT) {
      if (attach_requested(thread)) continue;
      host_print(stdout, thread_dump(thread));
      std::fflush(stdout);
    } else if (signal != 0) {
      dispatch(thread, signal);
    }
  }
}

}  // namespace cjvm
