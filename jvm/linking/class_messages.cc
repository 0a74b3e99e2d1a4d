// SPDX-License-Identifier: Apache-2.0
// Descriptions of modules for messages. Takes identity hashes of module objects, runs no Java code.
#include "jvm/linking/class_messages.h"

#include <fmt/core.h>

#include "jvm/base/text.h"
#include "jvm/frames/describe_class.h"
#include "jvm/linking/symbol.h"
#include "jvm/threads/monitor.h"

namespace cjvm {

namespace {

const Class* module_owner(const Class* klass) {
  return klass->is_array ? klass->element_class : klass;
}

}  // namespace

std::string module_description(const ModuleEntry* module) {
  if (module->name != nullptr) return cat("module ", module->name->text());
  std::string text = "unnamed module @";
  std::uint32_t hash = module->java_module == nullptr
                           ? 0
                           : static_cast<std::uint32_t>(identity_hash(module->java_module));
  return text + fmt::format("0x{:x}", hash);
}

std::string module_access_message(const Class* from, const Class* target) {
  const Class* accessed = module_owner(target);
  const ModuleEntry* module_from = from->module;
  const ModuleEntry* module_to = accessed->module;
  if (module_from == nullptr || module_to == nullptr || module_from == module_to ||
      !accessed->is_public()) {
    return {};
  }
  std::string head = cat("class ", from->external_name(), " (in ", module_description(module_from),
                         ") cannot access class ", accessed->external_name(), " (in ",
                         module_description(module_to), ") because ");
  if (!can_read(module_from, module_to)) {
    return cat(head, module_description(module_from), " does not read ",
               module_description(module_to));
  }
  if (module_to->name != nullptr && !module_to->is_open &&
      !is_exported(accessed->package, module_from)) {
    return cat(head, module_description(module_to), " does not export ",
               dots(accessed->package->name->text()), " to ", module_description(module_from));
  }
  return {};
}

std::string class_access_message(const Class* from, const Class* target) {
  std::string message = module_access_message(from, target);
  if (!message.empty()) return message;
  return cat("failed to access class ", target->external_name(), " from class ",
             from->external_name(), " (", modules_of(target, from), ')');
}

}  // namespace cjvm
