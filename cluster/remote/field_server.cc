// SPDX-License-Identifier: Apache-2.0
// Fields, elements and hashes of this node's masters for other nodes.
#include "cluster/cluster.h"
#include "cluster/remote/servers.h"
#include "jvm/base/check.h"
#include "jvm/linking/well_known.h"
#include "jvm/local_heap.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/monitor.h"

namespace cjvm::cluster {

namespace {

// The object of a place, or what offsets of memory start from; a message that names none of this
// node's is another node's fault.
Object* at(const Place& place) {
  Cluster& cluster = Cluster::instance();
  if (place.object) {
    Object* master = cluster.addresses().master(place.object);
    check(master != nullptr, "a field request names an object of this node");
    return master;
  }
  if (!place.statics) return cluster.memory().base();
  Class* klass = cluster.classes().find(place.statics);
  check(klass != nullptr, "a request for statics names a class of this node");
  return klass->mirror;
}

Object* master_of(GlobalObject name) {
  Object* master = Cluster::instance().addresses().master(name);
  check(master != nullptr, "a request names an object of this node");
  return master;
}

void serve_bits(Rpc& rpc, LocalHeap& heap) {
  rpc.serve<LoadBits>([&heap](const LoadBits& m, const CallContext&) -> Bits {
    return {heap.load_bits(at(m.place), m.place.offset, m.size, static_cast<Order>(m.order))};
  });
  rpc.serve<StoreBits>([&heap](const StoreBits& m, const CallContext&) -> Nothing {
    heap.store_bits(at(m.place), m.place.offset, m.size, m.bits, static_cast<Order>(m.order));
    return {};
  });
  rpc.serve<ExchangeBits>([&heap](const ExchangeBits& m, const CallContext&) -> Bits {
    return {heap.compare_exchange_bits(at(m.place), m.place.offset, m.size, m.expected, m.desired)};
  });
  rpc.serve<ReadBytes>([](const ReadBytes& m, const CallContext&) -> Reference {
    const auto* from = at(m.place)->at<std::byte>(m.place.offset);
    return {Bytes(from, from + m.count)};
  });
  rpc.serve<WriteBytes>([&heap](const WriteBytes& m, const CallContext&) -> Nothing {
    heap.write_bytes(at(m.place), m.place.offset, m.bytes.data(), m.bytes.size());
    return {};
  });
}

void serve_memory(Rpc& rpc) {
  rpc.serve<ResizeMemory>([](const ResizeMemory& m, const CallContext&) -> Bits {
    SharedMemory& memory = Cluster::instance().memory();
    auto address = static_cast<std::int64_t>(m.address);
    check(!NativeMemory::is_elsewhere(address), "a request names memory of this node");
    if (!m.is_release) return {static_cast<std::uint64_t>(memory.resize(address, m.bytes))};
    memory.release(address);
    return {};
  });
}

void serve_references(Rpc& rpc, LocalHeap& heap) {
  Cluster& cluster = Cluster::instance();
  Marshal& marshal = cluster.marshal();
  rpc.serve<LoadReference>([&](const LoadReference& m, const CallContext& context) -> Reference {
    Object* value = heap.load_reference(at(m.place), m.place.offset, static_cast<Order>(m.order));
    return {marshal.bytes_of(value, context.from)};
  });
  rpc.serve<StoreReference>([&](const StoreReference& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer&) {
      Object* value = marshal.object_of(m.value, context.from);
      heap.store_reference(at(m.place), m.place.offset, value, static_cast<Order>(m.order));
    });
  });
  rpc.serve<ExchangeReference>([&](const ExchangeReference& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer& writer) {
      Object* expected = marshal.object_of(m.expected, context.from);
      Object* desired = marshal.object_of(m.desired, context.from);
      Object* found =
          heap.compare_exchange_reference(at(m.place), m.place.offset, expected, desired);
      marshal.put(writer, found, context.from);
    });
  });
  rpc.serve<ReadReferences>([&](const ReadReferences& m, const CallContext& context) -> Reference {
    auto* array = static_cast<Array*>(master_of(m.array));
    Writer writer;
    for (std::uint32_t i = 0; i < m.count; ++i) {
      Object* value = __atomic_load_n(array->elements<Object*>() + m.first + i, __ATOMIC_RELAXED);
      marshal.put(writer, value, context.from);
    }
    return {std::move(writer.bytes())};
  });
  rpc.serve<WriteReferences>([&](const WriteReferences& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer&) {
      auto* array = static_cast<Array*>(master_of(m.array));
      Reader reader(m.values);
      for (std::uint32_t i = 0; i < m.count; ++i) {
        Object* value = marshal.get(reader, context.from);
        __atomic_store_n(array->elements<Object*>() + m.first + i, value, __ATOMIC_RELAXED);
      }
    });
  });
}

}  // namespace

void serve_fields(Rpc& rpc) {
  static LocalHeap heap;
  Cluster& cluster = Cluster::instance();
  Marshal& marshal = cluster.marshal();
  serve_bits(rpc, heap);
  serve_memory(rpc);
  serve_references(rpc, heap);
  rpc.serve<Clone>([&](const Clone& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer& writer) {
      marshal.put(writer, heap.clone(master_of(m.object)), context.from);
    });
  });
  rpc.serve<FetchObject>([&](const FetchObject& m, const CallContext& context) -> Reference {
    return {marshal.bytes_of(master_of(m.object), context.from)};
  });
  rpc.serve<IdentityHash>([&](const IdentityHash& m, const CallContext&) -> Bits {
    return {static_cast<std::uint32_t>(identity_hash(master_of(m.object)))};
  });
  rpc.serve<MirrorHash>([&](const MirrorHash& m, const CallContext& context) {
    return cluster.answer(context, [&](JavaThread&, Writer& writer) {
      Object* mirror = marshal.class_of(m.klass, context.from)->mirror;
      writer(static_cast<std::uint32_t>(identity_hash(mirror)));
    });
  });
}

}  // namespace cjvm::cluster
