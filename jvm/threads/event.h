// SPDX-License-Identifier: Apache-2.0
// Event: a one-bit semaphore for one waiting thread, on a futex. set() before wait() is remembered
// once. Signals (the collector stops threads with them) never end a wait.
#pragma once

#include <atomic>
#include <cstdint>

namespace cjvm {

// When a wait ends at the latest.
struct Deadline {
  enum class Clock : std::uint8_t { Never, Monotonic, Real };
  Clock clock = Clock::Never;
  std::int64_t nanos = 0;  // of that clock

  static Deadline never() { return {}; }
  static Deadline after_nanos(std::int64_t nanos);
  static Deadline after_millis(std::int64_t millis);
  // Epoch milliseconds.
  static Deadline at_epoch_millis(std::int64_t millis);
};

class Event {
 public:
  void set();
  // Consumes the bit; false if the deadline passed without it.
  bool wait(const Deadline& deadline = Deadline::never());
  // Consumes the bit if it is set.
  bool try_consume();

 private:
  enum : std::uint32_t { kEmpty, kSet, kWaiting };
  std::atomic<std::uint32_t> state_{kEmpty};
};

std::int64_t monotonic_nanos();

}  // namespace cjvm
