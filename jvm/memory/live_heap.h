// SPDX-License-Identifier: Apache-2.0
// A look at every live object at one instant: at the end of a full collection's marking, with every
// thread stopped. For censuses and heap dumps.
#pragma once

#include <cstddef>

#include "jvm/object/object.h"

namespace cjvm::live_heap {

// Runs a full collection and, between marking and sweeping, `look(argument)`. `look` must not
// allocate, lock, throw or use stdio: a stopped thread may be in the middle of any of them. Java
// threads. `cause` (static text) is what -verbose:gc prints.
void inspect(void (*look)(void*), void* argument, const char* cause);

// ---- only inside of `look`

// Calls `visit` for each live object.
void for_each(void (*visit)(Object*, void*), void* argument);
// True if this is the address of a live object.
bool contains(const void* address);
// Calls `visit` for each slot that the collector takes for a root of a Java stack, with the number
// of the thread it belongs to.
void for_each_stack_slot(void (*visit)(const Slot&, unsigned thread, void*), void* argument);

// ---- for the collector: runs the pending `look`, if there is one
void at_end_of_marking();

}  // namespace cjvm::live_heap
