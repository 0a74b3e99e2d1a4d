// SPDX-License-Identifier: Apache-2.0
// Heap dumps in the HPROF binary format, version 1.0.2: the live objects with their fields, classes
// with their static fields, and the roots. Java threads; everything else stands still meanwhile.
#pragma once

#include <cstdint>
#include <string>

namespace cjvm {

struct HeapDumpResult {
  std::string error;  // empty if the file is complete
  std::uint64_t bytes = 0;
  double seconds = 0;
};

// Writes a new file, readable by its owner; an existing one is only overwritten on demand.
HeapDumpResult write_heap_dump(const std::string& path, bool overwrite, const char* cause);

// The same with the lines that tools and logs print about it.
std::string heap_dump_with_report(const std::string& path, bool overwrite, const char* cause);

}  // namespace cjvm
