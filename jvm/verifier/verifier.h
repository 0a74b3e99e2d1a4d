// SPDX-License-Identifier: Apache-2.0
// The type-checking verifier (JVMS 4.10.1 with the static constraints of 4.9) for class files of
// version 50 and up. It is pure: it reads a ClassFile and asks about other classes through
// ClassHierarchy only, which may load classes and so run Java code and throw anything; nothing is
// held meanwhile. Any thread; a Verifier call keeps no state between classes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jvm/classfile/class_file.h"

namespace cjvm {

// What the verifier must know about classes. Names are internal names without array or L...; forms.
// The class under verification must be answered for from itself, without a lookup by name.
// Functions may throw what class loading throws; the exception passes through verify_class
// unchanged.
class ClassHierarchy {
 public:
  virtual ~ClassHierarchy() = default;

  // Loads `name`; true if it is an interface.
  virtual bool is_interface(std::string_view name) = 0;
  // Loads `name` (not an interface) and `from`; true if `from` is `name` or has it among its
  // superclasses, or among its superinterfaces in case `name` is one.
  virtual bool is_subclass(std::string_view from, std::string_view name) = 0;
  // True if `name` is the class under verification or one of its superclasses, which are linked
  // already: by name, loads nothing.
  virtual bool is_current_or_super(std::string_view name) = 0;
  // True if `name` is a direct superinterface of the class under verification.
  virtual bool is_direct_interface(std::string_view name) = 0;
  // Loads `name`, a superclass of the class under verification; true if the field or method found
  // there (lookup by name and descriptor through its superclasses) is protected and its declaring
  // class is in another run-time package than the class under verification. False if there is no
  // such member.
  virtual bool is_protected_elsewhere(std::string_view name, std::string_view member,
                                      std::string_view descriptor, bool is_method) = 0;
};

enum class VerifyOutcome : std::uint8_t {
  kVerified,
  // Version below 50, or version 50 and the type check failed: the inferring verifier (libverify)
  // must decide.
  kNeedsOldVerifier,
};

struct VerifyOptions {
  // Version 50 class files that fail the type check go to the old verifier (JVMS 4.10).
  bool failover = true;
  // Name to print instead of ClassFile::name() (hidden classes); empty = ClassFile::name().
  std::string_view printed_name = {};
};

// Throws ClassFormat (kVerifyError, kClassFormatError …) if the class is not valid. `refusal`, if
// given, receives the message of a type check that failed before the old verifier is asked.
VerifyOutcome verify_class(const ClassFile& file, ClassHierarchy& hierarchy,
                           const VerifyOptions& options = {}, std::string* refusal = nullptr);

}  // namespace cjvm
