// SPDX-License-Identifier: Apache-2.0
// The lock-free name table: growth, missing names, readers beside a writer. And loader constraints
// (JVMS 5.3.4) on hand-made loaders.
#include "jvm/linking/class_table.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace cjvm {
namespace {

struct Named {
  const Symbol* name;
};

TEST(NameTable, FindsWhatWasInserted) {
  NameTable<Named> table;
  std::vector<std::unique_ptr<Named>> all;
  EXPECT_EQ(table.find(Symbol::intern("x")), nullptr);
  for (int i = 0; i < 1000; ++i) {
    all.push_back(std::make_unique<Named>(Named{Symbol::intern("table" + std::to_string(i))}));
    table.insert(all.back().get());
  }
  EXPECT_EQ(table.size(), 1000u);
  for (const auto& one : all) EXPECT_EQ(table.find(one->name), one.get());
  EXPECT_EQ(table.find(Symbol::intern("table1000")), nullptr);
  std::size_t visited = 0;
  table.for_each([&](Named*) { ++visited; });
  EXPECT_EQ(visited, 1000u);
}

TEST(NameTable, ReadersSeeWholeEntriesWhileItGrows) {
  constexpr int kCount = 20000;
  NameTable<Named> table;
  std::vector<Named> all;
  for (int i = 0; i < kCount; ++i) all.push_back({Symbol::intern("read" + std::to_string(i))});
  std::atomic<int> inserted{0};
  std::atomic<bool> failed{false};
  std::thread reader([&] {
    for (int seen = 0; seen < kCount;) {
      seen = inserted.load(std::memory_order_acquire);
      for (int i = 0; i < seen; i += 97) {
        if (table.find(all[static_cast<std::size_t>(i)].name) != &all[static_cast<std::size_t>(i)])
          failed = true;
      }
    }
  });
  for (int i = 0; i < kCount; ++i) {
    table.insert(&all[static_cast<std::size_t>(i)]);
    inserted.store(i + 1, std::memory_order_release);
  }
  reader.join();
  EXPECT_FALSE(failed);
}

struct TestLoader {
  TestLoader() { data.tables = &tables; }
  LoaderData data{};
  LoaderTables tables;
};

struct TestClass : Class {
  TestClass(std::string_view text, LoaderData* data) : Class{} {
    name = Symbol::intern(text);
    loader = data;
  }
};

bool record(TestLoader& loader, Class& klass) {
  bool violated = false;
  Class* before = record_class(&loader.data, &klass, violated);
  return !violated && before == nullptr;
}

TEST(LoaderConstraint, TwoDifferentKnownClassesViolate) {
  TestLoader a, b;
  TestClass in_a("constraint/One", &a.data), in_b("constraint/One", &b.data);
  ASSERT_TRUE(record(a, in_a));
  ASSERT_TRUE(record(b, in_b));
  EXPECT_FALSE(loader_constraint_holds(in_a.name, &a.data, &b.data));
  EXPECT_TRUE(loader_constraint_holds(in_a.name, &a.data, &a.data));
}

TEST(LoaderConstraint, TheSameClassSatisfies) {
  TestLoader a, b;
  TestClass klass("constraint/Two", &a.data);
  ASSERT_TRUE(record(a, klass));
  ASSERT_TRUE(record(b, klass));
  EXPECT_TRUE(loader_constraint_holds(klass.name, &a.data, &b.data));
}

TEST(LoaderConstraint, RefusesALaterClass) {
  TestLoader a, b;
  TestClass in_a("constraint/Three", &a.data), in_b("constraint/Three", &b.data);
  ASSERT_TRUE(record(a, in_a));
  EXPECT_TRUE(loader_constraint_holds(in_a.name, &a.data, &b.data));
  EXPECT_FALSE(record(b, in_b));
  EXPECT_EQ(constrained_class(in_a.name, &b.data), &in_a);
  EXPECT_TRUE(record(b, in_a));
}

TEST(LoaderConstraint, IsTransitive) {
  TestLoader a, b, c;
  TestClass in_a("constraint/Four", &a.data), in_c("constraint/Four", &c.data);
  EXPECT_TRUE(loader_constraint_holds(in_a.name, &a.data, &b.data));
  EXPECT_TRUE(loader_constraint_holds(in_a.name, &b.data, &c.data));
  ASSERT_TRUE(record(a, in_a));
  EXPECT_FALSE(record(c, in_c));
}

TEST(LoaderConstraint, MergesTwoSetsOnlyIfTheyAgree) {
  TestLoader a, b, c, d;
  TestClass in_a("constraint/Five", &a.data), in_c("constraint/Five", &c.data);
  EXPECT_TRUE(loader_constraint_holds(in_a.name, &a.data, &b.data));
  EXPECT_TRUE(loader_constraint_holds(in_a.name, &c.data, &d.data));
  ASSERT_TRUE(record(a, in_a));
  ASSERT_TRUE(record(c, in_c));
  EXPECT_FALSE(loader_constraint_holds(in_a.name, &b.data, &d.data));
}

TEST(LoaderConstraint, DuplicateDefinitionIsReported) {
  TestLoader a;
  TestClass first("constraint/Six", &a.data), second("constraint/Six", &a.data);
  ASSERT_TRUE(record(a, first));
  bool violated = false;
  EXPECT_EQ(record_class(&a.data, &second, violated), &first);
  EXPECT_FALSE(violated);
}

}  // namespace
}  // namespace cjvm
