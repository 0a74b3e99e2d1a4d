// SPDX-License-Identifier: Apache-2.0
// Tables that know objects without keeping them alive: interned strings, weak words, monitors. Each
// registers a function that the collector runs at the end of marking, when is_marked() is exact.
// Such a function must not allocate, lock or block: every thread is stopped wherever it was, so a
// table changes only under Collector::with_lock or atomically.
#pragma once

#include "jvm/object/object.h"

namespace cjvm::weak_tables {

using Sweep = void (*)();

// Before the first collection or under Collector::with_lock; at most a handful.
void add(Sweep sweep);
void sweep_all();
// True if the object survives the collection that is in progress.
bool survives(const Object* object);

}  // namespace cjvm::weak_tables
