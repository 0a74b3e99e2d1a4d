// SPDX-License-Identifier: Apache-2.0
// The Java heap on the Boehm collector: allocation, roots, registered threads, reference discovery.
// The only file pair that includes gc.h is collector.cc and its neighbours in this folder.
// Collections stop every registered thread by signal, so no code needs safepoints. Objects never
// move.
//
// What keeps an object alive: registers and C++ stacks of registered threads (conservatively,
// interior pointers count), the used part of each Java stack, metadata made by allocate_metadata(),
// GcVector/GcMap, other objects' reference fields. What does not: std containers, new-ed memory,
// C++ exceptions, thread_local variables, tagged words.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <utility>

#include "jvm/object/class.h"
#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

// Per-thread lists of free cells, by kind and size in 16-byte granules; part of a JavaThread, where
// the collector finds them.
struct AllocationLists {
  static constexpr std::size_t kGranule = 16;
  static constexpr std::size_t kMaxGranules = 64;  // cells up to 1 KB
  void* cells[static_cast<unsigned>(GcKind::kCount)][kMaxGranules + 1];
  // Bytes that came into the lists or went past them. Written by the owner.
  std::atomic<std::uint64_t> received;

  // Bytes that lie in the lists; for the owner, or while it stands still.
  std::size_t unused() const;
  // Gives all cells up; only while the owner certainly does not allocate.
  void clear();
};

class Collector {
 public:
  // Starts the collector on the main thread. Sizes in bytes; max_heap is -Xmx.
  static void start(std::size_t initial_heap, std::size_t max_heap);

  // Zeroed memory of `bytes` (multiple of 16) traced as `kind`; the caller stores the header words
  // at once. Refills the thread's lists or allocates a large cell. Collects when needed; throws
  // OutOfMemoryError "Java heap space".
  static inline void* allocate(AllocationLists& lists, GcKind kind, std::size_t bytes);
  static void* allocate_slow(AllocationLists& lists, GcKind kind, std::size_t bytes);

  // Zeroed, scanned, never collected: for Class, Method, pools and whatever may hold Object* for
  // ever.
  static void* allocate_metadata(std::size_t bytes);
  template <class T, class... Args>
  static T* make_metadata(Args&&... args) {
    return new (allocate_metadata(sizeof(T))) T(std::forward<Args>(args)...);
  }
  template <class T>
  static std::span<T> make_metadata_array(std::size_t count) {
    if (count == 0) return {};
    return {static_cast<T*>(allocate_metadata(count * sizeof(T))), count};
  }
  // The same for what never holds an Object* (offset tables, vtables, names): the collector does
  // not look at it, which keeps collections short. Throws OutOfMemoryError "Metaspace", as
  // allocate_metadata does.
  static void* allocate_plain_metadata(std::size_t bytes);
  template <class T>
  static std::span<T> make_plain_metadata_array(std::size_t count) {
    if (count == 0) return {};
    return {static_cast<T*>(allocate_plain_metadata(count * sizeof(T))), count};
  }
  // Zeroed, scanned, collected when unreachable: backing store of GcVector and GcMap.
  static void* allocate_scanned(std::size_t bytes);
  // Zeroed, scanned, lives until free_permanent(): for containers that static or plain memory
  // refers to.
  static void* allocate_permanent(std::size_t bytes);
  static void free_permanent(void* memory);

  // Registers the calling pthread, so that it is stopped and its stack scanned. Pairs with
  // leave_thread().
  static void enter_thread();
  static void leave_thread();

  // Full collection; reference processing included. soft: also clear every softly reachable
  // referent. `cause` (static text) is what -verbose:gc prints.
  static void collect(bool clear_soft = false, const char* cause = "System.gc()");

  // System.gc(): one full collection that starts after the call. Calls of several threads share
  // one, and other threads get to run between two: a program that collects in a loop would
  // otherwise keep everybody stopped.
  static void collect_on_request(JavaThread& thread);

  // bytes
  static std::size_t heap_size();
  static std::size_t free_bytes();
  static std::size_t max_heap_size();
  static std::uint64_t total_allocated();
  static std::uint64_t collection_count();
  static std::uint64_t collection_nanos();
  // Used part of the heap after the last collection, in bytes; 0 before the first.
  static std::size_t used_after_collection();
  static std::size_t metadata_size();

  // Runs `visit(argument)` with the allocation lock held and no collection possible: for exact
  // reads of weak words.
  static void* with_lock(void* (*visit)(void*), void* argument);

  // Weak word: *slot (not scanned) is set to null when `target` dies. For weak JNI references.
  static void register_weak(void** slot, Object* target);
  static void unregister_weak(void** slot);

  // The object that `candidate` points to or into, or null; used to validate suspicious handles.
  static void* object_base(const void* candidate);
};

inline void* Collector::allocate(AllocationLists& lists, GcKind kind, std::size_t bytes) {
  std::size_t granules = bytes / AllocationLists::kGranule;
  if (granules <= AllocationLists::kMaxGranules) [[likely]] {
    void*& head = lists.cells[static_cast<unsigned>(kind)][granules];
    void* cell = head;
    if (cell != nullptr) [[likely]] {
      head = *static_cast<void**>(cell);
      *static_cast<void**>(cell) = nullptr;
      return cell;
    }
  }
  return allocate_slow(lists, kind, bytes);
}

}  // namespace cjvm
