// SPDX-License-Identifier: Apache-2.0
// check() and fatal(): for our own bugs, active in release builds too. Java-level failures use
// throw_java (jvm/frames), bad input has exception types of its own (ClassFormat, BadArchive). Any
// thread may call; fatal() never returns.
#pragma once

#include <source_location>
#include <string_view>

namespace cjvm {

// Prints the message with its source position and the Java stack if there is one, then aborts.
[[noreturn]] void fatal(std::string_view message,
                        std::source_location where = std::source_location::current());

// Aborts unless `condition` holds; `what` states what must hold.
inline void check(bool condition, std::string_view what,
                  std::source_location where = std::source_location::current()) {
  if (!condition) [[unlikely]] {
    fatal(what, where);
  }
}

// As check(), for paths where a release build must not pay.
inline void debug_check(
    [[maybe_unused]] bool condition, [[maybe_unused]] std::string_view what,
    [[maybe_unused]] std::source_location where = std::source_location::current()) {
#ifndef NDEBUG
  check(condition, what, where);
#endif
}

// Called once by fatal() before it aborts (prints the Java stack). The hook must be safe on any
// thread.
void set_fatal_hook(void (*hook)());

}  // namespace cjvm
