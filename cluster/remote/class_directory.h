// SPDX-License-Identifier: Apache-2.0
// What the cluster knows of a class: its global name, its authority (the node that initializes it
// and holds its statics), whether each node initializes it for itself, whether its instances are
// immutable values. Constant once made, except who has been told. Java threads; nothing here waits
// or runs Java code.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cluster/address/address_table.h"
#include "cluster/protocols/class_initialization.h"
#include "jvm/object/class.h"

namespace cjvm::cluster {

// The types of a method's arguments, receiver included, and of its result.
struct Signature {
  std::vector<BasicType> arguments;
  BasicType result = BasicType::Void;
};

struct ClassRecord {
  GlobalClass global;
  NodeId authority{};
  bool is_per_node = false;                // every node initializes it and has its own statics
  bool is_value = false;                   // instances travel with their fields
  std::atomic<std::uint64_t> known_to{0};  // bit n: node n has been told what `global` means
  std::atomic<bool> is_met{false};         // the authority knows it by this name
  // Of a class whose authority is elsewhere.
  std::atomic<InitializationView> view{};
  // Its final statics are in this node's mirror though the authority is elsewhere.
  std::atomic<bool> has_finals{false};
  std::unique_ptr<std::atomic<const Signature*>[]> signatures;  // by method index

  bool has_statics_here(NodeId self) const { return is_per_node || authority == self; }
  // Marks the class as known to the node; true if it was already.
  bool note_known(NodeId node) {
    std::uint64_t bit = std::uint64_t{1} << (index(node) & 63);
    return index(node) < 64 && (known_to.fetch_or(bit, std::memory_order_relaxed) & bit) != 0;
  }
};

class ClassDirectory {
 public:
  ClassDirectory(NodeId self, AddressTable& addresses) : self_(self), addresses_(addresses) {}

  // Not for arrays and primitive types, which are what their elements are.
  ClassRecord& record(Class* klass) {
    auto* found = static_cast<ClassRecord*>(
        std::atomic_ref<void*>(klass->kinds_data).load(std::memory_order_acquire));
    return found != nullptr ? *found : make_record(klass, {}, self_);
  }
  // For a class that another node has defined: what it says of it.
  ClassRecord& adopt(Class* klass, GlobalClass global, NodeId authority) {
    return make_record(klass, global, authority);
  }

  // Null if this node does not have the class.
  Class* find(GlobalClass global);

  const Signature& signature(Method* method);

  // The loader's global name; zero for the boot loader.
  GlobalObject global_of(Object* java_loader);

 private:
  ClassRecord& make_record(Class* klass, GlobalClass global, NodeId authority);

  const NodeId self_;
  AddressTable& addresses_;
  std::mutex mutex_;                                              // a leaf
  std::unordered_map<std::uint64_t, Class*, MixHash> by_global_;  // classes are metadata
};

// Instances are the same on all nodes for ever once they are made: their fields may be copied.
bool is_value_class(const Class* klass);
// Holds pointers or state of one process; see the table in the source.
bool is_per_node_class(const Class* klass);
// The same for a class of the boot loader that need not exist yet.
bool is_per_node_name(std::string_view boot_class_name);

}  // namespace cjvm::cluster
