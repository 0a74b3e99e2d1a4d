// SPDX-License-Identifier: Apache-2.0
// A process's way into the cluster and out of it, in the order that both need.
#pragma once

#include <memory>
#include <string>

#include "cluster/lifecycle/handshake.h"
#include "cluster/lifecycle/watchdog.h"
#include "cluster/transport/transport.h"

namespace cjvm::cluster {

class Membership {
 public:
  // Joins the cluster that mpirun has started, or is one of a single node without mpirun. Ends the
  // process with code 1, and on node 0 with a message, if the nodes do not fit together. Returns on
  // all nodes together; whoever then lets messages in needs a barrier() before anybody sends. Main
  // thread, before other threads exist: it initialises MPI, and changes the environment.
  explicit Membership(Greeting own);
  ~Membership();  // after leave()
  Membership(const Membership&) = delete;

  Transport& transport() { return *transport_; }
  const Company& company() const { return company_; }

  // The orderly end, on every node, when no message is expected any more: waits until all nodes
  // have come here, and finalises MPI. Nothing is left to do then but to exit.
  void leave();

 private:
  std::unique_ptr<Watchdog> watchdog_;
  std::unique_ptr<Transport> transport_;
  Company company_;
};

}  // namespace cjvm::cluster
