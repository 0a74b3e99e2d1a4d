// SPDX-License-Identifier: Apache-2.0
// java.lang.invoke.MethodType objects for descriptors. Java threads.
#pragma once

#include <string_view>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
struct Class;

// The MethodType of a method descriptor as `from` sees it; its classes are loaded by from's loader
// and checked for access.
Object* find_method_type(JavaThread& thread, Class* from, std::string_view descriptor);

}  // namespace cjvm
