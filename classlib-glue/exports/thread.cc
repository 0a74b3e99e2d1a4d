// SPDX-License-Identifier: Apache-2.0
// JVM_ functions of java.lang.Thread. The calling thread is a Java thread; the thread meant may be
// any, alive or not.
#include "classlib-glue/exports/thread.h"

#include <sched.h>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/stack.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/parker.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/thread_requests.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

constexpr std::size_t kNativeNameLength = 15;

}  // namespace

void start_thread(JavaThread& thread, Object* java_thread) {
  ThreadList::start(thread, java_thread);
}

void sleep_millis(JavaThread& thread, std::int64_t millis) {
  if (millis < 0) throw_java(Throwable::IllegalArgumentException, "timeout value is negative");
  sleep(thread, millis);
}

void interrupt_thread(Object* java_thread) {
  JavaThread& thread = *JavaThread::current();
  if (thread.vm->extension().wake(thread, java_thread, true)) return;
  if (JavaThread* target = ThreadList::find(java_thread)) wake_interrupted(*target);
}

void unpark_thread(Object* java_thread) {
  if (java_thread == nullptr) return;
  JavaThread& thread = *JavaThread::current();
  if (thread.vm->extension().wake(thread, java_thread, false)) return;
  if (JavaThread* target = ThreadList::find(java_thread)) unpark(*target);
}

void set_priority(JavaThread& thread, Object* java_thread, std::int32_t priority) {
  set<std::int32_t>(thread, java_thread, well_known::Thread_priority, priority);
}

void set_native_name(Object* java_thread, Object* name) {
  JavaThread* target = ThreadList::find(java_thread);
  if (target == nullptr || name == nullptr) return;
  std::string text = string_utf8(name);
  text.resize(std::min(text.size(), kNativeNameLength));
  pthread_setname_np(target->pthread, text.c_str());
}

namespace {

Object* thread_array(JavaThread& thread, const GcVector<Object*>& threads) {
  Array* result =
      new_ref_array(thread, well_known::Thread, static_cast<std::int32_t>(threads.size()));
  for (std::size_t i = 0; i < threads.size(); ++i) {
    set_element(thread, result, static_cast<std::int32_t>(i), threads[i]);
  }
  return result;
}

}  // namespace

Object* own_threads(JavaThread& thread) {
  return thread_array(thread, ThreadList::visible_threads());
}

Object* all_threads(JavaThread& thread) {
  GcVector<Object*> threads = ThreadList::visible_threads();
  thread.vm->extension().append_threads(thread, threads);
  return thread_array(thread, threads);
}

Object* dump_threads(JavaThread& thread, Object* threads) {
  std::int32_t count = as_array(require(threads))->length;
  if (count == 0) throw_java(Throwable::IllegalArgumentException);
  Class* row_class = array_class_of(thread, well_known::StackTraceElement);
  Array* result = new_ref_array(thread, row_class, count);
  for (std::int32_t i = 0; i < count; ++i) {
    Object* java_thread = element(thread, threads, i);
    if (java_thread == nullptr) continue;
    if (auto frames = thread.vm->extension().frames_of(thread, java_thread)) {
      set_element(thread, result, i, stack_trace_elements(thread, *frames));
    }
  }
  return result;
}

void stop_thread(JavaThread& thread, Object* java_thread, Object* throwable) {
  JavaThread* target = ThreadList::find(require(java_thread));
  if (target == &thread) throw_object(require(throwable));
  if (target != nullptr && request_stop(thread, *target, require(throwable))) return;
  // One that has ended does not mind.
  set<std::uint8_t>(thread, java_thread, well_known::Thread_stillborn, 1);
}

void suspend_java_thread(JavaThread& thread, Object* java_thread) {
  if (JavaThread* target = ThreadList::find(require(java_thread))) suspend_thread(thread, *target);
}

void resume_java_thread(Object* java_thread) {
  if (JavaThread* target = ThreadList::find(require(java_thread))) resume_thread(*target);
}

extern "C" {

JNIEXPORT jobject JVM_CurrentThread(JNIEnv* env, jclass) {
  return entry(env, [&](JavaThread& thread) { return local(thread, thread.java_thread); });
}

JNIEXPORT jobjectArray JVM_DumpThreads(JNIEnv* env, jclass, jobjectArray threads) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, dump_threads(thread, resolve(threads)));
  });
}

JNIEXPORT jobjectArray JVM_GetAllThreads(JNIEnv* env, jclass) {
  return entry(
      env, [&](JavaThread& thread) { return local<jobjectArray>(thread, all_threads(thread)); });
}

JNIEXPORT jboolean JVM_HoldsLock(JNIEnv* env, jclass, jobject object) {
  return entry(env, [&](JavaThread& thread) -> jboolean {
    return monitor_is_held_by(thread, require(resolve(object)));
  });
}

JNIEXPORT void JVM_Interrupt(JNIEnv* env, jobject java_thread) {
  entry(env, [&](JavaThread&) { interrupt_thread(resolve(java_thread)); });
}

JNIEXPORT void JVM_ResumeThread(JNIEnv* env, jobject java_thread) {
  entry(env, [&](JavaThread&) { resume_java_thread(resolve(java_thread)); });
}

JNIEXPORT void JVM_SetNativeThreadName(JNIEnv* env, jobject java_thread, jstring name) {
  entry(env, [&](JavaThread&) { set_native_name(resolve(java_thread), resolve(name)); });
}

JNIEXPORT void JVM_SetThreadPriority(JNIEnv* env, jobject java_thread, jint priority) {
  entry(env, [&](JavaThread& thread) { set_priority(thread, resolve(java_thread), priority); });
}

JNIEXPORT void JVM_Sleep(JNIEnv* env, jclass, jlong millis) {
  entry(env, [&](JavaThread& thread) { sleep_millis(thread, millis); });
}

JNIEXPORT void JVM_StartThread(JNIEnv* env, jobject java_thread) {
  entry(env, [&](JavaThread& thread) { start_thread(thread, resolve(java_thread)); });
}

JNIEXPORT void JVM_StopThread(JNIEnv* env, jobject java_thread, jobject throwable) {
  entry(env,
        [&](JavaThread& thread) { stop_thread(thread, resolve(java_thread), resolve(throwable)); });
}

JNIEXPORT void JVM_SuspendThread(JNIEnv* env, jobject java_thread) {
  entry(env, [&](JavaThread& thread) { suspend_java_thread(thread, resolve(java_thread)); });
}

JNIEXPORT void JVM_Yield(JNIEnv*, jclass) { sched_yield(); }

}  // extern "C"
}  // namespace cjvm::glue
