// SPDX-License-Identifier: Apache-2.0
// Loops of prepared code that look for requests of other threads. Their branches get another
// handler for a while, which finds out by the side what the branch was; so loops cost nothing while
// nobody asks.
#pragma once

#include "interp/prepared_code.h"

namespace cjvm {

// Both: calls are serialized; any thread may be executing the code.
void watch_branches(PreparedCode& code, const HandlerTable& table);
void unwatch_branches(PreparedCode& code);

// The handler that the watched branch at `pc` had.
Handler unwatched_handler(const PreparedCode& code, const Instruction* pc);

}  // namespace cjvm
