// SPDX-License-Identifier: Apache-2.0
// The text that SIGQUIT prints: every thread with its state, frames and locks, then the deadlocks
// found, in HotSpot's form. Calls from a Java thread.
#pragma once

#include <string>

namespace cjvm {

class JavaThread;

// `locks`: also the java.util.concurrent locks that each thread owns, which takes a walk over the
// heap.
std::string thread_dump(JavaThread& current, bool locks = false);

}  // namespace cjvm
