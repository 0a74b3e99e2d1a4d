// SPDX-License-Identifier: Apache-2.0
// JavaThread: one Java thread on its pthread: Java stack, current frame, pending throwable,
// allocation lists, JNI state. Lives in scanned, uncollectable memory, so it may hold Object*. Only
// the owning thread touches a member unless its comment says otherwise.
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>

#include "jvm/frames/frame.h"
#include "jvm/memory/collector.h"
#include "jvm/object/object.h"
#include "jvm/threads/wait_clock.h"

namespace cjvm {

class Vm;
class HeapAccess;
class ParkPermit;
class JniState;
struct Monitor;
struct LockRecord;

// Values of java.lang.Thread.threadStatus (JVMTI thread states).
enum class ThreadStatus : std::int32_t {
  New = 0,
  Runnable = 5,
  Sleeping = 225,
  ObjectWait = 401,
  ObjectWaitTimed = 417,
  Parked = 657,
  ParkedTimed = 673,
  BlockedOnMonitor = 1025,
  Terminated = 2
};

class JavaThread {
 public:
  // ---- what handlers use; order matters only for locality
  Frame* frame =
      nullptr;  // innermost frame; read by the collector and, when stopped, by stack dumps
  Slot* stack_limit = nullptr;        // first slot a frame's top must not pass
  std::uint64_t lock_owner_bits = 0;  // lock_id << LockWord::kOwnerShift
  AllocationLists allocation{};
  Object* pending = nullptr;  // throwable being raised, or null
  void* jni_env = nullptr;    // JNIEnv*: points into JniState; &functions is its first word
  std::uint32_t lock_id = 0;  // identity in lock words: 1..LockWord::kMaxOwner

  // ---- identity
  Vm* vm = nullptr;
  Object* java_thread = nullptr;  // java.lang.Thread; constant once set
  pthread_t pthread{};
  pid_t tid = 0;
  bool is_daemon = false;
  bool is_attached_native = false;  // came by AttachCurrentThread
  bool is_vm_internal = false;      // not shown to programs
  bool terminated = false;

  // ---- stacks
  Slot* stack_base = nullptr;  // lowest slot of the Java stack
  Slot* stack_end = nullptr;   // one past the last slot, reserve included
  std::size_t stack_bytes = 0;
  char* native_limit = nullptr;  // C++ code must not run below this address (minus reserve)
  int overflow_depth = 0;        // > 0 while the reserve is in use

  // ---- waiting; see threads/parker.h and threads/monitor.h for who writes
  ParkPermit* permit = nullptr;              // park/unpark, sleep and interrupt wake-ups
  std::atomic<Object*> blocked_on{nullptr};  // monitor being entered
  std::atomic<Object*> waiting_on{nullptr};  // monitor being waited on
  std::atomic<std::uint64_t> blocked_count{0}, waited_count{0};
  WaitClock blocked_clock, waited_clock;
  // Waiting inside the VM, certainly not allocating: the collector may take back the free cells
  // (IdleScope).
  std::atomic<bool> is_idle{false};

  void* extension_data = nullptr;  // the extension's record of whom the thread works for
  // Innermost frame that does not belong to what the thread does now: stack walks end before it.
  Frame* outer_frames = nullptr;

  LockRecord* lock_records = nullptr;  // of the frames whose monitors must be watched, innermost
                                       // first; see threads/lock_record.h

  // ---- what other threads ask for; see threads/thread_requests.h
  std::atomic<std::uint32_t> requests{0};
  std::atomic<Object*> stop_throwable{nullptr};  // what to raise
  std::atomic<bool> is_suspended{false};

  // ---- JNI
  JniState* jni = nullptr;
  Object* scratch_roots[8] = {};  // temporaries that must survive where the stack is not scanned

  // ---- start; constant once the thread runs
  void (*body)(JavaThread&) = nullptr;  // what it runs instead of Thread.run, or null
  std::int64_t start_nanos = 0;         // CLOCK_MONOTONIC

  // ---- list of threads (under ThreadList's lock)
  bool is_listed = false;
  JavaThread* next = nullptr;
  JavaThread* previous = nullptr;

  // The calling pthread's Java thread; null if it has none.
  static JavaThread* current() { return current_; }
  static void set_current(JavaThread* thread) { current_ = thread; }

  HeapAccess& heap() const;  // vm->heap()

 private:
  static thread_local constinit JavaThread* current_;
};

// Tells the collector that the calling thread allocates nothing for the lifetime of the object.
class IdleScope {
 public:
  explicit IdleScope(JavaThread& thread) : thread_(thread) {
    thread_.is_idle.store(true, std::memory_order_seq_cst);
  }
  ~IdleScope() { thread_.is_idle.store(false, std::memory_order_seq_cst); }
  IdleScope(const IdleScope&) = delete;

 private:
  JavaThread& thread_;
};

// Makes a JavaThread with a Java stack of `stack_bytes` for the calling pthread: registers with the
// collector, sets current(). Does not touch any java.lang.Thread. Null if there is no memory for
// it. The process's first one is also put on the list; callers put the others there when their
// java.lang.Thread is known.
JavaThread* attach_native_thread(Vm& vm, std::size_t stack_bytes);
// Undoes attach_native_thread; the thread must have no frames.
void detach_native_thread(JavaThread* thread);

// Throws StackOverflowError if the C++ stack of the calling thread is nearly used up; every path
// from Java into C++ that may call Java again goes through it.
void check_native_stack(JavaThread& thread);

}  // namespace cjvm
