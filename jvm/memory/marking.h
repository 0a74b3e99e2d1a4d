// SPDX-License-Identifier: Apache-2.0
// How the collector traces objects: one Boehm kind per GcKind, with mark procedures that read the
// reference offsets of the object's class. Private to jvm/memory. Everything runs under the
// collector's lock with the world stopped; the mark procedures run on several marker threads at
// once.
#pragma once

#include "jvm/memory/collector.h"

namespace cjvm::marking {

// Makes the kinds; after GC_INIT.
void make_kinds();
// The Boehm kind of a GcKind.
int boehm_kind(GcKind kind);

// True if marking has reached the object, which must be the start of a heap object. Only at the end
// of marking.
bool is_marked(const Object* object);
// Marks `root` and everything reachable from it after marking has ended; referents count as strong
// here.
void mark_from(Object* root);
// Gives back the memory that mark_from used.
void release_worklist();
// Reserves the worklist for a heap of this size.
void reserve_worklist(std::size_t heap_limit);

}  // namespace cjvm::marking
