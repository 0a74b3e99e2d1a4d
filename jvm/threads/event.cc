// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/event.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <limits>

namespace cjvm {

namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::int64_t kNanosPerMilli = 1'000'000;
// About 146 years; later deadlines are as good as none.
constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max() / 2;

std::int64_t saturating_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum;
  return __builtin_add_overflow(a, b, &sum) || sum > kForever ? kForever : sum;
}

std::int64_t saturating_millis(std::int64_t millis) {
  std::int64_t nanos;
  return __builtin_mul_overflow(millis, kNanosPerMilli, &nanos) ? kForever : nanos;
}

}  // namespace

std::int64_t monotonic_nanos() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * kNanosPerSecond + now.tv_nsec;
}

Deadline Deadline::after_nanos(std::int64_t nanos) {
  return {Clock::Monotonic, saturating_add(monotonic_nanos(), nanos)};
}

Deadline Deadline::after_millis(std::int64_t millis) {
  return after_nanos(saturating_millis(millis));
}

Deadline Deadline::at_epoch_millis(std::int64_t millis) {
  return {Clock::Real, saturating_millis(millis < 0 ? 0 : millis)};
}

void Event::set() {
  if (state_.exchange(kSet, std::memory_order_seq_cst) == kWaiting) {
    syscall(SYS_futex, &state_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  }
}

bool Event::try_consume() {
  std::uint32_t expected = kSet;
  return state_.compare_exchange_strong(expected, kEmpty, std::memory_order_seq_cst);
}

bool Event::wait(const Deadline& deadline) {
  timespec until{};
  const timespec* limit = nullptr;
  int operation = FUTEX_WAIT_BITSET_PRIVATE;
  if (deadline.clock != Deadline::Clock::Never) {
    until.tv_sec = deadline.nanos / kNanosPerSecond;
    until.tv_nsec = deadline.nanos % kNanosPerSecond;
    limit = &until;
    if (deadline.clock == Deadline::Clock::Real) operation |= FUTEX_CLOCK_REALTIME;
  }
  for (;;) {
    if (try_consume()) return true;
    std::uint32_t expected = kEmpty;
    state_.compare_exchange_strong(expected, kWaiting, std::memory_order_seq_cst);
    long result =
        syscall(SYS_futex, &state_, operation, kWaiting, limit, nullptr, FUTEX_BITSET_MATCH_ANY);
    if (result == -1 && errno == ETIMEDOUT) {
      expected = kWaiting;
      return !state_.compare_exchange_strong(expected, kEmpty, std::memory_order_seq_cst) &&
             try_consume();
    }
  }
}

}  // namespace cjvm
