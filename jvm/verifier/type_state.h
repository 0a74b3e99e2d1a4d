// SPDX-License-Identifier: Apache-2.0
// Verification types (JVMS 4.10.1.2), the table that interns their class names and decides
// assignability, and the frame of types the verifier carries along. Internal to jvm/verifier. All
// of it belongs to one verify_class call on one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jvm/verifier/verifier.h"

namespace cjvm {

enum class TypeTag : std::uint8_t {
  kTop,
  kInteger,
  kFloat,
  kLong,
  kLongSecond,
  kDouble,
  kDoubleSecond,
  kNull,
  kUninitializedThis,
  kUninitialized,  // payload: bci of the new instruction
  kReference,      // payload: name in the TypeTable
  // Types that only a return descriptor or an array component has; an int fits.
  kBoolean,
  kByte,
  kShort,
  kChar,
  // Questions, only as the target of an assignment.
  kAnyReference,
  kAnyCategory1,
  kAnyCategory2,
  kAnyCategory2Second,
};

// A value type: tag in the low byte, payload above.
class VerificationType {
 public:
  constexpr VerificationType() = default;
  constexpr VerificationType(TypeTag tag, std::uint32_t payload = 0)
      : bits_(static_cast<std::uint32_t>(tag) | payload << 8) {}
  constexpr TypeTag tag() const { return static_cast<TypeTag>(bits_ & 0xff); }
  constexpr std::uint32_t payload() const { return bits_ >> 8; }
  constexpr bool operator==(const VerificationType&) const = default;

  constexpr bool is(TypeTag t) const { return tag() == t; }
  constexpr bool is_reference() const { return is(TypeTag::kReference) || is(TypeTag::kNull); }
  constexpr bool is_uninitialized() const {
    return is(TypeTag::kUninitialized) || is(TypeTag::kUninitializedThis);
  }
  constexpr bool is_category2() const { return is(TypeTag::kLong) || is(TypeTag::kDouble); }
  constexpr bool is_category2_second() const {
    return is(TypeTag::kLongSecond) || is(TypeTag::kDoubleSecond);
  }
  constexpr bool is_category1() const {
    return !is(TypeTag::kTop) && !is_category2() && !is_category2_second() &&
           tag() < TypeTag::kAnyReference;
  }
  // The second half of a long or double.
  constexpr VerificationType second() const {
    return is(TypeTag::kLong) ? TypeTag::kLongSecond : TypeTag::kDoubleSecond;
  }

 private:
  std::uint32_t bits_ = 0;
};

// Names of the reference types of one class and the relation between them. Answers of the hierarchy
// are remembered.
class TypeTable {
 public:
  TypeTable(const ClassFile& file, ClassHierarchy& hierarchy);

  // `name` in the form of a Class constant; it must outlive the table.
  VerificationType reference(std::string_view name);
  // As reference(), for a name made up here.
  VerificationType made_reference(std::string name);
  std::string_view name(VerificationType type) const { return names_[type.payload()]; }
  bool is_array(VerificationType type) const {
    return type.is(TypeTag::kReference) && name(type).starts_with('[');
  }
  // A class or interface type; not null.
  bool is_object(VerificationType type) const {
    return type.is(TypeTag::kReference) && !name(type).starts_with('[');
  }
  // The type of an array's elements.
  VerificationType component(VerificationType array);
  // The type of a field descriptor; `exact` keeps boolean, byte, short and char apart from int.
  VerificationType of_descriptor(std::string_view descriptor, bool exact = false);

  // JVMS 4.10.1.2. `of_protected`: the question comes from an access to a protected member, where
  // arrays count as implementing what Object declares.
  bool is_assignable(VerificationType to, VerificationType from, bool of_protected = false) {
    if (to == from || to.is(TypeTag::kTop)) return true;
    return is_assignable_slow(to, from, of_protected);
  }

  // The class under verification or one of its superclasses.
  bool is_current_or_super(VerificationType type);

  VerificationType this_type() const { return this_type_; }
  VerificationType object() const { return object_; }
  VerificationType throwable() { return reference("java/lang/Throwable"); }

  // The type as the details of a VerifyError show it.
  std::string print(VerificationType type) const;

 private:
  bool is_assignable_slow(VerificationType to, VerificationType from, bool of_protected);
  bool is_reference_assignable(VerificationType to, VerificationType from, bool of_protected);
  bool is_class_assignable(VerificationType to, VerificationType from, bool of_protected);
  bool is_interface(VerificationType type);
  // What is known of a name: 0 = not asked, 1 = no, 2 = yes.
  struct Facts {
    std::uint8_t is_interface = 0;
    std::uint8_t is_current_or_super = 0;
  };

  const ClassFile& file_;
  ClassHierarchy& hierarchy_;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::deque<std::string> made_names_;
  std::vector<Facts> facts_;  // beside names_
  std::unordered_map<std::uint64_t, bool> subclasses_;
  VerificationType this_type_, object_;
};

// A frame of the StackMapTable or of the code: views into somebody's storage.
struct FrameView {
  std::uint32_t bci = 0;
  bool this_uninitialized = false;
  std::span<const VerificationType> locals;
  std::span<const VerificationType> stack;
};

}  // namespace cjvm
