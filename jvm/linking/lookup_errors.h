// SPDX-License-Identifier: Apache-2.0
// The errors of member lookup and access checks with their messages, apart from the lookup itself.
// Java threads.
#pragma once

#include <string>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

[[noreturn]] void throw_no_such_method(const Class* klass, const Symbol* name,
                                       const Symbol* descriptor);
// `target` is not an array.
[[noreturn]] void throw_class_access_error(JavaThread& thread, const Class* from,
                                           const Class* target);
[[noreturn]] void throw_method_access_error(JavaThread& thread, Class* from, const Method* method);
[[noreturn]] void throw_field_access_error(JavaThread& thread, Class* from, const Field* field);

// LinkageError texts of a violated loader constraint on `type`, for add_loader_constraint: a class
// name or the descriptor of an array.
std::string method_constraint_message(const Class* from, const Class* resolved,
                                      const Method* method, std::string_view type,
                                      std::string_view what);
std::string field_constraint_message(const Class* from, const Field* field, std::string_view type);

}  // namespace cjvm
