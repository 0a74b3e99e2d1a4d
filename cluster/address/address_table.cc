// SPDX-License-Identifier: Apache-2.0
#include "cluster/address/address_table.h"

namespace cjvm::cluster {

GlobalObject AddressTable::export_object(Object* master) {
  auto address = reinterpret_cast<std::uint64_t>(master);
  Shard& part = shard(address);
  std::lock_guard lock(part.mutex);
  auto [at, is_new] = part.exports.try_emplace(address, 0);
  if (is_new) {
    std::lock_guard masters_lock(masters_mutex_);
    masters_.push_back(master);
    at->second = masters_.size();
  }
  return GlobalObject::make(self_, at->second);
}

GlobalObject AddressTable::find_export(const Object* master) {
  auto address = reinterpret_cast<std::uint64_t>(master);
  Shard& part = shard(address);
  std::lock_guard lock(part.mutex);
  auto at = part.exports.find(address);
  return at == part.exports.end() ? GlobalObject{} : GlobalObject::make(self_, at->second);
}

Object* AddressTable::master(GlobalObject object) {
  std::lock_guard lock(masters_mutex_);
  std::uint64_t number = object.number();
  return object.home() == self_ && number != 0 && number <= masters_.size() ? masters_[number - 1]
                                                                            : nullptr;
}

Object* AddressTable::find_import(GlobalObject object) {
  Shard& part = shard(object.bits);
  std::lock_guard lock(part.mutex);
  auto at = part.imports.find(object.bits);
  return at == part.imports.end() ? nullptr : at->second;
}

Object* AddressTable::add_import(GlobalObject object, Object* candidate) {
  Shard& part = shard(object.bits);
  std::lock_guard lock(part.mutex);
  return part.imports.try_emplace(object.bits, candidate).first->second;
}

std::size_t AddressTable::export_count() {
  std::lock_guard lock(masters_mutex_);
  return masters_.size();
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
    for (const auto& [name, object] : part.imports) count += object->is_proxy() ? 1 : 0;
  }
  return count;
}

}  // namespace cjvm::cluster
