// SPDX-License-Identifier: Apache-2.0
#include "jvm/base/host_hooks.h"

#include <unistd.h>

#include <cstdlib>

namespace cjvm {

namespace {

HostHooks hooks;

int print(std::FILE* file, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = host_vprint(file, format, arguments);
  va_end(arguments);
  return length;
}

}  // namespace

void HostHooks::set(const HostHooks& given) { hooks = given; }

int host_vprint(std::FILE* file, const char* format, va_list arguments) {
  return hooks.print != nullptr ? hooks.print(file, format, arguments)
                                : std::vfprintf(file, format, arguments);
}

void host_print(std::FILE* file, std::string_view text) {
  print(file, "%.*s", static_cast<int>(text.size()), text.data());
}

void host_exit(int code) {
  std::fflush(stdout);
  std::fflush(stderr);
  if (hooks.exit != nullptr) hooks.exit(code);
  ::_exit(code);
}

void host_abort() {
  std::fflush(stdout);
  if (hooks.abort != nullptr) hooks.abort();
  std::abort();
}

}  // namespace cjvm
