// SPDX-License-Identifier: Apache-2.0
#include "interp/checked_engine.h"

#include "interp/engine.h"

namespace cjvm {

extern const HandlerTable kCheckedHandlers;

std::unique_ptr<ExecutionEngine> make_checked_engine() {
  return std::make_unique<Engine>(kCheckedHandlers);
}

}  // namespace cjvm
