// SPDX-License-Identifier: Apache-2.0
// load_failure_text: the guess from a file's ELF header.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "jvm/calls/native_library.h"

namespace cjvm {
namespace {

std::string text_for(const std::vector<unsigned char>& bytes) {
  char path[] = "/tmp/load_failure_XXXXXX";
  int descriptor = mkstemp(path);
  std::FILE* file = fdopen(descriptor, "wb");
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
  std::string text = load_failure_text(path, "reason");
  std::remove(path);
  return text;
}

std::vector<unsigned char> header(unsigned width, unsigned order, unsigned machine) {
  std::vector<unsigned char> bytes(64);
  bytes[4] = static_cast<unsigned char>(width);
  bytes[5] = static_cast<unsigned char>(order);
  bytes[18] = static_cast<unsigned char>(machine);
  bytes[19] = static_cast<unsigned char>(machine >> 8);
  return bytes;
}

TEST(LoadFailure, SaysNothingOfFilesThatAreNoLibraries) {
  EXPECT_EQ(text_for({}), "reason");
  EXPECT_EQ(text_for(std::vector<unsigned char>(200, 't')), "reason");
  EXPECT_EQ(load_failure_text("/no/such/file", "reason"), "reason");
}

TEST(LoadFailure, NamesTheMachine) {
  EXPECT_EQ(text_for(header(2, 1, 62)), "reason");
  EXPECT_EQ(text_for(header(2, 1, 183)),
            "reason (Possible cause: can't load AARCH64 .so on a AMD 64 platform)");
  EXPECT_EQ(text_for(header(2, 1, 9999)),
            "reason (Possible cause: can't load this .so (machine code=0x270f) on a AMD 64 "
            "platform)");
}

TEST(LoadFailure, NamesTheWidth) {
  EXPECT_EQ(text_for(header(1, 1, 62)),
            "reason (Possible cause: architecture word width mismatch, can't load 32-bit .so on a "
            "64-bit platform)");
  EXPECT_EQ(text_for(header(7, 1, 62)), "reason (Possible cause: invalid ELF file class)");
}

}  // namespace
}  // namespace cjvm
