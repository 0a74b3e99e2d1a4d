// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/stack_snapshot.h"

#include <algorithm>
#include <iterator>

#include "jvm/calls/execution_engine.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/frames/lock_flow.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/object/class.h"
#include "jvm/threads/lock_record.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/stop_signal.h"
#include "jvm/threads/thread_list.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

// Slots that hold an object with an owned monitor; most of them have nothing to do with locking.
constexpr std::size_t kMaxMonitors = 4096;

// The object that starts at `word`, if the thread owns its monitor or has given it up only to wait
// on it. The target stands still, so what it owns stays owned.
Object* owned_object(const JavaThread& target, std::uint64_t word) {
  auto* candidate = reinterpret_cast<void*>(word);
  if (word == 0 || (word & 15) != 0 || Collector::object_base(candidate) != candidate)
    return nullptr;
  auto* object = static_cast<Object*>(candidate);
  if (!MetadataArena::contains(object->behaviour())) return nullptr;
  bool owned = monitor_owner(object) == target.lock_id ||
               target.waiting_on.load(std::memory_order_relaxed) == object;
  return owned ? object : nullptr;
}

class SnapshotTaker {
 public:
  SnapshotTaker(JavaThread& target, StackSnapshot& out) : target_(target), out_(out) {}

  // Runs with the target stopped: no allocation.
  void walk() {
    out_.blocked_on = target_.blocked_on.load(std::memory_order_acquire);
    out_.waiting_on = target_.waiting_on.load(std::memory_order_acquire);
    for (Frame* frame = target_.frame; frame != nullptr; frame = frame->caller) {
      if (is_invisible(frame->method)) continue;
      if (out_.frames.size() == out_.frames.capacity()) return;
      visit(frame);
      out_.frames.push_back({frame->method, position_of(target_, frame)});
    }
  }

 private:
  void note(Object* object, std::int32_t local) {
    if (out_.monitors.size() < out_.monitors.capacity())
      out_.monitors.push_back({out_.frames.size(), object, local});
  }

  void visit(Frame* frame) {
    for (const LockRecord* at = target_.lock_records; at != nullptr; at = at->next) {
      if (at->frame == frame &&
          owned_object(target_, reinterpret_cast<std::uint64_t>(at->object)) != nullptr) {
        note(at->object, HeldMonitor::kRecorded);
      }
    }
    const Method* method = frame->method;
    std::uint32_t locals =
        method->is_native() ? 0 : method->max_locals - (method->is_synchronized() ? 1 : 0);
    for (std::uint32_t i = 0; i < locals; ++i) {
      if (Object* object = owned_object(target_, frame->locals()[i].bits))
        note(object, static_cast<std::int32_t>(i));
    }
    if (!method->is_synchronized()) return;
    if (Object* object = owned_object(target_, frame->lock_slot().bits))
      note(object, HeldMonitor::kOwn);
  }

  JavaThread& target_;
  StackSnapshot& out_;
};

// The monitors that the frame at `index` holds in local variables, innermost first.
void add_held(const GcVector<HeldMonitor>& candidates, const FrameSnapshot& frame,
              std::size_t index, GcVector<HeldMonitor>& held) {
  const Method* method = frame.method;
  if (method->is_native() || method->info == nullptr || !method->info->has_code) return;
  LockFlow flow(method->holder->file->constants(), method->info->code);
  if (!flow.is_structured()) return;
  auto bci = static_cast<std::uint32_t>(bci_of_frame(method, frame.pc));
  std::vector<std::uint32_t> locals = flow.locals_of_held(bci);
  for (auto local = locals.rbegin(); local != locals.rend(); ++local) {
    for (const HeldMonitor& candidate : candidates) {
      if (candidate.frame == index && candidate.local == static_cast<std::int32_t>(*local))
        held.push_back(candidate);
    }
  }
}

// Locals often hold objects that another frame, or nobody here, has locked: keeps those that the
// bytecode has entered.
void keep_held(StackSnapshot& snapshot) {
  GcVector<HeldMonitor> held;
  for (auto at = snapshot.monitors.begin(); at != snapshot.monitors.end();) {
    std::size_t frame = at->frame;
    auto end = std::find_if(at, snapshot.monitors.end(),
                            [&](const HeldMonitor& h) { return h.frame != frame; });
    bool in_local = false;
    for (auto one = at; one != end; ++one) {
      if (one->local == HeldMonitor::kRecorded) held.push_back(*one);
      in_local |= one->local >= 0;
    }
    if (in_local) add_held(snapshot.monitors, snapshot.frames[frame], frame, held);
    std::copy_if(at, end, std::back_inserter(held),
                 [](const HeldMonitor& h) { return h.local == HeldMonitor::kOwn; });
    at = end;
  }
  snapshot.monitors = std::move(held);
}

}  // namespace

const Instruction* position_of(const JavaThread& target, const Frame* frame) {
  // Who waits in the VM has left its position in the frame before, and has other values in its
  // registers.
  if (frame != target.frame || &target == JavaThread::current() || target.is_idle.load() ||
      target.blocked_on.load() != nullptr)
    return frame->pc;
  void* registers = stopped_registers();
  if (registers == nullptr) return frame->pc;
  const Instruction* running = Vm::instance().engine().running_instruction(target, registers);
  return running == nullptr ? frame->pc : running;
}

StackSnapshot take_snapshot(JavaThread& current, JavaThread& target, std::size_t max_frames) {
  StackSnapshot snapshot;
  snapshot.frames.reserve(max_frames);
  snapshot.monitors.reserve(kMaxMonitors);
  SnapshotTaker collector(target, snapshot);
  if (&target == &current) {
    collector.walk();
    snapshot.is_alive = true;
  } else {
    snapshot.is_alive = ThreadList::with_stopped(&target, [&] { collector.walk(); });
  }
  keep_held(snapshot);
  return snapshot;
}

}  // namespace cjvm
