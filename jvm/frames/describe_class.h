// SPDX-License-Identifier: Apache-2.0
// How messages describe where a class lives: its module and its loader, in the words `java` uses.
// Reads metadata and the name fields of loader objects; makes no Java objects and runs no Java
// code. Java threads.
#pragma once

#include <string>

namespace cjvm {

struct Class;
struct LoaderData;

// "'app'", "'bootstrap'", "'name' @1b2c3d", "pkg.MyLoader @1b2c3d".
std::string loader_name_and_id(const LoaderData* loader);
// "A is in unnamed module of loader 'app'"; with_parent adds ", parent loader 'app'" for loaders of
// the program.
std::string class_in_module_of_loader(const Class* klass, bool with_parent = false);
// Both classes must be in the same module: "A and B are in module m of loader 'app'".
std::string joint_in_module_of_loader(const Class* first, const Class* second);
// One of the two forms above for a pair of classes: what stands in parentheses in messages about
// `first` and `second`.
std::string modules_of(const Class* first, const Class* second);

}  // namespace cjvm
