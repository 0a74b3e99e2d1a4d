// SPDX-License-Identifier: Apache-2.0
// Wording follows what `java` prints, because programs and their tests compare it.
#include "jvm/linking/lookup_errors.h"

#include <fmt/core.h>

#include "jvm/base/text.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/monitor.h"

namespace cjvm {
namespace {

bool is_named(const ModuleEntry* module) { return module != nullptr && module->name != nullptr; }

std::string unnamed_module_text(const ModuleEntry* module) {
  Object* java_module = module == nullptr ? nullptr : module->java_module;
  return fmt::format("unnamed module @0x{:x}",
                     java_module == nullptr ? 0 : identity_hash(java_module));
}
std::string module_text(const ModuleEntry* module) {
  return is_named(module) ? cat("module ", module->name->text()) : unnamed_module_text(module);
}

// Why the module system denies the access; empty if it does not.
std::string module_reason(const Class* from, const Class* target) {
  const ModuleEntry* mine = from->module;
  const ModuleEntry* theirs = target->module;
  if (mine == theirs || !modules_ready() || mine == nullptr || theirs == nullptr) return {};
  std::string start =
      cat("class ", from->external_name(), " (in ", module_text(mine), ") cannot access class ",
          target->external_name(), " (in ", module_text(theirs), ") because module ");
  if (is_named(mine) && !can_read(mine, theirs)) {
    return cat(start, mine->name->text(), " does not read ", module_text(theirs));
  }
  if (!is_named(theirs)) return {};
  if (target->package != nullptr && !is_exported(target->package, mine)) {
    return cat(start, theirs->name->text(), " does not export ",
               dots(package_of(target->name->text())), " to ", module_text(mine));
  }
  return {};
}

// What HotSpot prints of a class whose loader is in question: "A is in ...".
std::string place(const Class* klass) { return class_in_module_of_loader(klass, true); }

// What went wrong with the nest hosts of the two classes, for failed accesses.
std::string nest_host_errors(const Class* from, const Class* holder) {
  std::string_view first = from->nest_host_error, second = holder->nest_host_error;
  if (first.empty() && second.empty()) return {};
  return cat(", (", first, first.empty() || second.empty() ? "" : ", ", second, ")");
}

}  // namespace

void throw_no_such_method(const Class* klass, const Symbol* name, const Symbol* descriptor) {
  throw_java(
      Throwable::NoSuchMethodError,
      cat("'", external_method_name(klass->external_name(), name->text(), descriptor->text()),
          "'"));
}

void throw_class_access_error(JavaThread&, const Class* from, const Class* target) {
  std::string message = module_reason(from, target);
  if (message.empty()) {
    message = cat("failed to access class ", target->external_name(), " from class ",
                  from->external_name(), " (", modules_of(target, from), ")");
  }
  throw_java(Throwable::IllegalAccessError, message);
}

void throw_method_access_error(JavaThread&, Class* from, const Method* method) {
  throw_java(
      Throwable::IllegalAccessError,
      cat("class ", from->external_name(), " tried to access ",
          method->is_abstract() ? "abstract " : "", method->is_protected() ? "protected " : "",
          method->is_private() ? "private " : "", "method '", external_name_of(method), "' (",
          modules_of(from, method->holder), ")", nest_host_errors(from, method->holder)));
}

void throw_field_access_error(JavaThread&, Class* from, const Field* field) {
  throw_java(Throwable::IllegalAccessError,
             cat("class ", from->external_name(), " tried to access ",
                 (field->access_flags & kAccProtected) != 0 ? "protected " : "",
                 field->is_private() ? "private " : "", "field ", field->holder->external_name(),
                 ".", field->name->text(), " (", modules_of(from, field->holder), ")",
                 nest_host_errors(from, field->holder)));
}

std::string method_constraint_message(const Class* from, const Class* resolved,
                                      const Method* method, std::string_view type,
                                      std::string_view what) {
  return cat("loader constraint violation: when resolving ", what, " '",
             external_method_name(resolved->external_name(), method->name->text(),
                                  method->descriptor->text()),
             "' the class loader ", loader_name_and_id(from->loader), " of the current class, ",
             from->name->text(), ", and the class loader ",
             loader_name_and_id(method->holder->loader), " for the method's defining class, ",
             method->holder->name->text(), ", have different Class objects for the type ", type,
             " used in the signature (", place(from), "; ", place(method->holder), ")");
}

std::string field_constraint_message(const Class* from, const Field* field, std::string_view type) {
  return cat("loader constraint violation: when resolving field \"", field->name->text(),
             "\" of type ", dots(type), ", the class loader ", loader_name_and_id(from->loader),
             " of the current class, ", from->external_name(), ", and the class loader ",
             loader_name_and_id(field->holder->loader), " for the field's defining ",
             field->holder->is_interface() ? "interface" : "class", ", ",
             field->holder->external_name(), ", have different Class objects for type ", dots(type),
             " (", place(from), "; ", place(field->holder), ")");
}

}  // namespace cjvm
