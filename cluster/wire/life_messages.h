// SPDX-License-Identifier: Apache-2.0
// Messages about the cluster's life and its figures.
#pragma once

#include "cluster/statistics/statistics.h"
#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

// Node 0 has booted: makes the other ready to run Java code.
struct PrepareNode {
  static constexpr std::string_view name = "prepare_node";
  static constexpr Runs runs = Runs::OnThread;
  Bytes modules;  // the module graph so far
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(modules);
  }
};

// To node 0: the program ends with this code. From node 0: end now.
struct EndProgram {
  static constexpr std::string_view name = "end_program";
  static constexpr Runs runs = Runs::AtOnce;
  std::int32_t code = 0;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(code);
  }
};

// Node 0 wants the figures of the proxy statistics: the receiver posts them.
struct CollectStatistics {
  static constexpr std::string_view name = "collect_statistics";
  static constexpr Runs runs = Runs::AtOnce;
  using Reply = Nothing;
  template <class A>
  void fields(A&) {}
};

struct ReportStatistics {
  static constexpr std::string_view name = "report_statistics";
  static constexpr Runs runs = Runs::AtOnce;
  NodeStatistics figures;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(figures);
  }
};

}  // namespace cjvm::cluster
