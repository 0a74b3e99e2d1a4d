// SPDX-License-Identifier: Apache-2.0
// Asking the security manager whether code of a protection domain may use a class, when it names
// the class for the first time. Java threads; runs Java code and may throw JavaThrow.
#pragma once

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;
struct LoaderData;

// Throws what ClassLoader.checkPackageAccess of the initiating `loader` throws. Asks nobody without
// a security manager, a loader of the program, or a `protection_domain` (null: code of the JDK),
// and once a domain has passed.
void check_package_access(JavaThread& thread, Class* klass, LoaderData* loader,
                          Object* protection_domain);

}  // namespace cjvm
