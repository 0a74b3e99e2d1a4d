// SPDX-License-Identifier: Apache-2.0
// Fields of a class file (JVMS 4.5) and their attributes.
#include <algorithm>

#include "jvm/classfile/class_file_parser.h"
#include "jvm/classfile/duplicates.h"

namespace cjvm {
namespace {

constexpr std::uint32_t kFieldFlags = kAccPublic | kAccPrivate | kAccProtected | kAccStatic |
                                      kAccFinal | kAccVolatile | kAccTransient | kAccEnum |
                                      kAccSynthetic;

bool has_many_visibilities(std::uint32_t flags) {
  return __builtin_popcount(flags & (kAccPublic | kAccPrivate | kAccProtected)) > 1;
}

}  // namespace

void ClassFileParser::parse_fields() {
  std::uint16_t count = in_.u2();
  // No more than the input can hold: the first field beyond ends the parse.
  std::size_t room = std::min<std::size_t>(count, in_.remaining() / 8 + 1);
  file_.fields_ = std::make_unique<FieldInfo[]>(room);
  file_.field_count_ = count;
  for (std::uint16_t i = 0; i < count; ++i) parse_field(file_.fields_[i]);
  if (!verify()) return;
  if (const auto* twice = find_duplicate_member(file_.fields())) {
    require(false, "Duplicate field name \"", twice->name, "\" with signature \"",
            dots(twice->descriptor), "\"");
  }
}

void ClassFileParser::parse_field(FieldInfo& field) {
  in_.require(8);
  field.access_flags = static_cast<std::uint16_t>(in_.u2() & kFieldFlags);
  check_field_modifiers(field.access_flags);
  field.name_index = in_.u2();
  require(is_text(field.name_index), "Invalid constant pool index ", field.name_index,
          " for field name");
  field.name = pool().utf8(field.name_index);
  context_.check_field_name(field.name);
  field.descriptor_index = in_.u2();
  require(is_text(field.descriptor_index), "Invalid constant pool index ", field.descriptor_index,
          " for field signature");
  field.descriptor = pool().utf8(field.descriptor_index);
  context_.check_field_descriptor(field.name, field.descriptor);
  parse_field_attributes(field);
  field.is_synthetic |= (field.access_flags & kAccSynthetic) != 0;
}

// JVMS table 4.5-A.
void ClassFileParser::check_field_modifiers(std::uint32_t flags) const {
  if (!verify()) return;
  bool illegal;
  if (file_.is_interface()) {
    constexpr std::uint32_t kRequired = kAccPublic | kAccStatic | kAccFinal;
    illegal = (flags & kRequired) != kRequired ||
              (flags & (kAccPrivate | kAccProtected | kAccVolatile | kAccTransient)) ||
              (file_.major_ >= 49 && (flags & kAccEnum));
  } else {
    illegal = has_many_visibilities(flags) || ((flags & kAccFinal) && (flags & kAccVolatile));
  }
  if (illegal) {
    context_.fail("Illegal field modifiers in class ", context_.class_name, ": ", hex(flags));
  }
}

void ClassFileParser::parse_field_attributes(FieldInfo& field) {
  for (int count = in_.u2(); count > 0; --count) {
    auto head = attribute_head(in_, "Invalid field attribute index ");
    if ((field.access_flags & kAccStatic) && head.name == "ConstantValue") {
      require(field.constant_value_index == 0, "Duplicate ConstantValue attribute");
      require(head.length == 2, "Invalid ConstantValue field attribute length ", head.length);
      field.constant_value_index = in_.u2();
      check_constant_value(field);
    } else if (head.name == "Synthetic") {
      require(head.length == 0, "Invalid Synthetic field attribute length ", head.length);
      field.is_synthetic = true;
    } else if (head.name == "Deprecated") {
      require(head.length == 0, "Invalid Deprecated field attribute length ", head.length);
      field.is_deprecated = true;
    } else if (file_.major_ < 49) {
      in_.skip(head.length);
    } else if (head.name == "Signature") {
      require(field.signature_index == 0, "Multiple Signature attributes for field");
      require(head.length == 2, "Wrong size ", head.length, " for field's Signature attribute");
      field.signature_index = signature_attribute(in_);
    } else if (may_be_annotations(head)) {
      if (field.own_annotations == nullptr) field.own_annotations = std::make_unique<Annotations>();
      if (!parse_annotations(in_, head, *field.own_annotations, " for field"))
        in_.skip(head.length);
    } else {
      in_.skip(head.length);
    }
  }
  if (Bytes visible = field.annotations().visible; !visible.empty()) {
    field.vm_flags = static_cast<std::uint16_t>(vm_flags_of(visible, false));
  }
}

// JVMS 4.7.2.
void ClassFileParser::check_constant_value(const FieldInfo& field) const {
  std::uint32_t index = field.constant_value_index;
  require(index != 0 && index < pool().size(), "Bad initial value index ", index,
          " in ConstantValue attribute");
  auto require_tag = [&](ConstantTag tag) {
    require(pool().is(index, tag), "Inconsistent constant value type");
  };
  switch (field.descriptor.empty() ? '?' : field.descriptor[0]) {
    case 'J':
      return require_tag(ConstantTag::kLong);
    case 'F':
      return require_tag(ConstantTag::kFloat);
    case 'D':
      return require_tag(ConstantTag::kDouble);
    case 'B':
    case 'C':
    case 'S':
    case 'Z':
    case 'I':
      return require_tag(ConstantTag::kInteger);
    case 'L':
      return require(
          field.descriptor == "Ljava/lang/String;" && pool().is(index, ConstantTag::kString),
          "Bad string initial value");
    default:
      require(false, "Unable to set initial value ", index);
  }
}

}  // namespace cjvm
