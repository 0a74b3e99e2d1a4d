// SPDX-License-Identifier: Apache-2.0
// Text that comes from outside in the encoding of the locale (command line, environment) as Java
// strings. Java threads.
#pragma once

#include <string_view>

#include "jvm/object/object.h"

namespace cjvm::glue {

// A java.lang.String; bytes that mean nothing in the locale's encoding become U+FFFD, as in the
// class library's decoders.
Object* make_platform_string(std::string_view bytes);

}  // namespace cjvm::glue
