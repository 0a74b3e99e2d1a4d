// SPDX-License-Identifier: Apache-2.0
// Which object of this node a global name means, and the other way round, and how long that must be
// known. Exports are masters of this node that others know: held until all references to them have
// been given back (protocols/exports.h). Imports are the one proxy or value replica that this node
// has of another's object: known, but not held; when the collector finds one dead, its references
// are given back. Java threads, unless a function says otherwise; no function waits or runs Java
// code. Every reference that is written into a message or read from one passes through here once.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <unordered_map>

#include "cluster/address/global_address.h"
#include "cluster/protocols/exports.h"
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
  // ---- of the address table
  std::atomic<Object*> object{nullptr};  // gc-ok: weak, cleared by the collector
  ImportRecord* next = nullptr;          // in the list of those that live, or of the dead
  ImportCounts counts;                   // under the shard's lock

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

// Keeps an object alive until the end of the scope: while a request is under way that goes by the
// object's name only.
class KeepAlive {
 public:
  explicit KeepAlive(const Object* object) : object_(object) {}
  ~KeepAlive() { asm volatile("" : : "g"(object_)); }
  KeepAlive(const KeepAlive&) = delete;

 private:
  const Object* const object_;
};

class AddressTable {
 public:
  explicit AddressTable(NodeId self) : self_(self) {}
  // Before the first import; the collector runs. One table in a process.
  void start();

  // The name of an object that is about to be written into a message to `to`, in whose tables it
  // counts. Zero for a proxy whose master does not exist yet.
  GlobalObject send(Object* object, NodeId to);
  // The name of an object that is named without being passed on: a thread, a class loader. A master
  // is held for ever.
  GlobalObject name_for_ever(Object* object);

  // ---- masters
  // The one that another node names without passing it on, while it holds a proxy; null if there is
  // none.
  Object* master(GlobalObject object);
  // The one that another node has passed on; null if there is none.
  Object* resolve(GlobalObject object);
  // A node has given back its references.
  void release(GlobalObject object, NodeId from, const ExportRelease& release);

  // ---- proxies and value replicas
  // Of a reference that has been read from a message: the proxy or replica here, or null if there
  // is none; then add_import() follows.
  Object* receive(GlobalObject object);
  // Makes `candidate`, a proxy or replica with a record, the one import of `object`, unless there
  // is one by now, which is returned. In either case a reference has been received. `master_bytes`:
  // the size of the master. May collect, if imports keep much alive elsewhere.
  Object* add_import(GlobalObject object, Object* candidate, std::size_t master_bytes);
  // The proxy or replica here; null if there is none.
  Object* find_import(GlobalObject object);

  // Gives back the references of imports that have died since, oldest first. One thread at a time;
  // any thread.
  void release_dead(const std::function<void(GlobalObject, ExportRelease)>& give_back);
  // Returns when there are some. Any thread.
  void wait_for_dead();

  std::size_t export_count();
  std::size_t import_count();
  std::size_t proxy_count();  // imports that are no value replicas

 private:
  template <class T>
  using Scanned = GcPermanentAllocator<T>;
  struct Export {
    Object* master = nullptr;  // gc-ok: in scanned memory
    ExportCounts counts;
    bool is_for_ever = false;
  };
  using Exports = std::unordered_map<std::uint64_t, Export, MixHash, std::equal_to<>,
                                     Scanned<std::pair<const std::uint64_t, Export>>>;

  static constexpr int kShards = 16;
  struct alignas(64) Shard {
    std::mutex mutex;                                                   // a leaf
    std::unordered_map<std::uint64_t, ImportRecord*, MixHash> imports;  // by GlobalObject
  };
  Shard& shard(GlobalObject object) { return shards_[mix(object.bits) % kShards]; }

  // Under exports_mutex_.
  Exports::value_type& export_of(Object* master);
  Exports::iterator find_export(GlobalObject object);
  void drop(Exports::iterator at);

  Object* add_locked(GlobalObject object, Object* candidate);
  static void sweep();

  const NodeId self_;
  std::mutex exports_mutex_;  // a leaf
  std::uint64_t last_number_ = 0;
  Exports exports_;  // by number
  // By address; entries do not move.
  std::unordered_map<std::uint64_t, Exports::value_type*, MixHash> exports_by_address_;
  Shard shards_[kShards];
  // The collector takes records from `living_` while all Java threads stand still, wherever they
  // are; they add at its head only.
  std::atomic<ImportRecord*> living_{nullptr}, dead_{nullptr};
  // Collections that have found some; who waits for them sleeps on it.
  std::atomic<std::uint32_t> deaths_{0};
  std::uint32_t seen_deaths_ = 0;
  // Bytes of the masters of imports made since the last collection.
  std::atomic<std::size_t> imported_{0};
};

}  // namespace cjvm::cluster
