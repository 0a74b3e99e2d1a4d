// SPDX-License-Identifier: Apache-2.0
// Intrinsics: methods of the class library done in C++ because bytecode would be slow. Looked up when a method is prepared; only
// methods of the boot loader's classes have them. An intrinsic must give exactly the result of the Java code.
#pragma once

#include "interp/quickening.h"
#include "jvm/object/method.h"

namespace cjvm {

// Null if the method has none.
IntrinsicFunction* find_intrinsic(const Method* method);

}  // namespace cjvm
