// SPDX-License-Identifier: Apache-2.0
#include "jvm/jni/java_vm.h"

#include <atomic>

#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/jni/entry.h"
#include "jvm/jni/functions.h"
#include "jvm/jni/jni_state.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/attach_listener.h"
#include "jvm/management/perf_data.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::int32_t kNormalPriority = 5;

std::atomic<bool> destroyed{false};
// The exit code that the launcher will end with: whether the thread it detached last had an
// uncaught throwable.
std::atomic<int> likely_exit_code{0};
Object** main_group_root = nullptr;  // metadata: the ThreadGroup "main"

// The java.lang.Thread of a thread that comes from outside. It is current before its constructor
// runs, which asks for it.
void make_thread_object(JavaThread& thread, const char* name, Object* group, bool daemon) {
  HeapAccess& heap = thread.heap();
  Object* object = allocate_object(thread, well_known::Thread);
  heap.store<std::int64_t>(object, well_known::Thread_eetop,
                           reinterpret_cast<std::int64_t>(&thread));
  heap.store<std::int32_t>(object, well_known::Thread_priority, kNormalPriority);
  thread.java_thread = object;
  if (name != nullptr) {
    Object* string = jni::make_lenient_string(name);
    call_java(thread, well_known::Thread_initGroupName, {object, group, string});
  } else {
    Object* no_target = nullptr;
    call_java(thread, well_known::Thread_initGroupRunnable, {object, group, no_target});
  }
  if (daemon) heap.store<std::uint8_t>(object, well_known::Thread_daemon, 1);
  call_virtual(thread, well_known::ThreadGroup_addThread, {group, object});
}

jint attach(void** env, void* raw_arguments, bool daemon) {
  if (destroyed.load() || main_group_root == nullptr) return JNI_ERR;
  if (JavaThread* thread = JavaThread::current(); thread != nullptr) {
    *env = &jni_state(*thread).env;
    return JNI_OK;
  }
  auto* arguments = static_cast<JavaVMAttachArgs*>(raw_arguments);
  Vm& vm = Vm::instance();
  JavaThread* thread = attach_native_thread(vm, vm.options().thread_stack_bytes());
  if (thread == nullptr) return JNI_ERR;
  thread->is_attached_native = true;
  thread->is_daemon = daemon;
  try {
    Object* group = nullptr;
    if (arguments != nullptr) group = resolve_handle(arguments->group);
    if (group == nullptr) group = *main_group_root;
    make_thread_object(*thread, arguments == nullptr ? nullptr : arguments->name, group, daemon);
    ThreadList::add(thread);
    set_thread_status(thread->java_thread, ThreadStatus::Runnable);
  } catch (const JavaThrow&) {
    take_pending(*thread);
    detach_native_thread(thread);
    return JNI_ERR;
  }
  *env = &jni_state(*thread).env;
  return JNI_OK;
}

jint JNICALL AttachCurrentThread(JavaVM*, void** env, void* arguments) {
  return attach(env, arguments, false);
}

jint JNICALL AttachCurrentThreadAsDaemon(JavaVM*, void** env, void* arguments) {
  return attach(env, arguments, true);
}

jint JNICALL DetachCurrentThread(JavaVM*) {
  JavaThread* thread = JavaThread::current();
  if (thread == nullptr) return JNI_OK;
  // A thread inside Java cannot leave.
  if (thread->frame != nullptr) return JNI_ERR;
  likely_exit_code.store(thread->pending == nullptr ? 0 : 1);
  release_jni_monitors(*thread);
  ThreadList::finish(*thread);
  detach_native_thread(thread);
  return JNI_OK;
}

jint JNICALL GetEnv(JavaVM*, void** env, jint version) {
  JavaThread* thread = destroyed.load() ? nullptr : JavaThread::current();
  *env = nullptr;
  if (thread == nullptr) return JNI_EDETACHED;
  if (!is_supported_jni_version(version)) return JNI_EVERSION;
  *env = &jni_state(*thread).env;
  return JNI_OK;
}

jint JNICALL DestroyJavaVM(JavaVM* vm) {
  if (destroyed.load() || !Vm::exists()) return JNI_ERR;
  JavaThread* thread = JavaThread::current();
  if (thread == nullptr) {
    JavaVMAttachArgs arguments{
        .version = JNI_VERSION_1_2, .name = const_cast<char*>("DestroyJavaVM"), .group = nullptr};
    void* env = nullptr;
    if (attach(&env, &arguments, false) != JNI_OK) return JNI_ERR;
    thread = JavaThread::current();
  }
  ThreadList::wait_for_non_daemons(*thread);
  try {
    initialize_class(*thread, well_known::Shutdown);
    call_java(*thread, well_known::Shutdown_shutdown, {});
  } catch (const JavaThrow&) {
    take_pending(*thread);
  }
  destroyed.store(true);
  remove_perf_data();
  remove_attach_socket();
  Vm::instance().extension().exit(likely_exit_code.load());
  return JNI_OK;
}

constexpr JNIInvokeInterface_ kInvokeInterface = {
    .reserved0 = nullptr,
    .reserved1 = nullptr,
    .reserved2 = nullptr,
    .DestroyJavaVM = DestroyJavaVM,
    .AttachCurrentThread = AttachCurrentThread,
    .DetachCurrentThread = DetachCurrentThread,
    .GetEnv = GetEnv,
    .AttachCurrentThreadAsDaemon = AttachCurrentThreadAsDaemon,
};

}  // namespace

JavaVM* java_vm() {
  static JavaVM vm{&kInvokeInterface};
  return &vm;
}

bool is_supported_jni_version(jint version) {
  switch (version) {
    case JNI_VERSION_1_1:
    case JNI_VERSION_1_2:
    case JNI_VERSION_1_4:
    case JNI_VERSION_1_6:
    case JNI_VERSION_1_8:
    case JNI_VERSION_9:
    case JNI_VERSION_10:
      return true;
    default:
      return false;
  }
}

bool is_java_vm_destroyed() { return destroyed.load(); }

void remember_main_group(JavaThread& thread) {
  auto** root = static_cast<Object**>(Collector::allocate_metadata(16));
  *root = thread.heap().load_reference(thread.java_thread, well_known::Thread_group, Order::Plain);
  main_group_root = root;
}

}  // namespace cjvm
