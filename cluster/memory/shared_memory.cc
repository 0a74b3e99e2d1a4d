// SPDX-License-Identifier: Apache-2.0
#include "cluster/memory/shared_memory.h"

#include <cstdlib>
#include <cstring>

#include "cluster/cluster.h"
#include "jvm/base/check.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// What one message carries of a copy.
constexpr std::size_t kRun = std::size_t{1} << 20;

Place place_of(std::int64_t address) {
  return {
      .object = {},
      .statics = {},
      .offset = static_cast<std::uint64_t>(address) % (std::uint64_t{1} << SharedMemory::kShift)};
}

}  // namespace

SharedMemory::SharedMemory(NodeId self, int nodes) {
  if (nodes == 1) return;
  constexpr std::uintptr_t kRange = std::uintptr_t{1} << kShift;
  Ranges ranges{.first = kFirst,
                .size = static_cast<unsigned>(std::min(nodes, kMostNodes)) * kRange};
  if (static_cast<int>(self) < kMostNodes) {
    ranges.own_first = kFirst + static_cast<unsigned>(self) * kRange;
    ranges.own_size = kRange;
    try {
      arena_.emplace(ranges.own_first, ranges.own_size);
    } catch (const std::bad_alloc&) {
      throw StartError("the system refuses the addresses for native memory of a node");
    }
  }
  install(*this, ranges);
}

void SharedMemory::require_shared(Class* klass, std::int64_t address) {
  constexpr std::uintptr_t kAll = std::uintptr_t{kMostNodes} << kShift;
  if (address == 0 || static_cast<std::uintptr_t>(address) - kFirst < kAll) return;
  static Class* const direct =
      find_boot_class_or_null(*JavaThread::current(), Symbol::intern("sun/nio/ch/DirectBuffer"));
  if (klass->is_subtype_of(direct)) throw_not_on_proxy("memory of native code behind a buffer");
}

Object* SharedMemory::base() const {
  check(arena_.has_value(), "a request for memory reaches a node that has some");
  return reinterpret_cast<Object*>(arena_->first());
}

std::int64_t SharedMemory::allocate(std::size_t bytes) {
  return reinterpret_cast<std::int64_t>(arena_ ? arena_->allocate(bytes) : std::malloc(bytes));
}

std::int64_t SharedMemory::resize(std::int64_t address, std::size_t bytes) {
  if (is_elsewhere(address)) {
    auto reply = Cluster::instance().call(
        home_of(address),
        ResizeMemory{.address = static_cast<std::uint64_t>(address), .bytes = bytes});
    return static_cast<std::int64_t>(reply.bits);
  }
  if (address == 0) return allocate(bytes);
  auto* block = reinterpret_cast<void*>(address);
  void* resized = is_own(address) ? arena_->resize(block, bytes) : std::realloc(block, bytes);
  return reinterpret_cast<std::int64_t>(resized);
}

void SharedMemory::release(std::int64_t address) {
  if (is_elsewhere(address)) {
    Cluster::instance().call(
        home_of(address),
        ResizeMemory{.address = static_cast<std::uint64_t>(address), .is_release = true});
  } else if (is_own(address)) {
    arena_->release(reinterpret_cast<void*>(address));
  } else {
    std::free(reinterpret_cast<void*>(address));
  }
}

std::uint64_t SharedMemory::load_bits(std::int64_t address, unsigned size, Order order) {
  return Cluster::instance()
      .call(home_of(address), LoadBits{.place = place_of(address),
                                       .size = static_cast<std::uint8_t>(size),
                                       .order = static_cast<std::uint8_t>(order)})
      .bits;
}

void SharedMemory::store_bits(std::int64_t address, unsigned size, std::uint64_t bits,
                              Order order) {
  Cluster::instance().call(home_of(address), StoreBits{.place = place_of(address),
                                                       .size = static_cast<std::uint8_t>(size),
                                                       .order = static_cast<std::uint8_t>(order),
                                                       .bits = bits});
}

std::uint64_t SharedMemory::compare_exchange_bits(std::int64_t address, unsigned size,
                                                  std::uint64_t expected, std::uint64_t desired) {
  return Cluster::instance()
      .call(home_of(address), ExchangeBits{.place = place_of(address),
                                           .size = static_cast<std::uint8_t>(size),
                                           .expected = expected,
                                           .desired = desired})
      .bits;
}

void SharedMemory::read(std::int64_t address, void* to, std::size_t count) {
  for (std::size_t done = 0; done < count;) {
    std::size_t run = std::min(kRun, count - done);
    auto reply = Cluster::instance().call(
        home_of(address),
        ReadBytes{.place = place_of(address + static_cast<std::int64_t>(done)), .count = run});
    check(reply.value.size() == run, "all bytes that were asked for");
    std::memcpy(static_cast<char*>(to) + done, reply.value.data(), run);
    done += run;
  }
}

void SharedMemory::write(std::int64_t address, const void* from, std::size_t count) {
  const auto* bytes = static_cast<const std::byte*>(from);
  for (std::size_t done = 0; done < count;) {
    std::size_t run = std::min(kRun, count - done);
    Cluster::instance().call(
        home_of(address), WriteBytes{.place = place_of(address + static_cast<std::int64_t>(done)),
                                     .bytes = Bytes(bytes + done, bytes + done + run)});
    done += run;
  }
}

}  // namespace cjvm::cluster
