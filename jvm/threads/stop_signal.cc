// SPDX-License-Identifier: Apache-2.0
// The handler must not block the collector's signals: a collection may begin while a thread stands
// here, and it waits for every thread to answer.
#include "jvm/threads/stop_signal.h"

#include <semaphore.h>
#include <signal.h>

#include <cerrno>

#include "jvm/base/check.h"

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
  if (pthread_kill(target.pthread, stop_signal()) != 0) {
    visit();  // Its pthread has ended already: nothing moves.
    return;
  }
  wait_for(stopped);
  visit();
  registers = nullptr;
  sem_post(&go_on);
  wait_for(left);
}

}  // namespace cjvm
