// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/thread_dump.h"

#include <fmt/core.h>
#include <pthread.h>

#include <algorithm>
#include <ctime>
#include <iterator>

#include "jvm/base/text.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/owned_synchronizers.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/deadlock.h"
#include "jvm/threads/event.h"
#include "jvm/threads/stack_snapshot.h"
#include "jvm/threads/thread_list.h"

namespace cjvm {

namespace {

constexpr std::size_t kMaxFrames = 2048;

// What the thread list says of one thread, read under its lock.
struct Listed {
  JavaThread* thread;
  Object* java_thread;
  std::int64_t cpu_nanos;
  std::int64_t start_nanos;
  int tid;
  const Slot* base;
};

std::int64_t cpu_nanos_of(pthread_t pthread) {
  clockid_t clock;
  timespec time;
  if (pthread_getcpuclockid(pthread, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

GcVector<Listed> listed_threads() {
  GcVector<Listed> all;
  all.reserve(static_cast<std::size_t>(ThreadList::live_count()) + 32);
  ThreadList::for_each([&](JavaThread& t) {
    if (t.java_thread == nullptr || t.is_vm_internal || all.size() == all.capacity()) return;
    all.push_back({&t, t.java_thread, cpu_nanos_of(t.pthread), t.start_nanos, t.tid, t.stack_base});
  });
  return all;
}

std::string name_of(JavaThread& current, Object* java_thread) {
  Object* name =
      current.heap().load_reference(java_thread, well_known::Thread_name, Order::Volatile);
  return name == nullptr ? std::string() : string_utf8(name);
}

ThreadStatus status_of(JavaThread& current, Object* java_thread) {
  return static_cast<ThreadStatus>(current.heap().load<std::int32_t>(
      java_thread, well_known::Thread_threadStatus, Order::Volatile));
}

struct StateWords {
  std::string_view system;  // at the end of the header line
  std::string_view java;
};

StateWords words_for(ThreadStatus status) {
  switch (status) {
    case ThreadStatus::New:
      return {"runnable", "NEW"};
    case ThreadStatus::Sleeping:
      return {"waiting on condition", "TIMED_WAITING (sleeping)"};
    case ThreadStatus::ObjectWait:
      return {"in Object.wait()", "WAITING (on object monitor)"};
    case ThreadStatus::ObjectWaitTimed:
      return {"in Object.wait()", "TIMED_WAITING (on object monitor)"};
    case ThreadStatus::Parked:
      return {"waiting on condition", "WAITING (parking)"};
    case ThreadStatus::ParkedTimed:
      return {"waiting on condition", "TIMED_WAITING (parking)"};
    case ThreadStatus::BlockedOnMonitor:
      return {"waiting for monitor entry", "BLOCKED (on object monitor)"};
    case ThreadStatus::Terminated:
      return {"runnable", "TERMINATED"};
    default:
      return {"runnable", "RUNNABLE"};
  }
}

std::string kind_of(Object* object) {
  std::string text = cat("a ", object->klass()->external_name());
  if (object->klass() == well_known::Class)
    text += cat(" for ", class_of_mirror(object)->external_name());
  return text;
}

std::string reference(Object* object) {
  return fmt::format("<{:#018x}> ({})", reinterpret_cast<std::uint64_t>(object), kind_of(object));
}

void append_frames(JavaThread& current, std::string& out, Object* java_thread,
                   const StackSnapshot& stack) {
  ThreadStatus status = status_of(current, java_thread);
  for (std::size_t i = 0; i < stack.frames.size(); ++i) {
    const FrameSnapshot& frame = stack.frames[i];
    out += cat("\tat ", describe_frame(frame.method, bci_of_frame(frame.method, frame.pc)), "\n");
    if (i == 0) {
      if (status == ThreadStatus::Parked || status == ThreadStatus::ParkedTimed) {
        Object* blocker = current.heap().load_reference(java_thread, well_known::Thread_parkBlocker,
                                                        Order::Volatile);
        if (blocker != nullptr) out += cat("\t- parking to wait for  ", reference(blocker), "\n");
      } else if (stack.waiting_on != nullptr) {
        out += cat("\t- waiting ", stack.blocked_on == nullptr ? "" : "to re-lock in wait() ",
                   stack.blocked_on == nullptr ? "on " : "", reference(stack.waiting_on), "\n");
      } else if (stack.blocked_on != nullptr) {
        out += cat("\t- waiting to lock ", reference(stack.blocked_on), "\n");
      }
    }
    // In wait() the monitor is given up, but the frames that entered it still say so.
    for (const HeldMonitor& held : stack.monitors) {
      if (held.frame == i) out += cat("\t- locked ", reference(held.object), "\n");
    }
  }
}

void append_owned(std::string& out, Object* java_thread, const GcVector<OwnedSynchronizer>& all) {
  out += "\n   Locked ownable synchronizers:\n";
  bool any = false;
  for (const OwnedSynchronizer& owned : all) {
    if (owned.owner != java_thread) continue;
    out += cat("\t- ", reference(owned.synchronizer), "\n");
    any = true;
  }
  if (!any) out += "\t- None\n";
}

// `owned`: the locks to list, or null.
void append_thread(JavaThread& current, std::string& out, const Listed& listed,
                   const GcVector<OwnedSynchronizer>* owned) {
  HeapAccess& heap = current.heap();
  StackSnapshot stack = take_snapshot(current, *listed.thread, kMaxFrames);
  if (!stack.is_alive) return;
  StateWords words = words_for(status_of(current, listed.java_thread));
  bool daemon = heap.load<std::uint8_t>(listed.java_thread, well_known::Thread_daemon) != 0;
  fmt::format_to(std::back_inserter(out),
                 "\"{}\" #{} {}prio={} os_prio=0 cpu={:.2f}ms elapsed={:.2f}s tid={:#018x} "
                 "nid={:#x} {}  [{:#018x}]\n"
                 "   java.lang.Thread.State: {}\n",
                 name_of(current, listed.java_thread),
                 heap.load<std::int64_t>(listed.java_thread, well_known::Thread_tid),
                 daemon ? "daemon " : "",
                 heap.load<std::int32_t>(listed.java_thread, well_known::Thread_priority),
                 static_cast<double>(listed.cpu_nanos) / 1e6,
                 static_cast<double>(monotonic_nanos() - listed.start_nanos) / 1e9,
                 reinterpret_cast<std::uint64_t>(listed.thread), listed.tid, words.system,
                 reinterpret_cast<std::uint64_t>(listed.base), words.java);
  append_frames(current, out, listed.java_thread, stack);
  if (owned != nullptr) append_owned(out, listed.java_thread, *owned);
  out += '\n';
}

void append_deadlock(JavaThread& current, std::string& out, const Deadlock& deadlock,
                     const GcVector<Listed>& threads) {
  out += "\nFound one Java-level deadlock:\n=============================\n";
  for (std::size_t i = 0; i < deadlock.size(); ++i) {
    const DeadlockedThread& waiting = deadlock[i];
    const DeadlockedThread& holder = deadlock[(i + 1) % deadlock.size()];
    auto address = reinterpret_cast<std::uint64_t>(waiting.waits_for);
    out += cat("\"", name_of(current, waiting.java_thread), "\":\n");
    if (waiting.is_synchronizer) {
      out += fmt::format("  waiting for ownable synchronizer {:#018x}, ({}),\n", address,
                         kind_of(waiting.waits_for));
    } else {
      std::uint64_t word = waiting.waits_for->lock_word.load(std::memory_order_relaxed);
      out += fmt::format("  waiting to lock monitor {:#018x} (object {:#018x}, {}),\n",
                         word & ~LockWord::kInflatedBit, address, kind_of(waiting.waits_for));
    }
    out += cat("  which is held by \"", name_of(current, holder.java_thread), "\"\n\n");
  }
  out += "Java stack information for the threads listed above:\n";
  out += "===================================================\n";
  for (const DeadlockedThread& waiting : deadlock) {
    auto listed = std::find_if(threads.begin(), threads.end(), [&](const Listed& l) {
      return l.java_thread == waiting.java_thread;
    });
    if (listed == threads.end()) continue;
    out += cat("\"", name_of(current, waiting.java_thread), "\":\n");
    append_frames(current, out, waiting.java_thread,
                  take_snapshot(current, *listed->thread, kMaxFrames));
  }
}

}  // namespace

std::string thread_dump(JavaThread& current, bool locks) {
  GcVector<OwnedSynchronizer> owned;
  if (locks) owned = owned_synchronizers();
  std::time_t now = std::time(nullptr);
  std::tm local;
  localtime_r(&now, &local);
  char when[32];
  std::strftime(when, sizeof(when), "%Y-%m-%d %H:%M:%S", &local);
  std::string out = cat(when, "\nFull thread dump cjvm (17, interpreted mode):\n\n");
  GcVector<Listed> threads = listed_threads();
  out += fmt::format("Threads class SMR info:\n_java_thread_list, length={}\n\n", threads.size());
  for (const Listed& listed : threads)
    append_thread(current, out, listed, locks ? &owned : nullptr);
  GcVector<Deadlock> deadlocks = find_deadlocks();
  for (const Deadlock& deadlock : deadlocks) append_deadlock(current, out, deadlock, threads);
  if (!deadlocks.empty()) {
    out +=
        fmt::format("\nFound {} deadlock{}.\n", deadlocks.size(), deadlocks.size() == 1 ? "" : "s");
  }
  out += '\n';
  return out;
}

}  // namespace cjvm
