// SPDX-License-Identifier: Apache-2.0
// Where a new thread or task shall be. Pure: no I/O, no Java. Any thread.
#pragma once

#include <memory>
#include <string_view>

#include "cluster/node.h"

namespace cjvm::cluster {

class LoadBalancer {
 public:
  virtual ~LoadBalancer() = default;
  // `asking`: the node whose code makes the object.
  virtual NodeId choose(NodeId asking) = 0;
};

// By name: "local", "round-robin", "random:SEED". Null if there is no such balancer. `nodes` > 0.
// Each node has its own; `self` makes them begin at different nodes.
std::unique_ptr<LoadBalancer> make_balancer(std::string_view name, NodeId self, int nodes);

}  // namespace cjvm::cluster
