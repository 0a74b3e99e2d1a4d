// SPDX-License-Identifier: Apache-2.0
// Queries about a class that need nothing but its own record: subtyping, members declared in the
// class and its supers, names. No locks, no Java code; any thread.
#include "jvm/object/class.h"

#include <algorithm>

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/linking/symbol.h"

namespace cjvm {

namespace {

constexpr char kDescriptorLetters[] = "ZBCSIJFDLV";

// Position of the '+' before a hidden class's suffix.
std::size_t hidden_mark(std::string_view name) {
  std::size_t mark = name.rfind('+');
  check(mark != std::string_view::npos, "a hidden class's name has a suffix");
  return mark;
}

}  // namespace

BasicType basic_type_of(char descriptor_letter) {
  switch (descriptor_letter) {
    case 'Z':
      return BasicType::Boolean;
    case 'B':
      return BasicType::Byte;
    case 'C':
      return BasicType::Char;
    case 'S':
      return BasicType::Short;
    case 'I':
      return BasicType::Int;
    case 'J':
      return BasicType::Long;
    case 'F':
      return BasicType::Float;
    case 'D':
      return BasicType::Double;
    case 'V':
      return BasicType::Void;
    default:
      return BasicType::Reference;
  }
}

char descriptor_letter_of(BasicType type) {
  return kDescriptorLetters[static_cast<unsigned>(type)];
}

bool Class::implements(const Class* interface) const {
  for (const Class* i : all_interfaces) {
    if (i == interface) return true;
  }
  return false;
}

bool Class::is_subtype_of_slow(Class* target) {
  bool result = false;
  if (target->is_array) {
    if (!is_array) return false;
    if (component->is_primitive || target->component->is_primitive) {
      result = component == target->component;
    } else {
      result = component->is_subtype_of(target->component);
    }
  } else if (target->is_interface()) {
    result = implements(target);
  } else if (target->depth >= kDisplayDepth) {
    result = is_subclass_of(target);
  }
  if (result) subtype_cache.store(target, std::memory_order_relaxed);
  return result;
}

Method* Class::find_declared_method(const Symbol* method_name, const Symbol* method_descriptor) {
  if (method_buckets.empty()) {
    for (Method& method : methods) {
      if (method.name == method_name && method.descriptor == method_descriptor) return &method;
    }
    return nullptr;
  }
  std::size_t mask = method_buckets.size() - 1;
  for (std::size_t i = method_name->hash() & mask; method_buckets[i] != 0; i = (i + 1) & mask) {
    Method& method = methods[method_buckets[i] - 1u];
    if (method.name == method_name && method.descriptor == method_descriptor) return &method;
  }
  return nullptr;
}

Field* Class::find_declared_field(const Symbol* field_name, const Symbol* field_descriptor) {
  for (Field& field : fields) {
    if (field.name == field_name && field.descriptor == field_descriptor) return &field;
  }
  return nullptr;
}

Method* Class::find_method(const Symbol* method_name, const Symbol* method_descriptor) {
  for (Class* c = this; c != nullptr; c = c->super) {
    if (Method* found = c->find_declared_method(method_name, method_descriptor)) return found;
  }
  return nullptr;
}

// JVMS 5.4.3.2: the class, then its superinterfaces recursively, then the superclass.
Field* Class::find_field(const Symbol* field_name, const Symbol* field_descriptor) {
  for (Class* c = this; c != nullptr; c = c->super) {
    if (Field* found = c->find_declared_field(field_name, field_descriptor)) return found;
    for (Class* interface : c->interfaces) {
      if (Field* found = interface->find_field(field_name, field_descriptor)) return found;
    }
  }
  return nullptr;
}

std::string Class::external_name() const {
  std::string result = dots(name->text());
  if (is_hidden || (is_array && element_class->is_hidden)) result[hidden_mark(result)] = '/';
  return result;
}

std::string Class::pretty_name() const {
  if (!is_array) return external_name();
  std::string result = element_class->external_name();
  for (unsigned i = 0; i < dimensions; ++i) result += "[]";
  return result;
}

std::string Class::descriptor() const {
  if (is_primitive) return std::string(1, descriptor_letter_of(element_type));
  std::string result = is_array ? std::string(name->text()) : cat('L', name->text(), ';');
  if (is_hidden || (is_array && element_class->is_hidden)) result[hidden_mark(result)] = '.';
  return result;
}

}  // namespace cjvm
