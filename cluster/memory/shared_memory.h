// SPDX-License-Identifier: Apache-2.0
// SharedMemory: native memory of several nodes. Each allocates from an arena of its own, bits 40 to
// 46 of whose addresses name the node; what lies in another node's arena is read and written there.
#pragma once

#include <optional>

#include "cluster/memory/arena.h"
#include "cluster/node.h"
#include "jvm/memory/native_memory.h"

namespace cjvm::cluster {

class SharedMemory final : public NativeMemory {
 public:
  // Neither where programs and libraries are mapped (0x55.. and 0x7f.. in those bits) nor at small
  // addresses. Nodes from kMostNodes on have no arena: they use malloc, and others cannot use
  // their memory.
  static constexpr unsigned kShift = 40;
  static constexpr std::uintptr_t kFirst = std::uintptr_t{0x11} << kShift;
  static constexpr int kMostNodes = 64;

  // Installs itself if there are several nodes. Before the VM exists.
  SharedMemory(NodeId self, int nodes);

  std::int64_t allocate(std::size_t bytes) override;
  std::int64_t resize(std::int64_t address, std::size_t bytes) override;
  void release(std::int64_t address) override;
  std::uint64_t load_bits(std::int64_t address, unsigned size, Order order) override;
  void store_bits(std::int64_t address, unsigned size, std::uint64_t bits, Order order) override;
  std::uint64_t compare_exchange_bits(std::int64_t address, unsigned size, std::uint64_t expected,
                                      std::uint64_t desired) override;
  void read(std::int64_t address, void* to, std::size_t count) override;
  void write(std::int64_t address, const void* from, std::size_t count) override;
  bool wraps(const Method* method) override;
  Slot call(JavaThread& thread, Method* method, Slot* locals, NativeCall run) override;

  // What the offsets of places in this node's arena start from, standing for an object. It has an
  // arena.
  Object* base() const;

  // What FileChannelImpl's natives do, with the file in this node's arena.
  Slot map_file(JavaThread& thread, Method* method, Slot* locals, NativeCall run);
  Slot unmap_file(JavaThread& thread, Method* method, Slot* locals, NativeCall run);

  // The address that an object of class `klass` on another node has told: throws InternalError if
  // the object is a direct buffer over memory in no arena, which is JNI's NewDirectByteBuffer's, so
  // that the address would mean something else here.
  static void require_shared(Class* klass, std::int64_t address);

  static NodeId home_of(std::int64_t address) {
    return static_cast<NodeId>((static_cast<std::uintptr_t>(address) - kFirst) >> kShift);
  }

 private:
  bool is_own(std::int64_t address) const {
    return arena_ && arena_->contains(reinterpret_cast<const void*>(address));
  }

  std::optional<Arena> arena_;
};

}  // namespace cjvm::cluster
