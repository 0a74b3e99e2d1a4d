// SPDX-License-Identifier: Apache-2.0
// Ends this process when the cluster has lost a node or mpirun: there is no half-working cluster.
// Node 0 watches all nodes, the others watch node 0; everybody watches mpirun. Processes of the
// same machine are watched by descriptors of the kernel, which become ready when the process ends,
// however it ends; of other machines by a connection to node 0, which the kernel closes, and tests
// when the machine is gone. One thread, asleep until something ends.
//
// Who notices says so in one line on standard error (node 0, or node 1 where node 0 is the lost
// one) and ends the process at once with code 1: no Java code runs, nothing is flushed. Node 0 ends
// the others with it.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cluster/lifecycle/handshake.h"
#include "cluster/node.h"

namespace cjvm::cluster {

class Watchdog {
 public:
  // Starts watching mpirun (0: there is none). Its thread takes no signals and must not touch Java
  // objects.
  Watchdog(NodeId self, pid_t mpirun);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;

  // What is to be removed at a loss if mpirun is gone too: files and directories.
  void inherit(std::vector<std::string> files);

  // On node 0, for the handshake, at most once: makes the point where nodes of other machines
  // connect.
  WatchPoint make_watch_point();

  // After the handshake, once: watches the nodes.
  void watch(const Company& company);

  // After the last barrier: from now on nodes may end. A process that is still here two seconds
  // after the first of them has ended counts as hanging, and is ended. Any thread.
  void expect_end();

 private:
  struct Watched {
    int descriptor = -1;
    int node = -1;  // kMpirun, kListener or kStranger if none
    bool is_connection = false;
  };

  void run();
  // Looks at what is ready; true if that means that the process it stands for has ended.
  bool has_ended(Watched& watched);
  void accept_node(int listener);
  bool identify(Watched& watched);
  [[noreturn]] void end(int lost);
  void end_others();
  void remove_inheritance();
  std::string name_of(int lost) const;
  void add(Watched watched);
  void ring();

  const NodeId self_;
  const pid_t mpirun_;
  int bell_ = -1;  // eventfd: something has changed
  std::atomic<bool> ending_{false};
  std::atomic<bool> stopping_{false};

  mutable std::mutex mutex_;  // of what follows
  std::vector<Watched> watched_;
  std::vector<Peer> nodes_;
  WatchPoint watch_point_;
  std::vector<std::string> inheritance_;

  std::thread thread_;
};

// What the terminal and mpirun send to all processes is for node 0, which ends as the program
// wants; the other nodes end when it does. Call it on them before there are other threads.
void leave_signals_to_node_0();

}  // namespace cjvm::cluster
