// SPDX-License-Identifier: Apache-2.0
// Methods of a class file (JVMS 4.6) and their attributes other than Code.
#include <algorithm>

#include "jvm/classfile/class_file_parser.h"
#include "jvm/classfile/duplicates.h"

namespace cjvm {
namespace {

constexpr std::uint32_t kMethodFlags = kAccPublic | kAccPrivate | kAccProtected | kAccStatic |
                                       kAccFinal | kAccSynchronized | kAccBridge | kAccVarargs |
                                       kAccNative | kAccAbstract | kAccStrict | kAccSynthetic;
constexpr std::uint32_t kMaxArgumentSlots = 255;

bool has_many_visibilities(std::uint32_t flags) {
  return __builtin_popcount(flags & (kAccPublic | kAccPrivate | kAccProtected)) > 1;
}

}  // namespace

void ClassFileParser::parse_methods() {
  std::uint16_t count = in_.u2();
  // No more than the input can hold: the first method beyond ends the parse.
  std::size_t room = std::min<std::size_t>(count, in_.remaining() / 8 + 1);
  file_.methods_ = std::make_unique<MethodInfo[]>(room);
  file_.method_count_ = count;
  for (std::uint16_t i = 0; i < count; ++i) parse_method(file_.methods_[i]);
  if (!verify()) return;
  if (const auto* twice = find_duplicate_member(file_.methods())) {
    require(false, "Duplicate method name \"", twice->name, "\" with signature \"",
            dots(twice->descriptor), "\"");
  }
}

void ClassFileParser::parse_method(MethodInfo& method) {
  in_.require(8);
  std::uint32_t flags = in_.u2();
  method.name_index = in_.u2();
  require(is_text(method.name_index), "Illegal constant pool index ", method.name_index,
          " for method name");
  method.name = pool().utf8(method.name_index);
  context_.check_method_name(method.name);
  method.descriptor_index = in_.u2();
  require(is_text(method.descriptor_index), "Illegal constant pool index ", method.descriptor_index,
          " for method signature");
  method.descriptor = pool().utf8(method.descriptor_index);
  method.access_flags = method_flags(flags, method.name);
  require(!file_.is_interface() || method.name != "<init>",
          "Interface cannot have a method named <init>,");
  auto slots = context_.check_method_descriptor(method.name, method.descriptor) +
               (method.is_static() ? 0 : 1);
  require(slots <= kMaxArgumentSlots, "Too many arguments in method signature");
  method.argument_slots = static_cast<std::uint16_t>(slots);
  parse_method_attributes(method);
  method.is_synthetic |= (method.access_flags & kAccSynthetic) != 0;
  require(method.has_code || (method.access_flags & (kAccNative | kAccAbstract)),
          "Absent Code attribute in method that is not native or abstract");
}

// The flags that count, checked (JVMS table 4.6-A). Those of a class initializer are not looked at,
// except static.
std::uint16_t ClassFileParser::method_flags(std::uint32_t flags, std::string_view name) const {
  if (name == "<clinit>") {
    if (file_.major_ < 51) return kAccStatic;
    require((flags & kAccStatic) != 0, "Method <clinit> is not static");
    std::uint32_t kept = kAccStatic | (file_.major_ <= 60 ? kAccStrict : 0);
    return static_cast<std::uint16_t>(flags & kept);
  }
  if (verify()) {
    bool legal = file_.is_interface() ? are_interface_method_flags(flags)
                                      : are_class_method_flags(flags, name);
    if (!legal) {
      context_.fail("Method ", name, " in class ", context_.class_name,
                    " has illegal modifiers: ", hex(flags));
    }
  }
  return static_cast<std::uint16_t>(flags & kMethodFlags);
}

bool ClassFileParser::are_interface_method_flags(std::uint32_t flags) const {
  bool is_public = flags & kAccPublic;
  bool is_private = flags & kAccPrivate;
  bool is_abstract = flags & kAccAbstract;
  if (file_.major_ >= 52) {
    if (is_public == is_private) return false;
    if (flags & (kAccNative | kAccProtected | kAccFinal | kAccSynchronized)) return false;
    std::uint32_t not_abstract = kAccPrivate | kAccStatic | (file_.major_ < 61 ? kAccStrict : 0);
    return !(is_abstract && (flags & not_abstract));
  }
  if (!is_public || !is_abstract) return false;
  if (file_.major_ >= 49) {
    return !(flags & (kAccPrivate | kAccProtected | kAccStatic | kAccFinal | kAccSynchronized |
                      kAccNative | kAccStrict));
  }
  return !(flags & (kAccStatic | kAccFinal | kAccNative));
}

bool ClassFileParser::are_class_method_flags(std::uint32_t flags, std::string_view name) const {
  if (has_many_visibilities(flags)) return false;
  bool recent = file_.major_ >= 49;
  if (name == "<init>") {
    return !(flags & (kAccStatic | kAccFinal | kAccSynchronized | kAccNative | kAccAbstract |
                      (recent ? kAccBridge : 0)));
  }
  if (!(flags & kAccAbstract)) return true;
  std::uint32_t not_abstract = kAccFinal | kAccNative | kAccPrivate | kAccStatic;
  if (recent) not_abstract |= kAccSynchronized | (file_.major_ < 61 ? kAccStrict : 0);
  return !(flags & not_abstract);
}

MethodExtras& ClassFileParser::extras_of(MethodInfo& method) {
  if (method.own_extras == nullptr) method.own_extras = std::make_unique<MethodExtras>();
  return *method.own_extras;
}

void ClassFileParser::parse_method_attributes(MethodInfo& method) {
  bool seen_exceptions = false;
  for (int count = in_.u2(); count > 0; --count) {
    auto head = attribute_head(in_, "Invalid method attribute name index ");
    if (head.name == "Code") {
      parse_code(method, head.length);
    } else if (head.name == "Exceptions") {
      require(!seen_exceptions, "Multiple Exceptions attributes");
      seen_exceptions = true;
      parse_checked_exceptions(method, head.length);
    } else if (head.name == "MethodParameters") {
      require(!method.extras().has_method_parameters, "Multiple MethodParameters attributes");
      parse_method_parameters(method, head.length);
    } else if (head.name == "Synthetic") {
      require(head.length == 0, "Invalid Synthetic method attribute length ", head.length);
      method.is_synthetic = true;
    } else if (head.name == "Deprecated") {
      require(head.length == 0, "Invalid Deprecated method attribute length ", head.length);
      method.is_deprecated = true;
    } else if (file_.major_ < 49 || !parse_recent_method_attribute(method, head)) {
      in_.skip(head.length);
    }
  }
  if (Bytes visible = method.extras().annotations.visible; !visible.empty()) {
    method.vm_flags = static_cast<std::uint16_t>(vm_flags_of(visible, true));
  }
}

bool ClassFileParser::parse_recent_method_attribute(MethodInfo& method, const AttributeHead& head) {
  if (head.name == "Signature") {
    require(method.signature_index == 0, "Multiple Signature attributes for method");
    require(head.length == 2, "Invalid Signature attribute length ", head.length);
    method.signature_index = signature_attribute(in_);
  } else if (head.name == "RuntimeVisibleParameterAnnotations") {
    take_once(in_, head, extras_of(method).visible_parameter_annotations, " for method");
  } else if (head.name == "RuntimeInvisibleParameterAnnotations") {
    take_once(in_, head, extras_of(method).invisible_parameter_annotations, " for method");
  } else if (head.name == "AnnotationDefault") {
    take_once(in_, head, extras_of(method).annotation_default, " for method");
  } else {
    return may_be_annotations(head) &&
           parse_annotations(in_, head, extras_of(method).annotations, " for method");
  }
  return true;
}

// JVMS 4.7.5.
void ClassFileParser::parse_checked_exceptions(MethodInfo& method, std::uint32_t length) {
  std::uint16_t count = in_.u2();
  IndexTable exceptions(in_.take(std::size_t{count} * 2).data(), count);
  extras_of(method).exceptions = exceptions;
  for (auto index : exceptions) {
    require(is_class(index), "Exception name has bad type at constant pool ", index);
  }
  require(length == 2u + 2u * count, "Exceptions attribute has wrong length");
}

// JVMS 4.7.24. The message lacks the class name in `java` too.
void ClassFileParser::parse_method_parameters(MethodInfo& method, std::uint32_t length) {
  std::uint8_t count = in_.u1();
  if (length != 1u + 4u * count) {
    context_.fail("Invalid MethodParameters method attribute length ", length, " in class file");
  }
  MethodExtras& extras = extras_of(method);
  extras.method_parameters = TableView<MethodParameter>(
      in_.take(std::size_t{count} * MethodParameter::kSize).data(), count);
  extras.has_method_parameters = true;
}

}  // namespace cjvm
