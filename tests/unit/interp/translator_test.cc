// SPDX-License-Identifier: Apache-2.0
// Translation and execution of hand-made methods that touch no object: folding, shuffles of the
// operand stack, branches, exact arithmetic. The engine runs on a thread record without a VM.
#include "interp/translator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "interp/local_engine.h"
#include "interp/prepared_code.h"
#include "jvm/archive/jimage_file.h"
#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"
#include "jvm/threads/java_thread.h"
#include "tests/support/class_builder.h"

namespace cjvm {
extern const HandlerTable kLocalHandlers;
}

namespace cjvm::test {
namespace {

ExecutionEngine& engine() {
  static auto one = make_local_engine();
  return *one;
}

JavaThread& bare_thread() {
  static JavaThread* thread = [] {
    auto* made = new JavaThread;
    constexpr std::size_t kSlots = 1 << 18;
    made->stack_base = new Slot[kSlots]();
    made->stack_end = made->stack_base + kSlots;
    made->stack_limit = made->stack_end - 1024;
    return made;
  }();
  return *thread;
}

// What the linker would store.
void fill_method(Method& method, Class& holder, const MethodInfo& info) {
  method.holder = &holder;
  method.info = &info;
  method.name = Symbol::intern(info.name);
  method.descriptor = Symbol::intern(info.descriptor);
  method.access_flags = info.access_flags;
  method.max_locals = info.code.max_locals + (method.is_synchronized() ? 1u : 0u);
  method.max_stack = info.code.max_stack;
  method.argument_slots = info.argument_slots;
  method.vtable_index = kNotVirtual;
  method.itable_index = kNotVirtual;
  method.return_type = basic_type_of(return_descriptor(info.descriptor)[0]);
}

// One static method in a class of its own.
class OneMethod {
 public:
  OneMethod(std::string_view descriptor, const Code& code, std::string_view name = "m") {
    ClassBuilder builder("T");
    builder.method(kAccStatic, name, descriptor, code);
    bytes_ = builder.build();
    file_ = std::make_unique<ClassFile>(ClassFile::parse({bytes_.data(), bytes_.size()}, {}));
    klass_.file = file_.get();
    fill_method(method_, klass_, file_->methods()[0]);
  }

  Slot call(std::vector<Slot> arguments) {
    if (code_ == nullptr) prepared();
    method_.code.store(code_);
    method_.entry.store(code_->begin());
    arguments.resize(16);
    return engine().invoke(bare_thread(), &method_, arguments.data());
  }
  std::int32_t call_int(std::initializer_list<int> arguments) {
    std::vector<Slot> slots;
    for (int a : arguments) slots.push_back({.j = a});
    return call(slots).i;
  }
  PreparedCode& prepared() {
    engine();  // makes the tables
    if (code_ == nullptr) code_ = translate(&method_, kLocalHandlers);
    return *code_;
  }
  std::string text() { return prepared().disassemble(kLocalHandlers); }
  bool has(std::string_view instruction) {
    return text().find(" " + std::string(instruction) + " ") != std::string::npos;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::unique_ptr<ClassFile> file_;
  Class klass_{};
  Method method_{};
  PreparedCode* code_ = nullptr;
};

Code code(std::initializer_list<int> bytes, int max_stack = 10, int max_locals = 10) {
  return {max_stack, max_locals, Buffer(bytes)};
}
Slot of(double d) { return {.d = d}; }
Slot of(std::int64_t j) { return {.j = j}; }

TEST(Translator, FoldsLoadsConstantsAndStoresIntoOneInstruction) {
  // x = x + 5; return x
  OneMethod m("(I)I", code({0x1a, 0x08, 0x60, 0x3b, 0x1a, 0xac}));
  EXPECT_EQ(m.call_int({37}), 42);
  EXPECT_TRUE(m.has("add_int_imm")) << m.text();
  EXPECT_FALSE(m.has("move")) << m.text();
  EXPECT_FALSE(m.has("const_int")) << m.text();
}

TEST(Translator, KeepsTheOldValueOfALocalThatChangesWhileItIsOnTheStack) {
  // return x++ * 100 + x
  OneMethod m("(I)I", code({0x1a, 0x84, 0, 1, 0x10, 100, 0x68, 0x1a, 0x60, 0xac}));
  EXPECT_EQ(m.call_int({7}), 708);
}

TEST(Translator, KeepsTheOldValueWhenAStoreFollows) {
  // push x; x = y; push x; return old * 10 + new
  OneMethod m("(II)I", code({0x1a, 0x1b, 0x3b, 0x10, 10, 0x68, 0x1a, 0x60, 0xac}));
  EXPECT_EQ(m.call_int({3, 4}), 34);
}

TEST(Translator, DupThenStoreLeavesTheValueInTheLocal) {
  // y = x + 1, also on the stack; return that * y
  OneMethod m("(II)I", code({0x1a, 0x04, 0x60, 0x59, 0x3c, 0x1b, 0x68, 0xac}));
  EXPECT_EQ(m.call_int({4, 0}), 25);
}

TEST(Translator, SwapsComputedValues) {
  // (x + 1) (y + 2) swap - : (y + 2) - (x + 1)
  OneMethod m("(II)I", code({0x1a, 0x04, 0x60, 0x1b, 0x05, 0x60, 0x5f, 0x64, 0xac}, 2, 2));
  EXPECT_EQ(m.call_int({10, 100}), 102 - 11);
}

TEST(Translator, ShufflesComputedValues) {
  // dup_x1: a b -> b a b with a = x + 1, b = y + 2; result (b * 10000) + (a * 100 + b)
  OneMethod x1("(II)I",
               code({0x1a, 0x04, 0x60, 0x1b, 0x05, 0x60, 0x5a, 0x4f - 0x4f,
                     // a*100+b: stack b a b -> swap, scale a
                     0x5f, 0x10, 100, 0x68, 0x60, 0x5f, 0x11, 0x27, 0x10, 0x68, 0x60, 0xac}));
  EXPECT_EQ(x1.call_int({2, 3}), 5 * 10000 + 3 * 100 + 5);
  // dup_x2 of three computed ints: a b c -> c a b c; fold with r = r * 10 + next from the bottom by
  // locals
  OneMethod x2("(III)I", code({0x1a, 0x04, 0x60, 0x1b, 0x04, 0x60, 0x1c, 0x04, 0x60, 0x5b, 0x36,
                               3,    0x36, 4,    0x36, 5,    0x36, 6,  // c b a c
                               0x15, 6,    0x10, 10,   0x68, 0x15, 5,    0x60, 0x10, 10,   0x68,
                               0x15, 4,    0x60, 0x10, 10,   0x68, 0x15, 3,    0x60, 0xac}));
  EXPECT_EQ(x2.call_int({0, 1, 2}), 3123);
  // dup2_x1: a b c -> b c a b c
  OneMethod d2x1("(III)I",
                 code({0x1a, 0x04, 0x60, 0x1b, 0x04, 0x60, 0x1c, 0x04, 0x60, 0x5d, 0x36, 3,
                       0x36, 4,    0x36, 5,    0x36, 6,    0x36, 7,    0x15, 7,    0x10, 10,
                       0x68, 0x15, 6,    0x60, 0x10, 10,   0x68, 0x15, 5,    0x60, 0x10, 10,
                       0x68, 0x15, 4,    0x60, 0x10, 10,   0x68, 0x15, 3,    0x60, 0xac}));
  EXPECT_EQ(d2x1.call_int({0, 1, 2}), 23123);
  // dup2_x2: a b c d -> c d a b c d
  OneMethod d2x2("(IIII)I",
                 code({0x1a, 0x04, 0x60, 0x1b, 0x04, 0x60, 0x1c, 0x04, 0x60, 0x1d, 0x04, 0x60,
                       0x5e, 0x36, 4,    0x36, 5,    0x36, 6,    0x36, 7,    0x36, 8,    0x36,
                       9,    0x15, 9,    0x10, 10,   0x68, 0x15, 8,    0x60, 0x10, 10,   0x68,
                       0x15, 7,    0x60, 0x10, 10,   0x68, 0x15, 6,    0x60, 0x10, 10,   0x68,
                       0x15, 5,    0x60, 0x10, 10,   0x68, 0x15, 4,    0x60, 0xac}));
  EXPECT_EQ(d2x2.call_int({0, 1, 2, 3}), 341234);
  // the same with longs: dup2_x2 as a b -> b a b
  OneMethod wide("(JJ)J", code({0x1e, 0x0a, 0x61, 0x20, 0x0a, 0x61, 0x5e, 0x65, 0x69, 0xad}));
  EXPECT_EQ(wide.call({of(std::int64_t{4}), {}, of(std::int64_t{9}), {}}).j, 10 * (5 - 10));
}

TEST(Translator, RepeatsALoopsConditionAtItsEnd) {
  // s = 0; for (i = 0; i < n; i++) s += i; return s
  OneMethod m("(I)I", code({0x03, 0x3c, 0x03, 0x3d, 0x1c, 0x1a, 0xa2, 0,    13,   0x1b, 0x1c,
                            0x60, 0x3c, 0x84, 2,    1,    0xa7, 0xff, 0xf4, 0x1b, 0xac}));
  EXPECT_EQ(m.call_int({1000}), 499500);
  EXPECT_EQ(m.call_int({0}), 0);
  EXPECT_TRUE(m.has("add_if_lt")) << m.text();
}

TEST(Translator, JoinsValuesThatBranchesLeaveOnTheStack) {
  // return (x > 0 ? y : 7) + 1
  OneMethod m("(II)I", code({0x1a, 0x9e, 0, 7, 0x1b, 0xa7, 0, 5, 0x10, 7, 0x04, 0x60, 0xac}));
  EXPECT_EQ(m.call_int({1, 20}), 21);
  EXPECT_EQ(m.call_int({0, 20}), 8);
}

TEST(Translator, DividesTheSmallestNumberByMinusOne) {
  OneMethod quotient("(II)I", code({0x1a, 0x1b, 0x6c, 0xac}));
  OneMethod remainder("(II)I", code({0x1a, 0x1b, 0x70, 0xac}));
  OneMethod by_constant("(I)I", code({0x1a, 0x02, 0x6c, 0xac}));
  constexpr int kMin = std::numeric_limits<int>::min();
  EXPECT_EQ(quotient.call_int({kMin, -1}), kMin);
  EXPECT_EQ(remainder.call_int({kMin, -1}), 0);
  EXPECT_EQ(by_constant.call_int({kMin}), kMin);
  EXPECT_EQ(quotient.call_int({-7, 2}), -3);
  EXPECT_EQ(remainder.call_int({-7, 2}), -1);
}

TEST(Translator, MasksShiftDistances) {
  OneMethod left("(II)I", code({0x1a, 0x1b, 0x78, 0xac}));
  OneMethod right("(II)I", code({0x1a, 0x1b, 0x7c, 0xac}));
  OneMethod constant("(I)I", code({0x04, 0x1a, 0x78, 0xac}));
  EXPECT_EQ(left.call_int({1, 33}), 2);
  EXPECT_EQ(right.call_int({-1, -1}), 1);
  EXPECT_EQ(constant.call_int({35}), 8);
}

TEST(Translator, ConvertsFloatingPointBySaturating) {
  OneMethod to_int("(D)I", code({0x26, 0x8e, 0xac}));
  OneMethod to_long("(D)J", code({0x26, 0x8f, 0xad}));
  EXPECT_EQ(to_int.call({of(1e20)}).i, std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ(to_int.call({of(-1e20)}).i, std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(to_int.call({of(std::nan(""))}).i, 0);
  EXPECT_EQ(to_int.call({of(-2147483648.9)}).i, std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(to_int.call({of(2147483647.9)}).i, std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ(to_long.call({of(1e30)}).j, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(to_long.call({of(-3.99)}).j, -3);
}

TEST(Translator, ComparesNaNAsTheBytecodeSays) {
  double nan = std::nan("");
  // return a < b (dcmpg, ifge), then a > b (dcmpl, ifle); both false for NaN
  OneMethod less("(DD)I", code({0x26, 0x28, 0x98, 0x9c, 0, 5, 0x04, 0xac, 0x03, 0xac}));
  OneMethod greater("(DD)I", code({0x26, 0x28, 0x97, 0x9e, 0, 5, 0x04, 0xac, 0x03, 0xac}));
  for (auto* m : {&less, &greater}) {
    EXPECT_EQ(m->call({of(nan), {}, of(1.0), {}}).i, 0);
    EXPECT_EQ(m->call({of(1.0), {}, of(nan), {}}).i, 0);
  }
  EXPECT_EQ(less.call({of(1.0), {}, of(2.0), {}}).i, 1);
  EXPECT_EQ(greater.call({of(1.0), {}, of(2.0), {}}).i, 0);
  OneMethod three_way("(DD)I", code({0x26, 0x28, 0x98, 0xac}));
  EXPECT_EQ(three_way.call({of(nan), {}, of(1.0), {}}).i, 1);
  EXPECT_EQ(three_way.call({of(0.0), {}, of(-0.0), {}}).i, 0);
}

TEST(Translator, SwitchesBySearchAndByTable) {
  // lookupswitch -5: 1, 1000: 2, 1000000: 3, default 0
  Code lookup;
  lookup.bytecode = Buffer({0x1a, 0xab, 0, 0});
  lookup.bytecode.u4(41).u4(3).u4(0xfffffffb).u4(35).u4(1000).u4(37).u4(1000000).u4(39);
  lookup.bytecode.append(Buffer({0x04, 0xac, 0x05, 0xac, 0x06, 0xac, 0x03, 0xac}));
  OneMethod m("(I)I", lookup);
  EXPECT_EQ(m.call_int({-5}), 1);
  EXPECT_EQ(m.call_int({1000}), 2);
  EXPECT_EQ(m.call_int({1000000}), 3);
  for (int other :
       {-6, 0, 999, 1001, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
    EXPECT_EQ(m.call_int({other}), 0) << other;
  }
  // dense keys become a table
  Code dense;
  dense.bytecode = Buffer({0x1a, 0xab, 0, 0});
  dense.bytecode.u4(31).u4(2).u4(7).u4(27).u4(9).u4(29);
  dense.bytecode.append(Buffer({0x04, 0xac, 0x05, 0xac, 0x03, 0xac}));
  OneMethod d("(I)I", dense);
  EXPECT_TRUE(d.has("table_switch")) << d.text();
  EXPECT_EQ(d.call_int({7}), 1);
  EXPECT_EQ(d.call_int({8}), 0);
  EXPECT_EQ(d.call_int({9}), 2);
}

TEST(Translator, CallsSubroutines) {
  // two calls of a subroutine that adds 5 to x; return x
  OneMethod m("(I)I", code({0xa8, 0, 8, 0xa8, 0, 5, 0x1a, 0xac, 0x4c, 0x84, 0, 5, 0xa9, 1}));
  EXPECT_EQ(m.call_int({1}), 11);
}

TEST(Translator, NarrowsReturnedIntegers) {
  OneMethod byte("(I)B", code({0x1a, 0xac}));
  OneMethod boolean("(I)Z", code({0x1a, 0xac}));
  EXPECT_EQ(byte.call_int({0x1ff}), -1);
  EXPECT_EQ(boolean.call_int({6}), 0);
  EXPECT_EQ(boolean.call_int({7}), 1);
}

TEST(Translator, UsesLocalsBeyondAByte) {
  // wide: v[300] = x; v[300] += 1000; return v[300]
  OneMethod m("(I)I",
              code({0x1a, 0xc4, 0x36, 1, 44, 0xc4, 0x84, 1, 44, 3, 0xe8, 0xc4, 0x15, 1, 44, 0xac},
                   10, 301));
  EXPECT_EQ(m.call_int({5}), 1005);
}

TEST(Translator, RenumbersLocalsThatLeaveNoRoomForTheStack) {
  // wide: v[65534] = x; v[65534] += 1000; return v[65534] + x
  OneMethod m("(I)I", code({0x1a, 0xc4, 0x36, 0xff, 0xfe, 0xc4, 0x84, 0xff, 0xfe, 3, 0xe8, 0xc4,
                            0x15, 0xff, 0xfe, 0x1a, 0x60, 0xac},
                           65535, 65535));
  EXPECT_EQ(m.call_int({5}), 1010);
}

// Every method of the installed class library goes through the translator; its checks must hold.
TEST(Translator, TranslatesAllOfTheClassLibrary) {
  std::string path = std::string(CJVM_JDK) + "/lib/modules";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no JDK 17 here";
  engine();
  auto image = JimageFile::open(path);
  std::size_t methods = 0, cells = 0;
  for (const auto& name : image->paths()) {
    if (!name.starts_with("/java.base/") || !name.ends_with(".class")) continue;
    if (name.ends_with("/module-info.class")) continue;
    auto bytes = image->find_path(name);
    ASSERT_TRUE(bytes) << name;
    ClassFile file = ClassFile::parse({bytes->data(), bytes->size()}, {});
    Class klass{};
    klass.file = &file;
    for (const MethodInfo& info : file.methods()) {
      if (!info.has_code) continue;
      // Call sites are collector metadata, which is not there.
      bool has_call_site = false;
      for (CodeCursor at(info.code.bytecode); !at.done(); at.next()) {
        has_call_site |= at.opcode() == Opcode::invokedynamic;
      }
      if (has_call_site) continue;
      Method method{};
      fill_method(method, klass, info);
      cells += translate(&method, kLocalHandlers)->size();
      ++methods;
    }
  }
  EXPECT_GT(methods, 50000u);
  EXPECT_GT(cells, methods * 3);
}

}  // namespace
}  // namespace cjvm::test
