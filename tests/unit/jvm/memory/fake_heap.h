// SPDX-License-Identifier: Apache-2.0
// Objects without a class library: classes and vtables made by hand, enough for the collector and
// the monitors. The collector is started once per test program, on its main thread. Tests on other
// threads use TestThread.
#pragma once

#include <initializer_list>

#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/thread_record.h"

namespace cjvm::test {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

inline Vm& no_vm() {
  // Never looked into: nothing here reaches a java.lang.Thread.
  alignas(64) static char memory[4096];
  return reinterpret_cast<Vm&>(memory);
}

// A thread that allocates and locks, for the calling pthread.
class TestThread {
 public:
  TestThread() {
    Collector::enter_thread();
    thread_ = make_thread_record(no_vm(), kMegabyte);
    JavaThread::set_current(thread_);
  }
  ~TestThread() {
    JavaThread::set_current(nullptr);
    free_thread_record(thread_);
    Collector::leave_thread();
  }
  TestThread(const TestThread&) = delete;
  JavaThread& operator*() { return *thread_; }

 private:
  JavaThread* thread_;
};

// Starts the collector and makes the test program's main thread a JavaThread, once.
inline JavaThread& main_thread() {
  static JavaThread* made = [] {
    Collector::start(8 * kMegabyte, 512 * kMegabyte);
    JavaThread* thread = make_thread_record(no_vm(), kMegabyte);
    JavaThread::set_current(thread);
    return thread;
  }();
  return *made;
}

inline Class* make_class(GcKind kind, std::uint32_t size,
                         std::initializer_list<std::uint32_t> references,
                         ReferenceStrength strength = ReferenceStrength::None) {
  main_thread();
  auto* klass = Collector::make_metadata<Class>();
  auto offsets = Collector::make_metadata_array<std::uint32_t>(references.size());
  std::copy(references.begin(), references.end(), offsets.begin());
  klass->reference_offsets = offsets;
  klass->instance_size = size;
  klass->gc_kind = kind;
  klass->reference_strength = strength;
  auto* vtable = static_cast<VTable*>(Collector::allocate_metadata(sizeof(VTable)));
  vtable->klass = klass;
  klass->vtables[0] = vtable;
  return klass;
}

}  // namespace cjvm::test
