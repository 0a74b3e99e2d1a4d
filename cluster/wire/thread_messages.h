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

// The frames of a segment, innermost first.
struct SegmentFrames {
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

// The frames of a segment that waits. Its thread stands still, so anybody may look.
struct CollectFrames {
  static constexpr std::string_view name = "collect_frames";
  static constexpr Runs runs = Runs::AtOnce;
  std::uint32_t segment = 0;
  std::uint32_t limit = 0;
  using Reply = SegmentFrames;
  template <class A>
  void fields(A& a) {
    a(segment, limit);
  }
};

// Somebody wants to see the whole stack of a logical thread. If it is here, its frames; it does not
// return to its caller, whose frames are asked for next, until LetGo.
struct HoldThread {
  static constexpr std::string_view name = "hold_thread";
  static constexpr Runs runs = Runs::AtOnce;
  LogicalThreadId whom;
  bool even_if_gone = false;  // the frames that wait here for where it has gone
  struct Reply {
    bool is_here = false;
    bool has_gone = false;  // if it is not here: on to `node`
    NodeId node{};
    SegmentFrames frames;
    template <class A>
    void fields(A& a) {
      a(is_here, has_gone, node, frames.count, frames.frames, frames.has_outer, frames.outer,
        frames.outer_segment);
    }
  };
  template <class A>
  void fields(A& a) {
    a(whom.bits, even_if_gone);
  }
};

// Ends one HoldThread that has found the thread; after the last it may return.
struct LetGo {
  static constexpr std::string_view name = "let_go";
  static constexpr Runs runs = Runs::AtOnce;
  LogicalThreadId whom;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(whom.bits);
  }
};

// The java.lang.Threads of the node's threads that programs may see: their number, and they.
struct ListThreads {
  static constexpr std::string_view name = "list_threads";
  static constexpr Runs runs = Runs::OnThread;
  using Reply = Outcome;
  template <class A>
  void fields(A&) {}
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
