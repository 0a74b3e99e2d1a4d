// SPDX-License-Identifier: Apache-2.0
// JNI functions on throwables, and FatalError. These are the ones native code may call while a
// throwable is pending.
#include <cstdio>

#include "jvm/base/host_hooks.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/jni/functions.h"
#include "jvm/jni/instantiate.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/java_string.h"

namespace cjvm::jni {

namespace {

jint Throw(JNIEnv* env, jthrowable throwable) {
  return entry(env, [&](JavaThread& thread) -> jint {
    Object* object = resolve(throwable);
    if (object == nullptr) throw_java(Throwable::NullPointerException);
    thread.pending = object;
    return JNI_OK;
  });
}

// A new throwable of `klass` through its constructor (String), or () without a message.
Object* new_throwable(JavaThread& thread, Class* klass, const char* message) {
  initialize_class(thread, klass);
  std::string_view descriptor = message == nullptr ? "()V" : "(Ljava/lang/String;)V";
  Method* constructor =
      klass->find_declared_method(Symbol::intern("<init>"), Symbol::intern(descriptor));
  if (constructor == nullptr) {
    throw_java(Throwable::NoSuchMethodError,
               cat(klass->external_name(), ": method 'void <init>(",
                   message == nullptr ? "" : "java.lang.String", ")' not found"));
  }
  Object* throwable = allocate_instance(thread, klass);
  Slot arguments[2];
  arguments[0].ref = throwable;
  arguments[1].ref = message == nullptr ? nullptr : make_lenient_string(message);
  thread.vm->engine().invoke(thread, constructor, arguments);
  return throwable;
}

jint ThrowNew(JNIEnv* env, jclass clazz, const char* message) {
  return entry(env, [&](JavaThread& thread) -> jint {
    take_pending(thread);  // the new one replaces it
    thread.pending = new_throwable(thread, class_of(clazz), message);
    return JNI_OK;
  });
}

jthrowable ExceptionOccurred(JNIEnv* env) {
  JavaThread& thread = thread_of(env);
  return local<jthrowable>(thread, thread.pending);
}

jboolean ExceptionCheck(JNIEnv* env) { return thread_of(env).pending != nullptr; }

void ExceptionClear(JNIEnv* env) { thread_of(env).pending = nullptr; }

std::string thread_name(JavaThread& thread) {
  Object* name =
      thread.java_thread == nullptr
          ? nullptr
          : thread.heap().load_reference(thread.java_thread, well_known::Thread_name, Order::Plain);
  return name == nullptr ? "main" : string_utf8(name);
}

void ExceptionDescribe(JNIEnv* env) {
  entry(env, [&](JavaThread& thread) {
    Object* throwable = take_pending(thread);
    if (throwable == nullptr) return;
    // A thread that is being stopped says nothing.
    if (throwable->klass()->is_subtype_of(well_known::ThreadDeath)) return;
    host_print(stderr, "Exception ");
    host_print(stderr, cat("in thread \"", thread_name(thread), "\" "));
    std::fflush(stderr);
    try {
      call_virtual(thread, well_known::Throwable_printStackTrace, {throwable});
    } catch (const JavaThrow&) {
      take_pending(thread);
    }
  });
}

[[noreturn]] void FatalError(JNIEnv* env, const char* message) {
  host_print(stdout,
             cat("FATAL ERROR in native method: ", message == nullptr ? "(null)" : message, "\n"));
  host_print(stdout, describe_stack(thread_of(env)));
  host_abort();
}

}  // namespace

void install_exceptions(JNINativeInterface_& table) {
  table.Throw = Throw;
  table.ThrowNew = ThrowNew;
  table.ExceptionOccurred = ExceptionOccurred;
  table.ExceptionCheck = ExceptionCheck;
  table.ExceptionClear = ExceptionClear;
  table.ExceptionDescribe = ExceptionDescribe;
  table.FatalError = FatalError;
}

}  // namespace cjvm::jni
