// SPDX-License-Identifier: Apache-2.0
// The threads run on while they are looked at, so links are read one after the other; a circle
// counts only if all its links are found unchanged a second time, which a real deadlock always
// passes.
#include "jvm/threads/deadlock.h"

#include "jvm/linking/well_known.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/vtable.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/thread_table.h"

namespace cjvm {

namespace {

struct Node {
  JavaThread* thread;
  Object* java_thread;
  Object* waits_for;
  Object* holder;  // java.lang.Thread
  bool is_synchronizer;
};

// Fills in what the node's thread waits for; requires the list's lock or a thread known to be
// deadlocked.
void read_link(Node& node, bool synchronizers) {
  JavaThread& thread = *node.thread;
  node.java_thread = thread.java_thread;
  node.is_synchronizer = false;
  node.holder = nullptr;
  node.waits_for = thread.blocked_on.load(std::memory_order_acquire);
  if (node.waits_for != nullptr) {
    JavaThread* owner = thread_of_lock_id(monitor_owner(node.waits_for));
    node.holder = owner == nullptr ? nullptr : owner->java_thread;
    return;
  }
  if (!synchronizers) return;
  node.waits_for = awaited_synchronizer(thread);
  if (node.waits_for == nullptr) return;
  node.is_synchronizer = true;
  node.holder = thread.heap().load_reference(
      node.waits_for, well_known::AbstractOwnableSynchronizer_exclusiveOwnerThread,
      Order::Volatile);
}

bool is_unchanged(const Node& node, bool synchronizers) {
  Node again{.thread = node.thread,
             .java_thread = nullptr,
             .waits_for = nullptr,
             .holder = nullptr,
             .is_synchronizer = false};
  read_link(again, synchronizers);
  return again.java_thread == node.java_thread && again.waits_for == node.waits_for &&
         again.holder == node.holder;
}

GcVector<Node> read_all(bool synchronizers) {
  // Nothing may be allocated while the list is locked.
  GcVector<Node> nodes;
  nodes.reserve(static_cast<std::size_t>(ThreadList::live_count()) + 32);
  ThreadList::for_each([&](JavaThread& thread) {
    if (thread.java_thread == nullptr || thread.is_vm_internal || nodes.size() == nodes.capacity())
      return;
    nodes.push_back({.thread = &thread,
                     .java_thread = nullptr,
                     .waits_for = nullptr,
                     .holder = nullptr,
                     .is_synchronizer = false});
    read_link(nodes.back(), synchronizers);
  });
  return nodes;
}

}  // namespace

Object* awaited_synchronizer(JavaThread& thread) {
  // With the list locked only what is here can be read.
  if (thread.java_thread == nullptr || thread.java_thread->is_proxy()) return nullptr;
  HeapAccess& heap = thread.heap();
  auto status = static_cast<ThreadStatus>(heap.load<std::int32_t>(
      thread.java_thread, well_known::Thread_threadStatus, Order::Volatile));
  if (status != ThreadStatus::Parked && status != ThreadStatus::ParkedTimed) return nullptr;
  Object* blocker =
      heap.load_reference(thread.java_thread, well_known::Thread_parkBlocker, Order::Volatile);
  if (blocker == nullptr || blocker->is_proxy() ||
      !blocker->klass()->is_subclass_of(well_known::AbstractOwnableSynchronizer)) {
    return nullptr;
  }
  return blocker;
}

GcVector<Deadlock> find_deadlocks(bool synchronizers) {
  GcVector<Node> nodes = read_all(synchronizers);
  GcVector<Deadlock> found;
  GcMap<Object*, std::size_t> index;
  for (std::size_t i = 0; i < nodes.size(); ++i) index[nodes[i].java_thread] = i;
  // The walk during which a node was first seen; a walk that meets its own mark has found a circle.
  std::vector<std::size_t> seen(nodes.size(), 0);
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    std::size_t walk = start + 1;
    std::size_t at = start;
    while (seen[at] == 0) {
      seen[at] = walk;
      if (nodes[at].holder == nullptr) break;
      auto next = index.find(nodes[at].holder);
      if (next == index.end()) break;
      at = next->second;
      if (seen[at] != walk) continue;
      Deadlock circle;
      bool stable = true;
      std::size_t first = at;
      do {
        const Node& node = nodes[at];
        stable = stable && is_unchanged(node, synchronizers);
        circle.push_back({node.java_thread, node.waits_for, node.is_synchronizer});
        at = index.find(node.holder)->second;
      } while (at != first);
      if (stable && circle.size() > 1) found.push_back(std::move(circle));
      break;
    }
  }
  return found;
}

}  // namespace cjvm
