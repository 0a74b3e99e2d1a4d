// SPDX-License-Identifier: Apache-2.0
// The handler must not block the collector's signals: a collection may begin between the end of a
// visit and the moment in which the target goes on, and it waits for every thread to answer. During
// a visit no collection can begin.
#include "jvm/threads/stop_signal.h"

#include <semaphore.h>
#include <signal.h>

#include <cerrno>

#include "jvm/base/check.h"
#include "jvm/memory/collector.h"

namespace cjvm {

namespace {

sem_t stopped;
sem_t go_on;
void* registers = nullptr;  // of the thread that stands still
sem_t left;  // the target has taken go_on, so that the next target cannot take it instead

void wait_for(sem_t& semaphore) {
  while (sem_wait(&semaphore) != 0 && errno == EINTR) {
  }
}

void stand_still(int, siginfo_t*, void* context) {
  int saved = errno;
  registers = context;
  sem_post(&stopped);
  wait_for(go_on);
  sem_post(&left);
  errno = saved;
}

// Not one that the JDK's libraries (SIGRTMAX - 2) or the collector (SIGPWR, SIGXCPU) use.
int stop_signal() {
  static const int signal = [] {
    sem_init(&stopped, 0, 0);
    sem_init(&go_on, 0, 0);
    sem_init(&left, 0, 0);
    int chosen = SIGRTMIN + 8;
    struct sigaction action = {};
    action.sa_sigaction = stand_still;
    action.sa_flags = SA_RESTART | SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    check(sigaction(chosen, &action, nullptr) == 0, "a real-time signal can be handled");
    return chosen;
  }();
  return signal;
}

}  // namespace

void* stopped_registers() { return registers; }

void stop_and_visit(JavaThread& target, const std::function<void()>& visit) {
  check(&target != JavaThread::current(), "a thread does not stop itself");
  struct Visit {
    JavaThread& target;
    const std::function<void()>& visit;
  } what{target, visit};
  // The target might be about to stop all threads for a collection, this one included: both would
  // wait for ever. It cannot while the allocation lock is taken.
  Collector::with_lock(
      [](void* argument) -> void* {
        auto& [stopped_target, do_visit] = *static_cast<Visit*>(argument);
        if (pthread_kill(stopped_target.pthread, stop_signal()) != 0) {
          do_visit();  // Its pthread has ended already: nothing moves.
          return nullptr;
        }
        wait_for(stopped);
        do_visit();
        registers = nullptr;
        sem_post(&go_on);
        wait_for(left);
        return nullptr;
      },
      &what);
}

}  // namespace cjvm
