// SPDX-License-Identifier: Apache-2.0
// How messages of linkage errors describe classes, loaders and modules, in HotSpot's words. Java threads; nothing here
// throws.
#pragma once

#include <string>

#include "jvm/linking/class_loader.h"
#include "jvm/linking/modules.h"
#include "jvm/object/class.h"

namespace cjvm {

// "'bootstrap'", "'app'", "p.MyLoader @1b2c3d".
std::string loader_name_and_id(const LoaderData* loader);
// The same for a loader object (null: boot) that may have no record yet.
std::string loader_name_and_id(Object* java_loader);

// "A is in unnamed module of loader 'app'"; `use_are`: "are" instead of "is"; `with_parent`: ", parent loader ..." for loaders of
// the program.
std::string class_in_module_of_loader(const Class* klass, bool use_are = false, bool with_parent = false);
// "A and B are in unnamed module of loader 'app'".
std::string joint_in_module_of_loader(const Class* first, const Class* second, bool with_parent = false);
// What stands in parentheses when two classes are named: the joint form if they share a module, else both, "; " between.
std::string in_modules_of_loaders(const Class* first, const Class* second);

// "module m", "unnamed module @0x1b2c3d".
std::string module_description(const ModuleEntry* module);

// Why `from` cannot access the public class `target` of another module; empty if modules are not the reason.
std::string module_access_message(const Class* from, const Class* target);
// Text of the IllegalAccessError for resolving `target` from `from`.
std::string class_access_message(const Class* from, const Class* target);

}  // namespace cjvm
