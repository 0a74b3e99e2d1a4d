// SPDX-License-Identifier: Apache-2.0
// Failed resolutions (JVMS 5.4.3): a constant or call site that has failed with a LinkageError
// fails again with an equal one. What is kept is the kind of error, not the throwable, so that each
// raise has its own stack trace. Any Java thread.
#pragma once

#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
struct Class;

// Raises the recorded error of the constant `index` of `from`'s pool, if there is one. `site`:
// distinguishes invokedynamic instructions that share a constant; null for constants.
void raise_recorded_error(JavaThread& thread, const Class* from, std::uint32_t index,
                          const void* site = nullptr);

// Records `throwable` if it is a LinkageError; the first one counts. Does not raise.
void record_error(JavaThread& thread, const Class* from, std::uint32_t index, Object* throwable,
                  const void* site = nullptr);

}  // namespace cjvm
