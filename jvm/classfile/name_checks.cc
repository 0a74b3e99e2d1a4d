// SPDX-License-Identifier: Apache-2.0
// The checks of names and descriptors inside a class file (JVMS 4.2, 4.3) with the messages of
// `java`.
#include "jvm/classfile/parse_context.h"

namespace cjvm {
namespace {

constexpr std::size_t kLongestMessage = 1023;
constexpr std::uint16_t kNamesOfAnyCharacter = 49;

}  // namespace

void ParseContext::throw_format(ClassFormatKind kind, std::string message) {
  if (message.size() > kLongestMessage) message.resize(kLongestMessage);
  throw ClassFormat{kind, std::move(message)};
}

void ParseContext::fail_parts(std::initializer_list<MessagePart> parts) {
  std::string message;
  for (const auto& part : parts) {
    if (part.is_number) {
      message += std::to_string(part.number);
    } else {
      message += part.text;
    }
  }
  throw_format(ClassFormatKind::kClassFormatError, std::move(message));
}

void ParseContext::fail_signature(std::string_view what, std::string_view name,
                                  std::string_view descriptor) const {
  fail(what, " \"", name, "\" in class ", class_name, " has illegal signature \"", descriptor,
       "\"");
}

void ParseContext::check_fault(DescriptorFault fault) const {
  require(fault != DescriptorFault::kBadClassName,
          "Class name is empty or contains illegal character in descriptor");
  require(fault != DescriptorFault::kTooManyDimensions,
          "Array type descriptor has more than 255 dimensions");
}

void ParseContext::check_class_name(std::string_view name) const {
  if (!options.verify || options.relax_names) return;
  bool legal = false;
  if (!name.empty()) {
    if (name[0] == '[') {
      auto type = scan_type(name, false, old_names());
      if (type.length == 0) check_fault(type.fault);
      legal = type.length == name.size();
    } else if (major < kNamesOfAnyCharacter) {
      legal = identifier_length(name, true) == name.size();
    } else {
      legal = is_valid_class_name(name);
    }
  }
  if (!legal) fail("Illegal class name \"", name, "\" in class file ", class_name);
}

void ParseContext::check_field_name(std::string_view name) const {
  if (!options.verify || options.relax_names) return;
  bool legal = old_names() ? !name.empty() && identifier_length(name, false) == name.size()
                           : is_valid_unqualified_name(name, false);
  if (!legal) fail("Illegal field name \"", name, "\" in class ", class_name);
}

void ParseContext::check_method_name(std::string_view name) const {
  if (!options.verify || options.relax_names) return;
  if (name == "<init>" || name == "<clinit>") return;
  bool legal = old_names() ? !name.empty() && identifier_length(name, false) == name.size()
                           : is_valid_unqualified_name(name, true);
  if (!legal) fail("Illegal method name \"", name, "\" in class ", class_name);
}

void ParseContext::check_field_descriptor(std::string_view name,
                                          std::string_view descriptor) const {
  if (!options.verify) return;
  auto type = scan_type(descriptor, false, old_names());
  if (type.length != 0 && type.length == descriptor.size()) return;
  if (type.length == 0) check_fault(type.fault);
  fail_signature("Field", name, descriptor);
}

std::uint32_t ParseContext::check_method_descriptor(std::string_view name,
                                                    std::string_view descriptor) const {
  if (!options.verify) return method_shape(descriptor).parameter_slots;
  if (name == "<clinit>" && descriptor != "()V" && major >= 51) {
    fail_signature("Method", name, descriptor);
  }
  auto scanned = scan_method_descriptor(descriptor, old_names());
  if (scanned.fault != DescriptorFault::kNone) {
    check_fault(scanned.fault);
    fail_signature("Method", name, descriptor);
  }
  if (name[0] == '<' && scanned.shape.return_type != 'V')
    fail_signature("Method", name, descriptor);
  return scanned.shape.parameter_slots;
}

}  // namespace cjvm
