// SPDX-License-Identifier: Apache-2.0
// Arena: blocks are apart, aligned, inside the range; what is freed is used again; several threads.
#include "cluster/memory/arena.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cstring>
#include <new>
#include <random>
#include <thread>
#include <vector>

namespace cjvm::cluster {

namespace {

constexpr std::uintptr_t kFirst = std::uintptr_t{0x60} << 40;
constexpr std::size_t kBytes = std::size_t{1} << 30;

unsigned char* bytes_of(void* block) { return static_cast<unsigned char*>(block); }

TEST(Arena, BlocksHoldWhatWasAskedFor) {
  Arena arena(kFirst, kBytes);
  std::vector<std::pair<unsigned char*, std::size_t>> blocks;
  for (std::size_t size = 0; size < 3 * Arena::kUnit; size += size < 600 ? 1 : 997) {
    auto* block = bytes_of(arena.allocate(size));
    ASSERT_NE(block, nullptr);
    EXPECT_TRUE(arena.contains(block));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % Arena::kAlignment, 0u);
    EXPECT_GE(arena.size_of(block), size);
    std::memset(block, static_cast<int>(size % 251), size);
    blocks.emplace_back(block, size);
  }
  for (auto [block, size] : blocks) {
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(block[i], size % 251) << size;
    arena.release(block);
  }
}

TEST(Arena, UsesFreedBlocksAgain) {
  Arena arena(kFirst, kBytes);
  void* small = arena.allocate(100);
  arena.release(small);
  EXPECT_EQ(arena.allocate(112), small);
  void* left = arena.allocate(4 * Arena::kUnit);
  void* right = arena.allocate(4 * Arena::kUnit);
  void* behind = arena.allocate(4 * Arena::kUnit);
  arena.release(right);
  arena.release(left);
  EXPECT_EQ(arena.allocate(8 * Arena::kUnit), left);
  arena.release(behind);
}

TEST(Arena, TakesMappingsIn) {
  Arena arena(kFirst, kBytes);
  std::size_t bytes = Arena::kUnit + 4096;
  void* mapping = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(mapping, MAP_FAILED);
  std::memset(mapping, 7, bytes);
  auto* block = bytes_of(arena.adopt(mapping, bytes));
  ASSERT_NE(block, nullptr);
  EXPECT_TRUE(arena.contains(block));
  EXPECT_EQ(block[0], 7);
  EXPECT_EQ(block[bytes - 1], 7);
  arena.release(block);
  EXPECT_EQ(arena.allocate(2 * Arena::kUnit), block);
  EXPECT_EQ(block[0], 0);
}

TEST(Arena, LargeBlocksAreZeroAfterUse) {
  Arena arena(kFirst, kBytes);
  auto* block = bytes_of(arena.allocate(10 * Arena::kUnit));
  std::memset(block, 1, 10 * Arena::kUnit);
  arena.release(block);
  auto* again = bytes_of(arena.allocate(10 * Arena::kUnit));
  EXPECT_EQ(again, block);
  EXPECT_EQ(again[0] | again[10 * Arena::kUnit - 1], 0);
}

TEST(Arena, ResizeKeepsTheContent) {
  Arena arena(kFirst, kBytes);
  auto* block = bytes_of(arena.resize(nullptr, 10));
  for (unsigned i = 0; i < 10; ++i) block[i] = static_cast<unsigned char>(i);
  for (std::size_t size : {20u, 4000u, 40000u, 500000u, 30000u, 10u}) {
    block = bytes_of(arena.resize(block, size));
    for (unsigned i = 0; i < 10; ++i) ASSERT_EQ(block[i], i);
  }
  arena.release(block);
  arena.release(nullptr);
}

TEST(Arena, SaysWhenItIsFull) {
  Arena arena(kFirst, 16 * Arena::kUnit);
  EXPECT_EQ(arena.allocate(17 * Arena::kUnit), nullptr);
  EXPECT_EQ(arena.allocate(~std::size_t{0}), nullptr);
  void* all = arena.allocate(16 * Arena::kUnit);
  EXPECT_NE(all, nullptr);
  EXPECT_EQ(arena.allocate(1), nullptr);
  EXPECT_THROW(Arena(kFirst, kBytes), std::bad_alloc);
  arena.release(all);
  EXPECT_NE(arena.allocate(1), nullptr);
}

TEST(Arena, ManyThreads) {
  Arena arena(kFirst, kBytes);
  auto work = [&arena](unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::pair<unsigned char*, std::size_t>> mine;
    for (int i = 0; i < 3000; ++i) {
      if (mine.size() < 20 || random() % 2 == 0) {
        std::size_t size = random() % 8 == 0 ? random() % 200000 + 1 : random() % 2000 + 1;
        auto* block = bytes_of(arena.allocate(size));
        block[0] = block[size - 1] = static_cast<unsigned char>(seed);
        mine.emplace_back(block, size);
      } else {
        auto [block, size] = mine[random() % mine.size()];
        ASSERT_EQ(block[0], seed);
        ASSERT_EQ(block[size - 1], seed);
        std::erase(mine, std::pair{block, size});
        arena.release(block);
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned seed = 1; seed <= 4; ++seed) threads.emplace_back(work, seed);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

}  // namespace cjvm::cluster
