// SPDX-License-Identifier: Apache-2.0
#include "interp/local_engine.h"

#include "interp/engine.h"

namespace cjvm {

extern const HandlerTable kLocalHandlers;

std::unique_ptr<ExecutionEngine> make_local_engine() {
  return std::make_unique<Engine>(kLocalHandlers);
}

}  // namespace cjvm
