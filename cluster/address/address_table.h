// SPDX-License-Identifier: Apache-2.0
// Which object of this node a global name means, and the other way round. Exports are masters of
// this node that others know; imports are the one proxy or value replica that this node has of
// another's object. Both are held as long as the cluster runs (release is a later step). Java
// threads; no function waits or runs Java code.
#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "cluster/address/global_address.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/object/object.h"

namespace cjvm::cluster {

// What the foreign form of a lock word points to: an ImportRecord in a proxy or value replica, a
// MonitorRecord (remote/monitors.h) in a master.
struct alignas(16) ForeignRecord {
  explicit ForeignRecord(bool import) : is_import(import) {}
  const bool is_import;
  std::atomic<std::int32_t> hash{0};  // identity hash once asked for

  // Null if the lock word has another form.
  static ForeignRecord* find(const Object* object) {
    std::uint64_t word = object->lock_word.load(std::memory_order_acquire);
    return LockWord::is_foreign(word)
               ? reinterpret_cast<ForeignRecord*>(word & LockWord::kRecordMask)
               : nullptr;
  }
};

struct ImportRecord : ForeignRecord {
  ImportRecord() : ForeignRecord(true) {}
  std::atomic<std::uint64_t> address{0};  // GlobalObject; 0: a proxy whose master is not made yet

  GlobalObject global() const { return {address.load(std::memory_order_acquire)}; }
  // The record of a proxy or value replica; null for a master.
  static ImportRecord* find(const Object* object) {
    ForeignRecord* found = ForeignRecord::find(object);
    return found != nullptr && found->is_import ? static_cast<ImportRecord*>(found) : nullptr;
  }
  static ImportRecord& of(const Object* proxy) {
    return static_cast<ImportRecord&>(*ForeignRecord::find(proxy));
  }
};

class AddressTable {
 public:
  explicit AddressTable(NodeId self) : self_(self) {}

  // The name of a master of this node, given now if it has none.
  GlobalObject export_object(Object* master);
  // The same without giving one: zero if no other node knows it.
  GlobalObject find_export(const Object* master);
  // The master that another node names; null if there never was one.
  Object* master(GlobalObject object);

  // The proxy or replica here; null if there is none.
  Object* find_import(GlobalObject object);
  // Makes `candidate` the one import of `object`, unless there is one already, which is returned.
  Object* add_import(GlobalObject object, Object* candidate);

  std::size_t export_count();
  std::size_t import_count();
  std::size_t proxy_count();  // imports that are no value replicas

 private:
  static constexpr int kShards = 16;
  template <class T>
  using Scanned = GcPermanentAllocator<T>;
  using Imports =
      std::unordered_map<std::uint64_t, Object*, MixHash, std::equal_to<>,  // gc-ok: scanned
                         Scanned<std::pair<const std::uint64_t, Object*>>>;
  struct alignas(64) Shard {
    std::mutex mutex;  // a leaf
    // Keys of exports are held by masters_.
    std::unordered_map<std::uint64_t, std::uint64_t, MixHash> exports;  // address -> number
    Imports imports;                                                    // GlobalObject -> object
  };
  Shard& shard(std::uint64_t word) { return shards_[mix(word) % kShards]; }

  const NodeId self_;
  Shard shards_[kShards];
  std::mutex masters_mutex_;                        // a leaf, taken inside a shard's
  std::vector<Object*, Scanned<Object*>> masters_;  // gc-ok: scanned; number - 1 -> object
};

}  // namespace cjvm::cluster
