// SPDX-License-Identifier: Apache-2.0
// What the last collections were like, for GarbageCollectorMXBean, and who wants to hear of them.
// Any thread, except where it says otherwise.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cjvm::collection_records {

struct Record {
  std::uint64_t number = 0;                       // from 1 on; 0: there is none
  std::int64_t start_millis = 0, end_millis = 0;  // since the epoch
  std::size_t used_before = 0, committed_before = 0;
  std::size_t used_after = 0, committed_after = 0;
  const char* cause = "";
};

// The newest.
Record last();
// The oldest that is kept and newer than `number`; its number is 0 if there is none.
Record next_after(std::uint64_t number);

// Largest heap use seen by a collection since the last reset.
std::size_t peak();
void reset_peak();

// Called after each collection, and after an allocation that finds more than `bytes` in use: from
// any thread, with the collector's lock held; must not allocate or lock.
void set_listener(void (*listener)());
void set_usage_alarm(std::size_t bytes);

// From now on what threads receive is counted exactly, which costs a few percent of each
// allocation; before, it is estimated from above.
void count_exactly();
bool counts_exactly();

// ---- for the collector
void add(const Record& record);
// Cheap where there is no alarm.
void note_allocation();

}  // namespace cjvm::collection_records
