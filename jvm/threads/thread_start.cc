// SPDX-License-Identifier: Apache-2.0
// The life of a Java thread: Thread.start on the parent, the new pthread's main function, and its
// end.
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "jvm/base/check.h"
#include "jvm/base/host_hooks.h"
#include "jvm/base/log.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/list_lock.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/thread_record.h"
#include "jvm/threads/thread_requests.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::size_t kSmallestNativeStack = std::size_t{1} << 20;
constexpr std::size_t kNativeName = 15;  // what Linux keeps of a thread's name

void set_native_name(JavaThread& thread) {
  Object* name =
      thread.heap().load_reference(thread.java_thread, well_known::Thread_name, Order::Volatile);
  if (name == nullptr) return;
  std::string text = string_utf8(name).substr(0, kNativeName);
  pthread_setname_np(pthread_self(), text.c_str());
}

void* thread_main(void* argument) {
  auto& thread = *static_cast<JavaThread*>(argument);
  {
    // The parent holds the lock until the thread is on the list.
    MutexLock wait(thread_list_mutex());
  }
  enter_native_thread(thread);
  try {
    set_native_name(thread);
    if (thread.body != nullptr) {
      thread.body(thread);
    } else if (thread.heap().load<std::uint8_t>(thread.java_thread, well_known::Thread_stillborn,
                                                Order::Volatile) == 0) {
      call_virtual(thread, well_known::Thread_run, {thread.java_thread});
    }
  } catch (const JavaThrow&) {
    // finish() takes the pending throwable to the uncaught handler.
  }
  ThreadList::finish(thread);
  detach_native_thread(&thread);
  return nullptr;
}

void start_thread(JavaThread& current, Object* java_thread, void (*body)(JavaThread&)) {
  HeapAccess& heap = current.heap();
  Vm& vm = *current.vm;
  if (heap.load<std::int64_t>(java_thread, well_known::Thread_eetop) != 0 ||
      heap.load<std::int32_t>(java_thread, well_known::Thread_threadStatus) != 0) {
    throw_java(Throwable::IllegalThreadStateException);
  }
  auto wish = static_cast<std::uint64_t>(
      heap.load<std::int64_t>(java_thread, well_known::Thread_stackSize));
  std::size_t stack_bytes = wish != 0 ? std::min<std::size_t>(wish, std::size_t{1} << 30)
                                      : vm.options().thread_stack_bytes();
  JavaThread* thread = make_thread_record(vm, stack_bytes);
  int error = EAGAIN;
  if (thread != nullptr) {
    thread->java_thread = java_thread;
    thread->body = body;
    thread->is_daemon = heap.load<std::uint8_t>(java_thread, well_known::Thread_daemon) != 0;
    heap.store<std::int64_t>(java_thread, well_known::Thread_eetop,
                             reinterpret_cast<std::int64_t>(thread), Order::Volatile);
    set_thread_status(java_thread, ThreadStatus::Runnable);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    std::size_t native_bytes = vm.extension().native_stack_bytes(thread->stack_bytes);
    pthread_attr_setstacksize(&attributes, std::max(kSmallestNativeStack, native_bytes));
    {
      MutexLock lock(thread_list_mutex());
      error = pthread_create(&thread->pthread, &attributes, thread_main, thread);
      if (error == 0) add_thread_locked(thread);
    }
    pthread_attr_destroy(&attributes);
  }
  if (error == 0) {
    log(Topic::Thread, "started a thread");
    return;
  }
  if (thread != nullptr) free_thread_record(thread);
  heap.store<std::int64_t>(java_thread, well_known::Thread_eetop, 0, Order::Volatile);
  set_thread_status(java_thread, ThreadStatus::New);
  throw_out_of_memory(
      "unable to create native thread: possibly out of memory or process/resource limits reached");
}

// Runs `body`, whose throwables have nowhere to go.
template <class Body>
void swallow(JavaThread& thread, Body body) {
  try {
    body();
  } catch (const JavaThrow&) {
    take_pending(thread);
  }
}

// What java prints when an uncaught-exception handler itself throws.
void report_throwing_handler(JavaThread& thread, Object* java_thread, Object* throwable) {
  Object* name = thread.heap().load_reference(java_thread, well_known::Thread_name, Order::Plain);
  host_print(stderr, cat("\nException: ", throwable->klass()->external_name(),
                         " thrown from the UncaughtExceptionHandler in thread \"",
                         name == nullptr ? "" : string_utf8(name), "\"\n"));
}

}  // namespace

void ThreadList::start(JavaThread& current, Object* java_thread) {
  if (current.vm->extension().start_thread(current, java_thread)) return;
  start_thread(current, java_thread, nullptr);
}

void ThreadList::start_internal(JavaThread& current, Object* java_thread,
                                void (*body)(JavaThread&)) {
  start_thread(current, java_thread, body);
}

void ThreadList::finish(JavaThread& thread) {
  Object* object = thread.java_thread;
  if (object == nullptr) return;
  drop_requests(thread);
  if (Object* throwable = take_pending(thread)) {
    try {
      call_virtual(thread, well_known::Thread_dispatchUncaughtException, {object, throwable});
    } catch (const JavaThrow&) {
      report_throwing_handler(thread, object, take_pending(thread));
    }
  }
  swallow(thread, [&] { call_java(thread, well_known::Thread_exit, {object}); });
  // join() waits on the Thread object for exactly this.
  swallow(thread, [&] {
    monitor_enter(thread, object);
    set_thread_status(object, ThreadStatus::Terminated);
    thread.heap().store<std::int64_t>(object, well_known::Thread_eetop, 0, Order::Volatile);
    thread.heap().monitor_notify(object, true);
    monitor_exit(thread, object);
  });
  thread.vm->extension().thread_ended(thread);
  thread.java_thread = nullptr;
  remove(&thread);
  drop_requests(thread);
}

}  // namespace cjvm
