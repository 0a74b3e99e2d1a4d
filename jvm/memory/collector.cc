// SPDX-License-Identifier: Apache-2.0
// Start-up, allocation and bookkeeping of the Boehm collector. What objects look like to it is in
// marking.cc, references are in references.cc, when it collects is in pacing.cc. The collector's
// event callback runs with its lock held and, between PRE_STOP_WORLD and POST_START_WORLD, with
// every registered thread stopped at an arbitrary instruction: it must not take a lock, allocate or
// print through stdio there.
#include "jvm/memory/collector.h"

#include <link.h>
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "jvm/base/check.h"
#include "jvm/base/guarded.h"
#include "jvm/memory/boehm.h"
#include "jvm/memory/collection_records.h"
#include "jvm/memory/live_heap.h"
#include "jvm/memory/marking.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/memory/out_of_memory.h"
#include "jvm/memory/pacing.h"
#include "jvm/memory/reference_discovery.h"
#include "jvm/memory/weak_tables.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/thread_table.h"

namespace cjvm {

namespace {

std::size_t java_heap_limit = 0;  // -Xmx
std::size_t real_heap_limit =
    0;  // with room for our larger headers and the collector's block structure
std::atomic<bool> clear_soft_next{false};
GC_push_other_roots_proc previous_roots = nullptr;

// This library's own data: the rule is that no Object* lies there, and scanning it costs
// microseconds.
struct Segment {
  char* begin;
  char* end;
};
Segment own_segments[4];
int own_segment_count = 0;

int note_own_segments(dl_phdr_info* info, std::size_t, void*) {
  auto here = reinterpret_cast<std::uintptr_t>(&java_heap_limit);
  bool ours = false;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& header = info->dlpi_phdr[i];
    std::uintptr_t begin = info->dlpi_addr + header.p_vaddr;
    if (header.p_type == PT_LOAD && here >= begin && here < begin + header.p_memsz) ours = true;
  }
  if (!ours) return 0;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& header = info->dlpi_phdr[i];
    if (header.p_type != PT_LOAD || (header.p_flags & PF_W) == 0 || own_segment_count == 4)
      continue;
    char* begin = reinterpret_cast<char*>(info->dlpi_addr + header.p_vaddr);
    own_segments[own_segment_count++] = {begin, begin + header.p_memsz};
  }
  return 1;
}

// An entry frame says nothing about the arguments behind it, which the C++ code that made it has
// just copied there.
constexpr std::size_t kEntrySlack = 300;

// First slot of a thread's Java stack that is not in use. What lies behind it is left over from
// earlier calls.
Slot* top_of_stack(const JavaThread& thread) {
  Frame* frame = thread.frame;
  if (thread.stack_base == nullptr || frame == nullptr) return thread.stack_base;
  Slot* top =
      frame->operand_stack() + (frame->method == nullptr ? kEntrySlack : frame->method->max_stack);
  return top > thread.stack_end ? thread.stack_end : top;
}

void push_java_stack(const JavaThread& thread) {
  Slot* top = top_of_stack(thread);
  if (top > thread.stack_base) GC_push_all_eager(thread.stack_base, top);
}

// Locals are not cleared when a frame is made, so leftovers of earlier calls would later be taken
// for references. Only for threads known not to be in the middle of a call.
void wash_unused_stack(JavaThread& thread) {
  constexpr std::ptrdiff_t kStep = 512;
  for (Slot* at = top_of_stack(thread); at != nullptr && at + kStep <= thread.stack_end;
       at += kStep) {
    // Far above everything that was ever used: those pages must not be touched.
    if (std::all_of(at, at + kStep, [](const Slot& slot) { return slot.bits == 0; })) return;
    std::memset(at, 0, kStep * sizeof(Slot));
  }
}

void push_roots() {
  for (std::uint32_t id = 1; id <= highest_lock_id(); ++id) {
    if (JavaThread* thread = thread_of_lock_id(id)) push_java_stack(*thread);
  }
  references::push_roots();
  for (int i = 0; i < own_segment_count; ++i)
    GC_push_all_eager(own_segments[i].begin, own_segments[i].end);
  // Eagerly: GC_push_all ends the process if the stacks before have just filled the mark stack.
  GC_push_all_eager(MetadataArena::scanned_begin(), MetadataArena::scanned_end());
  if (previous_roots != nullptr) previous_roots();
}

// Threads that wait inside the VM cannot be in the middle of an allocation or a call: their free
// cells go back to the heap.
void clean_idle_threads() {
  for (std::uint32_t id = 1; id <= highest_lock_id(); ++id) {
    JavaThread* thread = thread_of_lock_id(id);
    if (thread != nullptr && thread->is_idle.load(std::memory_order_relaxed)) {
      thread->allocation.clear();
      wash_unused_stack(*thread);
    }
  }
  // The collecting thread stands in the collector.
  if (JavaThread* thread = JavaThread::current()) wash_unused_stack(*thread);
}

// Cells without references are not looked into, so marking finds only the first of each list; the
// others are marked here, or the sweep would give them out again.
void keep_plain_cells() {
  for (std::uint32_t id = 1; id <= highest_lock_id(); ++id) {
    JavaThread* thread = thread_of_lock_id(id);
    if (thread == nullptr) continue;
    for (void* cell : thread->allocation.cells[static_cast<unsigned>(GcKind::Plain)]) {
      for (; cell != nullptr; cell = *static_cast<void**>(cell)) GC_set_mark_bit(cell);
    }
  }
}

void on_event(GC_EventType event) {
  switch (event) {
    case GC_EVENT_START:
      pacing::collection_starts();
      break;
    case GC_EVENT_POST_STOP_WORLD: {
      clean_idle_threads();
      std::size_t used = pacing::used_estimate();
      std::size_t free = java_heap_limit > used ? java_heap_limit - used : 0;
      references::begin(clear_soft_next.exchange(false, std::memory_order_relaxed), free);
      break;
    }
    case GC_EVENT_MARK_END:
      keep_plain_cells();
      references::process();
      weak_tables::sweep_all();
      live_heap::at_end_of_marking();
      break;
    case GC_EVENT_POST_START_WORLD:
      references::announce();
      break;
    case GC_EVENT_END:
      pacing::collection_ended();
      break;
    default:
      break;
  }
}

void* stack_base_of_this_thread() {
  pthread_attr_t attributes;
  check(pthread_getattr_np(pthread_self(), &attributes) == 0, "a thread knows its stack");
  void* address = nullptr;
  std::size_t size = 0;
  pthread_attr_getstack(&attributes, &address, &size);
  pthread_attr_destroy(&attributes);
  return static_cast<char*>(address) + size;
}

// Dead stack contents below the caller would keep objects alive that a program has just dropped.
[[gnu::noinline]] void clear_dead_stack() {
  volatile char scratch[16384];
  for (std::size_t i = 0; i < sizeof(scratch); i += 1) scratch[i] = 0;
}

std::size_t cells_in(void* list) {
  std::size_t count = 0;
  for (; list != nullptr; list = *static_cast<void**>(list)) ++count;
  return count;
}

// The collector hands out at most a block's worth at once.
std::size_t bytes_in_list(void* list, std::size_t bytes) {
  constexpr std::size_t kBlock = 4096;
  return collection_records::counts_exactly() ? cells_in(list) * bytes : kBlock / bytes * bytes;
}

void note_received(AllocationLists& lists, std::size_t bytes) {
  lists.received.store(lists.received.load(std::memory_order_relaxed) + bytes,
                       std::memory_order_relaxed);
  collection_records::note_allocation();
}

void* metadata(std::size_t bytes, bool scanned) {
  void* memory = MetadataArena::allocate(bytes, scanned);
  if (memory == nullptr) raise_out_of_memory("Metaspace");
  return memory;
}

}  // namespace

std::size_t AllocationLists::unused() const {
  std::size_t bytes = 0;
  for (const auto& kind : cells) {
    for (std::size_t granules = 1; granules <= kMaxGranules; ++granules)
      bytes += cells_in(kind[granules]) * granules * kGranule;
  }
  return bytes;
}

void AllocationLists::clear() {
  received.store(received.load(std::memory_order_relaxed) - unused(), std::memory_order_relaxed);
  std::memset(cells, 0, sizeof(cells));
}

void Collector::start(std::size_t initial_heap, std::size_t max_heap) {
  MetadataArena::reserve();
  java_heap_limit = max_heap;
  real_heap_limit = max_heap + max_heap / 5 + (std::size_t{8} << 20);
  // Objects are held by their start address everywhere but on C++ stacks and in registers.
  GC_set_all_interior_pointers(0);
  GC_set_no_dls(1);
  GC_set_warn_proc(GC_ignore_warn_proc);
  GC_set_markers_count(2);
  // The creating thread need not be the process's first one: the java launcher makes a new one.
  GC_stack_base base = {};
  base.mem_base = stack_base_of_this_thread();
  GC_set_stackbottom(nullptr, &base);
  GC_INIT();
  GC_allow_register_threads();
  GC_set_java_finalization(0);
  GC_set_max_heap_size(real_heap_limit);
  marking::make_kinds();
  marking::reserve_worklist(real_heap_limit);
  references::reserve(real_heap_limit);
  dl_iterate_phdr(note_own_segments, nullptr);
  previous_roots = GC_get_push_other_roots();
  GC_set_push_other_roots(push_roots);
  GC_set_on_collection_event(on_event);
  pacing::start(initial_heap, real_heap_limit);
}

void* Collector::allocate_slow(AllocationLists& lists, GcKind kind, std::size_t bytes) {
  int boehm_kind = marking::boehm_kind(kind);
  std::size_t granules = bytes / AllocationLists::kGranule;
  if (bytes > real_heap_limit) raise_out_of_memory("Java heap space");
  for (int attempt = 0;; ++attempt) {
    GC_word collections = GC_get_gc_no();
    if (granules <= AllocationLists::kMaxGranules) {
      // The list's head is the result word, so that the cells are never out of the collector's
      // sight.
      void*& head = lists.cells[static_cast<unsigned>(kind)][granules];
      GC_generic_malloc_many(bytes, boehm_kind, &head);
      if (void* cell = head) {
        note_received(lists, bytes_in_list(cell, bytes));
        head = *static_cast<void**>(cell);
        *static_cast<void**>(cell) = nullptr;
        return cell;
      }
    } else if (void* memory = GC_generic_malloc(bytes, boehm_kind)) {
      note_received(lists, bytes);
      return memory;
    }
    // Somebody else's collection may have made room already.
    if (attempt == 2) raise_out_of_memory("Java heap space");
    if (attempt == 1 || GC_get_gc_no() == collections) collect(attempt == 1, "Allocation Failure");
  }
}

void* Collector::allocate_metadata(std::size_t bytes) { return metadata(bytes, true); }

void* Collector::allocate_plain_metadata(std::size_t bytes) { return metadata(bytes, false); }

void* Collector::allocate_scanned(std::size_t bytes) {
  void* memory = GC_malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) {
    collect(true, "Allocation Failure");
    memory = GC_malloc(bytes);
    if (memory == nullptr) raise_out_of_memory("Java heap space");
  }
  return memory;
}

void* Collector::allocate_permanent(std::size_t bytes) {
  void* memory = GC_malloc_uncollectable(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) raise_out_of_memory("Java heap space");
  return memory;
}

void Collector::free_permanent(void* memory) { GC_free(memory); }

void Collector::enter_thread() {
  GC_stack_base base = {};
  base.mem_base = stack_base_of_this_thread();
  GC_register_my_thread(&base);
}

void Collector::leave_thread() { GC_unregister_my_thread(); }

void Collector::collect(bool clear_soft, const char* cause) {
  if (clear_soft) clear_soft_next.store(true, std::memory_order_relaxed);
  pacing::set_cause(cause);
  clear_dead_stack();
  GC_gcollect();
}

void Collector::collect_on_request(JavaThread& thread) {
  static Mutex turn(LockRank::Collection);
  std::uint64_t asked = pacing::started_count();
  IdleScope idle(thread);
  MutexLock lock(turn);
  if (pacing::started_count() != asked) return;
  pacing::wait_for_program();
  collect(false, "System.gc()");
}

std::size_t Collector::heap_size() { return pacing::committed(); }
std::size_t Collector::free_bytes() { return pacing::free_estimate(); }
std::size_t Collector::max_heap_size() { return java_heap_limit; }
std::uint64_t Collector::total_allocated() { return GC_get_total_bytes(); }
std::uint64_t Collector::collection_count() { return GC_get_gc_no(); }
std::uint64_t Collector::collection_nanos() { return pacing::total_pause_nanos(); }
std::size_t Collector::used_after_collection() { return pacing::used_after_collection(); }
std::size_t Collector::metadata_size() { return MetadataArena::used(); }

void* Collector::with_lock(void* (*visit)(void*), void* argument) {
  return GC_call_with_alloc_lock(visit, argument);
}

void* Collector::object_base(const void* candidate) {
  return GC_base(const_cast<void*>(candidate));
}

}  // namespace cjvm
