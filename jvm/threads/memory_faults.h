// SPDX-License-Identifier: Apache-2.0
// Accesses to mapped files that have shrunk. The kernel answers them with SIGBUS; where the access
// is Unsafe's, the thread gets an InternalError instead. It is thrown out of the signal handler:
// the faulting code needs no check of its own, only to be free of cleanups. Anything else that
// raises SIGBUS ends the process as before, and so does SIGSEGV, which is reported on standard
// error first, with the native method that has caused it.
#pragma once

namespace cjvm {

// Once, at start.
void install_memory_fault_handlers();

// Between the two calls faults of this thread outside our own code (memmove) are Unsafe's, too. A
// fault ends the section, and so does the end of a section inside of it.
void begin_foreign_access();
void end_foreign_access();

}  // namespace cjvm
