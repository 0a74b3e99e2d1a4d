// SPDX-License-Identifier: Apache-2.0
// Giving references back: what a node's collector has found dead is told to the homes by a thread
// of its own, which is no Java thread and touches no object.
#include <signal.h>

#include <map>
#include <mutex>
#include <thread>

#include "cluster/cluster.h"
#include "cluster/remote/servers.h"

namespace cjvm::cluster {

namespace {

// In one message.
constexpr std::size_t kMostReleases = 1000;

void give_back_dead(Rpc& rpc, AddressTable& addresses) {
  static std::mutex turn;  // what has died first goes first
  std::lock_guard lock(turn);
  std::map<NodeId, ReleaseExports> messages;
  auto post = [&](NodeId home, ReleaseExports& message) {
    rpc.post(home, message);
    message.exports.clear();
  };
  addresses.release_dead([&](GlobalObject object, const ExportRelease& release) {
    ReleasedExport item{.object = object, .received = release.received, .sent = {}};
    for (const ReferenceCount& sent : release.sent)
      item.sent.push_back({sent.node, static_cast<std::uint32_t>(sent.count)});
    ReleaseExports& message = messages[object.home()];
    message.exports.push_back(std::move(item));
    if (message.exports.size() == kMostReleases) post(object.home(), message);
  });
  for (auto& [home, message] : messages) {
    if (!message.exports.empty()) post(home, message);
  }
}

void give_back_for_ever(Rpc& rpc, AddressTable& addresses) {
  for (;;) {
    addresses.wait_for_dead();
    give_back_dead(rpc, addresses);
  }
}

}  // namespace

void serve_exports(Rpc& rpc) {
  AddressTable& addresses = Cluster::instance().addresses();
  rpc.serve<ReleaseExports>([&](const ReleaseExports& message, const CallContext& context) {
    for (const ReleasedExport& item : message.exports) {
      ExportRelease release{item.received, {}};
      for (const auto& sent : item.sent) release.sent.push_back({sent.node, sent.count});
      addresses.release(item.object, context.from, release);
    }
    return Nothing{};
  });
  rpc.serve<Collect>([&](const Collect&, const CallContext& context) {
    return Cluster::instance().answer(context, [&](JavaThread& thread, Writer&) {
      Collector::collect_on_request(thread);
      give_back_dead(rpc, addresses);
    });
  });
  // Signals are for the program's threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread(give_back_for_ever, std::ref(rpc), std::ref(addresses)).detach();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

// What other nodes give back is garbage here afterwards.
void Cluster::collect(JavaThread&) {
  if (!joined_.load(std::memory_order_acquire)) return;
  for (int node = 0; node < size_; ++node) {
    auto to = static_cast<NodeId>(node);
    if (to != self_) result_of(call(to, Collect{}), BasicType::Void, to);
  }
}

}  // namespace cjvm::cluster
