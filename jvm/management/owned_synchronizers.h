// SPDX-License-Identifier: Apache-2.0
// Which java.util.concurrent locks threads own exclusively, found by a walk over the heap because
// nothing else records it. Java threads.
#pragma once

#include "jvm/memory/gc_vector.h"
#include "jvm/object/object.h"

namespace cjvm {

struct OwnedSynchronizer {
  Object* synchronizer;  // a java.util.concurrent.locks.AbstractOwnableSynchronizer
  Object* owner;         // java.lang.Thread
};

GcVector<OwnedSynchronizer> owned_synchronizers();

}  // namespace cjvm
