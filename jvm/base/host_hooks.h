// SPDX-License-Identifier: Apache-2.0
// Functions that a program which embeds the VM may hand over with its options (JNI: "vfprintf",
// "exit", "abort"): where the VM's own text goes, what is called before it ends the process. Set
// once, before the VM is made; read by any thread.
#pragma once

#include <cstdarg>
#include <cstdio>
#include <string_view>

namespace cjvm {

struct HostHooks {
  int (*print)(std::FILE*, const char*, va_list) = nullptr;
  void (*exit)(int) = nullptr;
  void (*abort)() = nullptr;

  static void set(const HostHooks& hooks);
};

// As vfprintf, through the hook if there is one.
int host_vprint(std::FILE* file, const char* format, va_list arguments);
void host_print(std::FILE* file, std::string_view text);

// End the process, after the hook if there is one. `host_exit` runs no exit handlers of C.
[[noreturn]] void host_exit(int code);
[[noreturn]] void host_abort();

}  // namespace cjvm
