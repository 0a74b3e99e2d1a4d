// SPDX-License-Identifier: Apache-2.0
// Java values to bytes and back. A reference becomes the global name of its object; the class is
// described the first time that a node hears of it, immutable values bring their fields along, and
// mirrors of classes go by the class's name. Java threads. Writing neither waits nor runs Java
// code; reading may do both (it loads classes and asks for what it was not told), so whoever
// answers at once must not read references. Throws JavaThrow where classes cannot be loaded.
#pragma once

#include <span>

#include "cluster/address/address_table.h"
#include "cluster/remote/class_directory.h"
#include "cluster/wire/codec.h"
#include "jvm/object/object.h"

namespace cjvm::cluster {

class Cluster;

class Marshal {
 public:
  explicit Marshal(Cluster& cluster) : cluster_(cluster) {}

  // `to`: the node that will read it.
  void put(Writer& writer, Object* object, NodeId to);
  void put_class(Writer& writer, Class* klass, NodeId to);
  // What a class is: authority, name, loader. Not for arrays.
  void put_description(Writer& writer, Class* klass, NodeId to);
  void put_value(Writer& writer, BasicType type, Slot value, NodeId to);
  void put_method(Writer& writer, Method* method, NodeId to);
  // Arguments as calls pass them: longs and doubles take two slots.
  void put_arguments(Writer& writer, std::span<const BasicType> types, const Slot* slots,
                     NodeId to);
  // What an immutable object consists of, without its name.
  void put_fields(Writer& writer, Object* value, NodeId to);

  // `from`: the node that wrote it.
  Object* get(Reader& reader, NodeId from);
  Class* get_class(Reader& reader, NodeId from);
  Slot get_value(Reader& reader, BasicType type, NodeId from);
  Method* get_method(Reader& reader, NodeId from);
  void get_arguments(Reader& reader, std::span<const BasicType> types, Slot* slots, NodeId from);

  // One reference alone.
  Bytes bytes_of(Object* object, NodeId to);
  Object* object_of(const Bytes& bytes, NodeId from);
  Class* class_of(const Bytes& bytes, NodeId from);

  // A proxy whose master does not exist yet; the caller fills in its record.
  Object* make_proxy(Class* klass, std::int32_t array_length);

 private:
  void put_method_type(Writer& writer, Object* type, NodeId to);
  Object* get_method_type(Reader& reader, NodeId from);
  Class* get_described_class(Reader& reader, GlobalClass global, NodeId from);
  Object* make_replica(Class* klass, GlobalObject name, Reader& fields, NodeId from);
  // Makes a new object of this node the replica of `name`, unless there is one already.
  Object* adopt_replica(Object* replica, GlobalObject name);

  Cluster& cluster_;
};

}  // namespace cjvm::cluster
