// SPDX-License-Identifier: Apache-2.0
// Making and recycling JavaThread records and their stacks. A record is never unmapped, so that a
// late unpark() or a reader of Thread.eetop meets at worst the next owner of the record.
#include "jvm/threads/java_thread.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>
#include <mutex>
#include <vector>

#include "jvm/base/check.h"
#include "jvm/frames/exceptions.h"
#include "jvm/jni/jni_state.h"
#include "jvm/threads/event.h"
#include "jvm/threads/park_permit.h"
#include "jvm/threads/signals.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/thread_record.h"
#include "jvm/threads/thread_table.h"
#include "jvm/vm.h"

namespace cjvm {

thread_local constinit JavaThread* JavaThread::current_ = nullptr;

HeapAccess& JavaThread::heap() const { return vm->heap(); }

namespace {

constexpr std::size_t kPage = 4096;
// Behind the size that was asked for: what a StackOverflowError and its handlers may use.
constexpr std::size_t kJavaReserve = 64 * 1024;
// JDK threads ask for as little as 128 KB, which is meant for compiled code.
constexpr std::size_t kSmallestJavaStack = 256 * 1024;
// C++ frames below native_limit: the collector, making a throwable, a signal handler.
constexpr std::size_t kNativeReserve = 160 * 1024;

std::mutex mutex;  // a leaf: guards free_records only

std::vector<JavaThread*>& free_records() {
  static auto* records = new std::vector<JavaThread*>;
  return *records;
}

JavaThread* take_record() {
  {
    std::lock_guard lock(mutex);
    if (!free_records().empty()) {
      JavaThread* record = free_records().back();
      free_records().pop_back();
      record->permit->clear();
      return record;
    }
  }
  auto* record = Collector::make_metadata<JavaThread>();
  record->permit = new ParkPermit;
  return record;
}

// Everything but the permit, which others may still touch.
void reset(JavaThread& thread) {
  thread.frame = nullptr;
  thread.stack_limit = nullptr;
  std::memset(thread.allocation.cells, 0, sizeof(thread.allocation.cells));
  thread.allocation.received.store(0);
  thread.pending = nullptr;
  thread.jni_env = nullptr;
  thread.jni = nullptr;
  thread.vm = nullptr;
  thread.java_thread = nullptr;
  thread.pthread = {};
  thread.tid = 0;
  thread.is_daemon = thread.is_attached_native = thread.is_vm_internal = thread.terminated = false;
  thread.stack_base = thread.stack_end = nullptr;
  thread.stack_bytes = 0;
  thread.native_limit = nullptr;
  thread.overflow_depth = 0;
  thread.blocked_on.store(nullptr);
  thread.waiting_on.store(nullptr);
  thread.blocked_count.store(0);
  thread.waited_count.store(0);
  thread.blocked_clock.stop();
  thread.blocked_clock.reset();
  thread.waited_clock.stop();
  thread.waited_clock.reset();
  thread.is_idle.store(false);
  thread.lock_records = nullptr;
  thread.requests.store(0);
  thread.stop_throwable.store(nullptr);
  thread.is_suspended.store(false);
  thread.body = nullptr;
  thread.start_nanos = 0;
  for (Object*& root : thread.scratch_roots) root = nullptr;
}

bool make_stack(JavaThread& thread, std::size_t bytes) {
  if (bytes < kSmallestJavaStack) bytes = kSmallestJavaStack;
  bytes = (bytes + kPage - 1) & ~(kPage - 1);
  std::size_t mapped = bytes + kJavaReserve + 2 * kPage;
  void* range = mmap(nullptr, mapped, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (range == MAP_FAILED) return false;
  char* start = static_cast<char*>(range);
  madvise(range, mapped, MADV_NOHUGEPAGE);
  mprotect(start, kPage, PROT_NONE);
  mprotect(start + mapped - kPage, kPage, PROT_NONE);
  thread.stack_base = reinterpret_cast<Slot*>(start + kPage);
  thread.stack_end = reinterpret_cast<Slot*>(start + kPage + bytes + kJavaReserve);
  thread.stack_limit = reinterpret_cast<Slot*>(start + kPage + bytes);
  thread.stack_bytes = bytes;
  return true;
}

void unmap_stack(JavaThread& thread) {
  if (thread.stack_base == nullptr) return;
  char* start = reinterpret_cast<char*>(thread.stack_base) - kPage;
  std::size_t mapped = thread.stack_bytes + kJavaReserve + 2 * kPage;
  thread.stack_base = nullptr;
  munmap(start, mapped);
}

char* lowest_native_address() {
  pthread_attr_t attributes;
  check(pthread_getattr_np(pthread_self(), &attributes) == 0, "a thread knows its stack");
  void* address = nullptr;
  std::size_t size = 0, guard = 0;
  pthread_attr_getstack(&attributes, &address, &size);
  pthread_attr_getguardsize(&attributes, &guard);
  pthread_attr_destroy(&attributes);
  // The first thread's stack is as large as the limit says, which may be "unlimited".
  constexpr std::size_t kEnough = std::size_t{64} << 20;
  char* low = static_cast<char*>(address);
  if (size > kEnough) low += size - kEnough;
  return low + guard;
}

}  // namespace

JavaThread* make_thread_record(Vm& vm, std::size_t stack_bytes) {
  JavaThread* thread = take_record();
  thread->vm = &vm;
  if (!make_stack(*thread, stack_bytes) || !take_lock_id(*thread)) {
    free_thread_record(thread);
    return nullptr;
  }
  thread->start_nanos = monotonic_nanos();
  return thread;
}

void free_thread_record(JavaThread* thread) {
  thread->frame = nullptr;
  if (thread->lock_id != 0) release_lock_id(*thread);
  unmap_stack(*thread);
  reset(*thread);
  std::lock_guard lock(mutex);
  free_records().push_back(thread);
}

void enter_native_thread(JavaThread& thread) {
  Collector::enter_thread();
  thread.pthread = pthread_self();
  thread.tid = static_cast<pid_t>(syscall(SYS_gettid));
  thread.native_limit = lowest_native_address() + kNativeReserve;
  JavaThread::set_current(&thread);
  make_jni_state(thread);
}

JavaThread* attach_native_thread(Vm& vm, std::size_t stack_bytes) {
  static std::atomic<bool> any{false};
  JavaThread* thread = make_thread_record(vm, stack_bytes);
  if (thread == nullptr) return nullptr;
  enter_native_thread(*thread);
  if (!any.exchange(true)) {
    install_vm_signals();
    ThreadList::add(thread);
  }
  return thread;
}

void detach_native_thread(JavaThread* thread) {
  check(thread->frame == nullptr, "a detached thread has no frames");
  ThreadList::remove(thread);
  JavaThread::set_current(nullptr);
  free_thread_record(thread);
  Collector::leave_thread();
}

void check_native_stack(JavaThread& thread) {
  // While the error is made the reserve may be used: making it comes through here, too.
  static thread_local bool raising = false;
  if (static_cast<char*>(__builtin_frame_address(0)) >= thread.native_limit) [[likely]]
    return;
  if (raising) return;
  struct Raising {
    Raising() { raising = true; }
    ~Raising() { raising = false; }
  } scope;
  throw_stack_overflow(thread);
}

}  // namespace cjvm
