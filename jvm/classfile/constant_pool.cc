// SPDX-License-Identifier: Apache-2.0
// Reading and checking the constant pool: a pass that reads entries, a pass that checks what they
// refer to, and, for input that is not trusted, a pass over names and descriptors.
#include "jvm/classfile/constant_pool.h"

#include <algorithm>
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
  pool_.offsets_ = std::make_unique<std::uint32_t[]>(count);
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
  const auto offset = static_cast<std::uint32_t>(in_.cursor() - pool_.base_);
  std::uint8_t tag = in_.u1();
  if (tag > 20) context_.fail("Unknown constant tag ", tag, " in class file ", context_.class_name);
  pool_.offsets_[index] = offset;
  switch (static_cast<ConstantTag>(tag)) {
    case ConstantTag::kUtf8: {
      in_.skip(in_.u2());
      in_.require(1);  // something always follows; `java` looks for it before it looks at the text
      if (context_.options.verify) check_utf8(pool_.utf8(index));
      return;
    }
    case ConstantTag::kInteger:
    case ConstantTag::kFloat:
    case ConstantTag::kFieldref:
    case ConstantTag::kMethodref:
    case ConstantTag::kInterfaceMethodref:
    case ConstantTag::kNameAndType:
      in_.skip(4);
      return;
    case ConstantTag::kLong:
    case ConstantTag::kDouble:
      // The next entry exists and is unusable by construction; only the end of the pool can be
      // wrong.
      if (index + 1 >= count) context_.require(false, "Invalid constant pool entry ", index);
      in_.skip(8);
      ++index;
      return;
    case ConstantTag::kClass:
    case ConstantTag::kString:
      in_.skip(2);
      return;
    default:
      read_recent_entry(index, tag);
  }
}

// Constants that came after version 45.
void ConstantPoolParser::read_recent_entry(std::uint32_t index, std::uint8_t tag) {
  auto since = first_version(tag);
  if (since == 0 || (since == 53 && context_.major < since)) {
    context_.fail("Unknown constant tag ", tag, " in class file ", context_.class_name);
  }
  if (context_.major < since) {
    context_.fail("Class file version does not support constant tag ", tag, " in class file ",
                  context_.class_name);
  }
  switch (static_cast<ConstantTag>(tag)) {
    case ConstantTag::kMethodHandle:
      in_.skip(3);
      return;
    case ConstantTag::kMethodType:
      in_.skip(2);
      return;
    case ConstantTag::kDynamic:
    case ConstantTag::kInvokeDynamic:
      in_.skip(4);
      max_bootstrap_index_ = std::max(max_bootstrap_index_, int{first(index)});
      return;
    default:  // Module, Package
      in_.skip(2);
      refused_tag_ = tag;
      return;
  }
}

void ConstantPoolParser::check_utf8(std::string_view text) const {
  context_.require(is_legal_utf8(text, context_.major <= 47),
                   "Illegal UTF8 string in constant pool");
}

void ConstantPoolParser::require_tag(std::uint32_t index, ConstantTag tag) const {
  if (!pool_.is(index, tag)) context_.require(false, "Invalid constant pool index ", index);
}

void ConstantPoolParser::check_references() const {
  for (std::uint32_t index = 1; index < pool_.size_; ++index) check_reference(index);
}

void ConstantPoolParser::check_reference(std::uint32_t index) const {
  switch (pool_.tag(index)) {
    case ConstantTag::kFieldref:
    case ConstantTag::kMethodref:
    case ConstantTag::kInterfaceMethodref:
      require_tag(first(index), ConstantTag::kClass);
      require_tag(second(index), ConstantTag::kNameAndType);
      return;
    case ConstantTag::kNameAndType:
      require_tag(first(index), ConstantTag::kUtf8);
      require_tag(second(index), ConstantTag::kUtf8);
      return;
    case ConstantTag::kClass:
    case ConstantTag::kString:
    case ConstantTag::kMethodType:
    case ConstantTag::kModule:
    case ConstantTag::kPackage:
      require_tag(first(index), ConstantTag::kUtf8);
      return;
    case ConstantTag::kDynamic:
    case ConstantTag::kInvokeDynamic:
      require_tag(second(index), ConstantTag::kNameAndType);
      return;
    case ConstantTag::kMethodHandle:
      check_handle_target(index);
      return;
    default:
      return;
  }
}

void ConstantPoolParser::check_handle_target(std::uint32_t index) const {
  std::uint32_t target = pool_.handle_member_index(index);
  auto tag = pool_.tag(target);
  auto refuse = [&](std::string_view what) {
    context_.fail("Invalid constant pool index ", target, " in class file ", context_.class_name,
                  what);
  };
  if (target == 0 || target >= pool_.size_) refuse("");
  switch (pool_.handle_kind(index)) {
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
    switch (pool_.tag(index)) {
      case ConstantTag::kClass:
        context_.check_class_name(pool_.class_name(index));
        break;
      case ConstantTag::kNameAndType:
        check_name_and_type(index);
        break;
      case ConstantTag::kDynamic:
        if (is_method_descriptor(pool_.dynamic_descriptor(index))) {
          context_.fail_signature("CONSTANT_Dynamic", pool_.dynamic_name(index),
                                  pool_.dynamic_descriptor(index));
        }
        break;
      case ConstantTag::kInvokeDynamic:
      case ConstantTag::kFieldref:
      case ConstantTag::kMethodref:
      case ConstantTag::kInterfaceMethodref:
        check_member_name(index);
        break;
      case ConstantTag::kMethodHandle:
        check_handle_name(index);
        break;
      case ConstantTag::kMethodType:
        context_.check_method_descriptor("type", pool_.method_type(index));
        break;
      default:
        break;
    }
  }
}

void ConstantPoolParser::check_name_and_type(std::uint32_t index) const {
  auto name = pool_.nt_name(index);
  auto descriptor = pool_.nt_descriptor(index);
  auto require_text = [&](std::string_view text, std::uint32_t at) {
    if (text.empty()) {
      context_.fail("Illegal zero length constant pool entry at ", at, " in class ",
                    context_.class_name);
    }
  };
  require_text(descriptor, second(index));
  require_text(name, first(index));
  if (is_method_descriptor(descriptor)) {
    context_.check_method_name(name);
    context_.check_method_descriptor(name, descriptor);
  } else {
    context_.check_field_name(name);
    context_.check_field_descriptor(name, descriptor);
  }
}

void ConstantPoolParser::check_member_name(std::uint32_t index) const {
  auto name = pool_.nt_name(second(index));
  auto descriptor = pool_.nt_descriptor(second(index));
  if (pool_.is(index, ConstantTag::kFieldref)) {
    if (is_method_descriptor(descriptor)) context_.fail_signature("Field", name, descriptor);
    return;
  }
  if (!is_method_descriptor(descriptor)) context_.fail_signature("Method", name, descriptor);
  if (pool_.is(index, ConstantTag::kMethodref) && name[0] == '<' && name != "<init>") {
    context_.require(false, "Bad method name at constant pool index ",
                     pool_.nt_name_index(second(index)));
  }
}

void ConstantPoolParser::check_handle_name(std::uint32_t index) const {
  auto kind = pool_.handle_kind(index);
  if (kind < ReferenceKind::kInvokeVirtual || kind > ReferenceKind::kNewInvokeSpecial) return;
  auto nt = pool_.member_nt_index(pool_.handle_member_index(index));
  bool is_init = pool_.nt_name(nt) == "<init>";
  if (kind == ReferenceKind::kNewInvokeSpecial) {
    context_.require(is_init, "Bad constructor name at constant pool index ",
                     pool_.nt_name_index(nt));
  } else {
    context_.require(!is_init, "Bad method name at constant pool index ", pool_.nt_name_index(nt));
  }
}

}  // namespace cjvm
