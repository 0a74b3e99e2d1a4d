// SPDX-License-Identifier: Apache-2.0
// The collector collects when it has no free block left and enough was allocated since the last
// collection; otherwise it grows the heap. "Enough" is set here after each collection: a nursery's
// worth while the live set is small, so that allocation stays within the cache, and a multiple of
// the live set when it is large, so that marking is paid for.
#include "jvm/memory/pacing.h"

#include <fmt/core.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <ctime>

#include "jvm/base/log.h"
#include "jvm/memory/boehm.h"
#include "jvm/memory/collection_records.h"

namespace cjvm::pacing {

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;
// Allocation between two collections of a small heap. Measured with 8 to 64 MB: less collects too
// often, more gains little.
constexpr std::size_t kNursery = 32 * kMegabyte;

std::size_t limit = 0;
std::int64_t collection_start = 0;
std::int64_t collection_start_millis = 0;  // since the epoch
std::size_t used_before = 0;
std::size_t committed_before = 0;
std::atomic<std::uint64_t> number{0};  // collections that have started
std::atomic<std::int64_t> last_pause{0};
std::atomic<std::int64_t> last_end{0};  // CLOCK_MONOTONIC
std::atomic<const char*> next_cause{nullptr};
const char* cause = nullptr;
std::atomic<std::uint64_t> pause_nanos{0};
std::atomic<std::size_t> live_after{0};        // bytes marked by the last collection
std::atomic<std::uint64_t> allocated_then{0};  // GC_get_total_bytes at that time

std::int64_t now_nanos() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000000000 + now.tv_nsec;
}

std::int64_t epoch_millis() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1000000;
}

// A page fault costs several times what clearing the page does, so the heap is taken in huge pages
// where the kernel has them. Where it begins a large block tells, which is cut from its front; what
// lies before the first boundary of a huge page is passed over, until the first collection finds it
// unused.
void expand(std::size_t bytes) {
  constexpr std::size_t kHugePage = 2 * kMegabyte;
  if (GC_expand_hp(bytes) == 0) return;
  void* front = GC_malloc_atomic_ignore_off_page(kMegabyte);
  if (front == nullptr) return;
  madvise(front, bytes - kMegabyte, MADV_HUGEPAGE);
  GC_free(front);
  std::size_t odd = -reinterpret_cast<std::uintptr_t>(front) % kHugePage;
  if (odd != 0 && odd + kHugePage < bytes) GC_malloc_atomic_ignore_off_page(odd);
}

std::size_t megabytes(std::size_t bytes) { return (bytes + kMegabyte / 2) / kMegabyte; }

void print(std::size_t used_now) {
  double millis = static_cast<double>(now_nanos() - collection_start) / 1e6;
  Log::write(Topic::Gc, fmt::format("GC({}) Pause Full ({}) {}M->{}M({}M) {:.3f}ms",
                                    started_count() - 1, cause, megabytes(used_before),
                                    megabytes(used_now), megabytes(committed()), millis));
}

}  // namespace

void start(std::size_t initial_heap, std::size_t real_limit) {
  limit = real_limit;
  std::size_t nursery = std::min(kNursery, std::max(limit / 8, kMegabyte));
  GC_set_free_space_divisor(3);
  GC_set_min_bytes_allocd(nursery);
  // Growing in one step keeps the heap contiguous; untouched pages cost nothing.
  std::size_t first = std::min(std::max(initial_heap, nursery + 2 * kMegabyte), limit);
  if (first > GC_get_heap_size()) expand(first - GC_get_heap_size());
  log(Topic::Gc, "Using Boehm");
}

void set_cause(const char* text) { next_cause.store(text, std::memory_order_relaxed); }

void collection_starts() {
  collection_start = now_nanos();
  number.fetch_add(1, std::memory_order_release);
  collection_start_millis = epoch_millis();
  used_before = used_estimate();
  committed_before = committed();
  cause = next_cause.exchange(nullptr, std::memory_order_relaxed);
  if (cause == nullptr) cause = "Allocation Rate";
}

void collection_ended() {
  GC_prof_stats_s stats;
  GC_get_prof_stats_unsafe(&stats, sizeof(stats));
  std::size_t used = stats.heapsize_full - stats.free_bytes_full;
  live_after.store(used, std::memory_order_relaxed);
  allocated_then.store(stats.allocd_bytes_before_gc + stats.bytes_allocd_since_gc,
                       std::memory_order_relaxed);
  // Twice the live set, but no more than half of what the limit leaves, so that the last part is
  // collected often instead of failing at once.
  std::size_t room = limit > used ? limit - used : 0;
  std::size_t wanted = std::max(kNursery, 2 * used);
  GC_set_min_bytes_allocd(std::max(std::min(wanted, room / 2), kMegabyte));
  std::int64_t pause = now_nanos() - collection_start;
  last_pause.store(pause, std::memory_order_relaxed);
  pause_nanos.fetch_add(static_cast<std::uint64_t>(pause), std::memory_order_relaxed);
  if (Log::is_on(Topic::Gc)) print(used);
  collection_records::add({0, collection_start_millis, epoch_millis(), used_before,
                           committed_before, used, committed(), cause});
  last_end.store(now_nanos(), std::memory_order_relaxed);
}

std::uint64_t started_count() { return number.load(std::memory_order_acquire); }

void wait_for_program() {
  std::int64_t end = last_end.load(std::memory_order_relaxed);
  std::int64_t share =
      std::clamp<std::int64_t>(last_pause.load(std::memory_order_relaxed) / 2, 0, 20'000'000);
  std::int64_t rest = end + share - now_nanos();
  if (rest <= 0) return;
  timespec time = {0, static_cast<long>(rest)};
  nanosleep(&time, nullptr);
}

std::size_t committed() { return GC_get_heap_size(); }

std::size_t used_estimate() {
  std::uint64_t since = GC_get_total_bytes() - allocated_then.load(std::memory_order_relaxed);
  return std::min<std::size_t>(live_after.load(std::memory_order_relaxed) + since,
                               GC_get_heap_size());
}

std::size_t free_estimate() {
  std::size_t size = committed(), used = used_estimate();
  return size > used ? size - used : 0;
}

std::size_t used_after_collection() { return live_after.load(std::memory_order_relaxed); }

std::uint64_t total_pause_nanos() { return pause_nanos.load(std::memory_order_relaxed); }

}  // namespace cjvm::pacing
