// SPDX-License-Identifier: Apache-2.0
// The libjvm.so of a cluster: puts heap, engine and extension together. One process becomes one
// node; on all but the first the creation of the VM does not return.
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "classlib-glue/boot.h"
#include "classlib-glue/composition.h"
#include "cluster/cluster.h"
#include "cluster/cluster_heap.h"
#include "cluster/lifecycle/membership.h"
#include "interp/checked_engine.h"
#include "jvm/base/text.h"
#include "jvm/threads/monitor.h"
#include "proxies/proxy_vtables.h"

namespace cjvm {

namespace {

cluster::Membership* membership = nullptr;
cluster::Cluster* extension = nullptr;  // owned by the VM

void leave_cluster() { membership->leave(); }

// JAVA_RUNTIME_VERSION of the class library.
std::string jdk_version(const std::string& java_home) {
  std::ifstream file(java_home + "/release");
  constexpr std::string_view kKey = "JAVA_RUNTIME_VERSION=";
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kKey)) return line.substr(kKey.size());
  }
  return "unknown";
}

cluster::ClusterOptions options_of_environment() {
  cluster::ClusterOptions options;
  if (const char* balance = std::getenv("CJVM_BALANCE")) options.balance = balance;
  if (const char* file = std::getenv("CJVM_PROXY_STATS")) options.proxy_stats = file;
  if (cluster::make_balancer(options.balance, cluster::NodeId{0}, 1) == nullptr) {
    throw StartError(cat("no such balancer: ", options.balance,
                         " (there are: local, round-robin, random:SEED)"));
  }
  return options;
}

}  // namespace

Vm::Parts make_parts(const Options&, const std::string& java_home) {
  cluster::ClusterOptions options = options_of_environment();
  membership = new cluster::Membership(cluster::own_greeting(jdk_version(java_home)));
  auto made = std::make_unique<cluster::Cluster>(
      membership->transport(), std::move(options),
      cluster::Cluster::Parts{.make_proxy_vtable = proxies::make_simple_vtable,
                              .prepare_for_java = fill_unsafe_constants,
                              .leave = leave_cluster});
  extension = made.get();
  Vm::Parts parts;
  expect_foreign_monitors();
  parts.heap = std::make_unique<cluster::ClusterHeap>();
  parts.engine = make_checked_engine();
  parts.extension = std::move(made);
  return parts;
}

void vm_created(JavaThread& thread) { extension->vm_created(thread); }
void vm_booted(JavaThread& thread) { extension->vm_booted(thread); }

}  // namespace cjvm
