// SPDX-License-Identifier: Apache-2.0
// Messages about references: which proxies have died, and collections.
#pragma once

#include <vector>

#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

// What has become of a reference count: see protocols/exports.h.
struct ReleasedExport {
  GlobalObject object;
  std::uint64_t received = 0;
  struct Sent {
    NodeId node{};
    std::uint32_t count = 0;
    template <class A>
    void fields(A& a) {
      a(node, count);
    }
  };
  std::vector<Sent> sent;
  template <class A>
  void fields(A& a) {
    a(object, received, sent);
  }
};

// The sender has lost its proxies of these masters of the receiver.
struct ReleaseExports {
  static constexpr std::string_view name = "release";
  static constexpr Runs runs = Runs::AtOnce;
  std::vector<ReleasedExport> exports;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(exports);
  }
};

// A full collection on the receiver. When the answer comes, what it has given back has arrived.
struct Collect {
  static constexpr std::string_view name = "collect";
  static constexpr Runs runs = Runs::OnThread;
  using Reply = Outcome;
  template <class A>
  void fields(A&) {}
};

}  // namespace cjvm::cluster
