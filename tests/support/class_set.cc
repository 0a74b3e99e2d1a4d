// SPDX-License-Identifier: Apache-2.0
// Look-ups over a set of classes. Lookup of fields includes superinterfaces, as JVMS 5.4.3.2 says.
#include "tests/support/class_set.h"

#include <utility>

#include "jvm/base/text.h"

namespace cjvm::test {
namespace {

enum class Found { kNo, kProtected, kOther };

Found look_in(const ClassFile& file, std::string_view member, std::string_view descriptor,
              bool is_method) {
  auto judge = [](std::uint16_t flags) {
    return flags & kAccProtected ? Found::kProtected : Found::kOther;
  };
  if (is_method) {
    for (const auto& m : file.methods()) {
      if (m.name == member && m.descriptor == descriptor) return judge(m.access_flags);
    }
  } else {
    for (const auto& f : file.fields()) {
      if (f.name == member && f.descriptor == descriptor) return judge(f.access_flags);
    }
  }
  return Found::kNo;
}

// Supers of a mutated class may be circular; a linker would have refused the class before.
constexpr int kMaxDepth = 1000;

}  // namespace

const ClassFile& ClassSet::add(std::vector<std::uint8_t> bytes) {
  bytes_.push_back(std::move(bytes));
  auto file = ClassFile::parse(bytes_.back(), {});
  auto name = file.name();
  return classes_.insert_or_assign(name, std::move(file)).first->second;
}

const ClassFile* ClassSet::find(std::string_view name) const {
  auto it = classes_.find(name);
  return it == classes_.end() ? nullptr : &it->second;
}

const ClassFile& ClassSet::get(std::string_view name) const {
  const ClassFile* file = find(name);
  if (file == nullptr) throw UnknownClass{std::string(name)};
  return *file;
}

const ClassFile& SetHierarchy::super_of(const ClassFile& file, int depth) const {
  if (depth > kMaxDepth) throw UnknownClass{"circular"};
  return get(file.super_name());
}

bool SetHierarchy::is_subclass(std::string_view from, std::string_view name) {
  if (++nesting_ > kMaxDepth) throw UnknownClass{"circular"};
  int depth = 0;
  bool answer = false;
  for (const ClassFile* file = &get(from); !answer; file = &super_of(*file, ++depth)) {
    answer = file->name() == name;
    for (std::size_t i = 0; i < file->interfaces().size() && !answer; ++i) {
      answer = is_subclass(file->interface_name(i), name);
    }
    if (file->super_class_index() == 0) break;
  }
  --nesting_;
  return answer;
}

bool SetHierarchy::is_current_or_super(std::string_view name) {
  int depth = 0;
  for (const ClassFile* file = &current_;; file = &super_of(*file, ++depth)) {
    if (file->name() == name) return true;
    if (file->super_class_index() == 0) return false;
  }
}

bool SetHierarchy::is_direct_interface(std::string_view name) {
  for (std::size_t i = 0; i < current_.interfaces().size(); ++i) {
    if (current_.interface_name(i) == name) return true;
  }
  return false;
}

bool SetHierarchy::is_protected_elsewhere(std::string_view name, std::string_view member,
                                          std::string_view descriptor, bool is_method) {
  int depth = 0;
  for (const ClassFile* file = &get(name);; file = &super_of(*file, ++depth)) {
    Found found = look_in(*file, member, descriptor, is_method);
    if (found == Found::kProtected) return package_of(file->name()) != package_of(current_.name());
    if (found == Found::kOther || file->super_class_index() == 0) return false;
  }
}

}  // namespace cjvm::test
