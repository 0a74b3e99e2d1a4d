// SPDX-License-Identifier: Apache-2.0
// Raising OutOfMemoryError for lack of heap, and what -XX:OnOutOfMemoryError,
// ExitOnOutOfMemoryError and CrashOnOutOfMemoryError ask for when that happens for the first time.
// Java threads.
#pragma once

#include <string_view>

namespace cjvm {

[[noreturn]] void raise_out_of_memory(std::string_view message);

}  // namespace cjvm
