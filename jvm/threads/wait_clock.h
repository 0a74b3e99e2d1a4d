// SPDX-License-Identifier: Apache-2.0
// How long a thread has been blocked or waiting, counted only while somebody wants to know
// (ThreadMXBean.setThreadContentionMonitoringEnabled). Written by the owning thread, read by any.
#pragma once

#include <atomic>
#include <cstdint>

#include "jvm/threads/event.h"

namespace cjvm {

class WaitClock {
 public:
  static bool is_enabled() { return enabled_.load(std::memory_order_relaxed); }
  static void enable(bool on) { enabled_.store(on, std::memory_order_relaxed); }

  void start() {
    if (is_enabled()) [[unlikely]]
      since_.store(monotonic_nanos(), std::memory_order_relaxed);
  }
  void stop() {
    std::int64_t since = since_.load(std::memory_order_relaxed);
    if (since == 0) [[likely]]
      return;
    total_.fetch_add(monotonic_nanos() - since, std::memory_order_relaxed);
    since_.store(0, std::memory_order_relaxed);
  }
  void reset() {
    total_.store(0, std::memory_order_relaxed);
    if (since_.load(std::memory_order_relaxed) != 0)
      since_.store(monotonic_nanos(), std::memory_order_relaxed);
  }
  // Nanoseconds, the present wait included.
  std::int64_t total() const {
    std::int64_t since = since_.load(std::memory_order_relaxed);
    return total_.load(std::memory_order_relaxed) + (since == 0 ? 0 : monotonic_nanos() - since);
  }

 private:
  static inline std::atomic<bool> enabled_{false};
  std::atomic<std::int64_t> since_{0};  // 0: not waiting, or not counting
  std::atomic<std::int64_t> total_{0};
};

// Runs a clock for the lifetime of the object.
class WaitScope {
 public:
  explicit WaitScope(WaitClock& clock) : clock_(clock) { clock_.start(); }
  ~WaitScope() { clock_.stop(); }
  WaitScope(const WaitScope&) = delete;

 private:
  WaitClock& clock_;
};

}  // namespace cjvm
