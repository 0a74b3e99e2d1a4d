// SPDX-License-Identifier: Apache-2.0
// How long a master must be kept for the sake of other nodes: reference listing. The home counts,
// per node, the references sent there minus those given back (ExportCounts); a node counts what it
// has received of an object since it last gave back, and what it has sent on (ImportCounts). Pure,
// like all protocols here; not synchronized. docs/protocols.md has the rules and why they suffice.
//
// Rules for the nodes, given that the releases of a node are acted upon in the order in which its
// proxies were lost:
// - The home counts a reference before the message that carries it goes out.
// - Any other node notes that it has sent a reference on, also to the home, while it holds its
//   proxy. The home learns that with the release of this proxy, not earlier.
// - The home gives back a reference that has come home when it has resolved it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cluster/node.h"

namespace cjvm::cluster {

// References to one object, per node.
struct ReferenceCount {
  NodeId node{};
  std::int64_t count = 0;
};

// What a node tells the home when its proxy is gone.
struct ExportRelease {
  std::uint64_t received = 0;
  std::vector<ReferenceCount> sent;  // whom it has sent references to
};

// At the home, per exported object. It exists from the first reference that leaves to the drop.
class ExportCounts {
 public:
  // A reference is about to go to `to`.
  void sent(NodeId to);
  // A reference that has come home has been resolved. True if nothing is referenced any more, as
  // far as can be known: the export is then dropped.
  bool resolved(NodeId home);
  // `from` has lost its proxy. True as above.
  bool released(NodeId from, const ExportRelease& release);

  // Never 0; negative: the release was faster than that of who has sent the reference. Valid until
  // the next event; in the order of nodes.
  std::span<const ReferenceCount> counts() const { return counts_; }

 private:
  std::vector<ReferenceCount> counts_;
};

// At another node, per imported object: belongs to its proxy there.
class ImportCounts {
 public:
  // A reference has arrived. True if it is the first: a proxy is to be made.
  bool received() { return received_++ == 0; }
  // A reference is about to go to `to`.
  void sent(NodeId to);
  // The proxy is gone and no longer found: what to give back. A reference that arrives later begins
  // anew with another proxy, even if this release has not gone out yet.
  [[nodiscard]] ExportRelease take_release();

  std::uint64_t received_count() const { return received_; }
  std::span<const ReferenceCount> sent_counts() const { return sent_; }

 private:
  std::uint64_t received_ = 0;
  std::vector<ReferenceCount> sent_;
};

}  // namespace cjvm::cluster
