// SPDX-License-Identifier: Apache-2.0
// The pending list of java.lang.ref: references that the collector has cleared (or, for
// finalization, found unreachable) and that the Reference Handler thread has not taken yet; linked
// through Reference.discovered. Java threads.
#pragma once

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

// The list's head, or null; the list is empty afterwards.
Object* take_pending_references();
bool has_pending_references();
// Returns when there is something to take.
void wait_for_pending_references(JavaThread& thread);

}  // namespace cjvm
