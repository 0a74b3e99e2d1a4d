// SPDX-License-Identifier: Apache-2.0
// How long a master must be kept for the sake of other nodes: reference listing. The home counts,
// per node, the references sent there minus those given back (ExportCounts); a node counts what it
// has received of an object since it last gave back (ImportCounts). Pure, like all protocols here;
// not synchronized. docs/protocols.md has the rules and why they suffice.
//
// Rules for the nodes, given that messages between two nodes keep their order and that those of
// this protocol are acted upon in the order of their arrival:
// - The home counts a reference before the message that carries it goes out.
// - Any other node that sends a reference tells the home first (`forwarded(object, to)`), and it
//   tells before its own release can go out: it holds its proxy until then.
// - A reference that is sent to the object's home is told as well, to == home, and given back by
// the
//   home when it has resolved it. That may be left out where no release of the sender's can
//   overtake it: if the home resolves on arrival, or if the sender holds its proxy until an answer
//   comes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cluster/node.h"

namespace cjvm::cluster {

// At the home, per exported object. It exists from the first reference that leaves to the drop.
class ExportCounts {
 public:
  struct Holder {
    NodeId node{};
    std::int64_t count = 0;  // never 0; negative: its release was faster than the notice
  };

  // A reference is about to go to `to`, or a forwarder says so. True if nothing is referenced any
  // more, as far as can be known: an early release has been accounted for. The export is then
  // dropped.
  bool sent(NodeId to) { return add(to, 1); }
  // `from` gives back `count` references. True as above.
  bool released(NodeId from, std::uint64_t count) {
    return add(from, -static_cast<std::int64_t>(count));
  }

  bool is_droppable() const { return holders_.empty(); }
  std::int64_t count(NodeId node) const;
  // Valid until the next event; in the order of nodes.
  std::span<const Holder> holders() const { return holders_; }

 private:
  bool add(NodeId node, std::int64_t change);

  std::vector<Holder> holders_;
};

// At another node, per imported object: belongs to its proxy there.
class ImportCounts {
 public:
  // A reference has arrived. True if it is the first: a proxy is to be made.
  bool received() { return count_++ == 0; }
  // The proxy is gone and no longer found: how many references to give back. A reference that
  // arrives later begins anew with another proxy, even if this release has not gone out yet.
  [[nodiscard]] std::uint64_t take_release();

  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

}  // namespace cjvm::cluster
