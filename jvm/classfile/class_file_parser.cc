// SPDX-License-Identifier: Apache-2.0
// The frame of a class file: version, access flags, this class, superclass, interfaces; the helpers
// all levels share; and the small functions of class_file.h.
#include "jvm/classfile/class_file_parser.h"

#include <unordered_set>

namespace cjvm {
namespace {

constexpr std::uint32_t kMagic = 0xCAFEBABE;
constexpr std::uint16_t kFirstVersion = 45;
constexpr std::uint16_t kLastVersion = 61;
constexpr std::uint16_t kMinorMustBeZero = 56;
constexpr std::uint16_t kPreviewMinor = 65535;

struct NamedFlag {
  std::string_view descriptor;
  std::uint16_t flag;
};
constexpr NamedFlag kMethodAnnotations[] = {
    {"Ljdk/internal/reflect/CallerSensitive;", kVmCallerSensitive},
    {"Ljdk/internal/vm/annotation/Hidden;", kVmHidden},
    {"Ljava/lang/invoke/LambdaForm$Compiled;", kVmLambdaFormCompiled},
    {"Ljava/lang/invoke/LambdaForm$Hidden;", kVmLambdaFormHidden},
    {"Ljdk/internal/vm/annotation/ForceInline;", kVmForceInline},
    {"Ljdk/internal/vm/annotation/DontInline;", kVmDontInline},
    {"Ljdk/internal/vm/annotation/IntrinsicCandidate;", kVmIntrinsicCandidate},
    {"Ljdk/internal/vm/annotation/ReservedStackAccess;", kVmReservedStackAccess},
    {"Ljdk/internal/misc/ScopedMemoryAccess$Scoped;", kVmScoped},
};
constexpr NamedFlag kFieldAnnotations[] = {
    {"Ljdk/internal/vm/annotation/Stable;", kVmStable},
    {"Ljdk/internal/vm/annotation/Contended;", kVmContended},
};

// Moves the reader over one element_value (JVMS 4.7.16.1); `depth` bounds nesting.
void skip_element_value(ByteReader& in, int depth) {
  if (depth > 32) throw EndOfBytes{};
  switch (in.u1()) {
    case 'e':
      in.skip(4);
      return;
    case '@':
      in.skip(2);
      for (int pairs = in.u2(); pairs > 0; --pairs) {
        in.skip(2);
        skip_element_value(in, depth + 1);
      }
      return;
    case '[':
      for (int values = in.u2(); values > 0; --values) skip_element_value(in, depth + 1);
      return;
    default:
      in.skip(2);
  }
}

}  // namespace

std::string_view ClassFormat::throwable() const {
  switch (kind) {
    case ClassFormatKind::kClassFormatError:
      return "java/lang/ClassFormatError";
    case ClassFormatKind::kUnsupportedClassVersionError:
      return "java/lang/UnsupportedClassVersionError";
    case ClassFormatKind::kNoClassDefFoundError:
      return "java/lang/NoClassDefFoundError";
    case ClassFormatKind::kIncompatibleClassChangeError:
      return "java/lang/IncompatibleClassChangeError";
    case ClassFormatKind::kVerifyError:
      return "java/lang/VerifyError";
  }
  return "java/lang/ClassFormatError";
}

const Annotations& FieldInfo::annotations() const {
  static const Annotations none;
  return own_annotations == nullptr ? none : *own_annotations;
}

const MethodExtras& MethodInfo::extras() const {
  static const MethodExtras none;
  return own_extras == nullptr ? none : *own_extras;
}

ClassFile ClassFile::parse(Bytes bytes, const ParseOptions& options) {
  return ClassFileParser(bytes, options).parse();
}

ClassFileParser::ClassFileParser(Bytes bytes, const ParseOptions& options)
    : in_(bytes), context_{options, options.expected_name} {
  if (context_.class_name.data() == nullptr) context_.class_name = "<Unknown>";
  file_.bytes_ = bytes;
}

ClassFile ClassFileParser::parse() {
  try {
    parse_version();
    ConstantPoolParser constants(in_, file_.bytes_.data(), context_);
    file_.constants_ = constants.parse();
    refused_tag_ = constants.refused_tag();
    max_bootstrap_index_ = constants.max_bootstrap_index();
    in_.require(8);
    parse_access_flags();
    parse_this_class();
    parse_super_class();
    parse_interfaces();
    parse_fields();
    parse_methods();
    parse_class_attributes();
  } catch (const EndOfBytes&) {
    ParseContext::throw_format(ClassFormatKind::kClassFormatError, "Truncated class file");
  }
  if (!in_.at_end()) context_.fail("Extra bytes at the end of class file ", context_.class_name);
  check_inheritance();
  return std::move(file_);
}

void ClassFileParser::parse_version() {
  // Magic and version are read together.
  if (in_.remaining() < 8) throw EndOfBytes{};
  std::uint32_t magic = in_.u4();
  require(magic == kMagic, "Incompatible magic value ", magic);
  std::uint16_t minor = in_.u2();
  std::uint16_t major = in_.u2();
  file_.minor_ = minor;
  file_.major_ = major;
  context_.major = major;

  auto name = context_.class_name;
  auto unsupported = [](std::string message) {
    ParseContext::throw_format(ClassFormatKind::kUnsupportedClassVersionError, std::move(message));
  };
  auto versioned = [&] { return cat(name, " (class file version ", major, ".", minor, ")"); };
  if (major < kFirstVersion) {
    unsupported(cat(versioned(), " was compiled with an invalid major version"));
  }
  if (major > kLastVersion) {
    unsupported(
        cat(name,
            " has been compiled by a more recent version of the Java Runtime (class file version ",
            major, ".", minor,
            "), this version of the Java Runtime only recognizes class file versions up to ",
            kLastVersion, ".0"));
  }
  if (major < kMinorMustBeZero || minor == 0) return;
  if (minor != kPreviewMinor) {
    unsupported(cat(versioned(), " was compiled with an invalid non-zero minor version"));
  }
  if (major != kLastVersion) {
    unsupported(cat(versioned(),
                    " was compiled with preview features that are unsupported. This version of the "
                    "Java Runtime only recognizes preview features for class file version ",
                    kLastVersion, ".", kPreviewMinor));
  }
  if (!context_.options.enable_preview) {
    unsupported(cat("Preview features are not enabled for ", versioned(),
                    ". Try running with '--enable-preview'"));
  }
}

void ClassFileParser::parse_access_flags() {
  std::uint32_t recognized = kAccPublic | kAccFinal | kAccSuper | kAccInterface | kAccAbstract |
                             kAccAnnotation | kAccEnum | kAccSynthetic;
  if (file_.major_ >= 53) recognized |= kAccModule;
  std::uint32_t flags = in_.u2() & recognized;
  if ((flags & kAccInterface) && file_.major_ < 50) flags |= kAccAbstract;
  check_class_modifiers(flags);
  file_.access_flags_ = static_cast<std::uint16_t>(flags);
  require(refused_tag_ == 0, "Unknown constant tag ", refused_tag_);
}

// JVMS table 4.1-B.
void ClassFileParser::check_class_modifiers(std::uint32_t flags) const {
  if (flags & kAccModule) {
    ParseContext::throw_format(
        ClassFormatKind::kNoClassDefFoundError,
        cat(context_.class_name, " is not a class because access_flag ACC_MODULE is set"));
  }
  if (!verify()) return;
  bool recent = file_.major_ >= 49;
  bool is_interface = flags & kAccInterface;
  bool is_abstract = flags & kAccAbstract;
  bool illegal = (is_abstract && (flags & kAccFinal)) || (is_interface && !is_abstract) ||
                 (is_interface && recent && (flags & (kAccSuper | kAccEnum))) ||
                 (!is_interface && recent && (flags & kAccAnnotation));
  if (illegal) {
    context_.fail("Illegal class modifiers in class ", context_.class_name, ": ", hex(flags));
  }
}

void ClassFileParser::parse_this_class() {
  std::uint16_t index = in_.u2();
  require(is_class(index), "Invalid this class index ", index, " in constant pool");
  auto name = pool().class_name(index);
  require(!name.starts_with('['), "Bad class name");
  auto expected = context_.options.expected_name;
  if (expected.data() != nullptr && expected != name) {
    ParseContext::throw_format(ClassFormatKind::kNoClassDefFoundError,
                               cat(expected, " (wrong name: ", name, ")"));
  }
  file_.this_class_index_ = index;
  file_.name_ = name;
  context_.class_name = name;
}

void ClassFileParser::parse_super_class() {
  std::uint16_t index = in_.u2();
  if (index == 0) {
    require(file_.name_ == "java/lang/Object", "Invalid superclass index ", index);
    return;
  }
  require(is_class(index), "Invalid superclass index ", index);
  file_.super_class_index_ = index;
  file_.super_name_ = pool().class_name(index);
  require(!file_.super_name_.starts_with('['), "Bad superclass name");
}

void ClassFileParser::parse_interfaces() {
  std::uint16_t count = in_.u2();
  file_.interfaces_ = IndexTable(in_.cursor(), count);
  for (int i = 0; i < count; ++i) {
    std::uint16_t index = in_.u2();
    require(is_class(index), "Interface name has bad constant pool index ", index);
    auto name = pool().class_name(index);
    require(!name.starts_with('['), "Bad interface name");
    if (context_.options.listener) context_.options.listener->superinterface(file_.name_, name);
  }
  if (!verify() || count < 2) return;
  std::unordered_set<std::string_view> names;
  for (auto index : file_.interfaces_) {
    auto name = pool().class_name(index);
    require(names.insert(name).second, "Duplicate interface name \"", name, "\"");
  }
}

void ClassFileParser::check_inheritance() const {
  if (file_.super_class_index_ == 0) {
    require(file_.interfaces_.empty(), "java.lang.Object cannot implement an interface");
  } else if (file_.is_interface()) {
    require(file_.super_name_ == "java/lang/Object",
            "Interfaces must have java.lang.Object as superclass");
  }
}

ClassFileParser::AttributeHead ClassFileParser::attribute_head(
    ByteReader& in, std::string_view message_start) const {
  in.require(6);
  std::uint16_t index = in.u2();
  std::uint32_t length = in.u4();
  require(is_text(index), message_start, index);
  return {pool().utf8(index), length};
}

void ClassFileParser::take_once(ByteReader& in, const AttributeHead& head, Bytes& into,
                                std::string_view owner) const {
  require(into.data() == nullptr, "Multiple ", head.name, " attributes", owner);
  into = in.take(head.length);
}

bool ClassFileParser::parse_annotations(ByteReader& in, const AttributeHead& head,
                                        Annotations& into, std::string_view owner) const {
  if (head.name == "RuntimeVisibleAnnotations") {
    take_once(in, head, into.visible, owner);
  } else if (head.name == "RuntimeInvisibleAnnotations") {
    take_once(in, head, into.invisible, owner);
  } else if (head.name == "RuntimeVisibleTypeAnnotations") {
    take_once(in, head, into.visible_type, owner);
  } else if (head.name == "RuntimeInvisibleTypeAnnotations") {
    take_once(in, head, into.invisible_type, owner);
  } else {
    return false;
  }
  return true;
}

std::uint16_t ClassFileParser::signature_attribute(ByteReader& in) const {
  std::uint16_t index = in.u2();
  require(is_text(index), "Invalid Signature attribute at constant pool index ", index);
  return index;
}

std::string ClassFileParser::hex(std::uint32_t flags) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  do {
    digits.insert(digits.begin(), kDigits[flags & 15]);
    flags >>= 4;
  } while (flags != 0);
  return "0x" + digits;
}

// Malformed annotations are reported by reflection when somebody asks for them; here they end the
// search.
std::uint32_t ClassFileParser::vm_flags_of(Bytes visible_annotations, bool of_method) const {
  std::uint32_t flags = 0;
  std::span<const NamedFlag> known = kFieldAnnotations;
  if (of_method) known = kMethodAnnotations;
  try {
    ByteReader in(visible_annotations);
    for (int count = in.u2(); count > 0; --count) {
      std::uint16_t type = in.u2();
      if (!is_text(type)) return flags;
      auto descriptor = pool().utf8(type);
      if (descriptor.starts_with("Ljdk/internal/") ||
          descriptor.starts_with("Ljava/lang/invoke/")) {
        for (const auto& [name, flag] : known) {
          if (descriptor == name) flags |= flag;
        }
      }
      for (int pairs = in.u2(); pairs > 0; --pairs) {
        in.skip(2);
        skip_element_value(in, 0);
      }
    }
  } catch (const EndOfBytes&) {
  }
  return flags;
}

}  // namespace cjvm
