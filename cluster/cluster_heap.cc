// SPDX-License-Identifier: Apache-2.0
#include "cluster/cluster_heap.h"

#include <cstring>

#include "cluster/cluster.h"
#include "cluster/remote/monitors.h"
#include "jvm/base/check.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/monitor.h"

namespace cjvm::cluster {

namespace {

// Elements that travel in one message.
constexpr std::uint32_t kRun = 4096;

// Who has the word at `offset`: nothing if this process has it.
struct Target {
  NodeId node{};
  Place place;
};

std::optional<Target> elsewhere(Object* object, std::size_t offset) {
  Cluster& cluster = Cluster::instance();
  if (object->is_proxy()) {
    GlobalObject name = ImportRecord::of(object).global();
    return Target{name.home(), {.object = name, .statics = {}, .offset = offset}};
  }
  if (object->klass() != well_known::Class || offset < well_known::Class->instance_size)
    return std::nullopt;
  Class* klass = class_of_mirror(object);
  if (klass->is_primitive || klass->is_array) return std::nullopt;
  ClassRecord& record = cluster.classes().record(klass);
  if (record.has_statics_here(cluster.self())) return std::nullopt;
  // Final statics are copies that do not change any more.
  if (record.has_finals.load(std::memory_order_acquire)) {
    for (const Field& field : klass->fields) {
      if (field.is_static() && field.offset == offset && cluster.is_static_here(field))
        return std::nullopt;
    }
  }
  cluster.meet(klass);
  return Target{record.authority, {.object = {}, .statics = record.global, .offset = offset}};
}

}  // namespace

std::uint64_t ClusterHeap::load_bits(Object* object, std::size_t offset, unsigned size,
                                     Order order) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.load_bits(object, offset, size, order);
  std::uint64_t bits = Cluster::instance()
                           .call(target->node, LoadBits{.place = target->place,
                                                        .size = static_cast<std::uint8_t>(size),
                                                        .order = static_cast<std::uint8_t>(order)})
                           .bits;
  if (offset == well_known::Buffer_address && size == sizeof(std::int64_t))
    SharedMemory::require_shared(object->klass(), static_cast<std::int64_t>(bits));
  return bits;
}

void ClusterHeap::store_bits(Object* object, std::size_t offset, unsigned size, std::uint64_t bits,
                             Order order) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.store_bits(object, offset, size, bits, order);
  Cluster::instance().call(target->node, StoreBits{.place = target->place,
                                                   .size = static_cast<std::uint8_t>(size),
                                                   .order = static_cast<std::uint8_t>(order),
                                                   .bits = bits});
}

Object* ClusterHeap::load_reference(Object* object, std::size_t offset, Order order) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.load_reference(object, offset, order);
  Cluster& cluster = Cluster::instance();
  auto reply = cluster.call(target->node, LoadReference{.place = target->place,
                                                        .order = static_cast<std::uint8_t>(order)});
  return cluster.marshal().object_of(reply.value, target->node);
}

void ClusterHeap::store_reference(Object* object, std::size_t offset, Object* value, Order order) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.store_reference(object, offset, value, order);
  Cluster& cluster = Cluster::instance();
  Outcome outcome = cluster.call(
      target->node, StoreReference{.place = target->place,
                                   .order = static_cast<std::uint8_t>(order),
                                   .value = cluster.marshal().bytes_of(value, target->node)});
  cluster.result_of(outcome, BasicType::Void, target->node);
}

std::uint64_t ClusterHeap::compare_exchange_bits(Object* object, std::size_t offset, unsigned size,
                                                 std::uint64_t expected, std::uint64_t desired) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.compare_exchange_bits(object, offset, size, expected, desired);
  return Cluster::instance()
      .call(target->node, ExchangeBits{.place = target->place,
                                       .size = static_cast<std::uint8_t>(size),
                                       .expected = expected,
                                       .desired = desired})
      .bits;
}

Object* ClusterHeap::compare_exchange_reference(Object* object, std::size_t offset,
                                                Object* expected, Object* desired) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.compare_exchange_reference(object, offset, expected, desired);
  Cluster& cluster = Cluster::instance();
  Outcome outcome =
      cluster.call(target->node,
                   ExchangeReference{.place = target->place,
                                     .expected = cluster.marshal().bytes_of(expected, target->node),
                                     .desired = cluster.marshal().bytes_of(desired, target->node)});
  return cluster.result_of(outcome, BasicType::Reference, target->node).ref;
}

void ClusterHeap::read_bytes(Object* object, std::size_t offset, void* destination,
                             std::size_t count) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.read_bytes(object, offset, destination, count);
  Bytes bytes = Cluster::instance()
                    .call(target->node, ReadBytes{.place = target->place, .count = count})
                    .value;
  check(bytes.size() == count, "all bytes that were asked for");
  std::memcpy(destination, bytes.data(), count);
}

void ClusterHeap::write_bytes(Object* object, std::size_t offset, const void* source,
                              std::size_t count) {
  KeepAlive keep(object);
  auto target = elsewhere(object, offset);
  if (!target) return local_.write_bytes(object, offset, source, count);
  const auto* from = static_cast<const std::byte*>(source);
  Cluster::instance().call(target->node,
                           WriteBytes{.place = target->place, .bytes = Bytes(from, from + count)});
}

namespace {

// At most kRun elements; from a proxy or a local array.
GcVector<Object*> read_references(Array* array, std::uint32_t first, std::uint32_t count) {
  GcVector<Object*> values(count);
  if (!array->is_proxy()) {
    for (std::uint32_t i = 0; i < count; ++i) {
      values[i] = __atomic_load_n(array->elements<Object*>() + first + i, __ATOMIC_RELAXED);
    }
    return values;
  }
  KeepAlive keep(array);
  Cluster& cluster = Cluster::instance();
  NodeId home = Cluster::home_of(array);
  auto reply = cluster.call(
      home,
      ReadReferences{.array = ImportRecord::of(array).global(), .first = first, .count = count});
  Reader reader(reply.value);
  for (Object*& value : values) value = cluster.marshal().get(reader, home);
  return values;
}

void write_references(Array* array, std::uint32_t first, const GcVector<Object*>& values,
                      std::uint32_t count) {
  if (!array->is_proxy()) {
    for (std::uint32_t i = 0; i < count; ++i) {
      __atomic_store_n(array->elements<Object*>() + first + i, values[i], __ATOMIC_RELAXED);
    }
    return;
  }
  KeepAlive keep(array);
  Cluster& cluster = Cluster::instance();
  NodeId home = Cluster::home_of(array);
  Writer writer;
  for (std::uint32_t i = 0; i < count; ++i) cluster.marshal().put(writer, values[i], home);
  Outcome outcome = cluster.call(home, WriteReferences{.array = ImportRecord::of(array).global(),
                                                       .first = first,
                                                       .count = count,
                                                       .values = std::move(writer.bytes())});
  cluster.result_of(outcome, BasicType::Void, home);
}

// Number of leading values that an array of `component` may hold.
std::uint32_t count_storable(const GcVector<Object*>& values, Class* component) {
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (values[i] != nullptr && !values[i]->klass()->is_subtype_of(component)) return i;
  }
  return static_cast<std::uint32_t>(values.size());
}

}  // namespace

void ClusterHeap::copy_elements(Array* source, std::int32_t source_position, Array* destination,
                                std::int32_t destination_position, std::int32_t count,
                                bool check_store) {
  if (!source->is_proxy() && !destination->is_proxy()) {
    return local_.copy_elements(source, source_position, destination, destination_position, count,
                                check_store);
  }
  const Class* component = source->klass()->component;
  if (component->is_primitive) {
    unsigned shift = type_shift(component->element_type);
    std::size_t bytes = static_cast<std::size_t>(count) << shift;
    auto at = [shift](std::int32_t position) {
      return Array::kElementBase + (static_cast<std::size_t>(position) << shift);
    };
    if (!destination->is_proxy()) {
      return read_bytes(source, at(source_position),
                        destination->at<char>(at(destination_position)), bytes);
    }
    if (!source->is_proxy()) {
      return write_bytes(destination, at(destination_position),
                         source->at<char>(at(source_position)), bytes);
    }
    std::vector<std::byte> between(bytes);
    read_bytes(source, at(source_position), between.data(), bytes);
    return write_bytes(destination, at(destination_position), between.data(), bytes);
  }
  // All of it first: source and destination may be the same array.
  auto total = static_cast<std::uint32_t>(count);
  GcVector<Object*> values;
  for (std::uint32_t done = 0; done < total;) {
    std::uint32_t run = std::min(kRun, total - done);
    GcVector<Object*> some =
        read_references(source, static_cast<std::uint32_t>(source_position) + done, run);
    values.insert(values.end(), some.begin(), some.end());
    done += run;
  }
  std::uint32_t storable =
      check_store ? count_storable(values, destination->klass()->component) : total;
  for (std::uint32_t done = 0; done < storable;) {
    std::uint32_t run = std::min(kRun, storable - done);
    GcVector<Object*> some(values.begin() + done, values.begin() + done + run);
    write_references(destination, static_cast<std::uint32_t>(destination_position) + done, some,
                     run);
    done += run;
  }
  if (storable < total) throw_array_store(source, destination);
}

Object* ClusterHeap::clone(Object* object) {
  if (!object->is_proxy()) return local_.clone(object);
  if (object->klass()->is_array) {
    // Here, where `new` would put it: whoever copies an array is going to work on the copy.
    auto* source = static_cast<Array*>(object);
    Array* copy = allocate_array(*JavaThread::current(), source->klass(), source->length);
    copy_elements(source, 0, copy, 0, source->length, false);
    return copy;
  }
  KeepAlive keep(object);
  Cluster& cluster = Cluster::instance();
  NodeId home = Cluster::home_of(object);
  Outcome outcome = cluster.call(home, Clone{.object = ImportRecord::of(object).global()});
  return cluster.result_of(outcome, BasicType::Reference, home).ref;
}

// One hash for the mirrors that a class has on all nodes: the one at its authority.
std::int32_t ClusterHeap::mirror_hash(Object* mirror) {
  Cluster& cluster = Cluster::instance();
  Class* klass = class_of_mirror(mirror);
  Class* element = klass->is_array ? klass->element_class : klass;
  NodeId home = element->is_primitive ? NodeId{0} : cluster.classes().record(element).authority;
  ForeignRecord* record = ForeignRecord::find(mirror);
  if (home == cluster.self())
    return record != nullptr ? cluster.monitors().hash_of(*record) : identity_hash_here(mirror);
  if (record != nullptr) {
    if (auto hash = record->hash.load(std::memory_order_relaxed); hash != 0) return hash;
  }
  Writer writer;
  cluster.marshal().put_class(writer, klass, home);
  Outcome outcome = cluster.call(home, MirrorHash{.klass = std::move(writer.bytes())});
  std::int32_t hash = cluster.result_of(outcome, BasicType::Int, home).i;
  if (record == nullptr) return settle_identity_hash(mirror, hash);
  record->hash.store(hash, std::memory_order_relaxed);
  return hash;
}

std::int32_t ClusterHeap::identity_hash(Object* object) {
  if (object->klass() == well_known::Class) return mirror_hash(object);
  Cluster& cluster = Cluster::instance();
  ForeignRecord* record = ForeignRecord::find(object);
  if (record == nullptr) return identity_hash_here(object);
  if (!record->is_import) return cluster.monitors().hash_of(*record);
  if (auto hash = record->hash.load(std::memory_order_relaxed); hash != 0) return hash;
  KeepAlive keep(object);
  GlobalObject name = static_cast<ImportRecord*>(record)->global();
  auto hash =
      static_cast<std::int32_t>(cluster.call(name.home(), IdentityHash{.object = name}).bits);
  record->hash.store(hash, std::memory_order_relaxed);
  return hash;
}

void ClusterHeap::monitor_enter(Object* object) {
  Cluster::instance().monitors().enter(*JavaThread::current(), object);
}
void ClusterHeap::monitor_exit(Object* object) {
  Cluster::instance().monitors().exit(*JavaThread::current(), object);
}
bool ClusterHeap::monitor_is_held_by(const JavaThread& thread, Object* object) {
  return Cluster::instance().monitors().is_held_by(thread, object);
}
void ClusterHeap::monitor_wait(Object* object, std::int64_t millis) {
  Cluster::instance().monitors().wait(*JavaThread::current(), object, millis);
}
void ClusterHeap::monitor_notify(Object* object, bool all) {
  Cluster::instance().monitors().notify(*JavaThread::current(), object, all);
}

}  // namespace cjvm::cluster
