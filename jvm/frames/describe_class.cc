// SPDX-License-Identifier: Apache-2.0
// Module and loader descriptions for messages. Arrays are described by their element class.
#include "jvm/frames/describe_class.h"

#include <fmt/core.h>

#include "jvm/base/text.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/class.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/monitor.h"

namespace cjvm {
namespace {

const Class* element_of(const Class* klass) {
  return klass->is_array ? klass->element_class : klass;
}

Object* load_field(Object* object, std::uint32_t offset) {
  return JavaThread::current()->heap().load_reference(object, offset, Order::Plain);
}

const ModuleEntry* module_of_class(const Class* klass) {
  const Class* element = element_of(klass);
  return element->module != nullptr || !element->is_primitive ? element->module
                                                              : java_base_module();
}

LoaderData* loader_of(const Class* klass) {
  LoaderData* loader = element_of(klass)->loader;
  return loader != nullptr ? loader : boot_loader();
}

// Versions of the JDK's own modules say nothing that the reader does not know.
bool shows_version(const ModuleEntry* module) {
  if (module->version == nullptr) return false;
  if (module->location == nullptr) return true;
  std::string_view location = *module->location;
  if (location.starts_with("jrt:/java.")) return false;
  bool is_jdk_loader = is_privileged(module->loader);
  return !(is_jdk_loader && location.starts_with("jrt:/jdk."));
}

std::string place_of(const Class* klass, bool with_parent) {
  const ModuleEntry* module = module_of_class(klass);
  LoaderData* loader = loader_of(klass);
  std::string text;
  if (module == nullptr || module->name == nullptr) {
    text = "unnamed module";
  } else {
    text = cat("module ", module->name->text());
    if (shows_version(module)) text += cat("@", module->version->text());
  }
  text += cat(" of loader ", loader_name_and_id(loader));
  if (with_parent && !is_privileged(loader) && loader->java_loader != nullptr) {
    Class* loader_class = loader->java_loader->klass();
    if (loader_class != well_known::AppClassLoader) {
      Object* parent = load_field(loader->java_loader, well_known::ClassLoader_parent);
      text += cat(", parent loader ", loader_name_and_id(loader_data(parent)));
    }
  }
  return text;
}

}  // namespace

std::string loader_name_and_id(const LoaderData* loader) {
  if (loader == nullptr || loader->java_loader == nullptr) return "'bootstrap'";
  Object* java_loader = loader->java_loader;
  if (Object* text = load_field(java_loader, well_known::ClassLoader_nameAndId)) {
    return string_utf8(text);
  }
  return fmt::format("{} @{:x}", java_loader->klass()->external_name(), identity_hash(java_loader));
}

std::string class_in_module_of_loader(const Class* klass, bool with_parent) {
  return cat(klass->external_name(), " is in ", place_of(klass, with_parent));
}

std::string joint_in_module_of_loader(const Class* first, const Class* second) {
  return cat(first->external_name(), " and ", second->external_name(), " are in ",
             place_of(first, false));
}

std::string modules_of(const Class* first, const Class* second) {
  if (module_of_class(first) == module_of_class(second)) {
    return joint_in_module_of_loader(first, second);
  }
  return cat(class_in_module_of_loader(first), "; ", class_in_module_of_loader(second));
}

}  // namespace cjvm
