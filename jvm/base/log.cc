// SPDX-License-Identifier: Apache-2.0
#include "jvm/base/log.h"

#include <cstdio>

namespace cjvm {

std::atomic<std::uint32_t> Log::mask_{0};

namespace {
constexpr std::string_view kTopicNames[] = {"class,load", "class,init", "verification", "gc",
                                            "jni",        "monitor",    "thread",       "call",
                                            "exceptions", "module",     "prepare",      "startup"};
static_assert(std::size(kTopicNames) == static_cast<std::size_t>(Topic::kCount));
}  // namespace

void Log::turn_on(Topic topic) {
  mask_.fetch_or(1u << static_cast<unsigned>(topic), std::memory_order_relaxed);
}

void Log::write(Topic topic, std::string_view text) {
  std::string line = cat("[", kTopicNames[static_cast<std::size_t>(topic)], "] ", text, "\n");
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

}  // namespace cjvm
