// SPDX-License-Identifier: Apache-2.0
// The execution engine where objects may be proxies: as the one for objects of this process, with
// a test in front of every access.
#pragma once

#include <memory>

#include "jvm/calls/execution_engine.h"

namespace cjvm {

// One per process, instead of the local one.
std::unique_ptr<ExecutionEngine> make_checked_engine();

}  // namespace cjvm
