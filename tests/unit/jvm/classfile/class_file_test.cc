// SPDX-License-Identifier: Apache-2.0
// The class-file parser: what it reads, and what it refuses with which words. Expected messages are
// those of `java` 17.
#include "jvm/classfile/class_file.h"

#include <gtest/gtest.h>

#include "tests/support/class_builder.h"

namespace cjvm::test {
namespace {

// Keeps the bytes alive beside the parsed file.
struct Parsed {
  explicit Parsed(std::vector<std::uint8_t> b, ParseOptions options = {})
      : bytes(std::move(b)), file(ClassFile::parse(bytes, options)) {}
  std::vector<std::uint8_t> bytes;
  ClassFile file;
};

std::string refusal(const std::vector<std::uint8_t>& bytes, ParseOptions options = {}) {
  try {
    ClassFile::parse(bytes, options);
    return "accepted";
  } catch (const ClassFormat& e) {
    return std::string(e.throwable().substr(e.throwable().rfind('/') + 1)) + ": " + e.message;
  }
}
std::string refusal(const ClassBuilder& b) { return refusal(b.build()); }

TEST(ClassFile, ReadsNamesMembersAndSupers) {
  ClassBuilder b("p/A", "p/Base");
  b.interface("p/I").interface("p/J");
  b.field(0x1a, "K", "I", {{"ConstantValue", Buffer().u2(b.integer(7))}});
  b.default_constructor("p/Base");
  b.attribute({"SourceFile", Buffer().u2(b.utf8("A.java"))});
  Parsed p(b.build());
  EXPECT_EQ(p.file.name(), "p/A");
  EXPECT_EQ(p.file.super_name(), "p/Base");
  ASSERT_EQ(p.file.interfaces().size(), 2);
  EXPECT_EQ(p.file.interface_name(1), "p/J");
  ASSERT_EQ(p.file.fields().size(), 1u);
  EXPECT_EQ(p.file.fields()[0].name, "K");
  EXPECT_EQ(p.file.constants().integer(p.file.fields()[0].constant_value_index), 7);
  ASSERT_EQ(p.file.methods().size(), 1u);
  EXPECT_EQ(p.file.methods()[0].argument_slots, 1);
  EXPECT_EQ(p.file.methods()[0].code.bytecode.size(), 5u);
  EXPECT_EQ(p.file.source_file(), "A.java");
}

TEST(ClassFile, ReadsConstantsOfAllKinds) {
  ClassBuilder b("A");
  int l = b.long_value(-5);
  int d = b.double_bits(0x4000000000000000);
  int f = b.float_bits(0x3f800000);
  int s = b.string("text");
  int m = b.method_ref("B", "go", "(I)J");
  int h = b.method_handle(6, m);
  int t = b.method_type("()V");
  Parsed p(b.build());
  const auto& pool = p.file.constants();
  EXPECT_EQ(pool.long_value(l), -5);
  EXPECT_EQ(pool.double_value(d), 2.0);
  EXPECT_EQ(pool.float_value(f), 1.0f);
  EXPECT_EQ(pool.string(s), "text");
  EXPECT_EQ(pool.member_class(m), "B");
  EXPECT_EQ(pool.member_name(m), "go");
  EXPECT_EQ(pool.member_descriptor(m), "(I)J");
  EXPECT_EQ(pool.handle_kind(h), ReferenceKind::kInvokeStatic);
  EXPECT_EQ(pool.handle_member_index(h), m);
  EXPECT_EQ(pool.method_type(t), "()V");
  EXPECT_EQ(pool.tag(l + 1), ConstantTag::kUnusable);
  EXPECT_EQ(pool.tag(0), ConstantTag::kUnusable);
  EXPECT_EQ(pool.tag(60000), ConstantTag::kUnusable);
}

TEST(ClassFile, ReadsBootstrapMethodsRecordsAndNests) {
  ClassBuilder b("A");
  b.invoke_dynamic(0, "x", "()V");
  int handle = b.method_handle(6, b.method_ref("B", "bsm", "()V"));
  b.attribute({"BootstrapMethods", Buffer().u2(1).u2(handle).u2(1).u2(b.integer(3))});
  b.attribute({"Record", Buffer().u2(1).u2(b.utf8("x")).u2(b.utf8("I")).u2(0)});
  b.attribute({"NestMembers", Buffer().u2(1).u2(b.class_ref("A$B"))});
  b.attribute({"PermittedSubclasses", Buffer().u2(1).u2(b.class_ref("C"))});
  Parsed p(b.build());
  ASSERT_EQ(p.file.bootstrap_methods().size(), 1u);
  EXPECT_EQ(p.file.constants().integer(p.file.bootstrap_methods()[0].arguments[0]), 3);
  ASSERT_EQ(p.file.record_components().size(), 1u);
  EXPECT_TRUE(p.file.has_nest_members());
  EXPECT_EQ(p.file.constants().class_name(p.file.nest_members()[0]), "A$B");
  EXPECT_EQ(p.file.constants().class_name(p.file.permitted_subclasses()[0]), "C");
}

TEST(ClassFile, FindsAnnotationsOfTheVm) {
  ClassBuilder b("A");
  Buffer annotations;
  annotations.u2(2);
  annotations.u2(b.utf8("Lp/Other;"))
      .u2(1)
      .u2(b.utf8("v"))
      .u1('[')
      .u2(2)
      .u1('I')
      .u2(b.integer(1))
      .u1('I')
      .u2(b.integer(2));
  annotations.u2(b.utf8("Ljdk/internal/reflect/CallerSensitive;")).u2(0);
  b.method(0x101, "m", "()V", {{"RuntimeVisibleAnnotations", annotations}});
  Parsed p(b.build());
  EXPECT_EQ(p.file.methods()[0].vm_flags, kVmCallerSensitive);
  EXPECT_EQ(p.file.methods()[0].extras().annotations.visible.size(), annotations.size());
}

TEST(ClassFile, FindsLinesAndVariableNames) {
  ClassBuilder b("A");
  Code code{1, 2, Buffer{0, 0, 0, 0xb1}};
  code.attributes.push_back({"LineNumberTable", Buffer().u2(2).u2(0).u2(10).u2(2).u2(12)});
  code.attributes.push_back(
      {"LocalVariableTable", Buffer().u2(1).u2(1).u2(3).u2(b.utf8("x")).u2(b.utf8("I")).u2(1)});
  b.method(9, "m", "()V", code);
  Parsed p(b.build());
  const auto& parsed_code = p.file.methods()[0].code;
  EXPECT_EQ(line_number_at(p.file.constants(), parsed_code, 1), 10);
  EXPECT_EQ(line_number_at(p.file.constants(), parsed_code, 3), 12);
  EXPECT_EQ(local_variable_name_at(p.file.constants(), parsed_code, 0, 1), 0);
  auto name = local_variable_name_at(p.file.constants(), parsed_code, 2, 1);
  ASSERT_NE(name, 0);
  EXPECT_EQ(p.file.constants().utf8(name), "x");
}

TEST(ClassFile, RefusesEveryTruncation) {
  ClassBuilder b("A");
  b.default_constructor();
  auto whole = b.build();
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_EQ(refusal({whole.begin(), whole.begin() + static_cast<long>(n)}),
              "ClassFormatError: Truncated class file")
        << n;
  }
  whole.push_back(0);
  EXPECT_EQ(refusal(whole), "ClassFormatError: Extra bytes at the end of class file A");
}

TEST(ClassFile, RefusesBadMagicAndVersions) {
  ClassBuilder b("A");
  b.magic = 123;
  EXPECT_EQ(refusal(b.build(), {.expected_name = "A"}),
            "ClassFormatError: Incompatible magic value 123 in class file A");
  EXPECT_EQ(refusal(b), "ClassFormatError: Incompatible magic value 123 in class file <Unknown>");
  ClassBuilder c("A");
  c.major = 66;
  EXPECT_EQ(refusal(c.build(), {.expected_name = "A"}),
            "UnsupportedClassVersionError: A has been compiled by a more recent version of the "
            "Java Runtime (class "
            "file version 66.0), this version of the Java Runtime only recognizes class file "
            "versions up to 61.0");
  c.major = 44;
  EXPECT_EQ(refusal(c.build(), {.expected_name = "A"}),
            "UnsupportedClassVersionError: A (class file version 44.0) was compiled with an "
            "invalid major version");
  c.major = 61;
  c.minor = 65535;
  EXPECT_EQ(refusal(c.build(), {.expected_name = "A"}),
            "UnsupportedClassVersionError: Preview features are not enabled for A (class file "
            "version 61.65535). Try "
            "running with '--enable-preview'");
  EXPECT_EQ(refusal(c.build(), {.expected_name = "A", .enable_preview = true}), "accepted");
  c.minor = 3;
  EXPECT_EQ(refusal(c.build(), {.expected_name = "A"}),
            "UnsupportedClassVersionError: A (class file version 61.3) was compiled with an "
            "invalid non-zero minor "
            "version");
}

TEST(ClassFile, RefusesWrongName) {
  ClassBuilder b("p/A");
  EXPECT_EQ(refusal(b.build(), {.expected_name = "A"}),
            "NoClassDefFoundError: A (wrong name: p/A)");
}

TEST(ClassFile, RefusesModules) {
  ClassBuilder b("A");
  b.access_flags = 0x8000;
  EXPECT_EQ(refusal(b.build(), {.expected_name = "A"}),
            "NoClassDefFoundError: A is not a class because access_flag ACC_MODULE is set");
}

TEST(ClassFile, RefusesDuplicateMembers) {
  ClassBuilder b("A");
  b.field(0, "x", "I").field(0, "y", "I").field(0, "x", "I");
  EXPECT_EQ(refusal(b),
            "ClassFormatError: Duplicate field name \"x\" with signature \"I\" in class file A");
  ClassBuilder c("A");
  c.method(0x101, "m", "()V").method(0x101, "m", "()I").method(0x101, "m", "()V");
  EXPECT_EQ(refusal(c),
            "ClassFormatError: Duplicate method name \"m\" with signature \"()V\" in class file A");
}

TEST(ClassFile, RefusesIllegalNamesAndDescriptors) {
  ClassBuilder b("A");
  b.field(0, "x.y", "I");
  EXPECT_EQ(refusal(b), "ClassFormatError: Illegal field name \"x.y\" in class A");
  ClassBuilder c("A");
  c.method(0x101, "<m>", "()V");
  EXPECT_EQ(refusal(c), "ClassFormatError: Illegal method name \"<m>\" in class A");
  ClassBuilder d("A");
  d.class_ref("p//B");
  EXPECT_EQ(refusal(d), "ClassFormatError: Illegal class name \"p//B\" in class file <Unknown>");
  ClassBuilder e("A");
  e.field(0, "x", "Q");
  EXPECT_EQ(refusal(e), "ClassFormatError: Field \"x\" in class A has illegal signature \"Q\"");
  ClassBuilder f("A");
  f.method(0x101, "m", "(L;)V");
  EXPECT_EQ(refusal(f),
            "ClassFormatError: Class name is empty or contains illegal character in descriptor in "
            "class file A");
}

TEST(ClassFile, RefusesIllegalModifiers) {
  ClassBuilder b("A");
  b.access_flags = 0x410 | 0x20;
  EXPECT_EQ(refusal(b), "ClassFormatError: Illegal class modifiers in class <Unknown>: 0x430");
  ClassBuilder c("A");
  c.field(0x50, "x", "I");
  EXPECT_EQ(refusal(c), "ClassFormatError: Illegal field modifiers in class A: 0x50");
  ClassBuilder d("A");
  d.method(0x3, "m", "()V");
  EXPECT_EQ(refusal(d), "ClassFormatError: Method m in class A has illegal modifiers: 0x3");
}

TEST(ClassFile, RefusesBadCode) {
  ClassBuilder b("A");
  b.method(9, "m", "()V", Code{1, 1, Buffer{}});
  EXPECT_EQ(refusal(b), "ClassFormatError: Invalid method Code length 0 in class file A");
  ClassBuilder c("A");
  c.method(9, "m", "(JJ)V", Code{1, 3, Buffer{0xb1}});
  EXPECT_EQ(refusal(c), "ClassFormatError: Arguments can't fit into locals in class file A");
  ClassBuilder d("A");
  d.method(9, "m", "()V");
  EXPECT_EQ(refusal(d),
            "ClassFormatError: Absent Code attribute in method that is not native or abstract in "
            "class file A");
  ClassBuilder e("A");
  e.method(9, "m", "()V", Code{1, 1, Buffer{0xb1}, {{0, 2, 0}}});
  EXPECT_EQ(refusal(e), "ClassFormatError: Illegal exception table range in class file A");
}

TEST(ClassFile, RefusesUnknownAndEarlyConstants) {
  ClassBuilder b("A");
  b.constant(99, Buffer().u2(1));
  EXPECT_EQ(refusal(b), "ClassFormatError: Unknown constant tag 99 in class file <Unknown>");
  ClassBuilder c("A");
  c.major = 49;
  c.method_type("()V");
  EXPECT_EQ(refusal(c),
            "ClassFormatError: Class file version does not support constant tag 16 in class file "
            "<Unknown>");
  ClassBuilder d("A");
  d.constant(7, Buffer().u2(999));
  EXPECT_EQ(refusal(d),
            "ClassFormatError: Invalid constant pool index 999 in class file <Unknown>");
}

TEST(ClassFile, TrustedInputIsStillMemorySafe) {
  ClassBuilder b("A");
  b.field(0, "bad.name", "I");
  ParseOptions trusted;
  trusted.verify = false;
  EXPECT_EQ(refusal(b.build(), trusted), "accepted");
  ClassBuilder c("A");
  c.this_class = 500;
  EXPECT_EQ(
      refusal(c.build(), trusted),
      "ClassFormatError: Invalid this class index 500 in constant pool in class file <Unknown>");
}

}  // namespace
}  // namespace cjvm::test
