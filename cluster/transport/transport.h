// SPDX-License-Identifier: Apache-2.0
// Carries messages between nodes; what they mean is not its business. Messages of one node to
// another arrive complete, once and in the order of send(). receive(), arm() and disarm() are for
// one thread at a time, the one that leads (rpc/rpc.h); the rest for any thread. A lost node ends
// the process: there is no half-working cluster.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "cluster/node.h"

namespace cjvm::cluster {

struct Incoming {
  NodeId from{};
  std::vector<std::byte> bytes;
};

// Who sleeps for a message. A waiter is woken before the idle thread, so that it need not be handed
// what it waits for.
enum class Sleeper : std::uint32_t { Waiter = 1, Idle = 2 };

class Transport {
 public:
  virtual ~Transport() = default;

  virtual NodeId self() const = 0;
  virtual int node_count() const = 0;

  // Takes the bytes over. Returns before they have arrived; `to` may be this node.
  virtual void send(NodeId to, std::vector<std::byte> bytes) = 0;

  // The next message that has arrived; false if there is none. Does not wait.
  virtual bool receive(Incoming& message) = 0;

  // Declares that nobody polls from now on: a sender rings. The caller must call receive() once
  // more, then may leave polling to those who sleep.
  virtual void arm() = 0;
  // Whether somebody may have rung since arm().
  virtual bool has_rung() = 0;
  // Somebody polls: senders need not ring.
  virtual void disarm() = 0;
  // Number of rings so far; taken before the last look at whatever a sleeper waits for.
  virtual std::uint32_t rings() = 0;
  // Returns once rings() differs from `seen`, or after the timeout; sometimes without reason. Any
  // number of threads.
  virtual void sleep(Sleeper who, std::uint32_t seen, std::chrono::microseconds timeout) = 0;
  // Rings for this node: ends the sleep of one thread, of this kind if there is one.
  virtual void wake(Sleeper who) = 0;

  // Returns when every node has called it. No messages are delivered meanwhile.
  virtual void barrier() = 0;
};

}  // namespace cjvm::cluster
