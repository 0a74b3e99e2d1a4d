// SPDX-License-Identifier: Apache-2.0
// mangled_name: JNI symbols of methods (JNI specification, "Resolving Native Method Names").
#include <gtest/gtest.h>

#include "jvm/calls/native_call.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm {
namespace {

struct Names {
  std::string shorter, longer;
};

Names names_of(const char* class_name, const char* name, const char* descriptor) {
  static Class klass{};
  Method method{};
  klass.name = Symbol::intern(class_name);
  method.holder = &klass;
  method.name = Symbol::intern(name);
  method.descriptor = Symbol::intern(descriptor);
  return {mangled_name(&method, false), mangled_name(&method, true)};
}

TEST(MangledName, JoinsPackageClassAndMethod) {
  Names names = names_of("java/lang/Object", "getClass", "()Ljava/lang/Class;");
  EXPECT_EQ(names.shorter, "Java_java_lang_Object_getClass");
  EXPECT_EQ(names.longer, "Java_java_lang_Object_getClass__");
}

TEST(MangledName, EscapesWhatIsNotALetterOrDigit) {
  EXPECT_EQ(names_of("a_b/C$1", "d_e", "()V").shorter, "Java_a_1b_C_000241_d_1e");
  EXPECT_EQ(names_of("C", "\xd0\x96", "()V").shorter, "Java_C__00416");
  // A supplementary character is two units.
  EXPECT_EQ(names_of("C", "\xed\xa0\xbd\xed\xb8\x80", "()V").shorter, "Java_C__0d83d_0de00");
}

TEST(MangledName, AppendsTheParameters) {
  EXPECT_EQ(names_of("C", "f", "(I[JLjava/lang/String;[[La_b;Z)D").longer,
            "Java_C_f__I_3JLjava_lang_String_2_3_3La_1b_2Z");
}

}  // namespace
}  // namespace cjvm
