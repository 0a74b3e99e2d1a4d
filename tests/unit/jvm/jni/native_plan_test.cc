// SPDX-License-Identifier: Apache-2.0
// NativePlan: every shape delivers every argument and narrows every result, without a VM.
#include "jvm/calls/native_plan.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <vector>

namespace cjvm {
namespace {

using Shape = NativePlan::Shape;

int env_word, self_word;
void* const kEnv = &env_word;
void* const kSelf = &self_word;

// Slots as a frame has them: longs and doubles take two, the second undefined.
class Slots {
 public:
  Slots& add_int(std::int32_t i) { return add(static_cast<std::uint32_t>(i)); }
  Slots& add_long(std::int64_t j) { return add(static_cast<std::uint64_t>(j)).gap(); }
  Slots& add_float(float f) { return add(kGarbage << 32 | std::bit_cast<std::uint32_t>(f)); }
  Slots& add_double(double d) { return add(std::bit_cast<std::uint64_t>(d)).gap(); }
  Slots& add_reference(const void* p) { return add(reinterpret_cast<std::uint64_t>(p)); }
  const Slot* data() const { return slots_.data(); }

 private:
  static constexpr std::uint64_t kGarbage = 0xdeadbeef;
  Slots& add(std::uint64_t bits) {
    slots_.push_back(Slot{.bits = bits});
    return *this;
  }
  Slots& gap() { return add(kGarbage); }
  std::vector<Slot> slots_;
};

Slot call(const char* descriptor, bool is_static, Shape shape, auto* function, const Slots& slots) {
  const NativePlan* plan = make_native_plan(descriptor, is_static);
  EXPECT_EQ(plan->shape, shape) << descriptor;
  return call_planned(*plan, reinterpret_cast<void*>(function), kEnv, kSelf, slots.data());
}

std::int32_t add_two(void* env, void* self, std::int32_t a, std::int64_t b) {
  return env == kEnv && self == kSelf ? a + static_cast<std::int32_t>(b) : -1;
}
TEST(NativePlan, PassesIntegersInRegisters) {
  EXPECT_EQ(call("(IJ)I", true, Shape::Integers, add_two, Slots().add_int(-7).add_long(49)).j, 42);
}

std::int32_t receiver_first(void*, void*, std::int32_t a) { return a; }
TEST(NativePlan, SkipsTheReceiverOfAnInstanceMethod) {
  Slots slots = Slots().add_reference(kSelf).add_int(5);
  EXPECT_EQ(call("(I)I", false, Shape::Integers, receiver_first, slots).j, 5);
}

double mixed(void*, void*, std::int32_t a, double b, float c, std::int64_t d, void* e) {
  return a * 1e6 + b * 1e3 + c + static_cast<double>(d) + (e == nullptr ? 0.5 : 0.25);
}
TEST(NativePlan, CountsFloatingRegistersSeparately) {
  Slots slots =
      Slots().add_int(1).add_double(2).add_float(3.0f).add_long(-1).add_reference(nullptr);
  EXPECT_EQ(call("(IDFJLjava/lang/Object;)D", true, Shape::Registers, mixed, slots).d, 1002002.5);
}

std::int64_t six(void*, void*, int a, int b, int c, int d, std::int64_t e, signed char f) {
  return a * 100000 + b * 10000 + c * 1000 + d * 100 + e * 10 + f;
}
TEST(NativePlan, PutsMoreIntegersOnTheStack) {
  Slots slots = Slots().add_int(1).add_int(2).add_int(3).add_int(4).add_long(5).add_int(-6);
  EXPECT_EQ(call("(IIIIJB)J", true, Shape::FewWords, six, slots).j, 123444);
}

float ten(void*, void*, float a, float b, float c, float d, float e, float f, float g, float h,
          float i, double j) {
  return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8 + i * 9 + static_cast<float>(j);
}
TEST(NativePlan, PutsMoreFloatsOnTheStack) {
  Slots slots;
  for (int i = 1; i <= 9; ++i) slots.add_float(static_cast<float>(i));
  slots.add_double(0.5);
  EXPECT_EQ(call("(FFFFFFFFFD)F", true, Shape::FewWords, ten, slots).f, 285.5f);
}

std::int64_t sixteen(void*, void*, int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7,
                     int a8, int a9, int b0, int b1, int b2, int b3, int b4, std::int64_t b5) {
  std::int64_t sum = 0;
  for (std::int64_t v : {std::int64_t{a0}, std::int64_t{a1}, std::int64_t{a2}, std::int64_t{a3},
                         std::int64_t{a4}, std::int64_t{a5}, std::int64_t{a6}, std::int64_t{a7},
                         std::int64_t{a8}, std::int64_t{a9}, std::int64_t{b0}, std::int64_t{b1},
                         std::int64_t{b2}, std::int64_t{b3}, std::int64_t{b4}, b5}) {
    sum = sum * 3 + v;
  }
  return sum;
}
TEST(NativePlan, PutsManyWordsOnTheStack) {
  Slots slots;
  std::int64_t sum = 0;
  for (int i = 0; i < 15; ++i) {
    slots.add_int(i - 7);
    sum = sum * 3 + i - 7;
  }
  slots.add_long(std::int64_t{1} << 40);
  sum = sum * 3 + (std::int64_t{1} << 40);
  EXPECT_EQ(call("(IIIIIIIIIIIIIIIJ)J", true, Shape::ManyWords, sixteen, slots).j, sum);
}

double thirty(void*, void*, int a0, double a1, int a2, float a3, int a4, double a5, int a6,
              double a7, int a8, double a9, int b0, double b1, int b2, double b3, int b4, double b5,
              int b6, double b7, int b8, double b9, int c0, double c1, int c2, double c3, int c4,
              double c5, signed char c6, short c7, std::uint16_t c8, bool c9, int d0, int d1,
              int d2) {
  double sum = 0;
  for (double v :
       {double(a0), a1,         double(a2), double(a3), double(a4), a5,         double(a6),
        a7,         double(a8), a9,         double(b0), b1,         double(b2), b3,
        double(b4), b5,         double(b6), b7,         double(b8), b9,         double(c0),
        c1,         double(c2), c3,         double(c4), c5,         double(c6), double(c7),
        double(c8), double(c9), double(d0), double(d1), double(d2)}) {
    sum = sum * 1.25 + v;
  }
  return sum;
}
TEST(NativePlan, GoesThroughLibffiForTheRest) {
  Slots slots;
  double sum = 0;
  for (int i = 0; i < 26; ++i) {
    if (i % 2 == 0) {
      slots.add_int(i);
    } else if (i == 3) {
      slots.add_float(static_cast<float>(i));
    } else {
      slots.add_double(i);
    }
    sum = sum * 1.25 + i;
  }
  for (int v : {-5, -6, 65535, 1, -7, 8, 9}) {
    slots.add_int(v);
    sum = sum * 1.25 + v;
  }
  EXPECT_EQ(call("(IDIFIDIDIDIDIDIDIDIDIDIDIDBSCZIII)D", true, Shape::Foreign, thirty, slots).d,
            sum);
}

std::int64_t dirty(void*, void*, std::int64_t bits) { return bits; }
TEST(NativePlan, NarrowsResults) {
  auto result = [](const char* descriptor, std::int64_t bits) {
    return call(descriptor, true, Shape::Integers, dirty, Slots().add_long(bits)).j;
  };
  EXPECT_EQ(result("(J)Z", 0x7700), 0);
  EXPECT_EQ(result("(J)Z", 0x7702), 1);
  EXPECT_EQ(result("(J)B", 0x77ff), -1);
  EXPECT_EQ(result("(J)C", -1), 0xffff);
  EXPECT_EQ(result("(J)S", 0x78000), -32768);
  EXPECT_EQ(result("(J)I", 0x7ffffffff), -1);
  EXPECT_EQ(result("(J)J", INT64_MIN), INT64_MIN);
}

}  // namespace
}  // namespace cjvm
