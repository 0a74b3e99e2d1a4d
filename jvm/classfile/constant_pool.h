// SPDX-License-Identifier: Apache-2.0
// The constants of one class file as they were read (JVMS 4.4): tags, numbers, names. Not the
// run-time pool: nothing here is resolved. Immutable after parsing, so any thread may read. Strings
// are modified UTF-8 views into the class bytes, which the owner keeps alive. Invariant after
// parsing: every index inside an entry names an entry of the right tag.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <string_view>

#include "jvm/base/bytes.h"
#include "jvm/base/check.h"

namespace cjvm {

// JVMS table 4.4-A. kUnusable is index 0, the second half of a long or double, and any index out of
// range.
enum class ConstantTag : std::uint8_t {
  kUnusable = 0,
  kUtf8 = 1,
  kInteger = 3,
  kFloat = 4,
  kLong = 5,
  kDouble = 6,
  kClass = 7,
  kString = 8,
  kFieldref = 9,
  kMethodref = 10,
  kInterfaceMethodref = 11,
  kNameAndType = 12,
  kMethodHandle = 15,
  kMethodType = 16,
  kDynamic = 17,
  kInvokeDynamic = 18,
  kModule = 19,
  kPackage = 20,
};

// JVMS table 5.4.3.5-A.
enum class ReferenceKind : std::uint8_t {
  kGetField = 1,
  kGetStatic = 2,
  kPutField = 3,
  kPutStatic = 4,
  kInvokeVirtual = 5,
  kInvokeStatic = 6,
  kInvokeSpecial = 7,
  kNewInvokeSpecial = 8,
  kInvokeInterface = 9,
};

// The pool. Accessors that name a tag require an entry of that tag: anything else is a bug of the
// caller and stops the VM, so code that handles untrusted indexes asks tag() or is() first.
class ConstantPool {
 public:
  ConstantPool() = default;

  // constant_pool_count: valid indexes are 1 .. size() - 1.
  std::uint16_t size() const { return size_; }
  ConstantTag tag(std::uint32_t index) const {
    return index < size_ ? entries_[index].tag : ConstantTag::kUnusable;
  }
  bool is(std::uint32_t index, ConstantTag t) const { return tag(index) == t; }
  // Fieldref, Methodref or InterfaceMethodref.
  bool is_member_ref(std::uint32_t index) const {
    auto t = tag(index);
    return t >= ConstantTag::kFieldref && t <= ConstantTag::kInterfaceMethodref;
  }

  std::string_view utf8(std::uint32_t index) const { return text(of(index, ConstantTag::kUtf8)); }
  std::int32_t integer(std::uint32_t index) const {
    return static_cast<std::int32_t>(of(index, ConstantTag::kInteger).a);
  }
  float float_value(std::uint32_t index) const {
    return std::bit_cast<float>(of(index, ConstantTag::kFloat).a);
  }
  std::int64_t long_value(std::uint32_t index) const {
    return static_cast<std::int64_t>(load_u8(base_ + of(index, ConstantTag::kLong).a));
  }
  double double_value(std::uint32_t index) const {
    return std::bit_cast<double>(load_u8(base_ + of(index, ConstantTag::kDouble).a));
  }

  // Class: the internal name ("java/lang/String") or an array descriptor ("[I").
  std::uint16_t class_name_index(std::uint32_t index) const {
    return of(index, ConstantTag::kClass).first();
  }
  std::string_view class_name(std::uint32_t index) const { return utf8(class_name_index(index)); }
  // String: the characters in modified UTF-8.
  std::uint16_t string_index(std::uint32_t index) const {
    return of(index, ConstantTag::kString).first();
  }
  std::string_view string(std::uint32_t index) const { return utf8(string_index(index)); }
  // Module, Package.
  std::string_view module_name(std::uint32_t index) const {
    return utf8(of(index, ConstantTag::kModule).first());
  }
  std::string_view package_name(std::uint32_t index) const {
    return utf8(of(index, ConstantTag::kPackage).first());
  }

  // NameAndType.
  std::uint16_t nt_name_index(std::uint32_t index) const {
    return of(index, ConstantTag::kNameAndType).first();
  }
  std::uint16_t nt_descriptor_index(std::uint32_t index) const {
    return of(index, ConstantTag::kNameAndType).second();
  }
  std::string_view nt_name(std::uint32_t index) const { return utf8(nt_name_index(index)); }
  std::string_view nt_descriptor(std::uint32_t index) const {
    return utf8(nt_descriptor_index(index));
  }

  // Fieldref, Methodref, InterfaceMethodref.
  std::uint16_t member_class_index(std::uint32_t index) const { return member(index).first(); }
  std::uint16_t member_nt_index(std::uint32_t index) const { return member(index).second(); }
  std::string_view member_class(std::uint32_t index) const {
    return class_name(member_class_index(index));
  }
  std::string_view member_name(std::uint32_t index) const {
    return nt_name(member_nt_index(index));
  }
  std::string_view member_descriptor(std::uint32_t index) const {
    return nt_descriptor(member_nt_index(index));
  }

  // MethodHandle: kind and the member it names.
  ReferenceKind handle_kind(std::uint32_t index) const {
    return static_cast<ReferenceKind>(of(index, ConstantTag::kMethodHandle).first());
  }
  std::uint16_t handle_member_index(std::uint32_t index) const {
    return of(index, ConstantTag::kMethodHandle).second();
  }
  // MethodType: a method descriptor.
  std::string_view method_type(std::uint32_t index) const {
    return utf8(of(index, ConstantTag::kMethodType).first());
  }

  // Dynamic, InvokeDynamic.
  std::uint16_t bootstrap_index(std::uint32_t index) const { return dynamic(index).first(); }
  std::uint16_t dynamic_nt_index(std::uint32_t index) const { return dynamic(index).second(); }
  std::string_view dynamic_name(std::uint32_t index) const {
    return nt_name(dynamic_nt_index(index));
  }
  std::string_view dynamic_descriptor(std::uint32_t index) const {
    return nt_descriptor(dynamic_nt_index(index));
  }

  // The two u2 operands as stored, whatever the tag (reflection and dumps).
  std::uint16_t raw_first(std::uint32_t index) const { return entries_[index].first(); }
  std::uint16_t raw_second(std::uint32_t index) const { return entries_[index].second(); }

 private:
  friend class ConstantPoolParser;

  // Utf8: a = offset of the text, b = its length. Long, Double: a = offset of the eight bytes.
  // Integer, Float: a = the bits. All others: a = the two u2 operands, the first in the high half
  // (a single operand is the first).
  struct Entry {
    std::uint32_t a = 0;
    std::uint16_t b = 0;
    ConstantTag tag = ConstantTag::kUnusable;
    std::uint16_t first() const { return static_cast<std::uint16_t>(a >> 16); }
    std::uint16_t second() const { return static_cast<std::uint16_t>(a); }
  };

  const Entry& of(std::uint32_t index, ConstantTag t) const {
    check(tag(index) == t, "the constant has the tag the caller asks for");
    return entries_[index];
  }
  const Entry& member(std::uint32_t index) const {
    check(is_member_ref(index), "the constant is a member reference");
    return entries_[index];
  }
  const Entry& dynamic(std::uint32_t index) const {
    check(is(index, ConstantTag::kDynamic) || is(index, ConstantTag::kInvokeDynamic),
          "the constant is a dynamic one");
    return entries_[index];
  }
  std::string_view text(const Entry& e) const {
    return {reinterpret_cast<const char*>(base_) + e.a, e.b};
  }

  const std::uint8_t* base_ = nullptr;  // first byte of the class file
  std::unique_ptr<Entry[]> entries_;
  std::uint16_t size_ = 0;
};

}  // namespace cjvm
