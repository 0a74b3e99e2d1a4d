// SPDX-License-Identifier: Apache-2.0
// Threads of the VM itself that run Java code on occasion: daemons in the system group that
// programs do not see. Java threads.
#pragma once

#include <string_view>

namespace cjvm {

class JavaThread;

// Starts a thread that runs `body`. May throw JavaThrow (no memory, no thread).
void start_vm_thread(JavaThread& current, std::string_view name, void (*body)(JavaThread&));

}  // namespace cjvm
