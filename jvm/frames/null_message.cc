// SPDX-License-Identifier: Apache-2.0
// Helpful NullPointerException messages.
#include "jvm/frames/stack_trace.h"

namespace cjvm {
std::string helpful_null_message(JavaThread&, Object*) { return {}; }
}  // namespace cjvm
