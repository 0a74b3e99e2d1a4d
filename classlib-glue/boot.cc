// SPDX-License-Identifier: Apache-2.0
#include "classlib-glue/boot.h"

#include <string_view>

#include "classlib-glue/natives.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_library.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/signals.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::int32_t kNormalPriority = 5;
constexpr std::int32_t kSignalDispatcherPriority = 9;

// Throwables that must be ready to be raised before anything can go wrong.
constexpr std::string_view kErrorClasses[] = {
    "java/lang/OutOfMemoryError",          "java/lang/NullPointerException",
    "java/lang/ClassCastException",        "java/lang/ArrayStoreException",
    "java/lang/ArithmeticException",       "java/lang/StackOverflowError",
    "java/lang/IllegalMonitorStateException", "java/lang/IllegalArgumentException"};

// Their initializers register natives; must be ready before phase 2, because the first invokedynamic would otherwise find
// java.lang.invoke half initialized by the thread that needs it.
constexpr std::string_view kInvokeClasses[] = {
    "java/lang/invoke/MethodHandle", "java/lang/invoke/ResolvedMethodName",
    "java/lang/invoke/MemberName", "java/lang/invoke/MethodHandleNatives"};

void initialize(JavaThread& thread, std::string_view name) {
  initialize_class(thread, load_class(thread, Symbol::intern(name), boot_loader()));
}

struct Groups {
  Object* system;
  Object* main;
};

Groups make_thread_groups(JavaThread& thread) {
  Object* system = allocate_object(thread, well_known::ThreadGroup);
  call_java(thread, well_known::ThreadGroup_init, {system});
  Object* main = allocate_object(thread, well_known::ThreadGroup);
  call_java(thread, well_known::ThreadGroup_initParentName, {main, system, make_string("main")});
  return {system, main};
}

// The Thread object must be current before its own constructor runs, which asks for the current thread.
void make_main_thread(JavaThread& thread, Object* group) {
  initialize_class(thread, well_known::Thread);
  Object* object = allocate_object(thread, well_known::Thread);
  HeapAccess& heap = thread.heap();
  heap.store<std::int64_t>(object, well_known::Thread_eetop,
                           reinterpret_cast<std::int64_t>(&thread));
  heap.store<std::int32_t>(object, well_known::Thread_priority, kNormalPriority);
  thread.java_thread = object;
  call_java(thread, well_known::Thread_initGroupName, {object, group, make_string("main")});
  set_thread_status(object, ThreadStatus::Runnable);
}

// jdk.internal.misc.UnsafeConstants: facts of the platform that its initializer leaves at zero for the VM.
void fill_unsafe_constants(JavaThread& thread) {
  initialize_class(thread, well_known::UnsafeConstants);
  Object* statics = well_known::UnsafeConstants->mirror;
  HeapAccess& heap = thread.heap();
  heap.store<std::int32_t>(statics, well_known::UnsafeConstants_ADDRESS_SIZE0, 8);
  heap.store<std::int32_t>(statics, well_known::UnsafeConstants_PAGE_SIZE, 4096);
  heap.store<std::uint8_t>(statics, well_known::UnsafeConstants_BIG_ENDIAN, 0);
  heap.store<std::uint8_t>(statics, well_known::UnsafeConstants_UNALIGNED_ACCESS, 1);
  heap.store<std::int32_t>(statics, well_known::UnsafeConstants_DATA_CACHE_LINE_FLUSH_SIZE, 0);
}

void start_signal_dispatcher(JavaThread& thread, Object* system_group) {
  Object* object = allocate_object(thread, well_known::Thread);
  call_java(thread, well_known::Thread_initGroupName,
            {object, system_group, make_string("Signal Dispatcher")});
  call_java(thread, well_known::ThreadGroup_addThread, {system_group, object});
  thread.heap().store<std::int32_t>(object, well_known::Thread_priority, kSignalDispatcherPriority);
  thread.heap().store<std::uint8_t>(object, well_known::Thread_daemon, 1);
  ThreadList::start_internal(thread, object, run_signal_dispatcher);
}

}  // namespace

void boot(JavaThread& thread) {
  register_vm_natives();
  load_java_library(Vm::instance());

  initialize_class(thread, well_known::String);
  thread.heap().store<std::uint8_t>(well_known::String->mirror, well_known::String_COMPACT_STRINGS, 1);
  initialize_class(thread, well_known::System);
  initialize_class(thread, well_known::Class);
  initialize_class(thread, well_known::ThreadGroup);
  Groups groups = make_thread_groups(thread);
  make_main_thread(thread, groups.main);
  initialize_class(thread, well_known::Module);
  fill_unsafe_constants(thread);
  initialize_class(thread, well_known::Method);
  // Starts the Reference Handler and Finalizer threads.
  initialize_class(thread, well_known::Finalizer);

  call_java(thread, well_known::System_initPhase1, {});
  for (std::string_view name : kErrorClasses) initialize(thread, name);
  prepare_preallocated_throwables(thread);
  start_signal_dispatcher(thread, groups.system);
  for (std::string_view name : kInvokeClasses) initialize(thread, name);

  // Its own code has told the user why when it fails.
  if (call_java(thread, well_known::System_initPhase2, {false, false}).i != 0) {
    Vm::instance().exit_process(1);
  }
  call_java(thread, well_known::System_initPhase3, {});
  call_java(thread, well_known::ClassLoader_getSystemClassLoader, {});
  call_java(thread, well_known::ClassLoader_getPlatformClassLoader, {});
  restart_identity_hashes();
  Vm::instance().set_booted();
}

}  // namespace cjvm
