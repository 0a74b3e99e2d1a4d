// SPDX-License-Identifier: Apache-2.0
// Signals of the process: those a program handles through jdk.internal.misc.Signal, the thread dump
// on QUIT, and the ones the class library's natives rely on being harmless. Any thread.
#pragma once

#include <string_view>

namespace cjvm {

class JavaThread;

// Makes writes to closed pipes and too large files plain errors, and QUIT a request for a thread
// dump. Once, at start.
void install_vm_signals();

// The number of a signal by its name without "SIG"; -1 if there is none.
int find_signal(std::string_view name);
// Installs a handler and returns the one before, both as the JDK codes them: 0 default, 1 ignore, 2
// "call Signal.dispatch", else a function. -1: refused, 1 without a change: the process was started
// with this shutdown signal ignored.
void* register_signal(int signal, void* handler);
bool raise_signal(int signal);

// The Signal Dispatcher's body: hands signals to Java code, prints thread dumps; never returns.
void run_signal_dispatcher(JavaThread& thread);

}  // namespace cjvm
