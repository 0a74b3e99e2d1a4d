// SPDX-License-Identifier: Apache-2.0
// The parser behind ClassFile::parse: one pass, in the order of JVMS 4.1, checks made where `java`
// makes them so that a file with several errors gets the same message. Internal to jvm/classfile.
// One parser per class file, one thread.
#pragma once

#include <optional>
#include <vector>

#include "jvm/classfile/parse_context.h"

namespace cjvm {

class ClassFileParser {
 public:
  ClassFileParser(Bytes bytes, const ParseOptions& options);
  ClassFile parse();

 private:
  // Name and length of an attribute; the reader stands at its contents.
  struct AttributeHead {
    std::string_view name;
    std::uint32_t length;
  };
  // Tables of local variables are checked against each other after the whole Code attribute.
  struct CodeTables {
    std::vector<TableView<LocalVariable>> variables, variable_types;
  };

  // class_file_parser.cc: the frame of the file and class attributes
  void parse_version();
  void parse_access_flags();
  void check_class_modifiers(std::uint32_t flags) const;
  void parse_this_class();
  void parse_super_class();
  void parse_interfaces();
  void check_inheritance() const;

  // Attributes that are read after all others. As in `java` a wrong count is noticed by what lies
  // behind.
  struct Postponed {
    const std::uint8_t* contents = nullptr;
    std::uint32_t length = 0;
    explicit operator bool() const { return contents != nullptr; }
  };
  Postponed postpone(std::uint32_t length);
  ByteReader reader_of(const Postponed& attribute) const;

  // class_attributes.cc
  void parse_class_attributes();
  void parse_class_attribute(const AttributeHead& head);
  bool parse_recent_class_attribute(const AttributeHead& head);
  void finish_class_attributes();
  void parse_enclosing_method(std::uint32_t length);
  void parse_bootstrap_methods(std::uint32_t length);
  void parse_inner_classes();
  void check_inner_class(const InnerClass& row) const;
  bool has_circular_inner_classes() const;
  IndexTable parse_class_list(const Postponed& contents, std::string_view attribute,
                              std::string_view item);
  void parse_record();
  void parse_record_component(ByteReader& in);

  // fields.cc
  void parse_fields();
  void parse_field(FieldInfo& field);
  void parse_field_attributes(FieldInfo& field);
  void check_field_modifiers(std::uint32_t flags) const;
  void check_constant_value(const FieldInfo& field) const;

  // methods.cc
  void parse_methods();
  void parse_method(MethodInfo& method);
  void parse_method_attributes(MethodInfo& method);
  static MethodExtras& extras_of(MethodInfo& method);
  bool parse_recent_method_attribute(MethodInfo& method, const AttributeHead& head);
  std::uint16_t method_flags(std::uint32_t flags, std::string_view name) const;
  bool are_interface_method_flags(std::uint32_t flags) const;
  bool are_class_method_flags(std::uint32_t flags, std::string_view name) const;
  void parse_checked_exceptions(MethodInfo& method, std::uint32_t length);
  void parse_method_parameters(MethodInfo& method, std::uint32_t length);

  // code.cc
  void parse_code(MethodInfo& method, std::uint32_t length);
  void parse_exception_table(CodeInfo& code);
  void parse_code_attributes(CodeInfo& code, std::uint32_t& counted);
  void parse_line_numbers(CodeInfo& code, std::uint32_t length);
  TableView<LocalVariable> parse_local_variables(const CodeInfo& code, std::uint32_t length,
                                                 bool is_types);
  void check_local_variable(const CodeInfo& code, const LocalVariable& row, bool is_types) const;
  void check_local_variable_tables() const;

  // Shared by all levels.
  AttributeHead attribute_head(ByteReader& in, std::string_view message_start) const;
  // Annotations attributes; true if `head` was one. `owner` completes "Multiple ...
  // attributes<owner>".
  static bool may_be_annotations(const AttributeHead& head) {
    return head.name.starts_with("Runtime");
  }
  bool parse_annotations(ByteReader& in, const AttributeHead& head, Annotations& into,
                         std::string_view owner) const;
  void take_once(ByteReader& in, const AttributeHead& head, Bytes& into,
                 std::string_view owner) const;
  std::uint16_t signature_attribute(ByteReader& in) const;
  std::uint32_t vm_flags_of(Bytes visible_annotations, bool of_method) const;
  bool is_text(std::uint32_t index) const { return pool().is(index, ConstantTag::kUtf8); }
  bool is_class(std::uint32_t index) const { return pool().is(index, ConstantTag::kClass); }
  const ConstantPool& pool() const { return file_.constants_; }
  bool verify() const { return context_.options.verify; }
  static std::string hex(std::uint32_t flags);  // "0x1F"
  template <class... Parts>
  void require(bool property, const Parts&... parts) const {
    context_.require(property, parts...);
  }

  ByteReader in_;
  ParseContext context_;
  ClassFile file_;
  int refused_tag_ = 0;
  int max_bootstrap_index_ = -1;
  CodeTables tables_;

  // Class attributes seen so far.
  struct Seen {
    bool source_file = false, enclosing_method = false, bootstrap_methods = false,
         nest_host = false;
  } seen_;
  Postponed inner_classes_, nest_members_, record_, permitted_subclasses_;
};

}  // namespace cjvm
