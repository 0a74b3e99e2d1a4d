// SPDX-License-Identifier: Apache-2.0
#include "jvm/base/log.h"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace cjvm {

std::atomic<std::uint32_t> Log::mask_{0};

namespace {
constexpr std::string_view kTopicNames[] = {"class,load", "class,init", "verification", "gc",
                                            "jni",        "monitor",    "thread",       "call",
                                            "exceptions", "module",     "prepare",      "startup"};
static_assert(std::size(kTopicNames) == static_cast<std::size_t>(Topic::kCount));
std::FILE* output_file = nullptr;  // set before there are other threads; null: stdout
}  // namespace

void Log::set_output(std::string_view output) {
  if (output == "stderr") {
    output_file = stderr;
  } else if (output.starts_with("file=")) {
    std::string name(output.substr(5));
    if (const std::size_t at = name.find("%p"); at != std::string::npos)
      name.replace(at, 2, cat(::getpid()));
    output_file = std::fopen(name.c_str(), "w");
  }
}

void Log::turn_on(Topic topic) {
  mask_.fetch_or(1u << static_cast<unsigned>(topic), std::memory_order_relaxed);
}

void Log::write(Topic topic, std::string_view text) {
  std::string line = cat("[", kTopicNames[static_cast<std::size_t>(topic)], "] ", text, "\n");
  std::FILE* file = output_file == nullptr ? stdout : output_file;
  std::fwrite(line.data(), 1, line.size(), file);
  std::fflush(file);
}

}  // namespace cjvm
