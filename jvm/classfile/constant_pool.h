// SPDX-License-Identifier: Apache-2.0
// The constants of one class file (JVMS 4.4): tags, numbers, names, decoded from the class bytes
// when they are asked for; kept is only where each begins. Not the run-time pool: nothing here is
// resolved. Immutable after parsing, so any thread may read. Strings are modified UTF-8 views into
// the class bytes, which the owner keeps alive. Invariant after parsing: every index inside an
// entry names an entry of the right tag.
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
    const std::uint32_t offset = index < size_ ? offsets_[index] : 0;
    return offset == 0 ? ConstantTag::kUnusable : static_cast<ConstantTag>(base_[offset]);
  }
  bool is(std::uint32_t index, ConstantTag t) const { return tag(index) == t; }
  // Fieldref, Methodref or InterfaceMethodref.
  bool is_member_ref(std::uint32_t index) const {
    auto t = tag(index);
    return t >= ConstantTag::kFieldref && t <= ConstantTag::kInterfaceMethodref;
  }

  std::string_view utf8(std::uint32_t index) const {
    const std::uint8_t* operands = of(index, ConstantTag::kUtf8);
    return {reinterpret_cast<const char*>(operands + 2), load_u2(operands)};
  }
  std::int32_t integer(std::uint32_t index) const {
    return static_cast<std::int32_t>(load_u4(of(index, ConstantTag::kInteger)));
  }
  float float_value(std::uint32_t index) const {
    return std::bit_cast<float>(load_u4(of(index, ConstantTag::kFloat)));
  }
  std::int64_t long_value(std::uint32_t index) const {
    return static_cast<std::int64_t>(load_u8(of(index, ConstantTag::kLong)));
  }
  double double_value(std::uint32_t index) const {
    return std::bit_cast<double>(load_u8(of(index, ConstantTag::kDouble)));
  }

  // Class: the internal name ("java/lang/String") or an array descriptor ("[I").
  std::uint16_t class_name_index(std::uint32_t index) const {
    return load_u2(of(index, ConstantTag::kClass));
  }
  std::string_view class_name(std::uint32_t index) const { return utf8(class_name_index(index)); }
  // String: the characters in modified UTF-8.
  std::uint16_t string_index(std::uint32_t index) const {
    return load_u2(of(index, ConstantTag::kString));
  }
  std::string_view string(std::uint32_t index) const { return utf8(string_index(index)); }
  // Module, Package.
  std::string_view module_name(std::uint32_t index) const {
    return utf8(load_u2(of(index, ConstantTag::kModule)));
  }
  std::string_view package_name(std::uint32_t index) const {
    return utf8(load_u2(of(index, ConstantTag::kPackage)));
  }

  // NameAndType.
  std::uint16_t nt_name_index(std::uint32_t index) const {
    return load_u2(of(index, ConstantTag::kNameAndType));
  }
  std::uint16_t nt_descriptor_index(std::uint32_t index) const {
    return load_u2(of(index, ConstantTag::kNameAndType) + 2);
  }
  std::string_view nt_name(std::uint32_t index) const { return utf8(nt_name_index(index)); }
  std::string_view nt_descriptor(std::uint32_t index) const {
    return utf8(nt_descriptor_index(index));
  }

  // Fieldref, Methodref, InterfaceMethodref.
  std::uint16_t member_class_index(std::uint32_t index) const { return load_u2(member(index)); }
  std::uint16_t member_nt_index(std::uint32_t index) const { return load_u2(member(index) + 2); }
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
    return static_cast<ReferenceKind>(*of(index, ConstantTag::kMethodHandle));
  }
  std::uint16_t handle_member_index(std::uint32_t index) const {
    return load_u2(of(index, ConstantTag::kMethodHandle) + 1);
  }
  // MethodType: a method descriptor.
  std::string_view method_type(std::uint32_t index) const {
    return utf8(load_u2(of(index, ConstantTag::kMethodType)));
  }

  // Dynamic, InvokeDynamic.
  std::uint16_t bootstrap_index(std::uint32_t index) const { return load_u2(dynamic(index)); }
  std::uint16_t dynamic_nt_index(std::uint32_t index) const { return load_u2(dynamic(index) + 2); }
  std::string_view dynamic_name(std::uint32_t index) const {
    return nt_name(dynamic_nt_index(index));
  }
  std::string_view dynamic_descriptor(std::uint32_t index) const {
    return nt_descriptor(dynamic_nt_index(index));
  }

 private:
  friend class ConstantPoolParser;

  // Where the operands of an entry begin: behind its tag.
  const std::uint8_t* operands(std::uint32_t index) const { return base_ + offsets_[index] + 1; }
  const std::uint8_t* of(std::uint32_t index, ConstantTag t) const {
    check(tag(index) == t, "the constant has the tag the caller asks for");
    return operands(index);
  }
  const std::uint8_t* member(std::uint32_t index) const {
    check(is_member_ref(index), "the constant is a member reference");
    return operands(index);
  }
  const std::uint8_t* dynamic(std::uint32_t index) const {
    check(is(index, ConstantTag::kDynamic) || is(index, ConstantTag::kInvokeDynamic),
          "the constant is a dynamic one");
    return operands(index);
  }

  const std::uint8_t* base_ = nullptr;        // first byte of the class file
  std::unique_ptr<std::uint32_t[]> offsets_;  // of each entry's tag; 0: unusable
  std::uint16_t size_ = 0;
};

}  // namespace cjvm
