// SPDX-License-Identifier: Apache-2.0
// Monitors in the cluster. An uncontended one of a master is a thin lock like on one machine; when
// somebody has to wait, or waits on purpose, it becomes a SharedMonitor in a record that the lock
// word points to, for threads of all nodes alike. Threads of other nodes that wait are entries of
// its queues, not threads here. At its home a logical thread is known by its lock id there.
#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "cluster/address/address_table.h"
#include "cluster/protocols/shared_monitor.h"
#include "cluster/rpc/rpc.h"
#include "cluster/wire/messages.h"

namespace cjvm::cluster {

class Cluster;

struct MonitorRecord : ForeignRecord {
  MonitorRecord() : ForeignRecord(false) {}
  std::mutex mutex;  // a leaf but for the table of tickets
  SharedMonitor monitor;
};

class Monitors {
 public:
  explicit Monitors(Cluster& cluster) : cluster_(cluster) {}

  // Before Rpc::start().
  void serve(Rpc& rpc);

  // The verbs of HeapAccess, for any object.
  void enter(JavaThread& thread, Object* object);
  void exit(JavaThread& thread, Object* object);
  void wait(JavaThread& thread, Object* object, std::int64_t millis);
  void notify(JavaThread& thread, Object* object, bool all);
  bool is_held_by(const JavaThread& thread, Object* object);
  std::int32_t hash_of(ForeignRecord& record);

 private:
  // Somebody whom a grant will reach: a thread of this node, or a request to answer.
  struct LocalWaiter;
  struct Pending {
    LocalWaiter* local = nullptr;
    CallContext remote;
  };

  Ticket next_ticket();
  MonitorRecord& share(Object* object);
  void enter_shared(JavaThread& thread, Object* object, MonitorRecord& record);
  void carry_out(const MonitorGrant& grant);
  void show_blocked(Ticket ticket);
  MonitorOutcome notify_shared(MonitorRecord& record, LogicalThreadId thread, bool all);
  void answer(const UseMonitor& message, const CallContext& context);
  MonitorOutcome apply(MonitorRecord& record, const UseMonitor& message, const CallContext& context,
                       LogicalThreadId thread);
  void cancel(const CancelWait& message, const CallContext& context);
  void enter_elsewhere(JavaThread& thread, Object* object);
  void wait_elsewhere(JavaThread& thread, Object* object, std::int64_t millis);

  Cluster& cluster_;
  std::atomic<std::uint64_t> tickets_{0};
  std::mutex mutex_;  // a leaf
  std::unordered_map<Ticket, Pending> pending_;
};

}  // namespace cjvm::cluster
