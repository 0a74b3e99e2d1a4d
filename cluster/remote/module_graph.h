// SPDX-License-Identifier: Apache-2.0
// Every node knows the module graph, for access checks and names in stack traces: its changes are
// made where the class library asks for them, and repeated on the other nodes. Java threads.
#pragma once

#include <mutex>

#include "cluster/node.h"
#include "cluster/wire/codec.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/vm_extension.h"

namespace cjvm::cluster {

class Cluster;

class ModuleGraph {
 public:
  explicit ModuleGraph(Cluster& cluster) : cluster_(cluster) {}

  // A change of this node: remembered, for nodes that join later.
  void note(const ModuleChange& change);
  // All changes so far, for `to`.
  void put_all(Writer& writer, NodeId to);
  void put(Writer& writer, const ModuleChange& change, NodeId to);
  // Makes `count` changes that another node has written.
  void apply(Reader& reader, NodeId from);
  void apply_all(Reader& reader, NodeId from);

  // True while this thread repeats changes of another node.
  static bool is_repeating() { return repeating_; }

 private:
  struct Noted {
    ModuleChange::Kind kind;
    Object* module;
    Object* other;
    bool flag;
    Object* version;
    Object* location;
    std::vector<const Symbol*>* packages;
  };
  void put(Writer& writer, const Noted& noted, NodeId to);

  static thread_local constinit bool repeating_;
  Cluster& cluster_;
  std::mutex mutex_;  // a leaf
  std::vector<Noted, GcPermanentAllocator<Noted>> noted_;
};

}  // namespace cjvm::cluster
