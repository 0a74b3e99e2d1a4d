// SPDX-License-Identifier: Apache-2.0
// JarFile and ClassPath over small archives that the test writes itself, byte by byte.
#include "jvm/archive/jar_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "jvm/archive/bad_archive.h"
#include "jvm/archive/class_path.h"

namespace cjvm {
namespace {

namespace fs = std::filesystem;

std::uint32_t crc32(const std::string& data) {
  std::uint32_t crc = 0xffffffff;
  for (char c : data) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

using Entries = std::vector<std::pair<std::string, std::string>>;

// A zip archive with stored entries.
std::string zip_of(const Entries& entries) {
  std::string out, directory;
  for (const auto& [name, data] : entries) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    std::string common;
    put(common, 20, 2);  // version
    put(common, 0, 2);
    put(common, 0, 2);  // stored
    put(common, 0, 4);
    put(common, crc32(data), 4);
    put(common, static_cast<std::uint32_t>(data.size()), 4);
    put(common, static_cast<std::uint32_t>(data.size()), 4);
    put(common, static_cast<std::uint32_t>(name.size()), 2);
    put(common, 0, 2);
    out += "PK\x03\x04" + common + name + data;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, offset, 4);
    directory += name;
  }
  const auto start = static_cast<std::uint32_t>(out.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(entries.size()), 2);
  put(out, static_cast<std::uint32_t>(entries.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

class Archives : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("cjvm_jar_test_" + std::to_string(::getpid()));
    fs::create_directories(directory_);
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = directory_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  fs::path directory_;
};

std::string text(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

TEST_F(Archives, FindsEntries) {
  const auto jar =
      JarFile::open(write("a.jar", zip_of({{"p/A.class", "aaa"}, {"p/", ""}, {"empty", ""}})));
  ASSERT_TRUE(jar->find("p/A.class").has_value());
  EXPECT_EQ(text(*jar->find("p/A.class")), "aaa");
  EXPECT_EQ(text(*jar->find("empty")), "");
  EXPECT_FALSE(jar->find("p/B.class").has_value());
  EXPECT_TRUE(jar->contains("p/"));
  EXPECT_EQ(jar->entries(), (std::vector<std::string>{"p/A.class", "p/", "empty"}));
}

TEST_F(Archives, ReadsManifest) {
  const auto jar = JarFile::open(write(
      "a.jar",
      zip_of({{"META-INF/MANIFEST.MF",
               "Manifest-Version: 1.0\r\nMain-Class: p.\r\n Main\r\n\r\nName: x\r\nA: b\r\n"}})));
  const auto manifest = jar->manifest();
  EXPECT_EQ(manifest.find("main-class")->second, "p.Main");
  EXPECT_EQ(manifest.size(), 2u);
}

TEST_F(Archives, RejectsWhatIsNoArchive) {
  EXPECT_THROW(JarFile::open(write("a.jar", "not a zip file")), BadArchive);
  EXPECT_THROW(JarFile::open((directory_ / "none.jar").string()), BadArchive);
}

TEST_F(Archives, ReportsWrongChecksum) {
  std::string bytes = zip_of({{"x", "hello"}});
  bytes[bytes.find("hello")] = 'j';
  const auto jar = JarFile::open(write("a.jar", bytes));
  EXPECT_THROW((void)jar->find("x"), BadArchive);
}

TEST_F(Archives, SurvivesAnyOneByteChanged) {
  const std::string good = zip_of({{"x", "hello"}, {"META-INF/MANIFEST.MF", "A: b\n"}});
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(~bytes[at]);
    try {
      const auto jar = JarFile::open(write("b.jar", bytes));
      (void)jar->entries();
      (void)jar->find("x");
      (void)jar->manifest();
    } catch (const BadArchive&) {
    }
  }
}

TEST_F(Archives, ServesManyThreads) {
  const auto jar = JarFile::open(
      write("a.jar", zip_of({{"x", std::string(100000, 'x')}, {"y", std::string(100000, 'y')}})));
  std::vector<std::thread> threads;
  for (char name : {'x', 'y', 'x', 'y'}) {
    threads.emplace_back([&jar, name] {
      for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(text(jar->find(std::string(1, name)).value()), std::string(100000, name));
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(Manifest, ClassPathIsRelativeToTheJar) {
  const auto manifest =
      parse_manifest("Class-Path: lib/a.jar ../b%20c.jar file:/d.jar http://x/y.jar\n");
  EXPECT_EQ(class_path_of(manifest, "/app/main.jar"),
            (std::vector<std::string>{"/app/lib/a.jar", "/app/../b c.jar", "/d.jar"}));
  EXPECT_TRUE(class_path_of({}, "/app/main.jar").empty());
}

TEST(Manifest, SkipsMalformedLines) {
  const auto manifest = parse_manifest("no colon\nA: 1\n:x\n B\nC:2\nD: \n");
  EXPECT_EQ(manifest.find("a")->second, "1");
  EXPECT_EQ(manifest.find("d")->second, "");
  EXPECT_EQ(manifest.count("C"), 0u);
}

TEST_F(Archives, ClassPathSearchesInOrder) {
  const std::string jar = write("a.jar", zip_of({{"p/A.class", "jar"}, {"q/B.class", "jar"}}));
  write("dir/p/A.class", "dir");
  const std::string dir = (directory_ / "dir").string();
  const ClassPath jar_first(jar + ":" + dir);
  EXPECT_EQ(text(jar_first.find("p/A.class")->bytes), "jar");
  EXPECT_EQ(jar_first.find("p/A.class")->place, jar);
  const ClassPath dir_first(dir + "::/nonexistent.jar:" + jar);
  EXPECT_EQ(text(dir_first.find("p/A.class")->bytes), "dir");
  EXPECT_EQ(text(dir_first.find("q/B.class")->bytes), "jar");
  EXPECT_FALSE(dir_first.find("q/C.class").has_value());
  EXPECT_TRUE(dir_first.has_package("q"));
  EXPECT_TRUE(dir_first.has_package("p"));
  EXPECT_FALSE(dir_first.has_package("r"));
}

TEST_F(Archives, ClassPathDoesNotLeaveItsDirectories) {
  write("secret.class", "secret");
  write("dir/p/A.class", "dir");
  const ClassPath path((directory_ / "dir").string());
  EXPECT_FALSE(path.find("../secret.class").has_value());
  EXPECT_FALSE(path.find("p/../../secret.class").has_value());
  EXPECT_FALSE(path.find("p").has_value());
}

}  // namespace
}  // namespace cjvm
