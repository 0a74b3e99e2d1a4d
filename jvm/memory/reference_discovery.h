// SPDX-License-Identifier: Apache-2.0
// What happens to references during one collection: the mark procedures note those whose referent
// may have to be cleared, and process() decides at the end of marking. Private to jvm/memory; world
// stopped, collector's lock held.
#pragma once

#include <cstddef>

#include "jvm/object/class.h"

namespace cjvm::references {

// Reserves the list of noted references for a heap of this size.
void reserve(std::size_t heap_limit);

// Before marking. `clear_soft`: treat soft references as weak. `free_bytes`: what the heap can
// still grow by.
void begin(bool clear_soft, std::size_t free_bytes);

// From a mark procedure: true if the reference was noted and its referent must not be traced now.
bool discover(Object* reference, ReferenceStrength strength);

// After marking: clears, keeps finalizable objects, and links the cleared references to the pending
// list.
void process();

// After the world runs again: wakes the threads that wait for pending references.
void announce();

// Pushes the pending list's head; the rest hangs on it.
void push_roots();

}  // namespace cjvm::references
