// SPDX-License-Identifier: Apache-2.0
// Parser, cursor and verifier on every class of java.base of the installed class library: all must
// pass.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "jvm/archive/jimage_file.h"
#include "jvm/bytecode/code_cursor.h"
#include "tests/support/class_set.h"

namespace cjvm::test {
namespace {

std::string installed_image() {
  const char* home = std::getenv("JAVA_HOME");
  for (std::string path : {std::string(home ? home : ""), std::string(CJVM_JDK)}) {
    path += "/lib/modules";
    if (std::filesystem::exists(path)) return path;
  }
  return "";
}

TEST(JdkClasses, AllOfJavaBaseParseAndVerify) {
  if (installed_image().empty()) GTEST_SKIP() << "no JDK 17 here";
  auto image = JimageFile::open(installed_image());
  ClassSet set;
  for (const auto& path : image->paths()) {
    if (!path.starts_with("/java.base/") || !path.ends_with(".class")) continue;
    if (path.ends_with("/module-info.class")) continue;
    auto bytes = image->find_path(path);
    ASSERT_TRUE(bytes) << path;
    set.add({bytes->begin(), bytes->end()});
  }
  EXPECT_GT(set.classes().size(), 6000u);
  for (const auto& [name, file] : set.classes()) {
    for (const auto& method : file.methods()) {
      if (!method.has_code) continue;
      CodeCursor at(method.code.bytecode);
      while (!at.done()) at.next();
      ASSERT_FALSE(at.is_malformed()) << name << '.' << method.name;
      ASSERT_EQ(at.bci(), method.code.bytecode.size()) << name << '.' << method.name;
    }
    SetHierarchy hierarchy(set, file);
    try {
      EXPECT_EQ(verify_class(file, hierarchy), VerifyOutcome::kVerified) << name;
    } catch (const ClassFormat& e) {
      ADD_FAILURE() << name << ": " << e.message;
    } catch (const UnknownClass& e) {
      ADD_FAILURE() << name << " needs " << e.name;
    }
  }
}

}  // namespace
}  // namespace cjvm::test
