// SPDX-License-Identifier: Apache-2.0
// Every message of the VM: a struct with its name, where it runs, its fields and its reply
// (docs/wire-format.md). `Bytes` fields hold Java values as wire/marshal.h writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cluster/address/global_address.h"
#include "cluster/protocols/class_initialization.h"
#include "cluster/statistics/statistics.h"
#include "cluster/wire/codec.h"
#include "cluster/wire/message_list.h"

namespace cjvm::cluster {

struct Nothing {
  template <class A>
  void fields(A&) {}
};

// How a piece of Java code ended.
struct Outcome {
  bool thrown = false;  // `value` is the throwable
  bool permit = false;  // LockSupport's permit, which the logical thread takes along
  Bytes value;
  template <class A>
  void fields(A& a) {
    a(thrown, permit, value);
  }
};

// An object with fields: a master of the receiver, or the statics of a class; or native memory in
// the receiver's arena.
struct Place {
  GlobalObject object;       // zero: statics
  GlobalClass statics;       // zero, too: memory
  std::uint64_t offset = 0;  // bytes, as in HeapAccess
  template <class A>
  void fields(A& a) {
    a(object, statics, offset);
  }
};

struct Bits {
  std::uint64_t bits = 0;
  template <class A>
  void fields(A& a) {
    a(bits);
  }
};

struct Reference {
  Bytes value;
  template <class A>
  void fields(A& a) {
    a(value);
  }
};

// ---- calls

// Runs exactly this method on a master of the receiving node, which the sender has a proxy of until
// it gets the answer.
struct Invoke {
  static constexpr std::string_view name = "invoke";
  static constexpr Runs runs = Runs::OnThread;
  GlobalObject receiver;
  Bytes method;
  Bytes arguments;  // the others
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(receiver, method, arguments);
  }
};

// Runs a native method where its libraries are.
struct RunNative {
  static constexpr std::string_view name = "run_native";
  static constexpr Runs runs = Runs::OnThread;
  Bytes method;
  Bytes arguments;  // the receiver, too, if there is one
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(method, arguments);
  }
};

// A new object, without its constructor run.
struct Allocate {
  static constexpr std::string_view name = "allocate";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// ---- fields, elements

struct LoadBits {
  static constexpr std::string_view name = "load";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t size = 0;
  std::uint8_t order = 0;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(place, size, order);
  }
};

struct StoreBits {
  static constexpr std::string_view name = "store";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t size = 0;
  std::uint8_t order = 0;
  std::uint64_t bits = 0;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(place, size, order, bits);
  }
};

struct ExchangeBits {
  static constexpr std::string_view name = "compare_exchange";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t size = 0;
  std::uint64_t expected = 0;
  std::uint64_t desired = 0;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(place, size, expected, desired);
  }
};

struct LoadReference {
  static constexpr std::string_view name = "load_reference";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t order = 0;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(place, order);
  }
};

struct StoreReference {
  static constexpr std::string_view name = "store_reference";
  static constexpr Runs runs = Runs::OnThread;
  Place place;
  std::uint8_t order = 0;
  Bytes value;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(place, order, value);
  }
};

struct ExchangeReference {
  static constexpr std::string_view name = "compare_exchange_reference";
  static constexpr Runs runs = Runs::OnThread;
  Place place;
  Bytes expected;
  Bytes desired;
  using Reply = Outcome;  // the reference found
  template <class A>
  void fields(A& a) {
    a(place, expected, desired);
  }
};

struct ReadBytes {
  static constexpr std::string_view name = "read_bytes";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint64_t count = 0;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(place, count);
  }
};

struct WriteBytes {
  static constexpr std::string_view name = "write_bytes";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  Bytes bytes;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(place, bytes);
  }
};

// realloc or free for a block in the receiver's arena; the answer is the new address.
struct ResizeMemory {
  static constexpr std::string_view name = "resize_memory";
  static constexpr Runs runs = Runs::AtOnce;
  std::uint64_t address = 0;
  std::uint64_t bytes = 0;
  bool is_release = false;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(address, bytes, is_release);
  }
};

// A run of elements of a reference array.
struct ReadReferences {
  static constexpr std::string_view name = "read_references";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject array;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(array, first, count);
  }
};

struct WriteReferences {
  static constexpr std::string_view name = "write_references";
  static constexpr Runs runs = Runs::OnThread;
  GlobalObject array;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  Bytes values;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(array, first, count, values);
  }
};

// Object.clone of a master.
struct Clone {
  static constexpr std::string_view name = "clone";
  static constexpr Runs runs = Runs::OnThread;
  GlobalObject object;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(object);
  }
};

// A reference to a master of the receiver, for somebody who only has its name.
struct FetchObject {
  static constexpr std::string_view name = "fetch_object";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(object);
  }
};

struct IdentityHash {
  static constexpr std::string_view name = "identity_hash";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(object);
  }
};

// The identity hash of a class's mirrors.
struct MirrorHash {
  static constexpr std::string_view name = "mirror_hash";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

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

// ---- monitors

enum class MonitorVerb : std::uint8_t { Enter, Exit, Wait, Notify, NotifyAll, IsHeld };
// Owned: the asking thread owns the monitor now. The rest as in protocols/shared_monitor.h.
enum class MonitorAnswer : std::uint8_t { Owned, Notified, TimedOut, Interrupted, Done, NotOwner };

// Answered when the verb is done, for Enter and Wait that is when the thread owns the monitor.
struct UseMonitor {
  static constexpr std::string_view name = "monitor";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  GlobalClass mirror;  // instead of an object: the mirror of this class
  MonitorVerb verb = MonitorVerb::Enter;
  std::uint64_t ticket = 0;  // the sender's name for an Enter or Wait
  struct Reply {
    MonitorAnswer answer = MonitorAnswer::Done;
    template <class A>
    void fields(A& a) {
      a(answer);
    }
  };
  template <class A>
  void fields(A& a) {
    a(object, mirror, verb, ticket);
  }
};

// Ends the wait of the sending logical thread; the answer to the wait tells what came first.
struct CancelWait {
  static constexpr std::string_view name = "cancel_wait";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  GlobalClass mirror;
  std::uint64_t ticket = 0;
  bool interrupted = false;  // else the time is over
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(object, mirror, ticket, interrupted);
  }
};

// ---- classes

// Makes sure that the receiver knows the class by its global name.
struct MeetClass {
  static constexpr std::string_view name = "meet_class";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// What a class is that the sender was told of by its global name only.
struct DescribeClass {
  static constexpr std::string_view name = "describe_class";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalClass klass;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

struct FetchClass {
  static constexpr std::string_view name = "fetch_class";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalClass klass;
  struct Reply {
    Bytes file;
    Bytes references;  // protection domain, module, class data, host, nest host
    std::string source;
    bool is_nestmate = false;
    template <class A>
    void fields(A& a) {
      a(file, references, source, is_nestmate);
    }
  };
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// Loads a class at the home of a loader, as its initiating loader; the answer's value is the class,
// null if the loader gave none.
struct LoadClass {
  static constexpr std::string_view name = "load_class";
  static constexpr Runs runs = Runs::OnThread;
  Bytes loader;
  std::string class_name;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(loader, class_name);
  }
};

// Defines a class at the home of its loader; the answer's value is the class.
struct DefineClass {
  static constexpr std::string_view name = "define_class";
  static constexpr Runs runs = Runs::OnThread;
  std::optional<std::string> expected_name;
  std::string source;
  Bytes references;  // loader, protection domain
  Bytes file;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(expected_name, source, references, file);
  }
};

// Initializes a class at its authority on behalf of the asking logical thread.
struct InitializeClass {
  static constexpr std::string_view name = "initialize_class";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  struct Reply {
    bool thrown = false;  // `values` is the throwable
    bool permit = false;  // as in Outcome
    InitializationAnswer answer = InitializationAnswer::Recursive;
    Bytes values;  // if initialized: of the static final fields, in the order of the class file
    template <class A>
    void fields(A& a) {
      a(thrown, permit, answer, values);
    }
  };
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

// The class library's native libraries that the receiver has loaded, as paths.
struct ListLibraries {
  static constexpr std::string_view name = "list_libraries";
  static constexpr Runs runs = Runs::AtOnce;
  struct Reply {
    std::vector<std::string> paths;
    template <class A>
    void fields(A& a) {
      a(paths);
    }
  };
  template <class A>
  void fields(A&) {}
};

// The one interned string with this content.
struct InternString {
  static constexpr std::string_view name = "intern_string";
  static constexpr Runs runs = Runs::OnThread;
  Bytes string;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(string);
  }
};

// ---- threads

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

// ---- life of the cluster

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

struct ChangeModules {
  static constexpr std::string_view name = "change_modules";
  static constexpr Runs runs = Runs::OnThread;
  Bytes change;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(change);
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

using Messages =
    MessageList<Invoke, RunNative, Allocate, MeetClass, LoadBits, StoreBits, ExchangeBits, LoadReference,
                StoreReference, ExchangeReference, ReadBytes, WriteBytes, ResizeMemory,
                ReadReferences, WriteReferences, Clone, FetchObject, IdentityHash, MirrorHash,
                ReleaseExports, Collect, UseMonitor, CancelWait, DescribeClass, FetchClass,
                LoadClass, DefineClass, InitializeClass, InternString, ListLibraries, WakeThread,
                CollectFrames, AwaitThreads, PrepareNode, ChangeModules, EndProgram,
                CollectStatistics, ReportStatistics>;

template <class M>
  requires(Messages::contains<M>)
struct MessageNumber<M> {
  static constexpr std::uint16_t value = Messages::id<M>();
};

}  // namespace cjvm::cluster
