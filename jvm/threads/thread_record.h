// SPDX-License-Identifier: Apache-2.0
// The parts of attaching a thread that starting one needs separately: the record and the Java stack
// are made by the parent, so that a lack of memory becomes its OutOfMemoryError; the rest is done
// on the new pthread. Private to jvm/threads.
#pragma once

#include <cstddef>

#include "jvm/threads/java_thread.h"

namespace cjvm {

// Null if there is no address space or no lock id left.
JavaThread* make_thread_record(Vm& vm, std::size_t stack_bytes);
void free_thread_record(JavaThread* thread);
// Registers the calling pthread, makes it current and gives it its JNI state.
void enter_native_thread(JavaThread& thread);

}  // namespace cjvm
