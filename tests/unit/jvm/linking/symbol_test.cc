// SPDX-License-Identifier: Apache-2.0
// Interned names: identity, growth, and interning by many threads at once.
#include "jvm/linking/symbol.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace cjvm {
namespace {

TEST(Symbol, EqualTextIsTheSameSymbol) {
  std::string copy = "java/lang/Object";
  EXPECT_EQ(Symbol::intern("java/lang/Object"), Symbol::intern(copy));
  EXPECT_NE(Symbol::intern("java/lang/Object"), Symbol::intern("java/lang/Objects"));
}

TEST(Symbol, KeepsTextWithZeroBytesAndLength) {
  std::string_view text("a\0b", 3);
  const Symbol* symbol = Symbol::intern(text);
  EXPECT_EQ(symbol->text(), text);
  EXPECT_NE(symbol, Symbol::intern("a"));
}

TEST(Symbol, EmptyTextIsASymbol) { EXPECT_EQ(Symbol::intern(""), Symbol::intern(std::string())); }

TEST(Symbol, FindDoesNotMakeOne) {
  EXPECT_EQ(Symbol::find("symbol_test.never_interned"), nullptr);
  const Symbol* made = Symbol::intern("symbol_test.interned");
  EXPECT_EQ(Symbol::find("symbol_test.interned"), made);
}

TEST(Symbol, TextEndsWithAZero) { EXPECT_EQ(Symbol::intern("zero")->text().data()[4], '\0'); }

TEST(Symbol, HoldsLongTexts) {
  std::string text(65535, 'x');
  const Symbol* symbol = Symbol::intern(text);
  EXPECT_EQ(symbol->text(), text);
  EXPECT_EQ(symbol, Symbol::intern(text));
}

TEST(Symbol, SurvivesGrowth) {
  std::vector<const Symbol*> made;
  for (int i = 0; i < 50000; ++i) made.push_back(Symbol::intern("grow" + std::to_string(i)));
  for (int i = 0; i < 50000; ++i) {
    ASSERT_EQ(made[static_cast<std::size_t>(i)], Symbol::intern("grow" + std::to_string(i)));
  }
}

TEST(Symbol, ThreadsAgree) {
  constexpr int kThreads = 4;
  constexpr int kNames = 20000;
  std::vector<std::vector<const Symbol*>> seen(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&mine = seen[static_cast<std::size_t>(t)]] {
      for (int i = 0; i < kNames; ++i) mine.push_back(Symbol::intern("shared" + std::to_string(i)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int t = 1; t < kThreads; ++t) EXPECT_EQ(seen[0], seen[static_cast<std::size_t>(t)]);
}

}  // namespace
}  // namespace cjvm
