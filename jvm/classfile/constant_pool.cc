// SPDX-License-Identifier: Apache-2.0
// Reading and checking the constant pool: a pass that reads entries, a pass that checks what they
// refer to, and, for input that is not trusted, a pass over names and descriptors.
#include "jvm/classfile/constant_pool.h"

#include <cstring>

#include "jvm/classfile/parse_context.h"

namespace cjvm {
namespace {

// First major version that may use a tag; 0 = no such tag.
constexpr std::uint16_t first_version(std::uint8_t tag) {
  switch (static_cast<ConstantTag>(tag)) {
    case ConstantTag::kMethodHandle:
    case ConstantTag::kMethodType:
    case ConstantTag::kInvokeDynamic:
      return 51;
    case ConstantTag::kModule:
    case ConstantTag::kPackage:
      return 53;
    case ConstantTag::kDynamic:
      return 55;
    default:
      return 0;
  }
}

constexpr std::uint64_t kHighBits = 0x8080808080808080u;
constexpr std::uint64_t kLowBits = 0x0101010101010101u;

// All eight bytes are ASCII and not zero.
bool is_plain(std::uint64_t word) { return ((word | (word - kLowBits)) & kHighBits) == 0; }

bool is_continuation(char c) { return (c & 0xc0) == 0x80; }

// Modified UTF-8 as class files of the version may contain it: longer encodings than needed were
// allowed up to version 47.
bool is_legal_utf8(std::string_view text, bool allow_overlong) {
  std::size_t i = 0;
  const std::size_t n = text.size();
  while (i < n) {
    if (n - i >= 8) {
      std::uint64_t word;
      std::memcpy(&word, text.data() + i, 8);
      if (is_plain(word)) {
        i += 8;
        continue;
      }
    }
    auto c = static_cast<unsigned char>(text[i]);
    if (c == 0) return false;
    if (c < 0x80) {
      ++i;
    } else if ((c & 0xe0) == 0xc0) {
      if (n - i < 2 || !is_continuation(text[i + 1])) return false;
      unsigned code = (c & 0x1fu) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3fu);
      if (!allow_overlong && code != 0 && code < 0x80) return false;
      i += 2;
    } else if ((c & 0xf0) == 0xe0) {
      if (n - i < 3 || !is_continuation(text[i + 1]) || !is_continuation(text[i + 2])) return false;
      unsigned code = (c & 0x0fu) << 12 | (static_cast<unsigned char>(text[i + 1]) & 0x3fu) << 6;
      if (!allow_overlong && code < 0x800) return false;
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

ConstantPool ConstantPoolParser::parse() {
  std::uint32_t count = in_.u2();
  context_.require(count >= 1, "Illegal constant pool size ", count);
  pool_.entries_ = std::make_unique<Entry[]>(count);
  pool_.size_ = static_cast<std::uint16_t>(count);
  read_entries(count);
  // With a refused constant `java` looks no further than at the access flags.
  if (refused_tag_ != 0) return std::move(pool_);
  check_references();
  if (context_.options.verify) check_names();
  return std::move(pool_);
}

void ConstantPoolParser::read_entries(std::uint32_t count) {
  for (std::uint32_t index = 1; index < count; ++index) read_entry(index, count);
}

// Advances `index` once more for the constants that take two entries.
void ConstantPoolParser::read_entry(std::uint32_t& index, std::uint32_t count) {
  Entry& entry = pool_.entries_[index];
  std::uint8_t tag = in_.u1();
  if (tag > 20) context_.fail("Unknown constant tag ", tag, " in class file ", context_.class_name);
  entry.tag = static_cast<ConstantTag>(tag);
  switch (entry.tag) {
    case ConstantTag::kUtf8: {
      entry.b = in_.u2();
      entry.a = static_cast<std::uint32_t>(in_.take(entry.b).data() - pool_.base_);
      in_.require(1);  // something always follows; `java` looks for it before it looks at the text
      if (context_.options.verify) check_utf8(pool_.text(entry));
      return;
    }
    case ConstantTag::kInteger:
    case ConstantTag::kFloat:
      entry.a = in_.u4();
      return;
    case ConstantTag::kLong:
    case ConstantTag::kDouble:
      // The next entry exists and is unusable by construction; only the end of the pool can be
      // wrong.
      if (index + 1 >= count) context_.require(false, "Invalid constant pool entry ", index);
      entry.a = static_cast<std::uint32_t>(in_.take(8).data() - pool_.base_);
      ++index;
      return;
    case ConstantTag::kClass:
    case ConstantTag::kString:
      entry.a = std::uint32_t{in_.u2()} << 16;
      return;
    case ConstantTag::kFieldref:
    case ConstantTag::kMethodref:
    case ConstantTag::kInterfaceMethodref:
    case ConstantTag::kNameAndType:
      entry.a = in_.u4();
      return;
    default:
      break;
  }
  auto since = first_version(tag);
  if (since == 0 || (since == 53 && context_.major < since)) {
    context_.fail("Unknown constant tag ", tag, " in class file ", context_.class_name);
  }
  if (context_.major < since) {
    context_.fail("Class file version does not support constant tag ", tag, " in class file ",
                  context_.class_name);
  }
  switch (entry.tag) {
    case ConstantTag::kMethodHandle: {
      std::uint32_t kind = in_.u1();
      entry.a = kind << 16 | in_.u2();
      return;
    }
    case ConstantTag::kMethodType:
      entry.a = std::uint32_t{in_.u2()} << 16;
      return;
    case ConstantTag::kDynamic:
    case ConstantTag::kInvokeDynamic:
      entry.a = in_.u4();
      if (entry.first() > max_bootstrap_index_) max_bootstrap_index_ = entry.first();
      return;
    default:  // Module, Package
      entry.a = std::uint32_t{in_.u2()} << 16;
      refused_tag_ = tag;
      return;
  }
}

void ConstantPoolParser::check_utf8(std::string_view text) const {
  context_.require(is_legal_utf8(text, context_.major <= 47),
                   "Illegal UTF8 string in constant pool");
}

void ConstantPoolParser::require_tag(std::uint32_t index, ConstantTag tag) const {
  if (raw_tag(index) != tag) context_.require(false, "Invalid constant pool index ", index);
}

void ConstantPoolParser::check_references() const {
  for (std::uint32_t index = 1; index < pool_.size_; ++index)
    check_reference(index, pool_.entries_[index]);
}

void ConstantPoolParser::check_reference(std::uint32_t index, const Entry& entry) const {
  switch (entry.tag) {
    case ConstantTag::kFieldref:
    case ConstantTag::kMethodref:
    case ConstantTag::kInterfaceMethodref:
      require_tag(entry.first(), ConstantTag::kClass);
      require_tag(entry.second(), ConstantTag::kNameAndType);
      return;
    case ConstantTag::kNameAndType:
      require_tag(entry.first(), ConstantTag::kUtf8);
      require_tag(entry.second(), ConstantTag::kUtf8);
      return;
    case ConstantTag::kClass:
    case ConstantTag::kString:
    case ConstantTag::kMethodType:
    case ConstantTag::kModule:
    case ConstantTag::kPackage:
      require_tag(entry.first(), ConstantTag::kUtf8);
      return;
    case ConstantTag::kDynamic:
    case ConstantTag::kInvokeDynamic:
      require_tag(entry.second(), ConstantTag::kNameAndType);
      return;
    case ConstantTag::kMethodHandle:
      check_handle_target(index, entry);
      return;
    default:
      return;
  }
}

void ConstantPoolParser::check_handle_target(std::uint32_t index, const Entry& entry) const {
  std::uint32_t target = entry.second();
  auto tag = raw_tag(target);
  auto refuse = [&](std::string_view what) {
    context_.fail("Invalid constant pool index ", target, " in class file ", context_.class_name,
                  what);
  };
  if (target == 0 || target >= pool_.size_) refuse("");
  switch (static_cast<ReferenceKind>(entry.first())) {
    case ReferenceKind::kGetField:
    case ReferenceKind::kGetStatic:
    case ReferenceKind::kPutField:
    case ReferenceKind::kPutStatic:
      if (tag != ConstantTag::kFieldref) refuse(" (not a field)");
      return;
    case ReferenceKind::kInvokeVirtual:
    case ReferenceKind::kNewInvokeSpecial:
      if (tag != ConstantTag::kMethodref) refuse(" (not a method)");
      return;
    case ReferenceKind::kInvokeStatic:
    case ReferenceKind::kInvokeSpecial:
      if (tag != ConstantTag::kMethodref &&
          !(context_.major >= 52 && tag == ConstantTag::kInterfaceMethodref)) {
        refuse(" (not a method)");
      }
      return;
    case ReferenceKind::kInvokeInterface:
      if (tag != ConstantTag::kInterfaceMethodref) refuse(" (not an interface method)");
      return;
    default:
      context_.require(false, "Bad method handle kind at constant pool index ", index);
  }
}

void ConstantPoolParser::check_names() const {
  for (std::uint32_t index = 1; index < pool_.size_; ++index) {
    const Entry& entry = pool_.entries_[index];
    switch (entry.tag) {
      case ConstantTag::kClass:
        context_.check_class_name(pool_.class_name(index));
        break;
      case ConstantTag::kNameAndType:
        check_name_and_type(entry);
        break;
      case ConstantTag::kDynamic:
        if (is_method_descriptor(pool_.nt_descriptor(entry.second()))) {
          context_.fail_signature("CONSTANT_Dynamic", pool_.nt_name(entry.second()),
                                  pool_.nt_descriptor(entry.second()));
        }
        break;
      case ConstantTag::kInvokeDynamic:
      case ConstantTag::kFieldref:
      case ConstantTag::kMethodref:
      case ConstantTag::kInterfaceMethodref:
        check_member_name(entry);
        break;
      case ConstantTag::kMethodHandle:
        check_handle_name(entry);
        break;
      case ConstantTag::kMethodType:
        context_.check_method_descriptor("type", pool_.method_type(index));
        break;
      default:
        break;
    }
  }
}

void ConstantPoolParser::check_name_and_type(const Entry& entry) const {
  auto name = pool_.utf8(entry.first());
  auto descriptor = pool_.utf8(entry.second());
  auto require_text = [&](std::string_view text, std::uint32_t index) {
    if (text.empty()) {
      context_.fail("Illegal zero length constant pool entry at ", index, " in class ",
                    context_.class_name);
    }
  };
  require_text(descriptor, entry.second());
  require_text(name, entry.first());
  if (is_method_descriptor(descriptor)) {
    context_.check_method_name(name);
    context_.check_method_descriptor(name, descriptor);
  } else {
    context_.check_field_name(name);
    context_.check_field_descriptor(name, descriptor);
  }
}

void ConstantPoolParser::check_member_name(const Entry& entry) const {
  auto name = pool_.nt_name(entry.second());
  auto descriptor = pool_.nt_descriptor(entry.second());
  if (entry.tag == ConstantTag::kFieldref) {
    if (is_method_descriptor(descriptor)) context_.fail_signature("Field", name, descriptor);
    return;
  }
  if (!is_method_descriptor(descriptor)) context_.fail_signature("Method", name, descriptor);
  if (entry.tag == ConstantTag::kMethodref && name[0] == '<' && name != "<init>") {
    context_.require(false, "Bad method name at constant pool index ",
                     pool_.nt_name_index(entry.second()));
  }
}

void ConstantPoolParser::check_handle_name(const Entry& entry) const {
  auto kind = static_cast<ReferenceKind>(entry.first());
  if (kind < ReferenceKind::kInvokeVirtual || kind > ReferenceKind::kNewInvokeSpecial) return;
  auto nt = pool_.member_nt_index(entry.second());
  bool is_init = pool_.nt_name(nt) == "<init>";
  if (kind == ReferenceKind::kNewInvokeSpecial) {
    context_.require(is_init, "Bad constructor name at constant pool index ",
                     pool_.nt_name_index(nt));
  } else {
    context_.require(!is_init, "Bad method name at constant pool index ", pool_.nt_name_index(nt));
  }
}

}  // namespace cjvm
