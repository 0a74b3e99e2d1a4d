// SPDX-License-Identifier: Apache-2.0
// The instruction table, the cursor over code, and the disassembler.
#include "jvm/bytecode/code_cursor.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "jvm/bytecode/disassembler.h"
#include "tests/support/class_builder.h"

namespace cjvm::test {
namespace {

std::vector<std::uint8_t> bytes(std::initializer_list<int> list) { return Buffer(list).bytes(); }

TEST(InstructionSet, HasAllInstructionsOfTheSpecification) {
  int defined = 0;
  for (const auto& info : kInstructionTable) defined += info.defined();
  EXPECT_EQ(defined, 202);
  EXPECT_EQ(instruction_info(Opcode::new_).name, "new");
  EXPECT_EQ(instruction_info(Opcode::invokeinterface).length, 5);
  EXPECT_TRUE(instruction_info(Opcode::goto_).has(kNoFallThrough));
  EXPECT_FALSE(instruction_info(std::uint8_t{202}).defined());
}

TEST(CodeCursor, WalksOperandsOfAllLayouts) {
  auto code = bytes({0x10, 0xff, 0x11, 0x80, 0x00, 0x15, 7, 0x1c, 0x84, 3, 0xfe, 0xa7, 0xff, 0xfe,
                     0xb9, 0, 9, 2, 0});
  CodeCursor at(code);
  EXPECT_EQ(at.immediate(), -1);
  at.next();
  EXPECT_EQ(at.immediate(), -32768);
  at.next();
  EXPECT_EQ(at.local(), 7);
  at.next();
  EXPECT_EQ(at.local(), 2);
  at.next();
  EXPECT_EQ(at.local(), 3);
  EXPECT_EQ(at.immediate(), -2);
  at.next();
  EXPECT_EQ(at.bci(), 11u);
  EXPECT_EQ(at.branch_target(), 9);
  at.next();
  EXPECT_EQ(at.pool_index(), 9);
  EXPECT_EQ(at.count(), 2);
  at.next();
  EXPECT_TRUE(at.done());
  EXPECT_FALSE(at.is_malformed());
}

TEST(CodeCursor, ReadsWideForms) {
  auto code = bytes({0xc4, 0x15, 1, 0, 0xc4, 0x84, 1, 2, 0xff, 0xff});
  CodeCursor at(code);
  EXPECT_EQ(at.opcode(), Opcode::iload);
  EXPECT_TRUE(at.is_wide());
  EXPECT_EQ(at.local(), 256);
  at.next();
  EXPECT_EQ(at.opcode(), Opcode::iinc);
  EXPECT_EQ(at.local(), 258);
  EXPECT_EQ(at.immediate(), -1);
  at.next();
  EXPECT_TRUE(at.done() && !at.is_malformed());
}

TEST(CodeCursor, ReadsSwitches) {
  Buffer table{0, 0xaa, 0, 0};
  table.u4(100).u4(static_cast<std::uint32_t>(-1)).u4(1).u4(10).u4(20).u4(30);
  CodeCursor at(table.bytes(), 1);
  ASSERT_FALSE(at.done());
  EXPECT_EQ(at.default_target(), 101);
  EXPECT_EQ(at.switch_size(), 3u);
  EXPECT_EQ(at.switch_key(0), -1);
  EXPECT_EQ(at.switch_target(2), 31);
  EXPECT_TRUE(at.switch_padding_is_zero());
  Buffer lookup{0xab, 0, 0, 1};
  lookup.u4(50).u4(1).u4(77).u4(static_cast<std::uint32_t>(-4));
  CodeCursor second(lookup.bytes());
  EXPECT_EQ(second.switch_key(0), 77);
  EXPECT_EQ(second.switch_target(0), -4);
  EXPECT_FALSE(second.switch_padding_is_zero());
}

TEST(CodeCursor, NoticesBrokenInstructions) {
  Buffer huge{0xaa, 0, 0, 0};
  huge.u4(0).u4(0x80000000).u4(0x7fffffff);
  Buffer negative{0xab, 0, 0, 0};
  negative.u4(0).u4(0xffffffff);
  for (const auto& code :
       {bytes({0x10}), bytes({0xca}), bytes({0xc4}), bytes({0xc4, 0x00}), bytes({0xc4, 0x84, 0, 0}),
        bytes({0xaa, 0, 0}), huge.bytes(), negative.bytes()}) {
    CodeCursor at(code);
    EXPECT_TRUE(at.done());
    EXPECT_TRUE(at.is_malformed());
  }
}

TEST(CodeCursor, SurvivesRandomCode) {
  std::mt19937 random(1);
  ConstantPool empty;
  for (int i = 0; i < 20000; ++i) {
    std::vector<std::uint8_t> code(random() % 40);
    for (auto& b : code) b = static_cast<std::uint8_t>(random());
    CodeInfo info;
    info.bytecode = code;
    EXPECT_FALSE(disassemble(info, empty).empty() && !code.empty());
  }
}

TEST(Disassembler, PrintsLikeJavap) {
  ClassBuilder b("A");
  b.default_constructor();
  auto file_bytes = b.build();
  auto file = ClassFile::parse(file_bytes, {});
  EXPECT_EQ(disassemble(file.methods()[0].code, file.constants()),
            "    0: aload_0\n"
            "    1: invokespecial #8 // Method java/lang/Object.\"<init>\":()V\n"
            "    4: return\n");
}

}  // namespace
}  // namespace cjvm::test
