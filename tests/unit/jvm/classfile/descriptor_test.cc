// SPDX-License-Identifier: Apache-2.0
// Descriptors: validation, slots, walking the parameters.
#include "jvm/classfile/descriptor.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cjvm {
namespace {

TEST(Descriptor, AcceptsFieldTypes) {
  for (const char* good : {"I", "J", "Z", "[I", "[[Ljava/lang/String;", "LA;"}) {
    EXPECT_TRUE(is_valid_field_descriptor(good)) << good;
  }
  for (const char* bad :
       {"", "V", "[", "L;", "LA", "Q", "II", "La//b;", "[V", "La.b;", "L/a;", "La/;"}) {
    EXPECT_FALSE(is_valid_field_descriptor(bad)) << bad;
  }
  EXPECT_TRUE(is_valid_field_descriptor(std::string(255, '[') + "I"));
  EXPECT_FALSE(is_valid_field_descriptor(std::string(256, '[') + "I"));
}

TEST(Descriptor, CountsSlotsOfMethods) {
  auto shape = parse_method_descriptor("(IJ[DLjava/lang/String;D)[I");
  ASSERT_TRUE(shape);
  EXPECT_EQ(shape->parameter_count, 5);
  EXPECT_EQ(shape->parameter_slots, 7u);
  EXPECT_EQ(shape->return_type, '[');
  auto quick = method_shape("(IJ[DLjava/lang/String;D)[I");
  EXPECT_EQ(quick.parameter_slots, 7u);
  EXPECT_EQ(quick.return_type, '[');
  for (const char* bad : {"", "I", "(", "()", "(V)V", "()VV", "(I", "(LA)V"}) {
    EXPECT_FALSE(parse_method_descriptor(bad)) << bad;
  }
}

TEST(Descriptor, WalksParameters) {
  std::vector<std::string> types;
  for (auto type : ParameterTypes("(I[[JLa/B;[Lc;D)V")) types.emplace_back(type);
  EXPECT_EQ(types, (std::vector<std::string>{"I", "[[J", "La/B;", "[Lc;", "D"}));
  for (auto type : ParameterTypes("()V")) ADD_FAILURE() << type;
}

TEST(Descriptor, TakesPartsApart) {
  EXPECT_EQ(return_descriptor("(I)Ljava/lang/Object;"), "Ljava/lang/Object;");
  EXPECT_EQ(class_of_descriptor("La/B;"), "a/B");
  EXPECT_EQ(class_of_descriptor("[La/B;"), "[La/B;");
  EXPECT_EQ(array_dimensions("[[I"), 2);
  EXPECT_EQ(computational_type('S'), 'I');
  EXPECT_EQ(slots_of('D'), 2);
}

}  // namespace
}  // namespace cjvm
