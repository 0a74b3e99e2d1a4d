// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/thread_list.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "jvm/threads/thread_table.h"
#include "tests/unit/jvm/memory/fake_heap.h"

namespace cjvm::test {
namespace {

struct Runner {
  std::atomic<JavaThread*> thread{nullptr};
  std::atomic<std::uint64_t> steps{0};
};

void run_until(Runner& runner, const std::atomic<bool>& stop) {
  TestThread thread;
  (*thread).pthread = pthread_self();
  ThreadList::add(&*thread);
  runner.thread.store(&*thread);
  while (!stop.load(std::memory_order_relaxed))
    runner.steps.fetch_add(1, std::memory_order_relaxed);
  ThreadList::remove(&*thread);
}

TEST(ThreadList, AStoppedThreadStandsStill) {
  main_thread();
  constexpr std::size_t kRunners = 2;
  std::array<Runner, kRunners> runners;
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (Runner& runner : runners) threads.emplace_back([&] { run_until(runner, stop); });
  for (Runner& runner : runners) {
    while (runner.thread.load() == nullptr) std::this_thread::yield();
  }
  int moved = 0;
  for (int round = 0; round < 40; ++round) {
    // Different threads in quick succession: the end of one stop must not let the next target go.
    for (Runner& runner : runners) {
      EXPECT_TRUE(ThreadList::with_stopped(runner.thread.load(), [&] {
        std::uint64_t before = runner.steps.load();
        for (int i = 0; i < 200; ++i) moved += runner.steps.load() != before ? 1 : 0;
      }));
    }
    if (round % 10 == 0) Collector::collect();
  }
  EXPECT_EQ(moved, 0);
  JavaThread* ended = runners[0].thread.load();
  stop.store(true);
  for (auto& thread : threads) thread.join();
  EXPECT_FALSE(ThreadList::with_stopped(ended, [] {}));
}

TEST(ThreadList, CountsWhatIsListed) {
  JavaThread& thread = main_thread();
  std::int64_t live = ThreadList::live_count(), started = ThreadList::started_count();
  ThreadList::add(&thread);
  ThreadList::add(&thread);
  EXPECT_EQ(ThreadList::live_count(), live + 1);
  EXPECT_EQ(ThreadList::started_count(), started + 1);
  ThreadList::remove(&thread);
  EXPECT_EQ(ThreadList::live_count(), live);
  ThreadList::reset_peak();
  EXPECT_EQ(ThreadList::peak_count(), live);
}

TEST(ThreadTable, LockIdsAreReused) {
  main_thread();
  std::uint32_t highest = 0;
  for (int i = 0; i < 50; ++i) {
    std::thread([&] {
      TestThread thread;
      EXPECT_EQ(thread_of_lock_id((*thread).lock_id), &*thread);
      highest = std::max(highest, (*thread).lock_id);
    }).join();
  }
  EXPECT_LT(highest, 40u);
}

}  // namespace
}  // namespace cjvm::test
