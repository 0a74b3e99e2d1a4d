// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/stack_snapshot.h"

#include <algorithm>

#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/class_file.h"
#include "jvm/memory/metadata_arena.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/thread_list.h"

namespace cjvm {

namespace {

constexpr std::size_t kMaxMonitors = 512;

bool has_synchronized_block(const Method* method) {
  if (method->info == nullptr || !method->info->has_code) return false;
  for (CodeCursor at(method->info->code.bytecode); !at.done(); at.next()) {
    if (at.opcode() == Opcode::monitorenter) return true;
  }
  return false;
}

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
    const Slot* end = nullptr;  // first slot of the next inner frame
    for (Frame* frame = target_.frame; frame != nullptr; frame = frame->caller) {
      if (frame->method == nullptr) {
        end = reinterpret_cast<Slot*>(frame);
        continue;
      }
      if (out_.frames.size() == out_.frames.capacity()) return;
      const Slot* top = end == nullptr ? frame->top() : std::min<const Slot*>(end, frame->top());
      visit(frame, top);
      out_.frames.push_back({frame->method, frame->pc});
      end = frame->locals();
    }
  }

 private:
  void note(Object* object) {
    std::size_t index = out_.frames.size();
    for (const HeldMonitor& held : out_.monitors) {
      if (held.frame == index && held.object == object) return;
    }
    if (out_.monitors.size() < out_.monitors.capacity()) out_.monitors.push_back({index, object});
  }

  void visit(Frame* frame, const Slot* top) {
    if (frame->method->is_synchronized()) {
      if (Object* object = owned_object(target_, frame->lock_slot().bits)) {
        note(object);
      }
    }
    if (frame->method->is_native()) return;
    for (const Slot* slot = frame->locals(); slot < top; ++slot) {
      if (slot >= reinterpret_cast<Slot*>(frame) && slot < frame->operand_stack()) continue;
      if (Object* object = owned_object(target_, slot->bits)) note(object);
    }
  }

  JavaThread& target_;
  StackSnapshot& out_;
};

// Callees often have a caller's locked object among their arguments; only frames that can have
// locked it are kept.
void drop_borrowed(StackSnapshot& snapshot) {
  std::vector<int> locks(snapshot.frames.size(), -1);
  auto keeps = [&](const HeldMonitor& held) {
    int& known = locks[held.frame];
    const Method* method = snapshot.frames[held.frame].method;
    if (known < 0) known = method->is_synchronized() || has_synchronized_block(method) ? 1 : 0;
    return known == 1;
  };
  std::erase_if(snapshot.monitors, [&](const HeldMonitor& held) { return !keeps(held); });
}

}  // namespace

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
  drop_borrowed(snapshot);
  return snapshot;
}

}  // namespace cjvm
