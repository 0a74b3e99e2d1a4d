// SPDX-License-Identifier: Apache-2.0
// Booting OpenJDK 17's class library on a fresh VM: the initialization order that java.base
// expects. Runs once, on the main thread.
#pragma once

namespace cjvm {

class JavaThread;

// The VM's own natives and the class library's libjava. Before any Java code.
void register_natives();

// Facts of the platform that jdk.internal.misc.UnsafeConstants gets from the VM; initializes it.
void fill_unsafe_constants(JavaThread& thread);

// Initializes java.lang, the main thread and its groups, phases 1 to 3 of java.lang.System, and the
// class loaders. Throws JavaThrow with the throwable pending; ends the process when the boot layer
// cannot be made (Java code has printed why).
void boot(JavaThread& thread);

}  // namespace cjvm
