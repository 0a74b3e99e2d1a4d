// SPDX-License-Identifier: Apache-2.0
// java.lang.Thread's operations for exports and natives. `java_thread` is a java.lang.Thread. Java
// threads.
#pragma once

#include <cstdint>

#include "jvm/threads/java_thread.h"

namespace cjvm::glue {

void start_thread(JavaThread& thread, Object* java_thread);
// Thread.sleep: IllegalArgumentException for negative times, InterruptedException.
void sleep_millis(JavaThread& thread, std::int64_t millis);
void interrupt_thread(Object* java_thread);
void unpark_thread(Object* java_thread);
void set_priority(JavaThread& thread, Object* java_thread, std::int32_t priority);
void set_native_name(Object* java_thread, Object* name);
// Thread.getThreads: a Thread[] of all live threads that programs may see, those of other nodes
// included.
Object* all_threads(JavaThread& thread);
// The same of this process only, for management beans, whose figures are those of one process.
Object* own_threads(JavaThread& thread);
// Thread.dumpThreads: StackTraceElement[][], null for a thread that is not alive.
Object* dump_threads(JavaThread& thread, Object* threads);
// Thread.stop, suspend, resume; the last two do nothing for a thread that is not alive.
void stop_thread(JavaThread& thread, Object* java_thread, Object* throwable);
void suspend_java_thread(JavaThread& thread, Object* java_thread);
void resume_java_thread(Object* java_thread);

}  // namespace cjvm::glue
