// SPDX-License-Identifier: Apache-2.0
// Trace output by topic: `-Xlog:class+load` and the like turn topics on; a topic that is off costs
// one relaxed load. One line per event, to every output that wants the topic, with the decorations
// of that output. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/base/text.h"

namespace cjvm {

enum class Topic : std::uint8_t {
  ClassLoad,
  ClassInit,
  Verify,
  Gc,
  Jni,
  Monitor,
  Thread,
  Call,
  Exception,
  Module,
  Prepare,
  Startup,
  kCount
};

// What may stand in brackets before a line, in this order.
enum class Decorator : std::uint8_t {
  Time,
  UtcTime,
  Uptime,
  TimeMillis,
  UptimeMillis,
  TimeNanos,
  UptimeNanos,
  HostName,
  Pid,
  Tid,
  Level,
  Tags,
  kCount
};

// One place where lines go, as -Xlog describes it.
struct LogOutput {
  static constexpr std::uint32_t kDefaultDecorators =
      1u << static_cast<unsigned>(Decorator::Uptime) |
      1u << static_cast<unsigned>(Decorator::Level) | 1u << static_cast<unsigned>(Decorator::Tags);
  std::string name;          // "stdout", "stderr" or a file's name with its %p and %t
  std::uint32_t topics = 0;  // bit by Topic
  std::uint32_t decorators = kDefaultDecorators;  // bit by Decorator
  // Files that are full are renamed NAME.0, NAME.1 ...; 0 files or bytes: the file grows for ever.
  std::uint32_t file_count = 5;
  std::uint64_t file_bytes = std::uint64_t{20} << 20;
};

class Log {
 public:
  static bool is_on(Topic topic) {
    return (mask_.load(std::memory_order_relaxed) >> static_cast<unsigned>(topic) & 1) != 0;
  }
  // Opens the outputs; once, before there are other threads. A file that cannot be made is reported
  // on stderr and left out.
  static void configure(const std::vector<LogOutput>& outputs);
  // Turns a topic on or off on stdout, as -verbose does; off: everywhere.
  static void set(Topic topic, bool on);
  // Writes one line.
  static void write(Topic topic, std::string_view text);

 private:
  static std::atomic<std::uint32_t> mask_;
};

// log(Topic::ClassLoad, name, " from ", source): parts are only formatted when the topic is on.
template <class... Parts>
void log(Topic topic, const Parts&... parts) {
  if (Log::is_on(topic)) [[unlikely]] {
    Log::write(topic, cat(parts...));
  }
}

}  // namespace cjvm
