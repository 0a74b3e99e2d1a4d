// SPDX-License-Identifier: Apache-2.0
// Finding the handler of a throwable in the frames above the nearest entry frame (JVMS 2.10), and
// the cells to which the interpreter returns. Java threads.
#pragma once

#include <string_view>

#include "interp/instruction.h"
#include "interp/prepared_code.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/frame.h"

namespace cjvm {

// Where execution goes on.
struct Resume {
  const Instruction* pc;
  Slot* fp;
};

// Pops frames down to the one that catches `throwable`, unlocking synchronized ones. Without a
// handler: the throwable becomes pending, the entry frame is current and marked as left by it, and
// the result is the cell that leaves the interpreter.
Resume find_handler(JavaThread& thread, Object* throwable);

// Makes a throwable and finds its handler. frame->pc is stored.
Resume raise_new(JavaThread& thread, Throwable kind, std::string_view message = {});

// What an entry frame's pc points to: as if a call instruction stood there, with the result going
// to slot 0 of the entry frame.
const Instruction* entry_call();
void set_entry_handlers(const HandlerTable& table);

// True if the interpreter left the entry frame through find_handler.
inline bool was_left_by_throwable(const Frame* entry) { return entry->pc == nullptr; }

}  // namespace cjvm
