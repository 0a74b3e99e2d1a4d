// SPDX-License-Identifier: Apache-2.0
// Every message of the VM: a struct with its name, where it runs, its fields and its reply
// (docs/wire-format.md). The list gives them their numbers.
#pragma once

#include "cluster/wire/call_messages.h"
#include "cluster/wire/class_messages.h"
#include "cluster/wire/export_messages.h"
#include "cluster/wire/heap_messages.h"
#include "cluster/wire/life_messages.h"
#include "cluster/wire/message_list.h"
#include "cluster/wire/monitor_messages.h"
#include "cluster/wire/thread_messages.h"

namespace cjvm::cluster {

using Messages =
    MessageList<Invoke, RunNative, Allocate, MeetClass, LoadBits, StoreBits, ExchangeBits,
                LoadReference, StoreReference, ExchangeReference, ReadBytes, WriteBytes,
                ResizeMemory, ReadReferences, WriteReferences, Clone, FetchObject, IdentityHash,
                MirrorHash, ReleaseExports, Collect, UseMonitor, CancelWait, DescribeClass,
                FetchClass, LoadClass, DefineClass, InitializeClass, InternString, ListLibraries,
                WakeThread, CollectFrames, HoldThread, LetGo, ListThreads, AwaitThreads,
                PrepareNode, ChangeModules, EndProgram, CollectStatistics, ReportStatistics>;

template <class M>
  requires(Messages::contains<M>)
struct MessageNumber<M> {
  static constexpr std::uint16_t value = Messages::id<M>();
};

}  // namespace cjvm::cluster
