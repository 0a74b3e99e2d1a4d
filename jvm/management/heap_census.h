// SPDX-License-Identifier: Apache-2.0
// The class histogram: how many live instances each class has and what they take. Java threads;
// everything else stands still meanwhile.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "jvm/object/class.h"

namespace cjvm {

struct ClassCount {
  const Class* klass;
  std::uint64_t instances;
  std::uint64_t bytes;
};

// Collects, then counts; largest total first.
std::vector<ClassCount> count_live_objects(const char* cause);

// The same as the table that jmap -histo prints.
std::string class_histogram(const char* cause);

// Every class there is, with array and primitive types.
std::vector<Class*> all_classes();

// " (java.base@17)" for a class of a named module, else nothing.
std::string module_suffix(const Class* klass);

}  // namespace cjvm
