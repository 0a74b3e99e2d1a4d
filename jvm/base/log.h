// SPDX-License-Identifier: Apache-2.0
// Trace output by topic: `-Xlog:class+load` and the like turn topics on; a topic that is off costs one relaxed load.
// One line per event. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "jvm/base/text.h"

namespace cjvm {

enum class Topic : std::uint8_t { ClassLoad, ClassInit, Verify, Gc, Jni, Monitor, Thread, Call, Exception, Module, Prepare, Startup, kCount };

class Log {
 public:
  static bool is_on(Topic topic) {
    return (mask_.load(std::memory_order_relaxed) >> static_cast<unsigned>(topic) & 1) != 0;
  }
  static void turn_on(Topic topic);
  // Where the lines go: stdout (empty), "stderr" or "file=NAME", in which %p is the process id. Only before the VM
  // starts; a file that cannot be made leaves stdout.
  static void set_output(std::string_view output);
  // Writes one line "[topic] text".
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
