// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/live_heap.h"

#include <atomic>

#include "jvm/base/guarded.h"
#include "jvm/memory/boehm.h"
#include "jvm/memory/collector.h"
#include "jvm/memory/marking.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/thread_table.h"

namespace cjvm::live_heap {

namespace {

struct Request {
  void (*look)(void*);
  void* argument;
};

std::atomic<Request*> pending{nullptr};
std::atomic<bool> done{false};

bool is_java_object(const void* address) {
  int kind = GC_get_kind_and_size(address, nullptr);
  for (unsigned k = 0; k < static_cast<unsigned>(GcKind::kCount); ++k) {
    // What a free cell begins with never points into the metadata.
    if (marking::boehm_kind(static_cast<GcKind>(k)) == kind)
      return MetadataArena::contains(static_cast<const Object*>(address)->behaviour());
  }
  return false;
}

struct Visit {
  void (*visit)(Object*, void*);
  void* argument;
};

void visit_marked(void* address, std::size_t, void* data) {
  auto* visit = static_cast<Visit*>(data);
  if (is_java_object(address)) visit->visit(static_cast<Object*>(address), visit->argument);
}

}  // namespace

void inspect(void (*look)(void*), void* argument, const char* cause) {
  static Mutex turn(LockRank::Collection);
  Request request{look, argument};
  IdleScope idle(*JavaThread::current());
  MutexLock lock(turn);
  done.store(false, std::memory_order_relaxed);
  pending.store(&request, std::memory_order_release);
  // A collection that another thread has begun may have served the request by then.
  while (!done.load(std::memory_order_acquire)) Collector::collect(false, cause);
}

void for_each(void (*visit)(Object*, void*), void* argument) {
  Visit data{visit, argument};
  GC_enumerate_reachable_objects_inner(visit_marked, &data);
}

bool contains(const void* address) {
  return address != nullptr && GC_base(const_cast<void*>(address)) == address &&
         GC_is_marked(address) && is_java_object(address);
}

void for_each_stack_slot(void (*visit)(const Slot&, unsigned, void*), void* argument) {
  for (std::uint32_t id = 1; id <= highest_lock_id(); ++id) {
    JavaThread* thread = thread_of_lock_id(id);
    if (thread == nullptr || thread->frame == nullptr) continue;
    for (const Slot* slot = thread->stack_base; slot < thread->frame->top(); ++slot)
      visit(*slot, id, argument);
  }
}

void at_end_of_marking() {
  Request* request = pending.exchange(nullptr, std::memory_order_acquire);
  if (request == nullptr) return;
  request->look(request->argument);
  done.store(true, std::memory_order_release);
}

}  // namespace cjvm::live_heap
