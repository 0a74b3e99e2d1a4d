// SPDX-License-Identifier: Apache-2.0
// Cluster: what makes one JVM of the processes that mpirun has started. Owns the parts, attaches to
// the VM as its extension. One per process; reached through Cluster::instance(). Functions are for
// Java threads unless they say otherwise; those that ask another node wait and may throw JavaThrow.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "cluster/address/address_table.h"
#include "cluster/balance/load_balancer.h"
#include "cluster/memory/shared_memory.h"
#include "cluster/remote/class_directory.h"
#include "cluster/remote/module_graph.h"
#include "cluster/remote/monitors.h"
#include "cluster/rpc/rpc.h"
#include "cluster/statistics/counting.h"
#include "cluster/threads/logical_thread.h"
#include "cluster/wire/marshal.h"
#include "cluster/wire/messages.h"
#include "jvm/frames/exceptions.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm_extension.h"

namespace cjvm::cluster {

struct ClusterOptions {
  std::string balance = "round-robin";
  std::optional<std::string> proxy_stats;  // the file they go to; empty: standard error
};

class Cluster final : public VmExtension {
 public:
  // What the cluster gets from elsewhere.
  struct Parts {
    const VTable* (*make_proxy_vtable)(Class*);    // proxies/
    void (*prepare_for_java)(JavaThread& thread);  // what the class-library glue does on each node
    void (*leave)();  // leaves the cluster in order, together with all other nodes
  };
  // Vtables of proxies, in Class::vtables.
  static constexpr unsigned kProxyKind = 1;

  Cluster(Transport& transport, ClusterOptions options, Parts parts);
  static Cluster& instance() { return *instance_; }

  // ---- life
  // The VM exists, no Java code has run. On node 0: returns at once. On the others: serves node 0
  // until the program ends; does not return.
  void vm_created(JavaThread& thread);
  // On node 0, when the class library is booted: the others may take part from now on.
  void vm_booted(JavaThread& thread);

  // ---- parts
  NodeId self() const { return self_; }
  int size() const { return size_; }
  Rpc& rpc() { return rpc_; }
  AddressTable& addresses() { return addresses_; }
  ClassDirectory& classes() { return classes_; }
  Marshal& marshal() { return marshal_; }
  LogicalThreads& threads() { return threads_; }
  Monitors& monitors() { return monitors_; }
  SharedMemory& memory() { return memory_; }

  // Asks another node on behalf of the calling Java thread.
  template <class M>
  typename M::Reply call(NodeId to, const M& message) {
    JavaThread& thread = *JavaThread::current();
    if constexpr (M::runs == Runs::OnThread) {
      Segment segment(threads_, thread, to);
      return rpc_.call(to, message, segment.id(), segment.flags(), segment.number());
    } else {
      LogicalThread* logical = threads_.current(thread);
      return rpc_.call(to, message, logical == nullptr ? LogicalThreadId{} : logical->id);
    }
  }
  // The value of an answer that ran Java code; throws what it threw.
  Slot result_of(const Outcome& outcome, BasicType type, NodeId from);
  // Runs `body(thread, writer)`, which writes the answer's value, for the asking logical thread.
  template <class F>
  Outcome answer(const CallContext& context, F&& body);

  const VTable* proxy_vtable(Class* klass) {
    const VTable* made =
        std::atomic_ref<VTable*>(klass->vtables[kProxyKind]).load(std::memory_order_acquire);
    return made != nullptr ? made : parts_.make_proxy_vtable(klass);
  }
  // The class with this global name, defined here if it is not yet.
  Class* find_or_fetch_class(GlobalClass global, NodeId authority, bool is_hidden,
                             const Symbol* name, Object* loader);
  static NodeId home_of(const Object* import) { return ImportRecord::of(import).global().home(); }
  // Frames of a logical thread's segments further out than the visit; asked for once, with the
  // first caller's limit.
  const TracedFrames& outer_frames(Visit& visit, std::size_t limit);
  // The authority can find the class by its global name from now on.
  void meet(Class* klass);
  void wake(LogicalThreadId whom, WakeReason reason, bool follows_chain);
  // LogicalThreads::hold() for a thread that has perhaps never been away.
  LogicalThreads::Sight hold(LogicalThreadId whom, bool even_if_gone);
  void prepare_for_java(JavaThread& thread);
  void end_was_asked(int code);

  // ---- VmExtension
  bool initialize(JavaThread&, Class*) override;
  Class* define_class(JavaThread&, const Symbol* expected_name, LoaderData*,
                      std::span<const std::uint8_t> bytes, const DefineOptions&) override;
  bool is_static_here(const Field&) override;
  void mirror_made(Class*) override;
  void module_changed(const ModuleChange&) override;
  std::optional<Class*> load_class_elsewhere(JavaThread&, const Symbol* name, LoaderData*) override;
  bool has_libraries_elsewhere(const LoaderData*) override;
  std::optional<void*> find_boot_native(JavaThread&, const std::string& name) override;
  Object* intern(Object* candidate) override;
  bool places(const Class* klass, const Class* from) override;
  Object* new_placed(JavaThread&, Class*) override;
  Slot execute_remote(JavaThread&, Method*, Slot* arguments) override;
  bool run_native_on_proxy(JavaThread&, Method*, Slot* slots) override;
  void append_outer_frames(JavaThread&, TracedFrames& frames, std::size_t limit) override;
  std::optional<TracedFrames> frames_of(JavaThread&, Object* java_thread) override;
  void append_threads(JavaThread&, GcVector<Object*>& threads) override;
  std::size_t native_stack_bytes(std::size_t java_bytes) override;
  bool wake(JavaThread&, Object* java_thread, bool interrupt) override;
  void thread_ended(JavaThread&) override;
  bool await_other_threads(JavaThread&) override;
  // Node 0: ends the other nodes. Another: has node 0 end all, and does not return.
  void exit(int code) override;
  void collect(JavaThread&) override;

 private:
  Slot construct_placed(JavaThread&, Method*, Slot* arguments, ImportRecord&);
  NodeId choose_home(JavaThread&, Method*, const Slot* arguments);
  Slot invoke_at(JavaThread&, NodeId home, Method*, const Slot* arguments);
  Slot run_native_at(JavaThread&, NodeId home, Method*, const Slot* arguments);
  // At the home of a thread that is alive and has perhaps never been away: from now on threads_
  // knows it. False if it is not alive.
  bool note_stay_at_home(LogicalThreadId whom);
  void start_serving();
  [[noreturn]] void wait_for_end();

  static Cluster* instance_;
  const ClusterOptions options_;
  const Parts parts_;
  const NodeId self_;
  const int size_;
  SharedMemory memory_;
  AddressTable addresses_;
  ClassDirectory classes_;
  LogicalThreads threads_;
  Marshal marshal_;
  Monitors monitors_;
  ModuleGraph modules_;
  Rpc rpc_;
  Counting counting_;
  std::unique_ptr<LoadBalancer> balancer_;
  std::atomic<bool> joined_{false};  // all nodes can run Java code

  enum class Serving : std::uint8_t { NotYet, Starts, Yes };

  std::mutex end_mutex_;  // of what follows
  std::condition_variable end_changed_;
  bool is_ending_ = false;
  Serving serving_ = Serving::NotYet;  // start_serving()
};

// The thread's java.lang.Thread as this node sees it, asked for by name.
Object* find_thread_object(LogicalThreadId id);

template <class F>
Outcome Cluster::answer(const CallContext& context, F&& body) {
  JavaThread& thread = *JavaThread::current();
  Visit visit(threads_, thread, context, find_thread_object);
  Outcome outcome;
  Writer writer;
  try {
    body(thread, writer);
  } catch (const JavaThrow&) {
    outcome.thrown = true;
    writer.bytes().clear();
    marshal_.put(writer, take_pending(thread), context.from);
  }
  outcome.value = std::move(writer.bytes());
  outcome.permit = visit.take_permit();
  return outcome;
}

}  // namespace cjvm::cluster
