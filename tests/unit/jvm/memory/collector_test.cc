// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/collector.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "jvm/memory/metadata_arena.h"
#include "tests/unit/jvm/memory/fake_heap.h"

namespace cjvm::test {
namespace {

constexpr std::uint32_t kNext = 16, kNumber = 24;

Class* node_class() {
  static Class* klass = make_class(GcKind::Scanned, 32, {kNext});
  return klass;
}

// A place the collector sees, which the optimizer cannot drop.
Object** root() {
  static auto* word = static_cast<Object**>(Collector::allocate_metadata(sizeof(Object*)));
  return word;
}

// Builds a list of `count` numbered nodes with `root` as its head.
[[gnu::noinline]] void build_list(JavaThread& thread, Object** head, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    Object* node = allocate_object(thread, node_class());
    *node->at<Object*>(kNext) = *head;
    *node->at<std::int64_t>(kNumber) = i;
    *head = node;
  }
}

bool list_is_intact(Object* head, std::int64_t count) {
  for (std::int64_t i = count; i-- > 0; head = *head->at<Object*>(kNext)) {
    if (head == nullptr || head->klass() != node_class() || *head->at<std::int64_t>(kNumber) != i)
      return false;
  }
  return head == nullptr;
}

TEST(Collector, AllocatesZeroedCellsOfEverySize) {
  JavaThread& thread = main_thread();
  for (std::size_t bytes = 16; bytes <= 8192; bytes += 16) {
    for (GcKind kind : {GcKind::Plain, GcKind::Scanned}) {
      auto* memory =
          static_cast<std::uint64_t*>(Collector::allocate(thread.allocation, kind, bytes));
      for (std::size_t i = 0; i < bytes / 8; ++i) ASSERT_EQ(memory[i], 0u) << bytes;
      if (kind == GcKind::Plain) std::fill(memory, memory + bytes / 8, ~std::uint64_t{0});
    }
  }
}

TEST(Collector, KeepsWhatIsReachableFromMetadata) {
  JavaThread& thread = main_thread();
  *root() = nullptr;
  build_list(thread, root(), 100'000);
  for (int i = 0; i < 3; ++i) {
    Collector::collect();
    Object* garbage = nullptr;
    build_list(thread, &garbage, 50'000);
  }
  EXPECT_TRUE(list_is_intact(*root(), 100'000));
}

TEST(Collector, TracesArraysElementByElement) {
  JavaThread& thread = main_thread();
  static Class* array_class = [] {
    Class* klass = make_class(GcKind::ReferenceArray, 0, {});
    klass->is_array = true;
    klass->component = node_class();
    return klass;
  }();
  constexpr std::int32_t kLength = 5000;
  Array* array = allocate_array(thread, array_class, kLength);
  *root() = array;
  for (std::int32_t i = 0; i < kLength; ++i) build_list(thread, array->elements<Object*>() + i, 3);
  Collector::collect();
  Object* garbage = nullptr;
  build_list(thread, &garbage, 100'000);
  for (std::int32_t i = 0; i < kLength; ++i)
    ASSERT_TRUE(list_is_intact(array->elements<Object*>()[i], 3));
}

TEST(Collector, ReusesGarbage) {
  JavaThread& thread = main_thread();
  *root() = nullptr;
  std::uint64_t before = Collector::total_allocated();
  for (int i = 0; i < 200; ++i) {
    Object* garbage = nullptr;
    build_list(thread, &garbage, 50'000);
  }
  EXPECT_GT(Collector::total_allocated() - before, 200 * kMegabyte);
  EXPECT_LT(Collector::heap_size(), 150 * kMegabyte);
}

TEST(Collector, ManyThreadsAllocateAtOnce) {
  main_thread();
  std::vector<std::thread> threads;
  std::atomic<int> broken{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      TestThread thread;
      for (int round = 0; round < 20; ++round) {
        Object* head = nullptr;
        build_list(*thread, &head, 10'000);
        if (!list_is_intact(head, 10'000)) broken.fetch_add(1);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(broken.load(), 0);
}

TEST(Collector, FreeCellsWithoutReferencesAreGivenOutOnce) {
  JavaThread& thread = main_thread();
  static auto* cells = Collector::make_metadata_array<std::uint64_t*>(3000).data();
  for (int i = 0; i < 3000; ++i) {
    cells[i] =
        static_cast<std::uint64_t*>(Collector::allocate(thread.allocation, GcKind::Plain, 48));
    for (int word = 0; word < 6; ++word) ASSERT_EQ(cells[i][word], 0u);
    std::fill(cells[i], cells[i] + 6, static_cast<std::uint64_t>(i) + 1);
    if (i % 100 == 50) Collector::collect();
  }
  for (int i = 0; i < 3000; ++i) {
    for (int word = 0; word < 6; ++word)
      ASSERT_EQ(cells[i][word], static_cast<std::uint64_t>(i) + 1);
  }
}

// The first word's object stays reachable.
[[gnu::noinline]] void register_words(JavaThread& thread, void** words, int count) {
  *root() = allocate_object(thread, node_class());
  Collector::register_weak(&words[0], *root());
  for (int i = 1; i < count; ++i)
    Collector::register_weak(&words[i], allocate_object(thread, node_class()));
}

TEST(Collector, ClearsWeakWordsOfDeadObjects) {
  JavaThread& thread = main_thread();
  constexpr int kWords = 1000;
  static void** words = new void*[kWords];
  register_words(thread, words, kWords);
  Collector::collect();
  EXPECT_EQ(words[0], *root());
  int cleared = 0;
  for (int i = 1; i < kWords; ++i) cleared += words[i] == nullptr ? 1 : 0;
  EXPECT_GT(cleared, kWords * 9 / 10);
  for (int i = 0; i < kWords; ++i) Collector::unregister_weak(&words[i]);
}

TEST(MetadataArena, IsOneRangeApartFromTheHeap) {
  JavaThread& thread = main_thread();
  EXPECT_TRUE(MetadataArena::contains(Collector::allocate_metadata(1)));
  EXPECT_TRUE(MetadataArena::contains(Collector::allocate_plain_metadata(100)));
  EXPECT_FALSE(MetadataArena::contains(allocate_object(thread, node_class())));
  EXPECT_FALSE(MetadataArena::contains(nullptr));
}

}  // namespace
}  // namespace cjvm::test
