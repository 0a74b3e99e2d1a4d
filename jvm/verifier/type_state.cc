// SPDX-License-Identifier: Apache-2.0
// Assignability between verification types. The hierarchy is asked only when neither equal names,
// null, Object nor a remembered answer decides.
#include "jvm/verifier/type_state.h"

#include "jvm/base/text.h"

namespace cjvm {

TypeTable::TypeTable(const ClassFile& file, ClassHierarchy& hierarchy)
    : file_(file), hierarchy_(hierarchy) {
  names_.reserve(64);
  ids_.reserve(64);
  object_ = reference("java/lang/Object");
  this_type_ = reference(file.name());
}

VerificationType TypeTable::reference(std::string_view name) {
  auto [it, fresh] = ids_.emplace(name, static_cast<std::uint32_t>(names_.size()));
  if (fresh) {
    names_.push_back(name);
    facts_.emplace_back();
  }
  return {TypeTag::kReference, it->second};
}

VerificationType TypeTable::made_reference(std::string name) {
  if (auto known = ids_.find(name); known != ids_.end())
    return {TypeTag::kReference, known->second};
  return reference(made_names_.emplace_back(std::move(name)));
}

VerificationType TypeTable::component(VerificationType array) {
  return of_descriptor(name(array).substr(1), true);
}

VerificationType TypeTable::of_descriptor(std::string_view descriptor, bool exact) {
  switch (descriptor.empty() ? 'V' : descriptor[0]) {
    case 'Z':
      return exact ? TypeTag::kBoolean : TypeTag::kInteger;
    case 'B':
      return exact ? TypeTag::kByte : TypeTag::kInteger;
    case 'S':
      return exact ? TypeTag::kShort : TypeTag::kInteger;
    case 'C':
      return exact ? TypeTag::kChar : TypeTag::kInteger;
    case 'I':
      return TypeTag::kInteger;
    case 'F':
      return TypeTag::kFloat;
    case 'J':
      return TypeTag::kLong;
    case 'D':
      return TypeTag::kDouble;
    case 'L':
      return reference(descriptor.substr(1, descriptor.size() - 2));
    case '[':
      return reference(descriptor);
    default:
      return TypeTag::kTop;
  }
}

bool TypeTable::is_assignable_slow(VerificationType to, VerificationType from, bool of_protected) {
  switch (to.tag()) {
    case TypeTag::kAnyCategory1:
      return from.is_category1();
    case TypeTag::kAnyCategory2:
      return from.is_category2();
    case TypeTag::kAnyCategory2Second:
      return from.is_category2_second();
    case TypeTag::kAnyReference:
      return from.is_reference() || from.is_uninitialized();
    case TypeTag::kBoolean:
    case TypeTag::kByte:
    case TypeTag::kShort:
    case TypeTag::kChar:
      return from.is(TypeTag::kInteger);
    case TypeTag::kReference:
      return from.is(TypeTag::kNull) ||
             (from.is(TypeTag::kReference) && is_reference_assignable(to, from, of_protected));
    default:
      return false;
  }
}

bool TypeTable::is_reference_assignable(VerificationType to, VerificationType from,
                                        bool of_protected) {
  if (to == object_) return true;
  if (!is_array(to)) return is_class_assignable(to, from, of_protected);
  if (!is_array(from)) return false;
  auto to_component = component(to);
  auto from_component = component(from);
  if (to_component == from_component) return true;
  // Primitive components must be equal: an int[] is no byte[].
  return to_component.is(TypeTag::kReference) &&
         is_assignable(to_component, from_component, of_protected);
}

bool TypeTable::is_class_assignable(VerificationType to, VerificationType from, bool of_protected) {
  if (is_interface(to) && (!of_protected || from != object_)) {
    // The type check treats interfaces like Object; arrays implement two of them only.
    return !is_array(from) || name(to) == "java/lang/Cloneable" ||
           name(to) == "java/io/Serializable";
  }
  if (is_array(from)) return false;
  auto key = std::uint64_t{to.payload()} << 32 | from.payload();
  if (auto known = subclasses_.find(key); known != subclasses_.end()) return known->second;
  bool answer = hierarchy_.is_subclass(name(from), name(to));
  subclasses_.emplace(key, answer);
  return answer;
}

// The hierarchy may run Java code but never comes back here, so the entry stays where it is.
bool TypeTable::is_interface(VerificationType type) {
  if (type == this_type_) return file_.is_interface();
  auto& known = facts_[type.payload()].is_interface;
  if (known == 0) known = hierarchy_.is_interface(name(type)) ? 2 : 1;
  return known == 2;
}

bool TypeTable::is_current_or_super(VerificationType type) {
  auto& known = facts_[type.payload()].is_current_or_super;
  if (known == 0) known = hierarchy_.is_current_or_super(name(type)) ? 2 : 1;
  return known == 2;
}

std::string TypeTable::print(VerificationType type) const {
  switch (type.tag()) {
    case TypeTag::kTop:
      return "top";
    case TypeTag::kInteger:
      return "integer";
    case TypeTag::kFloat:
      return "float";
    case TypeTag::kLong:
      return "long";
    case TypeTag::kLongSecond:
      return "long_2nd";
    case TypeTag::kDouble:
      return "double";
    case TypeTag::kDoubleSecond:
      return "double_2nd";
    case TypeTag::kNull:
      return "null";
    case TypeTag::kUninitializedThis:
      return "uninitializedThis";
    case TypeTag::kUninitialized:
      return cat("uninitialized ", type.payload());
    case TypeTag::kReference:
      return cat("'", name(type), "'");
    case TypeTag::kBoolean:
      return "boolean";
    case TypeTag::kByte:
      return "byte";
    case TypeTag::kShort:
      return "short";
    case TypeTag::kChar:
      return "char";
    case TypeTag::kAnyReference:
      return "reference type";
    case TypeTag::kAnyCategory1:
      return "category1 type";
    case TypeTag::kAnyCategory2:
      return "category2 type";
    case TypeTag::kAnyCategory2Second:
      return "category2_2nd type";
  }
  return "top";
}

}  // namespace cjvm
