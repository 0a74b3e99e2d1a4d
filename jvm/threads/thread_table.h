// SPDX-License-Identifier: Apache-2.0
// Lock id -> JavaThread. Ids are small, recycled numbers (jvm/threads/lock_word.h); the table is
// what the collector walks with the world stopped, so a slot is one atomic word and reading needs
// no lock. Any thread.
#pragma once

#include <cstdint>

namespace cjvm {

class JavaThread;

// Gives the thread an id and enters it; false if all ids are taken.
bool take_lock_id(JavaThread& thread);
void release_lock_id(JavaThread& thread);
// An id for somebody who has no JavaThread of his own here; 0 if all are taken. Never given back.
std::uint32_t reserve_lock_id();

// Null if the id is free. The record stays readable after the thread's end (JavaThread records are
// recycled, not freed).
JavaThread* thread_of_lock_id(std::uint32_t id);
std::uint32_t highest_lock_id();

}  // namespace cjvm
