// SPDX-License-Identifier: Apache-2.0
// Descriptions of classes, loaders and modules for messages. Reads Java objects (loader names), runs no Java code.
#include "jvm/linking/class_messages.h"

#include "jvm/base/text.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/monitor.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

Object* reference_field(Object* object, std::uint32_t offset) {
  return Vm::instance().heap().load_reference(object, offset, Order::Plain);
}

// The boot, platform and application loaders.
bool is_builtin(const LoaderData* loader) {
  return loader->java_loader == nullptr || loader->is_platform ||
         loader->java_loader->klass() == well_known::AppClassLoader;
}

// Versions are only shown for modules that do not belong to the JDK.
bool shows_version(const ModuleEntry* module) {
  if (module->version == nullptr || module->location == nullptr) return false;
  std::string_view location = *module->location;
  return !location.starts_with("jrt:/java.") && !location.starts_with("jrt:/jdk.");
}

const Class* module_owner(const Class* klass) { return klass->is_array ? klass->element_class : klass; }

std::string of_module_and_loader(const Class* klass, bool with_parent) {
  const Class* owner = module_owner(klass);
  const ModuleEntry* module = owner->module;
  std::string text;
  if (module != nullptr && module->name != nullptr) {
    text = cat("module ", module->name->text());
    if (shows_version(module)) text += cat('@', module->version->text());
  } else {
    text = "unnamed module";
  }
  const LoaderData* loader = owner->loader != nullptr ? owner->loader : boot_loader();
  text += cat(" of loader ", loader_name_and_id(loader));
  if (with_parent && !is_builtin(loader)) {
    Object* parent = reference_field(loader->java_loader, well_known::ClassLoader_parent);
    text += cat(", parent loader ", loader_name_and_id(parent));
  }
  return text;
}

}  // namespace

std::string loader_name_and_id(Object* java_loader) {
  if (java_loader == nullptr) return "'bootstrap'";
  if (Object* text = reference_field(java_loader, well_known::ClassLoader_nameAndId); text != nullptr) {
    return string_utf8(text);
  }
  return java_loader->klass()->external_name();  // its constructor has not come that far
}

std::string loader_name_and_id(const LoaderData* loader) {
  return loader_name_and_id(loader == nullptr ? nullptr : loader->java_loader);
}

std::string class_in_module_of_loader(const Class* klass, bool use_are, bool with_parent) {
  return cat(klass->external_name(), use_are ? " are in " : " is in ",
             of_module_and_loader(klass, with_parent));
}

std::string joint_in_module_of_loader(const Class* first, const Class* second, bool with_parent) {
  return cat(first->external_name(), " and ", class_in_module_of_loader(second, true, with_parent));
}

std::string in_modules_of_loaders(const Class* first, const Class* second) {
  if (module_owner(first)->module == module_owner(second)->module) {
    return joint_in_module_of_loader(first, second);
  }
  return cat(class_in_module_of_loader(first), "; ", class_in_module_of_loader(second));
}

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
    return cat(head, module_description(module_from), " does not read ", module_description(module_to));
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
  return cat("failed to access class ", target->external_name(), " from class ", from->external_name(),
             " (", in_modules_of_loaders(target, from), ')');
}

}  // namespace cjvm
