// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/collection_records.h"

#include <algorithm>
#include <atomic>

#include "jvm/memory/collector.h"
#include "jvm/memory/pacing.h"

namespace cjvm::collection_records {

namespace {

constexpr std::size_t kKept = 64;
Record ring[kKept];       // under the collector's lock
std::uint64_t added = 0;  // likewise
std::atomic<std::size_t> highest{0};
std::atomic<std::size_t> alarm{SIZE_MAX};
std::atomic<bool> exact{false};
std::atomic<void (*)()> on_change{nullptr};

struct Query {
  std::uint64_t after;
  Record found;
};

void* find_newer(void* argument) {
  auto* query = static_cast<Query*>(argument);
  std::uint64_t oldest = added > kKept ? added - kKept + 1 : 1;
  std::uint64_t wanted = std::max(query->after + 1, oldest);
  if (wanted <= added) query->found = ring[(wanted - 1) % kKept];
  return nullptr;
}

void* find_last(void* argument) {
  if (added != 0) *static_cast<Record*>(argument) = ring[(added - 1) % kKept];
  return nullptr;
}

void call_listener() {
  if (void (*listener)() = on_change.load(std::memory_order_acquire)) listener();
}

}  // namespace

Record last() {
  Record record;
  Collector::with_lock(find_last, &record);
  return record;
}

Record next_after(std::uint64_t number) {
  Query query{number, {}};
  Collector::with_lock(find_newer, &query);
  return query.found;
}

std::size_t peak() { return highest.load(std::memory_order_relaxed); }
void reset_peak() { highest.store(0, std::memory_order_relaxed); }

void set_listener(void (*listener)()) { on_change.store(listener, std::memory_order_release); }
void set_usage_alarm(std::size_t bytes) { alarm.store(bytes, std::memory_order_relaxed); }

void count_exactly() { exact.store(true, std::memory_order_relaxed); }
bool counts_exactly() { return exact.load(std::memory_order_relaxed); }

void add(const Record& record) {
  if (record.used_before > highest.load(std::memory_order_relaxed))
    highest.store(record.used_before, std::memory_order_relaxed);
  ring[added % kKept] = record;
  ring[added % kKept].number = added + 1;
  ++added;
  call_listener();
}

void note_allocation() {
  std::size_t limit = alarm.load(std::memory_order_relaxed);
  if (limit == SIZE_MAX) [[likely]]
    return;
  if (pacing::used_estimate() < limit) return;
  // Once is enough: the listener sets the next one.
  if (alarm.compare_exchange_strong(limit, SIZE_MAX, std::memory_order_relaxed)) call_listener();
}

}  // namespace cjvm::collection_records
