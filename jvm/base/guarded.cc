// SPDX-License-Identifier: Apache-2.0
// Debug-only rank bookkeeping of Mutex: a small per-thread stack of held ranks.
#include "jvm/base/guarded.h"

#ifndef NDEBUG
namespace cjvm {

namespace {
constexpr int kMaxHeld = 32;
thread_local LockRank held[kMaxHeld];
thread_local int held_count = 0;
}  // namespace

void Mutex::note_acquire() {
  for (int i = 0; i < held_count; ++i) {
    check(held[i] < rank_, "locks are taken in increasing rank");
  }
  check(held_count < kMaxHeld, "a thread holds few locks at once");
  held[held_count++] = rank_;
}

void Mutex::note_release() {
  for (int i = held_count - 1; i >= 0; --i) {
    if (held[i] == rank_) {
      for (int j = i; j + 1 < held_count; ++j) held[j] = held[j + 1];
      --held_count;
      return;
    }
  }
  fatal("a released lock was held");
}

}  // namespace cjvm
#endif
