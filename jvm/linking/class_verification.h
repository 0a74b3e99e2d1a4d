// SPDX-License-Identifier: Apache-2.0
// Verification of one class at link time: the type checker of jvm/verifier, or the class library's
// libverify for old class files. Internal to jvm/linking. Java threads.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

// Requires: the supers are linked. Throws VerifyError, ClassFormatError and what loading other
// classes throws; may run Java code. Does nothing for the few classes that HotSpot exempts.
void verify(JavaThread& thread, Class* klass);

}  // namespace cjvm
