// SPDX-License-Identifier: Apache-2.0
// The table of intrinsics.
#include "interp/intrinsics/intrinsics.h"

namespace cjvm {

IntrinsicFunction* find_intrinsic(const Method*) { return nullptr; }

}  // namespace cjvm
