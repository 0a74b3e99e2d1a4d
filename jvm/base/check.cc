// SPDX-License-Identifier: Apache-2.0
#include "jvm/base/check.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace cjvm {

namespace {
std::atomic<void (*)()> fatal_hook{nullptr};
}

void fatal(std::string_view message, std::source_location where) {
  std::fflush(stdout);
  std::fprintf(stderr, "cjvm: internal error: %.*s\n  at %s:%u (%s)\n",
               static_cast<int>(message.size()), message.data(), where.file_name(), where.line(),
               where.function_name());
  if (auto* hook = fatal_hook.exchange(nullptr)) {
    hook();
  }
  std::abort();
}

void set_fatal_hook(void (*hook)()) { fatal_hook.store(hook); }

}  // namespace cjvm
