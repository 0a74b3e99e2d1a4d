// SPDX-License-Identifier: Apache-2.0
// How messages of access failures describe modules, in HotSpot's words; jvm/frames/describe_class.h
// does classes and loaders. Java threads; nothing here throws.
#pragma once

#include <string>

#include "jvm/linking/modules.h"
#include "jvm/object/class.h"

namespace cjvm {

// "module m", "unnamed module @0x1b2c3d".
std::string module_description(const ModuleEntry* module);

// Why `from` cannot access the public class `target` of another module; empty if modules are not
// the reason.
std::string module_access_message(const Class* from, const Class* target);
// Text of the IllegalAccessError for resolving `target` from `from`.
std::string class_access_message(const Class* from, const Class* target);

}  // namespace cjvm
