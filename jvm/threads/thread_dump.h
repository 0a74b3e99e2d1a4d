// SPDX-License-Identifier: Apache-2.0
// The text that SIGQUIT prints: every thread with its state, frames and locks, then the deadlocks
// found, in HotSpot's form. Calls from a Java thread.
#pragma once

#include <string>

namespace cjvm {

class JavaThread;

std::string thread_dump(JavaThread& current);

}  // namespace cjvm
