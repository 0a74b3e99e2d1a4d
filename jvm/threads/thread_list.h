// SPDX-License-Identifier: Apache-2.0
// All Java threads: starting, ending, counting, stopping one for a look at its stack. Any thread.
#pragma once

#include <cstdint>
#include <functional>

#include "jvm/memory/gc_vector.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

class ThreadList {
 public:
  // Thread.start0: makes the pthread and returns once the new thread is known. `java_thread` is a
  // java.lang.Thread. Throws IllegalThreadStateException, OutOfMemoryError "unable to create native
  // thread: ...".
  static void start(JavaThread& current, Object* java_thread);

  // The end of a Java thread that runs on its own pthread or is detached: uncaught handler,
  // Thread.exit, status TERMINATED, notifyAll on the Thread object, removal from the list.
  // JavaThrow never leaves.
  static void finish(JavaThread& thread);

  // As start(), but the new thread runs `body` instead of Thread.run and is not a program's thread
  // (is_vm_internal).
  static void start_internal(JavaThread& current, Object* java_thread, void (*body)(JavaThread&));

  static void add(JavaThread* thread);
  static void remove(JavaThread* thread);

  // The JavaThread of a java.lang.Thread, or null if not alive in this process. Only valid under
  // with_lock or for the caller's own needs while the thread is known to live.
  static JavaThread* find(Object* java_thread);

  // Calls visit for each thread with the list locked; no Java code, no allocation inside.
  static void for_each(const std::function<void(JavaThread&)>& visit);

  // The java.lang.Threads of this process that programs may see.
  static GcVector<Object*> visible_threads();

  // Runs visit with `target` (must be in the list and not the caller) stopped or known to stand
  // still; visit must not allocate or lock. Returns false if the thread has ended.
  static bool with_stopped(JavaThread* target, const std::function<void()>& visit);

  // DestroyJavaVM: blocks until the caller is the last non-daemon thread.
  static void wait_for_non_daemons(JavaThread& current);

  static std::int64_t live_count();
  static std::int64_t daemon_count();
  static std::int64_t peak_count();
  static std::int64_t started_count();
  static void reset_peak();
};

// Reads and writes java.lang.Thread.threadStatus.
void set_thread_status(Object* java_thread, ThreadStatus status);

// Sets the calling thread's status for the lifetime of the object and restores Runnable.
class StatusScope {
 public:
  StatusScope(JavaThread& thread, ThreadStatus status);
  ~StatusScope();
  StatusScope(const StatusScope&) = delete;

 private:
  JavaThread& thread_;
};

}  // namespace cjvm
