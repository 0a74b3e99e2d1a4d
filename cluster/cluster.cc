// SPDX-License-Identifier: Apache-2.0
#include "cluster/cluster.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>
#include <utility>

#include "cluster/remote/libraries.h"
#include "cluster/remote/servers.h"
#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/native_library.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm::cluster {

namespace {

// A call on a proxy and the call back that it makes take about 4 KB of native stack on each node, a
// Java frame about 60 bytes of Java stack: recursion from node to node shall end by the latter.
// Only address space, until it is used.
constexpr std::size_t kNativePerJavaStack = 16, kLargestNativeStack = std::size_t{64} << 20;

void* server_main(void* argument) {
  std::unique_ptr<std::function<void()>> body(static_cast<std::function<void()>*>(argument));
  Vm& vm = Vm::instance();
  JavaThread* thread = attach_native_thread(vm, vm.options().thread_stack_bytes());
  check(thread != nullptr, "memory for a server thread");
  thread->is_vm_internal = true;
  ThreadList::add(thread);  // others may want to see the frames of whom it works for
  (*body)();
  thread->java_thread = nullptr;
  detach_native_thread(thread);
  return nullptr;
}

// A server thread of this node.
void start_server(std::function<void()> body) {
  Vm& vm = Vm::instance();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes,
                            vm.extension().native_stack_bytes(vm.options().thread_stack_bytes()));
  pthread_t thread;
  auto argument = std::make_unique<std::function<void()>>(std::move(body));
  check(pthread_create(&thread, &attributes, server_main, argument.get()) == 0, "a server thread");
  static_cast<void>(argument.release());
  pthread_attr_destroy(&attributes);
}

// Initialized first of all on a node that joins, because the first Java code there would otherwise
// find them half initialized by itself (as in boot.cc), and the heap needs its helpers.
constexpr std::string_view kFirstClasses[] = {"java/lang/Class",
                                              "jdk/internal/misc/Unsafe",
                                              "java/lang/ref/Finalizer",
                                              "java/lang/reflect/Method",
                                              "jdk/internal/ref/CleanerFactory",
                                              "java/lang/invoke/MethodHandle",
                                              "java/lang/invoke/ResolvedMethodName",
                                              "java/lang/invoke/MemberName",
                                              "java/lang/invoke/MethodHandleNatives"};

// To the file, or to standard error if it has no name.
void write_report(const std::string& report, const std::string& file_name) {
  std::FILE* file = file_name.empty() ? stderr : std::fopen(file_name.c_str(), "w");
  if (file == nullptr) {
    std::fprintf(stderr, "cjvm: cannot write the proxy statistics to %s\n", file_name.c_str());
    return;
  }
  std::fwrite(report.data(), 1, report.size(), file);
  if (file == stderr) {
    std::fflush(file);
  } else {
    std::fclose(file);
  }
}

}  // namespace

Cluster* Cluster::instance_ = nullptr;

Cluster::Cluster(Transport& transport, ClusterOptions options, Parts parts)
    : options_(std::move(options)),
      parts_(parts),
      self_(transport.self()),
      size_(transport.node_count()),
      memory_(self_, size_),
      addresses_(self_),
      classes_(self_, addresses_),
      threads_(self_, addresses_),
      marshal_(*this),
      monitors_(*this),
      modules_(*this),
      rpc_(transport, start_server),
      counting_(rpc_, addresses_, options_.proxy_stats.has_value()),
      balancer_(make_balancer(options_.balance, self_, size_)) {
  instance_ = this;
}

void Cluster::start_serving() {
  {
    std::unique_lock lock(end_mutex_);
    end_changed_.wait(lock, [this] { return self_ != NodeId{0} || !is_ending_; });
    serving_ = Serving::Starts;
  }
  addresses_.start();
  serve_calls(rpc_);
  serve_fields(rpc_);
  serve_classes(rpc_);
  serve_loaders(rpc_);
  serve_exports(rpc_);
  serve_threads(rpc_);
  serve_stacks(rpc_);
  serve_libraries(rpc_);
  monitors_.serve(rpc_);
  counting_.serve();
  rpc_.serve<PrepareNode>([this](const PrepareNode& message, const CallContext& context) {
    return answer(context, [&](JavaThread& thread, Writer&) {
      Reader reader(message.modules);
      modules_.apply_all(reader, context.from);
      prepare_for_java(thread);
      // The helpers of this node's heap, like those threads that serve.
      ThreadList::for_each([](JavaThread& helper) { helper.is_vm_internal = true; });
      joined_.store(true, std::memory_order_release);
    });
  });
  rpc_.serve<ChangeModules>([this](const ChangeModules& message, const CallContext& context) {
    return answer(context, [&](JavaThread&, Writer&) {
      Reader reader(message.change);
      modules_.apply(reader, context.from);
    });
  });
  rpc_.serve<EndProgram>([this](const EndProgram& message, const CallContext&) {
    end_was_asked(message.code);
    return Nothing{};
  });
  rpc_.start();
  rpc_.transport().barrier();
  std::lock_guard lock(end_mutex_);
  serving_ = Serving::Yes;
  end_changed_.notify_all();
}

void Cluster::vm_created(JavaThread& thread) {
  if (self_ == NodeId{0}) return;
  thread.is_vm_internal = true;
  start_serving();
  wait_for_end();
}

void Cluster::vm_booted(JavaThread& thread) {
  if (size_ == 1) return;
  start_serving();
  // The helper threads of the other nodes' heaps are no business of the program's: its threads get
  // the numbers that they have on one machine.
  HeapAccess& heap = thread.heap();
  auto last_id =
      heap.load<std::int64_t>(well_known::Thread->mirror, well_known::Thread_threadSeqNumber);
  for (int node = 1; node < size_; ++node) {
    auto to = static_cast<NodeId>(node);
    Writer writer;
    modules_.put_all(writer, to);
    Outcome outcome = call(to, PrepareNode{.modules = std::move(writer.bytes())});
    result_of(outcome, BasicType::Void, to);
  }
  heap.store<std::int64_t>(well_known::Thread->mirror, well_known::Thread_threadSeqNumber, last_id);
  joined_.store(true, std::memory_order_release);
}

void Cluster::prepare_for_java(JavaThread& thread) {
  parts_.prepare_for_java(thread);
  for (std::string_view name : kFirstClasses)
    initialize_class(thread, load_class(thread, Symbol::intern(name), boot_loader()));
  prepare_preallocated_throwables(thread);
  adopt_platform_encoding(thread);
}

void Cluster::mirror_made(Class* klass) {
  if (size_ == 1 || klass->is_primitive || klass->is_array || klass->is_hidden) return;
  Object* loader = klass->loader->java_loader;
  bool is_here =
      loader != nullptr ? !loader->is_proxy() : self_ == NodeId{0} || is_per_node_class(klass);
  if (is_here) return;
  klass->mirror->lock_word.store(
      reinterpret_cast<std::uint64_t>(new ImportRecord) | LockWord::kForeignMonitorBit,
      std::memory_order_release);
}

void Cluster::module_changed(const ModuleChange& change) {
  if (size_ == 1 || ModuleGraph::is_repeating()) return;
  if (self_ == NodeId{0}) modules_.note(change);
  if (!joined_.load(std::memory_order_acquire)) return;
  for (int node = 0; node < size_; ++node) {
    auto to = static_cast<NodeId>(node);
    if (to == self_) continue;
    Writer writer;
    modules_.put(writer, change, to);
    result_of(call(to, ChangeModules{.change = std::move(writer.bytes())}), BasicType::Void, to);
  }
}

bool Cluster::run_native_on_proxy(JavaThread&, Method* method, Slot*) {
  throw_not_on_proxy(cat(method->holder->external_name(), '.', method->name->text()));
}

std::size_t Cluster::native_stack_bytes(std::size_t java_bytes) {
  return std::max(java_bytes, std::min(java_bytes * kNativePerJavaStack, kLargestNativeStack));
}

// ---- the end

void Cluster::exit(int code) {
  if (self_ != NodeId{0}) {
    rpc_.post(NodeId{0}, EndProgram{.code = code});
    for (;;) ::pause();  // node 0 ends this process
  }
  {
    std::unique_lock lock(end_mutex_);
    if (std::exchange(is_ending_, true)) {
      lock.unlock();
      for (;;) ::pause();  // another thread is at it
    }
    end_changed_.wait(lock, [this] { return serving_ != Serving::Starts; });
    // The boot of the class library has ended the program: the others wait in start_serving().
    if (size_ > 1 && serving_ == Serving::NotYet) rpc_.transport().barrier();
  }
  std::string report;
  if (counting_.is_on()) report = counting_.collect_report(size_);
  for (int node = 1; node < size_; ++node)
    rpc_.post(static_cast<NodeId>(node), EndProgram{.code = code});
  if (size_ > 1) rpc_.silence();
  parts_.leave();
  // Last: what the other nodes have printed stands before it.
  if (counting_.is_on()) write_report(report, *options_.proxy_stats);
}

void Cluster::end_was_asked(int code) {
  if (self_ == NodeId{0}) {
    // This thread polls for others and must not wait.
    std::thread([code] { Vm::instance().exit_process(code); }).detach();
    return;
  }
  std::lock_guard lock(end_mutex_);
  is_ending_ = true;
  end_changed_.notify_all();
}

void Cluster::wait_for_end() {
  {
    std::unique_lock lock(end_mutex_);
    end_changed_.wait(lock, [this] { return is_ending_; });
  }
  rpc_.silence();
  parts_.leave();
  ::_exit(0);
}

}  // namespace cjvm::cluster
