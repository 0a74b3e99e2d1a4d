// SPDX-License-Identifier: Apache-2.0
// Link and initialization states: an array of mutex and condition, picked by the class's address.
// Waiting threads are plain pthread waiters, which the collector may stop, and count as runnable
// for Java, as in HotSpot.
#include "jvm/linking/link_state.h"

#include <condition_variable>

#include "jvm/base/check.h"
#include "jvm/base/guarded.h"
#include "jvm/linking/linker.h"

namespace cjvm {

namespace {

struct Stripe {
  Mutex mutex{LockRank::Initialization};
  std::condition_variable changed;
};

Stripe& stripe_of(const Class* klass) {
  static auto* stripes = new Stripe[64];
  auto bits = reinterpret_cast<std::uintptr_t>(klass);
  return stripes[(bits >> 6 ^ bits >> 12) & 63];
}

void wait(Stripe& stripe) {
  std::unique_lock<std::mutex> lock(stripe.mutex.native(), std::adopt_lock);
  stripe.changed.wait(lock);
  lock.release();
}

void set_locked(Class* klass, ClassState state, JavaThread* worker) {
  klass->initializing_thread.store(worker, std::memory_order_relaxed);
  // Release: pairs with the acquire in is_linked() and is_initialized().
  klass->state.store(state, std::memory_order_release);
}

ClassInitialization initialization_of(const Class* klass) {
  return {klass->state.load(std::memory_order_relaxed),
          klass->initializing_thread.load(std::memory_order_relaxed)};
}

}  // namespace

LinkClaim begin_linking(JavaThread& thread, Class* klass) {
  Stripe& stripe = stripe_of(klass);
  MutexLock lock(stripe.mutex);
  for (;;) {
    ClassState state = klass->state.load(std::memory_order_relaxed);
    if (state == ClassState::Loaded) {
      set_locked(klass, ClassState::Linking, &thread);
      return LinkClaim::Mine;
    }
    if (state != ClassState::Linking) return LinkClaim::AlreadyLinked;
    if (klass->initializing_thread.load(std::memory_order_relaxed) == &thread)
      return LinkClaim::Nested;
    wait(stripe);
  }
}

InitializeClaim begin_initialization(JavaThread& thread, Class* klass) {
  Stripe& stripe = stripe_of(klass);
  MutexLock lock(stripe.mutex);
  for (;;) {
    ClassInitialization decision = initialization_of(klass);
    InitializeClaim claim = decision.begin(&thread);
    if (claim != InitializeClaim::Wait) {
      if (claim == InitializeClaim::Mine) set_locked(klass, decision.state(), &thread);
      return claim;
    }
    wait(stripe);
  }
}

void complete_initialization(Class* klass, bool ok) {
  Stripe& stripe = stripe_of(klass);
  MutexLock lock(stripe.mutex);
  ClassInitialization decision = initialization_of(klass);
  decision.complete(ok);
  set_locked(klass, decision.state(), nullptr);
  stripe.changed.notify_all();
}

void set_link_state(Class* klass, ClassState state, JavaThread* worker) {
  Stripe& stripe = stripe_of(klass);
  MutexLock lock(stripe.mutex);
  debug_check(!klass->is_initialized() || state == ClassState::Initialized,
              "an initialized class stays so");
  set_locked(klass, state, worker);
  stripe.changed.notify_all();
}

}  // namespace cjvm
