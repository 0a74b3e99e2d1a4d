// SPDX-License-Identifier: Apache-2.0
// GcVector, GcMap: containers whose elements may be Object*; their storage is scanned by the
// collector. The container itself must be reachable (on a stack, in metadata or in another such
// container). Not synchronized.
#pragma once

#include <unordered_map>
#include <vector>

#include "jvm/memory/collector.h"

namespace cjvm {

// Scanned and collected storage. For a container object that itself lives in static or plain memory
// use GcPermanentAllocator.
template <class T>
struct GcAllocator {
  using value_type = T;
  GcAllocator() = default;
  template <class U>
  GcAllocator(const GcAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(Collector::allocate_scanned(n * sizeof(T))); }
  void deallocate(T*, std::size_t) {}
  bool operator==(const GcAllocator&) const = default;
};

// For containers in static, new-ed or thread-local memory: storage is scanned and freed by hand.
template <class T>
struct GcPermanentAllocator {
  using value_type = T;
  GcPermanentAllocator() = default;
  template <class U>
  GcPermanentAllocator(const GcPermanentAllocator<U>&) {}
  T* allocate(std::size_t n) {
    return static_cast<T*>(Collector::allocate_permanent(n * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t) { Collector::free_permanent(memory); }
  bool operator==(const GcPermanentAllocator&) const = default;
};

template <class T>
using GcVector = std::vector<T, GcAllocator<T>>;
template <class K, class V, class H = std::hash<K>, class E = std::equal_to<K>>
using GcMap = std::unordered_map<K, V, H, E, GcAllocator<std::pair<const K, V>>>;

}  // namespace cjvm
