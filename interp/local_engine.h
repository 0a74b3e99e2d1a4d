// SPDX-License-Identifier: Apache-2.0
// The execution engine for objects of this process: prepares methods at their first call and runs
// them.
#pragma once

#include <memory>

#include "jvm/calls/execution_engine.h"

namespace cjvm {

// One per process, because prepared code refers to its handlers.
std::unique_ptr<ExecutionEngine> make_local_engine();

}  // namespace cjvm
