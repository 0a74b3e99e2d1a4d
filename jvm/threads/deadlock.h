// SPDX-License-Identifier: Apache-2.0
// Finding threads that wait for each other in a circle, over monitors and java.util.concurrent's
// ownable synchronizers. Java threads.
#pragma once

#include "jvm/memory/gc_vector.h"
#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

// One thread of a circle; the thread that holds what it waits for is the next one (the last one's
// is the first).
struct DeadlockedThread {
  Object* java_thread;
  Object* waits_for;  // the monitor's object or the AbstractOwnableSynchronizer
  bool is_synchronizer;
};
using Deadlock = GcVector<DeadlockedThread>;

// All circles; none is reported twice. `synchronizers`: also those that go through
// java.util.concurrent locks.
GcVector<Deadlock> find_deadlocks(bool synchronizers = true);

// What `thread` waits for when it is parked with a synchronizer as its blocker, or null.
Object* awaited_synchronizer(JavaThread& thread);

}  // namespace cjvm
