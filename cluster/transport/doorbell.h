// SPDX-License-Identifier: Apache-2.0
// How a sender wakes a node that sleeps for messages. Nodes of one machine share a word per node:
// the sleeper declares itself, the sender rings a futex only then. A node that has peers on other
// machines sleeps on a datagram socket instead; a lost datagram costs it the timeout of its sleep.
// Ringing is for any thread, sleeping for the two kinds of sleeper.
#pragma once

#include <netinet/in.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

// In memory that all nodes of one machine share; zero at the start.
struct alignas(64) Bell {
  std::atomic<std::uint32_t> armed;  // nobody polls
  std::atomic<std::uint32_t> rings;  // futex word
};

// The IPv4 address under which other machines reach this one: of the interface named by
// CJVM_INTERFACE, else of the first that is up and not the loopback.
in_addr own_address();

class Doorbell {
 public:
  // bells[i] is node i's word, null if it runs on another machine.
  Doorbell(NodeId self, std::vector<Bell*> bells);
  ~Doorbell();
  Doorbell(const Doorbell&) = delete;

  bool has_distant_nodes() const { return socket_ >= 0; }
  // Where distant nodes ring this one. Port 0 if there are none.
  sockaddr_in address() const { return address_; }
  void set_peer_addresses(std::vector<sockaddr_in> addresses);

  // After a message to `node` has been handed to the network. Costs a load if the node is awake.
  void ring(NodeId node);
  // A message has come from `node`: it is awake, and needs no datagrams for a while.
  void heard(NodeId node);

  void arm();
  bool has_rung() const { return bells_[index_]->armed.load(std::memory_order_seq_cst) == 0; }
  void disarm();
  std::uint32_t rings() const { return bells_[index_]->rings.load(std::memory_order_seq_cst); }
  void sleep(Sleeper who, std::uint32_t seen, std::chrono::microseconds timeout);
  void wake(Sleeper who);

 private:
  void ring_distant(std::size_t node);
  void drain();

  std::size_t index_;
  std::vector<Bell*> bells_;
  int socket_ = -1;
  int own_ring_ = -1;  // eventfd by which wake() reaches a sleep on the socket
  sockaddr_in address_{};
  std::vector<sockaddr_in> peers_;
  std::unique_ptr<std::atomic<std::int64_t>[]> heard_at_;  // CLOCK_MONOTONIC, nanoseconds
};

}  // namespace cjvm::cluster
