// SPDX-License-Identifier: Apache-2.0
// When to collect, how large the heap is, and what -verbose:gc says. Private to jvm/memory;
// functions called from the collector's events run under its lock.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cjvm::pacing {

void start(std::size_t initial_heap, std::size_t real_limit);

// The reason printed for the next collection (static text).
void set_cause(const char* cause);

void collection_starts();
void collection_ended();

// Collections that have started so far; any thread.
std::uint64_t started_count();

// Sleeps until the program has run for half as long as the last collection stopped it (at most 20
// ms).
void wait_for_program();

// Bytes; any thread.
std::size_t used_estimate();
std::size_t committed();
std::size_t free_estimate();
std::size_t used_after_collection();
std::uint64_t total_pause_nanos();

}  // namespace cjvm::pacing
