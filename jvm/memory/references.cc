// SPDX-License-Identifier: Apache-2.0
// Reference processing. A reference whose referent is not traced during marking is noted in a list
// of reserved memory (no malloc may run while threads are stopped); at the end of marking, when the
// mark bits say exactly what is strongly reachable, weak and expired soft ones are cleared, then
// finalizable objects are kept alive, then phantom ones are cleared. Noting the same reference
// twice is harmless: the second visit finds it cleared or its referent marked.
#include "jvm/memory/references.h"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <ctime>

#include "jvm/base/check.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/boehm.h"
#include "jvm/memory/marking.h"
#include "jvm/memory/reference_discovery.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

struct Noted {
  Object* reference;
  ReferenceStrength strength;
};

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

Noted* noted = nullptr;
std::size_t noted_capacity = 0;
std::atomic<std::size_t> noted_count{0};

bool soft_as_weak = false;
std::int64_t soft_interval =
    0;  // milliseconds since the last use after which a soft reference may go
std::int64_t soft_clock = 0;

// Written with the world stopped or under the collector's lock; the collector pushes it as a root.
Object* pending_head = nullptr;
// Bumped when the list has become non-empty; waiters sleep on it.
std::atomic<std::uint32_t> pending_epoch{0};
bool pending_grew = false;

// How long an unused soft reference survives per free megabyte; constant once there is a VM.
std::int64_t soft_millis_per_megabyte() {
  return Vm::exists() ? Vm::instance().options().soft_ref_ms_per_mb : 1000;
}

// Milliseconds since the collector was started: SoftReference.clock begins at 0, and references
// made before the first collection carry that time.
std::int64_t start_millis = 0;
std::int64_t coarse_millis() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1000000;
}

Object** referent_of(Object* reference) {
  return reference->at<Object*>(well_known::Reference_referent);
}

void enqueue(Object* reference) {
  *reference->at<Object*>(well_known::Reference_discovered) = pending_head;
  pending_head = reference;
  pending_grew = true;
}

template <class Wanted, class Action>
void for_each_noted(std::size_t count, Wanted wanted, Action action) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!wanted(noted[i].strength)) continue;
    Object* referent = *referent_of(noted[i].reference);
    if (referent != nullptr && !marking::is_marked(referent)) action(noted[i].reference, referent);
  }
}

void* take_head(void*) {
  Object* head = pending_head;
  pending_head = nullptr;
  return head;
}

}  // namespace

namespace references {

void reserve(std::size_t heap_limit) {
  start_millis = coarse_millis();
  constexpr std::size_t kSmallestReference = 64;
  for (std::size_t bytes = heap_limit / kSmallestReference * sizeof(Noted); bytes >= 4096;
       bytes /= 2) {
    void* range = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) continue;
    noted = static_cast<Noted*>(range);
    noted_capacity = bytes / sizeof(Noted);
    return;
  }
  fatal("no address space for reference processing");
}

void begin(bool clear_soft, std::size_t free_bytes) {
  noted_count.store(0, std::memory_order_relaxed);
  soft_as_weak = clear_soft;
  if (__builtin_mul_overflow(free_bytes / kMegabyte, soft_millis_per_megabyte(), &soft_interval)) {
    soft_interval = INT64_MAX;
  }
  if (well_known::SoftReference != nullptr && well_known::SoftReference->mirror != nullptr &&
      well_known::SoftReference_clock != 0) {
    // The clock stands still between collections, so it tells when a reference was last used to
    // within one of them.
    auto* clock =
        well_known::SoftReference->mirror->at<std::int64_t>(well_known::SoftReference_clock);
    soft_clock = *clock;
    *clock = coarse_millis() - start_millis;
  }
}

bool discover(Object* reference, ReferenceStrength strength) {
  // next is set once a reference has been enqueued or taken by the finalizer: from then on it is an
  // ordinary object.
  if (*reference->at<Object*>(well_known::Reference_next) != nullptr) return false;
  if (strength == ReferenceStrength::None) return false;
  // Nobody knows here whether it is reachable elsewhere.
  Object* referent = *referent_of(reference);
  if (LockWord::is_import(referent->lock_word.load(std::memory_order_relaxed))) return false;
  if (strength == ReferenceStrength::Soft && !soft_as_weak) {
    std::int64_t used = *reference->at<std::int64_t>(well_known::SoftReference_timestamp);
    if (soft_clock - used <= soft_interval) return false;
  }
  std::size_t index = noted_count.fetch_add(1, std::memory_order_relaxed);
  if (index >= noted_capacity) return false;
  noted[index] = {reference, strength};
  return true;
}

void process() {
  std::size_t count = noted_count.load(std::memory_order_relaxed);
  if (count > noted_capacity) count = noted_capacity;
  if (count == 0) return;
  auto clear = [](Object* reference, Object*) {
    *referent_of(reference) = nullptr;
    enqueue(reference);
  };
  for_each_noted(
      count,
      [](ReferenceStrength s) {
        return s == ReferenceStrength::Soft || s == ReferenceStrength::Weak;
      },
      clear);
  // All finalizable objects are found before any of them is kept, because one may be reachable from
  // another.
  std::size_t finals = 0;
  for_each_noted(
      count, [](ReferenceStrength s) { return s == ReferenceStrength::Final; },
      [&](Object* reference, Object*) {
        Object** next = reference->at<Object*>(well_known::Reference_next);
        if (*next != nullptr) return;
        *next = reference;
        enqueue(reference);
        ++finals;
      });
  if (finals != 0) {
    for (std::size_t i = 0; i < count; ++i) {
      if (noted[i].strength == ReferenceStrength::Final)
        marking::mark_from(*referent_of(noted[i].reference));
    }
  }
  for_each_noted(count, [](ReferenceStrength s) { return s == ReferenceStrength::Phantom; }, clear);
  if (count * sizeof(Noted) > 4 * kMegabyte) {
    madvise(noted, noted_capacity * sizeof(Noted), MADV_DONTNEED);
  }
}

void announce() {
  if (!pending_grew) return;
  pending_grew = false;
  pending_epoch.fetch_add(1, std::memory_order_seq_cst);
  syscall(SYS_futex, &pending_epoch, FUTEX_WAKE_PRIVATE, INT32_MAX, nullptr, nullptr, 0);
}

void push_roots() { GC_push_all_eager(&pending_head, &pending_head + 1); }

}  // namespace references

Object* take_pending_references() {
  return static_cast<Object*>(Collector::with_lock(take_head, nullptr));
}

bool has_pending_references() {
  return Collector::with_lock([](void*) -> void* { return pending_head; }, nullptr) != nullptr;
}

void wait_for_pending_references(JavaThread& thread) {
  IdleScope idle(thread);
  for (;;) {
    std::uint32_t epoch = pending_epoch.load(std::memory_order_seq_cst);
    if (has_pending_references()) return;
    syscall(SYS_futex, &pending_epoch, FUTEX_WAIT_PRIVATE, epoch, nullptr, nullptr, 0);
  }
}

}  // namespace cjvm
