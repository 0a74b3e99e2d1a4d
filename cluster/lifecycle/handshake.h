// SPDX-License-Identifier: Apache-2.0
// The first messages of a cluster, before there are numbers for messages: every node tells node 0
// what it is, node 0 compares and answers with the table of all nodes, or with a refusal for
// everybody. Nodes of different builds would misunderstand each other's messages, and nodes with
// different class libraries each other's objects.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

// A process of the cluster, as the others need to know it.
struct Peer {
  std::uint32_t pid = 0;
  std::string host;
  std::string machine;  // equal for two nodes that see the same processes under the same numbers

  template <class A>
  void fields(A& a) {
    a(pid, host, machine);
  }
};

struct Greeting {
  std::string build;        // of this code; see build_id()
  std::string jdk_version;  // JAVA_RUNTIME_VERSION of the class library
  Peer peer;

  template <class A>
  void fields(A& a) {
    a(build, jdk_version, peer);
  }
};

// Where node 0 can be watched by nodes of other machines (watchdog.h); port 0 if it cannot.
struct WatchPoint {
  std::uint32_t address = 0;  // IPv4, network order
  std::uint16_t port = 0;
  std::uint64_t token = 0;  // whoever connects says it

  template <class A>
  void fields(A& a) {
    a(address, port, token);
  }
};

// What the handshake ends with, the same on every node.
struct Company {
  std::vector<Peer> nodes;  // by number
  WatchPoint watch_point;
};

// The nodes do not fit together; the text is for the user, the same on every node.
struct HandshakeRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The linker's build id of the library or executable that contains this function, in hexadecimal
// digits; "none" if it was linked without one.
std::string build_id();

// This process with this build.
Greeting own_greeting(const std::string& jdk_version);

// Called once by every node, on one thread, before anybody else sends or receives.
// `make_watch_point` is called on node 0, and only if there are nodes of other machines. Returns,
// or throws HandshakeRefused, on all nodes together: no message of another kind arrives before.
Company shake_hands(Transport& transport, const Greeting& own,
                    const std::function<WatchPoint()>& make_watch_point);

}  // namespace cjvm::cluster
