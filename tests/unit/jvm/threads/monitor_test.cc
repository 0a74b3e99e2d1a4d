// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/monitor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "jvm/threads/monitor_table.h"
#include "tests/unit/jvm/memory/fake_heap.h"

namespace cjvm::test {
namespace {

Class* plain_class() {
  static Class* klass = make_class(GcKind::Scanned, 32, {16, 24});
  return klass;
}

Object* new_object() { return allocate_object(main_thread(), plain_class()); }

bool is_inflated(Object* object) { return LockWord::is_inflated(object->lock_word.load()); }

TEST(LockWord, KeepsItsPartsApart) {
  std::uint64_t word = std::uint64_t{0x7fffffff} << LockWord::kHashShift |
                       std::uint64_t{LockWord::kMaxOwner} << LockWord::kOwnerShift |
                       LockWord::kDepthMask;
  EXPECT_EQ(LockWord::hash(word), 0x7fffffff);
  EXPECT_EQ(LockWord::owner(word), LockWord::kMaxOwner);
  EXPECT_EQ(LockWord::depth(word), 255u);
  EXPECT_FALSE(LockWord::is_inflated(word));
}

TEST(Monitor, ThinLockCountsEntries) {
  JavaThread& thread = main_thread();
  Object* object = new_object();
  for (int i = 0; i < 100; ++i) monitor_enter(thread, object);
  EXPECT_TRUE(monitor_is_held_by(thread, object));
  EXPECT_FALSE(is_inflated(object));
  for (int i = 0; i < 99; ++i) monitor_exit(thread, object);
  EXPECT_TRUE(monitor_is_held_by(thread, object));
  monitor_exit(thread, object);
  EXPECT_EQ(monitor_owner(object), 0u);
  EXPECT_EQ(object->lock_word.load(), 0u);
}

TEST(Monitor, DeepRecursionInflatesAndKeepsTheHash) {
  JavaThread& thread = main_thread();
  Object* object = new_object();
  std::int32_t hash = identity_hash(object);
  EXPECT_GT(hash, 0);
  constexpr int kDepth = 1000;
  for (int i = 0; i < kDepth; ++i) monitor_enter(thread, object);
  EXPECT_TRUE(is_inflated(object));
  EXPECT_EQ(identity_hash(object), hash);
  for (int i = 0; i < kDepth; ++i) {
    ASSERT_TRUE(monitor_is_held_by(thread, object));
    monitor_exit(thread, object);
  }
  EXPECT_EQ(monitor_owner(object), 0u);
}

TEST(Monitor, HashOfALockedObjectIsStable) {
  JavaThread& thread = main_thread();
  Object* object = new_object();
  monitor_enter(thread, object);
  std::int32_t hash = identity_hash(object);
  monitor_enter(thread, object);
  EXPECT_EQ(identity_hash(object), hash);
  monitor_exit(thread, object);
  monitor_exit(thread, object);
  EXPECT_EQ(identity_hash(object), hash);
}

TEST(Monitor, NoUpdateIsLost) {
  Object* object = new_object();
  constexpr int kThreads = 8, kRounds = 1'000'000;
  std::int64_t counter = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      TestThread thread;
      for (int round = 0; round < kRounds; ++round) {
        monitor_enter(*thread, object);
        ++counter;
        monitor_exit(*thread, object);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(counter, std::int64_t{kThreads} * kRounds);
  EXPECT_EQ(monitor_owner(object), 0u);
}

TEST(Monitor, WaitAndNotifyPassATokenAround) {
  Object* object = new_object();
  constexpr int kThreads = 4, kRounds = 2'000;
  int turn = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      TestThread thread;
      for (int round = 0; round < kRounds; ++round) {
        monitor_enter(*thread, object);
        while (turn % kThreads != i) monitor_wait(*thread, object, 0);
        ++turn;
        monitor_notify(*thread, object, true);
        monitor_exit(*thread, object);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(turn, kThreads * kRounds);
}

TEST(Monitor, NotifyWakesInOrderOfWaiting) {
  JavaThread& main = main_thread();
  Object* object = new_object();
  constexpr int kThreads = 4;
  std::vector<int> order;
  std::atomic<int> waiting{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      TestThread thread;
      monitor_enter(*thread, object);
      waiting.store(i + 1);
      monitor_wait(*thread, object, 0);
      order.push_back(i);
      monitor_exit(*thread, object);
    });
    while (waiting.load() != i + 1) std::this_thread::yield();
    // The monitor is free again only once the thread waits.
    monitor_enter(main, object);
    monitor_exit(main, object);
  }
  for (int i = 0; i < kThreads; ++i) {
    monitor_enter(main, object);
    monitor_notify(main, object, false);
    monitor_exit(main, object);
    threads[static_cast<std::size_t>(i)].join();
  }
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3}));
}

TEST(Monitor, TimedWaitEndsAndKeepsTheDepth) {
  JavaThread& thread = main_thread();
  Object* object = new_object();
  monitor_enter(thread, object);
  monitor_enter(thread, object);
  monitor_wait(thread, object, 5);
  monitor_exit(thread, object);
  EXPECT_TRUE(monitor_is_held_by(thread, object));
  monitor_exit(thread, object);
  EXPECT_EQ(monitor_owner(object), 0u);
}

// A notified waiter finds the monitor taken again; the next exit must wake it once more.
TEST(Monitor, NotifiedWaitersGetTheMonitorInTheEnd) {
  Object* object = new_object();
  std::atomic<bool> stop{false};
  std::int64_t woken = 0;
  std::thread waiter([&] {
    TestThread thread;
    for (int round = 0; round < 20'000; ++round) {
      monitor_enter(*thread, object);
      monitor_wait(*thread, object, 1'000);
      ++woken;
      monitor_exit(*thread, object);
    }
    stop.store(true);
  });
  std::thread notifier([&] {
    TestThread thread;
    while (!stop.load()) {
      monitor_enter(*thread, object);
      monitor_notify(*thread, object, true);
      monitor_exit(*thread, object);
    }
  });
  waiter.join();
  notifier.join();
  EXPECT_EQ(woken, 20'000);
}

TEST(Monitor, RecordsOfDeadObjectsAreReused) {
  JavaThread& thread = main_thread();
  std::size_t before = monitor_count();
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 1000; ++i) {
      Object* object = new_object();
      for (int depth = 0; depth < 300; ++depth) monitor_enter(thread, object);
      for (int depth = 0; depth < 300; ++depth) monitor_exit(thread, object);
    }
    Collector::collect();
  }
  EXPECT_LT(monitor_count(), before + 10'000);
}

}  // namespace
}  // namespace cjvm::test
