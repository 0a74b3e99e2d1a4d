// SPDX-License-Identifier: Apache-2.0
// Attributes of the class itself (JVMS table 4.7-C). Those that refer to others are kept aside and
// checked when all are known, as `java` does.
#include <algorithm>
#include <unordered_map>

#include "jvm/classfile/class_file_parser.h"

namespace cjvm {
namespace {

bool is_loadable(ConstantTag tag) {
  switch (tag) {
    case ConstantTag::kInteger:
    case ConstantTag::kFloat:
    case ConstantTag::kLong:
    case ConstantTag::kDouble:
    case ConstantTag::kClass:
    case ConstantTag::kString:
    case ConstantTag::kMethodHandle:
    case ConstantTag::kMethodType:
    case ConstantTag::kDynamic:
      return true;
    default:
      return false;
  }
}

}  // namespace

void ClassFileParser::parse_class_attributes() {
  for (int count = in_.u2(); count > 0; --count) {
    parse_class_attribute(attribute_head(in_, "Attribute name has bad constant pool index "));
  }
  finish_class_attributes();
}

void ClassFileParser::parse_class_attribute(const AttributeHead& head) {
  if (head.name == "SourceFile") {
    require(head.length == 2, "Wrong SourceFile attribute length");
    require(!seen_.source_file, "Multiple SourceFile attributes");
    seen_.source_file = true;
    std::uint16_t index = in_.u2();
    require(is_text(index), "Invalid SourceFile attribute at constant pool index ", index);
    file_.source_file_index_ = index;
  } else if (head.name == "SourceDebugExtension") {
    take_once(in_, head, file_.source_debug_extension_, "");
  } else if (head.name == "InnerClasses") {
    require(!inner_classes_, "Multiple InnerClasses attributes");
    inner_classes_ = postpone(head.length);
  } else if (head.name == "Synthetic") {
    require(head.length == 0, "Invalid Synthetic classfile attribute length ", head.length);
    file_.is_synthetic_ = true;
  } else if (head.name == "Deprecated") {
    require(head.length == 0, "Invalid Deprecated classfile attribute length ", head.length);
    file_.is_deprecated_ = true;
  } else if (!parse_recent_class_attribute(head)) {
    in_.skip(head.length);
  }
}

// Attributes that exist from some version on; false if `head` is none of them.
bool ClassFileParser::parse_recent_class_attribute(const AttributeHead& head) {
  const std::uint16_t major = file_.major_;
  if (major < 49) return false;
  if (head.name == "Signature") {
    require(file_.signature_index_ == 0, "Multiple Signature attributes");
    require(head.length == 2, "Wrong Signature attribute length ", head.length);
    std::uint16_t index = in_.u2();
    require(is_text(index), "Invalid constant pool index ", index, " in Signature attribute");
    file_.signature_index_ = index;
  } else if (head.name == "EnclosingMethod") {
    parse_enclosing_method(head.length);
  } else if (may_be_annotations(head) && parse_annotations(in_, head, file_.annotations_, "")) {
    return true;
  } else if (head.name == "BootstrapMethods" && major >= 51) {
    require(!seen_.bootstrap_methods, "Multiple BootstrapMethods attributes");
    seen_.bootstrap_methods = true;
    parse_bootstrap_methods(head.length);
  } else if (head.name == "NestMembers" && major >= 55) {
    require(!nest_members_, "Multiple NestMembers attributes");
    require(!seen_.nest_host, "Conflicting NestHost and NestMembers attributes");
    nest_members_ = postpone(head.length);
  } else if (head.name == "NestHost" && major >= 55) {
    require(!seen_.nest_host, "Multiple NestHost attributes");
    require(!nest_members_, "Conflicting NestMembers and NestHost attributes");
    seen_.nest_host = true;
    require(head.length == 2, "Wrong NestHost attribute length");
    std::uint16_t index = in_.u2();
    require(is_class(index), "Nest-host class_info_index ", index, " has bad constant type");
    file_.nest_host_index_ = index;
  } else if (head.name == "Record" && major >= 60) {
    require(!record_, "Multiple Record attributes");
    record_ = postpone(head.length);
  } else if (head.name == "PermittedSubclasses" && major >= 61) {
    require(!permitted_subclasses_, "Multiple PermittedSubclasses attributes");
    if (file_.access_flags_ & kAccFinal) {
      context_.fail("PermittedSubclasses attribute in final class file ", file_.name_);
    }
    permitted_subclasses_ = postpone(head.length);
  } else {
    return false;
  }
  return true;
}

ClassFileParser::Postponed ClassFileParser::postpone(std::uint32_t length) {
  return {in_.take(length).data(), length};
}

ByteReader ClassFileParser::reader_of(const Postponed& attribute) const {
  return ByteReader({attribute.contents, file_.bytes_.data() + file_.bytes_.size()});
}

void ClassFileParser::finish_class_attributes() {
  if (inner_classes_) {
    parse_inner_classes();
  } else {
    // `java` keeps both attributes in one table, which it makes for InnerClasses.
    file_.enclosing_class_index_ = file_.enclosing_method_index_ = 0;
  }
  if (nest_members_) {
    file_.nest_members_ = parse_class_list(nest_members_, "NestMembers", "Nest member");
    file_.has_nest_members_ = true;
  }
  if (record_) parse_record();
  if (permitted_subclasses_) {
    file_.permitted_subclasses_ =
        parse_class_list(permitted_subclasses_, "PermittedSubclasses", "Permitted subclass");
    file_.has_permitted_subclasses_ = true;
  }
  require(max_bootstrap_index_ < 0 || seen_.bootstrap_methods,
          "Missing BootstrapMethods attribute");
}

// JVMS 4.7.7.
void ClassFileParser::parse_enclosing_method(std::uint32_t length) {
  require(!seen_.enclosing_method, "Multiple EnclosingMethod attributes");
  seen_.enclosing_method = true;
  require(length == 4, "Wrong EnclosingMethod attribute length ", length);
  in_.require(4);
  std::uint16_t class_index = in_.u2();
  std::uint16_t method_index = in_.u2();
  require(class_index != 0, "Invalid class index in EnclosingMethod attribute");
  require(is_class(class_index),
          "Invalid or out-of-bounds class index in EnclosingMethod attribute");
  require(method_index == 0 || pool().is(method_index, ConstantTag::kNameAndType),
          "Invalid or out-of-bounds method index in EnclosingMethod attribute");
  file_.enclosing_class_index_ = class_index;
  file_.enclosing_method_index_ = method_index;
}

// JVMS 4.7.23.
void ClassFileParser::parse_bootstrap_methods(std::uint32_t length) {
  require(length >= 2, "Invalid BootstrapMethods attribute length ", length);
  in_.require(length);
  const std::uint8_t* end = in_.cursor() + length;
  std::uint16_t count = in_.u2();
  require(max_bootstrap_index_ < count, "Short length on BootstrapMethods");
  // `java` stores offsets and operands in u2 units and refuses what does not fit the attribute's
  // length.
  std::size_t room = (length - 2) / 2;
  file_.bootstrap_methods_.reserve(std::min<std::size_t>(count, room));
  for (std::uint16_t i = 0; i < count; ++i) {
    in_.require(4);
    BootstrapMethod method;
    method.method_handle_index = in_.u2();
    std::uint16_t arguments = in_.u2();
    require(pool().is(method.method_handle_index, ConstantTag::kMethodHandle),
            "bootstrap_method_index ", method.method_handle_index, " has bad constant type");
    require(room >= 2u + arguments,
            "Invalid BootstrapMethods num_bootstrap_methods or num_bootstrap_arguments value");
    room -= 2u + arguments;
    method.arguments = IndexTable(in_.take(std::size_t{arguments} * 2).data(), arguments);
    for (auto index : method.arguments) {
      require(is_loadable(pool().tag(index)), "argument_index ", index, " has bad constant type");
    }
    file_.bootstrap_methods_.push_back(method);
  }
  require(in_.cursor() == end, "Bad length on BootstrapMethods");
}

// JVMS 4.7.6.
void ClassFileParser::parse_inner_classes() {
  ByteReader in = reader_of(inner_classes_);
  std::uint16_t count = in.u2();
  file_.inner_classes_ =
      TableView<InnerClass>(in.take(std::size_t{count} * InnerClass::kSize).data(), count);
  file_.has_inner_classes_ = true;
  for (auto row : file_.inner_classes_) check_inner_class(row);
  if (verify() && has_circular_inner_classes()) {
    file_.inner_classes_ = {};
    file_.has_inner_classes_ = false;
  }
  require(file_.major_ < 49 || in.position() == inner_classes_.length,
          "Wrong InnerClasses attribute length");
}

void ClassFileParser::check_inner_class(const InnerClass& row) const {
  require(is_class(row.inner_index), "inner_class_info_index ", row.inner_index,
          " has bad constant type");
  require(row.outer_index == 0 || is_class(row.outer_index), "outer_class_info_index ",
          row.outer_index, " has bad constant type");
  if (row.outer_index != 0) {
    require(!pool().class_name(row.outer_index).starts_with('['), "Outer class is an array class");
  }
  require(row.name_index == 0 || is_text(row.name_index), "inner_name_index ", row.name_index,
          " has bad constant type");
  require(row.inner_index != row.outer_index, "Class is both outer and inner class");
  std::uint32_t recognized = kAccPublic | kAccPrivate | kAccProtected | kAccStatic | kAccFinal |
                             kAccSuper | kAccInterface | kAccAbstract | kAccSynthetic |
                             kAccAnnotation | kAccEnum;
  if (file_.major_ >= 53) recognized |= kAccModule;
  std::uint32_t flags = row.access_flags & recognized;
  if ((flags & kAccInterface) && file_.major_ < 50) flags |= kAccAbstract;
  check_class_modifiers(flags);
}

// A class listed twice with different data, or a class inside itself: then `java` ignores the
// attribute. Equal rows are an error.
bool ClassFileParser::has_circular_inner_classes() const {
  std::unordered_map<std::uint16_t, InnerClass> rows;
  std::unordered_map<std::string_view, std::uint16_t>
      outer_of;  // by name: several constants may have one
  bool listed_twice = false;
  for (auto row : file_.inner_classes_) {
    outer_of.emplace(pool().class_name(row.inner_index), row.outer_index);
    auto [it, fresh] = rows.emplace(row.inner_index, row);
    if (fresh) continue;
    const auto& other = it->second;
    bool equal = other.outer_index == row.outer_index && other.name_index == row.name_index &&
                 other.access_flags == row.access_flags;
    require(!equal || file_.major_ < 49, "Duplicate entry in InnerClasses attribute");
    listed_twice = true;
  }
  if (listed_twice) return true;
  for (auto row : file_.inner_classes_) {
    std::size_t steps = 0;
    for (std::uint16_t index = row.outer_index; index != 0;) {
      auto outer = outer_of.find(pool().class_name(index));
      if (outer == outer_of.end()) break;
      if (++steps > rows.size()) return true;
      index = outer->second;
    }
  }
  return false;
}

// NestMembers, PermittedSubclasses: a counted list of class constants.
IndexTable ClassFileParser::parse_class_list(const Postponed& contents, std::string_view attribute,
                                             std::string_view item) {
  ByteReader in = reader_of(contents);
  std::uint16_t count = in.u2();
  IndexTable table(in.take(std::size_t{count} * 2).data(), count);
  for (auto index : table) {
    require(is_class(index), item, " class_info_index ", index, " has bad constant type");
  }
  require(in.position() == contents.length, "Wrong ", attribute, " attribute length");
  return table;
}

// JVMS 4.7.30.
void ClassFileParser::parse_record() {
  ByteReader in = reader_of(record_);
  std::uint16_t count = in.u2();
  file_.is_record_ = true;
  file_.record_components_.reserve(std::min<std::size_t>(count, record_.length / 6));
  for (std::uint16_t i = 0; i < count; ++i) parse_record_component(in);
  require(in.position() == record_.length, "Record attribute has wrong length");
}

void ClassFileParser::parse_record_component(ByteReader& in) {
  in.require(6);
  RecordComponent component;
  component.name_index = in.u2();
  require(is_text(component.name_index), "Invalid constant pool index ", component.name_index,
          " for name in Record attribute");
  auto name = pool().utf8(component.name_index);
  context_.check_field_name(name);
  component.descriptor_index = in.u2();
  require(is_text(component.descriptor_index), "Invalid constant pool index ",
          component.descriptor_index, " for descriptor in Record attribute");
  context_.check_field_descriptor(name, pool().utf8(component.descriptor_index));
  component.attributes_count = in.u2();
  for (int count = component.attributes_count; count > 0; --count) {
    auto head = attribute_head(in, "Invalid Record attribute name index ");
    if (head.name == "Signature") {
      require(component.signature_index == 0, "Multiple Signature attributes for Record component");
      require(head.length == 2, "Invalid Signature attribute length ", head.length,
              " in Record component");
      component.signature_index = signature_attribute(in);
    } else if (!may_be_annotations(head) ||
               !parse_annotations(in, head, component.annotations, " for Record component")) {
      in.skip(head.length);
    }
  }
  file_.record_components_.push_back(component);
}

}  // namespace cjvm
