// SPDX-License-Identifier: Apache-2.0
// A cluster within one process, for tests: every node has an endpoint, and a seed decides how long
// messages stay on the way and in which order those of different senders arrive. Order between two
// nodes is kept, as MPI keeps it. All functions for any thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <random>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

class LoopbackCluster {
 public:
  // seed 0: messages arrive at once, in the order of sending. Another: up to `most_polls` receive()
  // calls later.
  LoopbackCluster(int nodes, std::uint64_t seed, int most_polls = 20);
  ~LoopbackCluster();

  Transport& endpoint(int node);
  std::uint64_t sent() const;  // messages so far, of all nodes

 private:
  class Endpoint;
  struct Barrier {
    std::mutex mutex;
    std::condition_variable passed;
    int waiting = 0;
    std::uint64_t round = 0;
  };

  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  Barrier barrier_;
};

}  // namespace cjvm::cluster
