// SPDX-License-Identifier: Apache-2.0
#include "cluster/address/address_table.h"

#include <algorithm>

#include "jvm/base/check.h"
#include "jvm/memory/weak_tables.h"

namespace cjvm::cluster {

namespace {
AddressTable* the_table = nullptr;  // for the collector

// Bytes that imports may keep alive elsewhere, however small the heap, before they are looked at.
constexpr std::size_t kMostImported = std::size_t{1} << 20;
// What the tables of both nodes need for an import, about.
constexpr std::size_t kEntryBytes = 256;
}  // namespace

void AddressTable::start() {
  check(the_table == nullptr, "one table of addresses in a process");
  the_table = this;
  Collector::with_lock(
      [](void*) -> void* {
        weak_tables::add(sweep);
        return nullptr;
      },
      nullptr);
}

GlobalObject AddressTable::send(Object* object, NodeId to) {
  if (ImportRecord* import = ImportRecord::find(object)) {
    GlobalObject name = import->global();
    if (!name) return name;
    std::lock_guard lock(shard(name).mutex);
    import->counts.sent(to);
    return name;
  }
  std::lock_guard lock(exports_mutex_);
  auto& [number, entry] = export_of(object);
  entry.counts.sent(to);
  return GlobalObject::make(self_, number);
}

GlobalObject AddressTable::name_for_ever(Object* object) {
  if (const ImportRecord* import = ImportRecord::find(object)) return import->global();
  std::lock_guard lock(exports_mutex_);
  auto& [number, entry] = export_of(object);
  entry.is_for_ever = true;
  return GlobalObject::make(self_, number);
}

// ---- masters

AddressTable::Exports::value_type& AddressTable::export_of(Object* master) {
  auto*& known = exports_by_address_[reinterpret_cast<std::uint64_t>(master)];
  if (known == nullptr) known = &*exports_.try_emplace(++last_number_, Export{master, {}}).first;
  return *known;
}

AddressTable::Exports::iterator AddressTable::find_export(GlobalObject object) {
  return object.home() == self_ ? exports_.find(object.number()) : exports_.end();
}

void AddressTable::drop(Exports::iterator at) {
  if (at->second.is_for_ever) return;
  exports_by_address_.erase(reinterpret_cast<std::uint64_t>(at->second.master));
  exports_.erase(at);
}

Object* AddressTable::master(GlobalObject object) {
  std::lock_guard lock(exports_mutex_);
  auto at = find_export(object);
  return at == exports_.end() ? nullptr : at->second.master;
}

Object* AddressTable::resolve(GlobalObject object) {
  std::lock_guard lock(exports_mutex_);
  auto at = find_export(object);
  if (at == exports_.end()) return nullptr;
  Object* master = at->second.master;
  if (at->second.counts.resolved(self_)) drop(at);
  return master;
}

void AddressTable::release(GlobalObject object, NodeId from, const ExportRelease& release) {
  std::lock_guard lock(exports_mutex_);
  auto at = find_export(object);
  check(at != exports_.end(), "what a node gives back is exported");
  if (at->second.counts.released(from, release)) drop(at);
}

std::size_t AddressTable::export_count() {
  std::lock_guard lock(exports_mutex_);
  return exports_.size();
}

// ---- proxies and replicas

Object* AddressTable::receive(GlobalObject object) {
  Shard& part = shard(object);
  std::lock_guard lock(part.mutex);
  auto at = part.imports.find(object.bits);
  if (at == part.imports.end()) return nullptr;
  // Read once: then it is in a register, where the collector finds it.
  Object* known = at->second->object.load(std::memory_order_relaxed);
  if (known != nullptr) at->second->counts.received();
  return known;
}

Object* AddressTable::find_import(GlobalObject object) {
  Shard& part = shard(object);
  std::lock_guard lock(part.mutex);
  auto at = part.imports.find(object.bits);
  return at == part.imports.end() ? nullptr : at->second->object.load(std::memory_order_relaxed);
}

Object* AddressTable::add_import(GlobalObject object, Object* candidate, std::size_t master_bytes) {
  Object* import = add_locked(object, candidate);
  // What is small here may be large at home, where only this node's collector can have it freed.
  std::size_t bytes = master_bytes + kEntryBytes;
  std::size_t limit = std::max(Collector::max_heap_size() / 16, kMostImported);
  if (imported_.fetch_add(bytes, std::memory_order_relaxed) + bytes > limit &&
      imported_.exchange(0, std::memory_order_relaxed) > limit)
    Collector::collect(false, "Imports");
  return import;
}

Object* AddressTable::add_locked(GlobalObject object, Object* candidate) {
  ImportRecord* record = &ImportRecord::of(candidate);
  Shard& part = shard(object);
  std::lock_guard lock(part.mutex);
  ImportRecord*& entry = part.imports[object.bits];
  if (entry != nullptr) {
    Object* known = entry->object.load(std::memory_order_relaxed);
    if (known != nullptr) {
      entry->counts.received();
      // A replica may be known to the code that has made it, a proxy is not.
      if (candidate->is_proxy()) delete record;
      return known;
    }
  }
  // One that is dead, but has not given back its references yet, does that on its own.
  entry = record;
  record->counts.received();
  record->object.store(candidate, std::memory_order_relaxed);
  record->next = living_.load(std::memory_order_relaxed);
  while (!living_.compare_exchange_weak(record->next, record, std::memory_order_release)) {
  }
  return candidate;
}

// At the end of marking, all Java threads stopped.
void AddressTable::sweep() {
  AddressTable& table = *the_table;
  bool found = false;
  table.imported_.store(0, std::memory_order_relaxed);
  ImportRecord* previous = nullptr;
  for (ImportRecord* at = table.living_.load(std::memory_order_acquire); at != nullptr;) {
    ImportRecord* next = at->next;
    if (weak_tables::survives(at->object.load(std::memory_order_relaxed))) {
      previous = at;
    } else {
      if (previous == nullptr) {
        table.living_.store(next, std::memory_order_relaxed);
      } else {
        previous->next = next;
      }
      at->object.store(nullptr, std::memory_order_relaxed);
      at->next = table.dead_.load(std::memory_order_relaxed);
      while (!table.dead_.compare_exchange_weak(at->next, at, std::memory_order_release)) {
      }
      found = true;
    }
    at = next;
  }
  if (!found) return;
  table.deaths_.fetch_add(1, std::memory_order_release);
  table.deaths_.notify_all();
}

void AddressTable::wait_for_dead() {
  deaths_.wait(seen_deaths_, std::memory_order_acquire);
  seen_deaths_ = deaths_.load(std::memory_order_acquire);
}

void AddressTable::release_dead(const std::function<void(GlobalObject, ExportRelease)>& give_back) {
  ImportRecord* latest = dead_.exchange(nullptr, std::memory_order_acquire);
  // An import that was made anew must give back after the one before it.
  ImportRecord* oldest = nullptr;
  while (latest != nullptr) {
    ImportRecord* next = latest->next;
    latest->next = oldest;
    oldest = latest;
    latest = next;
  }
  while (oldest != nullptr) {
    ImportRecord* record = oldest;
    oldest = record->next;
    GlobalObject name = record->global();
    ExportRelease release;
    {
      Shard& part = shard(name);
      std::lock_guard lock(part.mutex);
      auto at = part.imports.find(name.bits);
      if (at != part.imports.end() && at->second == record) part.imports.erase(at);
      release = record->counts.take_release();
    }
    delete record;
    give_back(name, std::move(release));
  }
}

std::size_t AddressTable::import_count() {
  std::size_t count = 0;
  for (Shard& part : shards_) {
    std::lock_guard lock(part.mutex);
    count += part.imports.size();
  }
  return count;
}

std::size_t AddressTable::proxy_count() {
  std::size_t count = 0;
  for (Shard& part : shards_) {
    std::lock_guard lock(part.mutex);
    for (const auto& [name, record] : part.imports) {
      const Object* object = record->object.load(std::memory_order_relaxed);
      count += object != nullptr && object->is_proxy() ? 1 : 0;
    }
  }
  return count;
}

}  // namespace cjvm::cluster
