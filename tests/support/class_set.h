// SPDX-License-Identifier: Apache-2.0
// A set of parsed classes by name, and the ClassHierarchy over it that unit tests and the fuzzer
// give to the verifier. Test code only; one thread. Names that are not in the set throw
// UnknownClass.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/classfile/class_file.h"
#include "jvm/verifier/verifier.h"

namespace cjvm::test {

struct UnknownClass {
  std::string name;
};

class ClassSet {
 public:
  // Parses and keeps the bytes. Throws ClassFormat.
  const ClassFile& add(std::vector<std::uint8_t> bytes);
  // nullptr if unknown.
  const ClassFile* find(std::string_view name) const;
  const ClassFile& get(std::string_view name) const;
  const std::map<std::string_view, ClassFile>& classes() const { return classes_; }

 private:
  std::vector<std::vector<std::uint8_t>> bytes_;
  std::map<std::string_view, ClassFile> classes_;
};

// Answers for `current` from itself, for others from the set.
class SetHierarchy final : public ClassHierarchy {
 public:
  SetHierarchy(const ClassSet& set, const ClassFile& current) : set_(set), current_(current) {}
  bool is_interface(std::string_view name) override { return get(name).is_interface(); }
  bool is_subclass(std::string_view from, std::string_view name) override;
  bool is_current_or_super(std::string_view name) override;
  bool is_direct_interface(std::string_view name) override;
  bool is_protected_elsewhere(std::string_view name, std::string_view member,
                              std::string_view descriptor, bool is_method) override;

 private:
  const ClassFile& get(std::string_view name) const {
    return name == current_.name() ? current_ : set_.get(name);
  }
  const ClassFile& super_of(const ClassFile& file, int depth) const;
  const ClassSet& set_;
  const ClassFile& current_;
  int nesting_ = 0;
};

}  // namespace cjvm::test
