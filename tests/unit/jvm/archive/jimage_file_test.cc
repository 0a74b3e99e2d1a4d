// SPDX-License-Identifier: Apache-2.0
// JimageFile against the image of the installed class library and against damaged images in memory.
#include "jvm/archive/jimage_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "jvm/archive/bad_archive.h"

namespace cjvm {
namespace {

std::string installed_image() {
  for (const char* home :
       {std::getenv("JAVA_HOME"), const_cast<char*>("/usr/lib/jvm/java-17-openjdk-amd64")}) {
    if (home != nullptr && std::filesystem::exists(std::string(home) + "/lib/modules"))
      return std::string(home) + "/lib/modules";
  }
  return "";
}

class InstalledImage : public testing::Test {
 protected:
  void SetUp() override {
    if (installed_image().empty()) GTEST_SKIP() << "no JDK 17 here";
    image_ = JimageFile::open(installed_image());
  }
  std::unique_ptr<JimageFile> image_;
};

TEST_F(InstalledImage, FindsObject) {
  const auto bytes = image_->find("java.base", "java/lang/Object.class");
  ASSERT_TRUE(bytes.has_value());
  ASSERT_GT(bytes->size(), 8u);
  const std::uint8_t magic[] = {0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61};
  EXPECT_TRUE(std::equal(std::begin(magic), std::end(magic), bytes->begin()));
}

TEST_F(InstalledImage, FindsResourceWithoutExtension) {
  EXPECT_TRUE(image_->find_path("/java.base/module-info.class").has_value());
  EXPECT_TRUE(image_->find_path("/packages/java.lang").has_value());
}

TEST_F(InstalledImage, AnswersNothingForAbsentNames) {
  EXPECT_FALSE(image_->find("java.base", "java/lang/Objec.class").has_value());
  EXPECT_FALSE(image_->find("java.sql", "java/lang/Object.class").has_value());
  EXPECT_FALSE(image_->find("", "").has_value());
  EXPECT_FALSE(image_->find_path("").has_value());
}

TEST_F(InstalledImage, KnowsModuleOfPackage) {
  EXPECT_EQ(image_->module_of_package("java/lang"), "java.base");
  EXPECT_EQ(image_->module_of_package("java.util.logging"), "java.logging");
  EXPECT_EQ(image_->module_of_package("com/sun/net/httpserver"), "jdk.httpserver");
  EXPECT_FALSE(image_->module_of_package("java").has_value());
  EXPECT_FALSE(image_->module_of_package("no/such/package").has_value());
}

TEST_F(InstalledImage, ListsPackagesAndModules) {
  const auto packages = image_->packages_of("java.logging");
  EXPECT_TRUE(std::find(packages.begin(), packages.end(), "java/util/logging") != packages.end());
  EXPECT_TRUE(std::is_sorted(packages.begin(), packages.end()));
  const auto modules = image_->modules();
  EXPECT_TRUE(std::find(modules.begin(), modules.end(), "java.base") != modules.end());
  EXPECT_TRUE(image_->packages_of("no.such.module").empty());
}

TEST_F(InstalledImage, FindsEveryPathItLists) {
  for (const std::string& path : image_->paths())
    EXPECT_TRUE(image_->find_path(path).has_value()) << path;
}

// A whole image in memory: one entry "/m/p/A.class" with content "body".
std::vector<std::uint8_t> small_image() {
  const std::string strings("\0m\0p\0A\0class\0", 13);
  std::vector<std::uint8_t> locations = {0};
  for (const auto& [kind, value] : {std::pair{1, 1}, {2, 3}, {3, 5}, {4, 7}, {5, 0}, {7, 4}}) {
    locations.push_back(static_cast<std::uint8_t>(kind << 3));
    locations.push_back(static_cast<std::uint8_t>(value));
  }
  locations.push_back(0);
  std::vector<std::uint8_t> image;
  const auto word = [&image](std::uint32_t value) {
    for (int i = 0; i < 4; ++i) image.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  };
  word(0xCAFEDADA);
  word(1 << 16);
  word(0);
  word(1);
  word(1);
  word(static_cast<std::uint32_t>(locations.size()));
  word(static_cast<std::uint32_t>(strings.size()));
  word(static_cast<std::uint32_t>(-1));  // redirect: slot 0 itself
  word(1);                               // offset of the entry's attributes
  image.insert(image.end(), locations.begin(), locations.end());
  image.insert(image.end(), strings.begin(), strings.end());
  for (char c : std::string("body")) image.push_back(static_cast<std::uint8_t>(c));
  return image;
}

TEST(JimageFile, ReadsSmallImage) {
  const auto bytes = small_image();
  const auto image = JimageFile::over(bytes);
  const auto found = image->find("m", "p/A.class");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(std::string(found->begin(), found->end()), "body");
  EXPECT_EQ(image->paths(), std::vector<std::string>{"/m/p/A.class"});
  EXPECT_EQ(image->packages_of("m"), std::vector<std::string>{"p"});
}

TEST(JimageFile, RejectsWrongMagic) {
  auto bytes = small_image();
  bytes[0] ^= 1;
  EXPECT_THROW(JimageFile::over(bytes), BadArchive);
}

TEST(JimageFile, RejectsEntryOutsideFile) {
  auto bytes = small_image();
  bytes.pop_back();
  const auto image = JimageFile::over(bytes);
  EXPECT_THROW((void)image->find("m", "p/A.class"), BadArchive);
}

TEST(JimageFile, SurvivesAnyOneByteChanged) {
  const auto good = small_image();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int value : {0, 1, 0x7f, 0x80, 0xff}) {
      auto bytes = good;
      bytes[at] = static_cast<std::uint8_t>(value);
      try {
        const auto image = JimageFile::over(bytes);
        (void)image->find("m", "p/A.class");
        (void)image->module_of_package("p");
        (void)image->paths();
      } catch (const BadArchive&) {
      }
    }
  }
}

TEST(JimageFile, SurvivesTruncation) {
  const auto good = small_image();
  for (std::size_t size = 0; size < good.size(); ++size) {
    const std::vector<std::uint8_t> bytes(good.begin(),
                                          good.begin() + static_cast<std::ptrdiff_t>(size));
    try {
      const auto image = JimageFile::over(bytes);
      (void)image->find("m", "p/A.class");
    } catch (const BadArchive&) {
    }
  }
}

TEST(JimageFile, SaysWhyAFileCannotBeOpened) {
  EXPECT_THROW(JimageFile::open("/nonexistent/modules"), BadArchive);
  EXPECT_THROW(JimageFile::open("/dev/null"), BadArchive);
}

}  // namespace
}  // namespace cjvm
