// SPDX-License-Identifier: Apache-2.0
// From bytecode to prepared code. The input is verified code, or code of the boot loader. Resolves
// nothing and runs no Java code; the caller serializes translations.
#pragma once

#include <stdexcept>

#include "interp/prepared_code.h"

namespace cjvm {

// The method is outside what prepared code can express (more than 65535 slots in one frame).
class CannotTranslate : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Translates `method`, which has bytecode. May change method->max_stack and max_locals to what the
// code needs; nobody may have called the method before. The result lives for ever; its first cell
// is the entry.
PreparedCode* translate(Method* method, const HandlerTable& table);

}  // namespace cjvm
