// SPDX-License-Identifier: Apache-2.0
// Messages about threads that are where the receiver is.
#pragma once

#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

enum class WakeReason : std::uint8_t { Unpark, Interrupt };

// Follows a logical thread to its innermost segment.
struct WakeThread {
  static constexpr std::string_view name = "wake_thread";
  static constexpr Runs runs = Runs::AtOnce;
  LogicalThreadId whom;
  WakeReason reason = WakeReason::Unpark;
  bool follows_chain = false;  // from a segment to the one that it has called
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(whom.bits, reason, follows_chain);
  }
};

// The frames of a segment that waits. Its thread stands still, so anybody may look.
struct CollectFrames {
  static constexpr std::string_view name = "collect_frames";
  static constexpr Runs runs = Runs::AtOnce;
  std::uint32_t segment = 0;
  std::uint32_t limit = 0;
  struct Reply {
    std::uint32_t count = 0;
    Bytes frames;
    bool has_outer = false;  // the segment was called from another one
    NodeId outer{};
    std::uint32_t outer_segment = 0;
    template <class A>
    void fields(A& a) {
      a(count, frames, has_outer, outer, outer_segment);
    }
  };
  template <class A>
  void fields(A& a) {
    a(segment, limit);
  }
};

// Answers when no non-daemon thread runs on the node: how many it has started so far.
struct AwaitThreads {
  static constexpr std::string_view name = "await_threads";
  static constexpr Runs runs = Runs::OnThread;
  using Reply = Bits;
  template <class A>
  void fields(A&) {}
};

}  // namespace cjvm::cluster
