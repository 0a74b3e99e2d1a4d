// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/parker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "jvm/threads/event.h"
#include "tests/unit/jvm/memory/fake_heap.h"

namespace cjvm::test {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

TEST(Event, RemembersOneSet) {
  Event event;
  EXPECT_FALSE(event.try_consume());
  event.set();
  event.set();
  EXPECT_TRUE(event.wait());
  EXPECT_FALSE(event.try_consume());
}

TEST(Event, DeadlineEndsTheWait) {
  Event event;
  std::int64_t start = monotonic_nanos();
  EXPECT_FALSE(event.wait(Deadline::after_millis(10)));
  EXPECT_GE(monotonic_nanos() - start, 10 * kMillisecond);
  EXPECT_FALSE(event.wait(Deadline::at_epoch_millis(1000)));
  EXPECT_FALSE(event.wait(Deadline::after_nanos(-5)));
}

TEST(Event, HugeDeadlinesDoNotOverflow) {
  Deadline deadline = Deadline::after_millis(INT64_MAX);
  EXPECT_GT(deadline.nanos, monotonic_nanos());
}

TEST(Event, PingPong) {
  Event ping, pong;
  constexpr int kRounds = 20'000;
  std::thread other([&] {
    for (int i = 0; i < kRounds; ++i) {
      ping.wait();
      pong.set();
    }
  });
  for (int i = 0; i < kRounds; ++i) {
    ping.set();
    pong.wait();
  }
  other.join();
}

TEST(Parker, PermitGivenBeforeParkIsUsed) {
  JavaThread& thread = main_thread();
  unpark(thread);
  unpark(thread);
  park(thread, false, 0);
  std::int64_t start = monotonic_nanos();
  park(thread, false, 10 * kMillisecond);
  EXPECT_GE(monotonic_nanos() - start, 10 * kMillisecond);
}

TEST(Parker, UnparkWakesAParkedThread) {
  main_thread();
  std::atomic<JavaThread*> parked{nullptr};
  std::thread other([&] {
    TestThread thread;
    parked.store(&*thread);
    park(*thread, false, 0);
  });
  while (parked.load() == nullptr) std::this_thread::yield();
  unpark(*parked.load());
  other.join();
}

TEST(Parker, CollectionsDoNotWakeSleepers) {
  main_thread();
  std::atomic<bool> sleeping{false};
  std::int64_t slept = 0;
  std::thread other([&] {
    TestThread thread;
    sleeping.store(true);
    std::int64_t start = monotonic_nanos();
    sleep(*thread, 30);
    slept = monotonic_nanos() - start;
  });
  while (!sleeping.load()) std::this_thread::yield();
  for (int i = 0; i < 5; ++i) Collector::collect();
  other.join();
  EXPECT_GE(slept, 30 * kMillisecond);
}

}  // namespace
}  // namespace cjvm::test
