// SPDX-License-Identifier: Apache-2.0
// The type-checking verifier on hand-made classes. Expected messages are those of `java` 17.
#include "jvm/verifier/verifier.h"

#include <gtest/gtest.h>

#include "tests/support/class_builder.h"
#include "tests/support/class_set.h"

namespace cjvm::test {
namespace {

// A little world of classes: Object, Throwable, String, Other with a protected field in another
// package.
class VerifierTest : public testing::Test {
 protected:
  VerifierTest() {
    ClassBuilder object("java/lang/Object", "");
    object.method(1, "<init>", "()V", Code{0, 1, Buffer{0xb1}});
    object.method(0x104, "clone", "()Ljava/lang/Object;");
    world_.add(object.build());
    for (const char* name : {"java/lang/String", "java/lang/Throwable", "q/Third"}) {
      world_.add(ClassBuilder(name).default_constructor().build());
    }
    ClassBuilder base("q/Base");
    base.field(4, "secret", "I").default_constructor();
    world_.add(base.build());
    ClassBuilder face("p/Face");
    face.access_flags = 0x601;
    world_.add(face.build());
  }

  // First line of the error, "ok", or "old".
  std::string verify(const std::vector<std::uint8_t>& bytes) {
    auto all = details(bytes);
    return all.substr(0, all.find('\n'));
  }
  std::string verify(const ClassBuilder& b) { return verify(b.build()); }
  std::string details(const std::vector<std::uint8_t>& bytes) {
    auto file = ClassFile::parse(bytes, {});
    SetHierarchy hierarchy(world_, file);
    try {
      return verify_class(file, hierarchy) == VerifyOutcome::kVerified ? "ok" : "old";
    } catch (const ClassFormat& e) {
      return e.message;
    }
  }
  // One static method m with this code.
  std::string verify_code(std::string_view descriptor, const Code& code) {
    return verify(ClassBuilder("p/A").method(9, "m", descriptor, code));
  }

  ClassSet world_;
};

TEST_F(VerifierTest, AcceptsAConstructor) {
  EXPECT_EQ(verify(ClassBuilder("p/A").default_constructor()), "ok");
}

TEST_F(VerifierTest, LeavesOldVersionsToInference) {
  ClassBuilder b("p/A");
  b.major = 49;
  b.method(9, "m", "()V", Code{0, 0, Buffer{0x60, 0xb1}});
  EXPECT_EQ(verify(b), "old");
  b.major = 50;
  EXPECT_EQ(verify(b), "old");
  b.major = 51;
  EXPECT_EQ(verify(b), "Operand stack underflow");
}

TEST_F(VerifierTest, ChecksTheOperandStack) {
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x03, 0x04, 0xb1}}), "Operand stack overflow");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x57, 0xb1}}), "Operand stack underflow");
  EXPECT_EQ(verify_code("()V", {2, 1, Buffer{0x03, 0x0b, 0x60, 0xb1}}),
            "Bad type on operand stack");
  EXPECT_EQ(verify_code("()V", {4, 1, Buffer{0x09, 0x57, 0xb1}}), "Bad type on operand stack");
  EXPECT_EQ(verify_code("()V", {4, 1, Buffer{0x09, 0x58, 0xb1}}), "ok");
  EXPECT_EQ(verify_code("()V", {4, 1, Buffer{0x09, 0x0b, 0x5f, 0xb1}}),
            "Bad type on operand stack");
}

TEST_F(VerifierTest, ChecksLocals) {
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x1a, 0xb1}}), "Bad local variable type");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x1b, 0xb1}}), "Local variable table overflow");
  EXPECT_EQ(verify_code("(J)V", {2, 2, Buffer{0x1e, 0x58, 0xb1}}), "ok");
  // Overwriting the second half of a long spoils the first.
  EXPECT_EQ(verify_code("(J)V", {2, 2, Buffer{0x03, 0x3c, 0x1e, 0x58, 0xb1}}),
            "Bad local variable type");
}

TEST_F(VerifierTest, ChecksReturns) {
  EXPECT_EQ(verify_code("()I", {1, 1, Buffer{0xb1}}), "Method expects a return value");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x03, 0xac}}),
            "Method does not expect a return value");
  EXPECT_EQ(verify_code("()Z", {1, 1, Buffer{0x03, 0xac}}), "ok");
  EXPECT_EQ(verify_code("()F", {1, 1, Buffer{0x03, 0xac}}), "Bad return type");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x00}}), "Control flow falls through code end");
}

TEST_F(VerifierTest, NeedsStackMapFramesAtTargets) {
  Buffer loop{0x00, 0xa7, 0xff, 0xff};
  EXPECT_EQ(verify_code("()V", {1, 1, loop}), "Expecting a stackmap frame at branch target 0");
  Code code{1, 1, loop, {}, {{"StackMapTable", Buffer().u2(1).u1(0)}}};
  EXPECT_EQ(verify_code("()V", code), "ok");
  code.attributes[0].contents = Buffer().u2(1).u1(2);
  EXPECT_EQ(verify_code("()V", code), "StackMapTable error: bad offset");
  code.attributes[0].contents = Buffer().u2(1).u1(200).u2(0);
  EXPECT_EQ(verify_code("()V", code), "StackMapTable format error: reserved frame type");
  code.attributes[0].contents = Buffer().u2(1).u1(252).u2(0).u1(1);
  EXPECT_EQ(verify_code("()V", code), "Instruction type does not match stack map");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0xb1, 0x00, 0xb1}}), "Expecting a stack map frame");
}

TEST_F(VerifierTest, ChecksInstructionsAndSwitches) {
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0xfe, 0xb1}}), "Bad instruction");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0xa8, 0x00, 0x03, 0xb1}}), "Bad instruction: a8");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x12, 0x40, 0xb1}}),
            "Illegal constant pool index 64 in class p.A");
  EXPECT_EQ(verify_code("()V", {1, 1, Buffer{0x12, 0x01, 0xb1}}),
            "Illegal type at constant pool entry 1 in class p.A");
  Buffer lookup{0x03, 0xab, 0, 0};
  lookup.u4(27).u4(2).u4(5).u4(27).u4(5).u4(27).u1(0xb1);
  EXPECT_EQ(verify_code("()V", {1, 1, lookup}), "Bad lookupswitch instruction");
}

TEST_F(VerifierTest, FollowsTheLifeOfNewObjects) {
  ClassBuilder b("p/A");
  int cls = b.class_ref("java/lang/String");
  int init = b.method_ref("java/lang/String", "<init>", "()V");
  int wrong = b.method_ref("java/lang/Object", "<init>", "()V");
  Buffer code = Buffer{0xbb}.u2(cls).u1(0x59).u1(0xb7).u2(init).u1(0xb0);
  b.method(9, "m", "()Ljava/lang/String;", Code{2, 0, code});
  EXPECT_EQ(verify(b), "ok");
  ClassBuilder c = b;
  c.method(9, "n", "()Ljava/lang/String;", Code{2, 0, Buffer{0xbb}.u2(cls).u1(0xb0)});
  EXPECT_EQ(verify(c), "Bad return type");
  ClassBuilder d = b;
  d.method(9, "n", "()V", Code{2, 0, Buffer{0xbb}.u2(cls).u1(0xb7).u2(wrong).u1(0xb1)});
  EXPECT_EQ(verify(d), "Call to wrong <init> method");
  ClassBuilder e("p/A");
  e.method(1, "<init>", "()V", Code{1, 1, Buffer{0xb1}});
  EXPECT_EQ(verify(e), "Constructor must call super() or this() before return");
}

TEST_F(VerifierTest, GuardsProtectedMembersOfOtherPackages) {
  auto reader = [](std::string_view receiver) {
    ClassBuilder b("p/Sub", "q/Base");
    int field = b.field_ref("q/Base", "secret", "I");
    b.method(9, "m", std::string("(L") + std::string(receiver) + ";)I",
             Code{1, 1, Buffer{0x2a, 0xb4}.u2(field).u1(0xac)});
    return b;
  };
  EXPECT_EQ(verify(reader("p/Sub")), "ok");
  EXPECT_EQ(verify(reader("q/Base")), "Bad access to protected data in getfield");
  EXPECT_EQ(verify(reader("q/Third")), "Bad type on operand stack");
}

TEST_F(VerifierTest, TreatsInterfacesLikeObject) {
  EXPECT_EQ(verify_code("(Ljava/lang/String;)Lp/Face;", {1, 1, Buffer{0x2a, 0xb0}}), "ok");
  EXPECT_EQ(verify_code("([I)Lp/Face;", {1, 1, Buffer{0x2a, 0xb0}}), "Bad return type");
  EXPECT_EQ(verify_code("([Lq/Base;)[Ljava/lang/Object;", {1, 1, Buffer{0x2a, 0xb0}}), "ok");
  EXPECT_EQ(verify_code("([[I)[Ljava/lang/Object;", {1, 1, Buffer{0x2a, 0xb0}}), "ok");
  EXPECT_EQ(verify_code("([I)[Ljava/lang/Object;", {1, 1, Buffer{0x2a, 0xb0}}), "Bad return type");
}

TEST_F(VerifierTest, ChecksHandlers) {
  ClassBuilder b("p/A");
  int throwable = b.class_ref("java/lang/Throwable");
  int string = b.class_ref("java/lang/String");
  Code code{1, 1, Buffer{0x03, 0x3b, 0xb1, 0x57, 0xb1}, {{0, 2, 3, throwable}}};
  Buffer frame = Buffer().u2(1).u1(64 + 3).u1(7).u2(throwable);
  code.attributes.push_back({"StackMapTable", frame});
  EXPECT_EQ(verify(ClassBuilder(b).method(9, "m", "()V", code)), "ok");
  code.handlers[0].catch_type = string;
  EXPECT_EQ(verify(ClassBuilder(b).method(9, "m", "()V", code)),
            "Catch type is not a subclass of Throwable in exception handler 3");
  code.handlers[0] = {0, 2, 3, throwable};
  code.attributes[0].contents = Buffer().u2(1).u1(255).u2(3).u2(1).u1(1).u2(1).u1(7).u2(throwable);
  EXPECT_EQ(verify(ClassBuilder(b).method(9, "m", "()V", code)),
            "Stack map does not match the one at exception handler 3");
}

TEST_F(VerifierTest, ExplainsErrorsAsJavaDoes) {
  ClassBuilder b("p/A");
  b.method(9, "m", "(ILjava/lang/String;)I", Code{2, 2, Buffer{0x1a, 0x2b, 0x60, 0xac}});
  EXPECT_EQ(details(b.build()),
            "Bad type on operand stack\n"
            "Exception Details:\n"
            "  Location:\n"
            "    p/A.m(ILjava/lang/String;)I @2: iadd\n"
            "  Reason:\n"
            "    Type 'java/lang/String' (current frame, stack[1]) is not assignable to integer\n"
            "  Current Frame:\n"
            "    bci: @2\n"
            "    flags: { }\n"
            "    locals: { integer, 'java/lang/String' }\n"
            "    stack: { integer, 'java/lang/String' }\n"
            "  Bytecode:\n"
            "    0000000: 1a2b 60ac                              \n");
}

}  // namespace
}  // namespace cjvm::test
