// SPDX-License-Identifier: Apache-2.0
#include "classlib-glue/boot.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "classlib-glue/exports/system.h"
#include "classlib-glue/natives.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_library.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/attach_listener.h"
#include "jvm/management/perf_data.h"
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
constexpr std::string_view kErrorClasses[] = {"java/lang/OutOfMemoryError",
                                              "java/lang/NullPointerException",
                                              "java/lang/ClassCastException",
                                              "java/lang/ArrayStoreException",
                                              "java/lang/ArithmeticException",
                                              "java/lang/StackOverflowError",
                                              "java/lang/IllegalMonitorStateException",
                                              "java/lang/IllegalArgumentException"};

// Their initializers register natives; must be ready before phase 2, because the first
// invokedynamic would otherwise find java.lang.invoke half initialized by the thread that needs it.
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

// The Thread object must be current before its own constructor runs, which asks for the current
// thread.
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

void start_signal_dispatcher(JavaThread& thread, Object* system_group) {
  Object* object = allocate_object(thread, well_known::Thread);
  call_java(thread, well_known::Thread_initGroupName,
            {object, system_group, make_string("Signal Dispatcher")});
  call_java(thread, well_known::ThreadGroup_addThread, {system_group, object});
  thread.heap().store<std::int32_t>(object, well_known::Thread_priority, kSignalDispatcherPriority);
  thread.heap().store<std::uint8_t>(object, well_known::Thread_daemon, 1);
  ThreadList::start_internal(thread, object, run_signal_dispatcher);
}

// Programs print thread ids. So that theirs begin where they do in java, the ids that its threads
// for service, monitors, compilation and notification take are left out here; how many of them
// compile depends on the processors.
void skip_ids_of_missing_threads(JavaThread& thread) {
  std::int64_t missing = 3;
  if (Vm::instance().options().execution_mode != ExecutionMode::kInterpret) {
    int log = std::bit_width(static_cast<unsigned>(glue::active_processors())) - 1;
    int log_log = log == 0 ? 0 : std::bit_width(static_cast<unsigned>(log)) - 1;
    missing += std::max(log * log_log * 3 / 2, 2) + 1;
  }
  HeapAccess& heap = thread.heap();
  Object* statics = well_known::Thread->mirror;
  std::int64_t last = heap.load<std::int64_t>(statics, well_known::Thread_threadSeqNumber);
  heap.store<std::int64_t>(statics, well_known::Thread_threadSeqNumber, last + missing);
}

}  // namespace

// Its own initializer leaves them at zero for the VM.
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

void register_natives() {
  register_vm_natives();
  load_java_library(Vm::instance());
}

void boot(JavaThread& thread) {
  initialize_class(thread, well_known::String);
  thread.heap().store<std::uint8_t>(well_known::String->mirror, well_known::String_COMPACT_STRINGS,
                                    1);
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
  skip_ids_of_missing_threads(thread);
  for (std::string_view name : kInvokeClasses) initialize(thread, name);

  // Its own code has told the user why when it fails.
  if (call_java(thread, well_known::System_initPhase2, {false, false}).i != 0) {
    Vm::instance().exit_process(1);
  }
  call_java(thread, well_known::System_initPhase3, {});
  call_java(thread, well_known::ClassLoader_getSystemClassLoader, {});
  call_java(thread, well_known::ClassLoader_getPlatformClassLoader, {});
  publish_perf_data(thread.vm->options());
  if (thread.vm->options().start_attach) start_attach_listener(thread);
  restart_identity_hashes();
  Vm::instance().set_booted();
}

}  // namespace cjvm
