// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.StackStreamFactory: the walk behind java.lang.StackWalker (jdk17.md 6.4).
// Java code consumes the frames inside callStackWalk, so the walker lives on the C++ stack and is
// the "anchor" that Java hands back; the calling thread in element 0 of the buffer proves that it
// is still valid.
#include "classlib-glue/natives.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/method_handles.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/stack_methods.h"
#include "jvm/linking/linker.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {
namespace {

enum WalkMode : std::int64_t {
  kClassRefsOnly = 0x2,
  kGetCallerClass = 0x4,
  kShowHiddenFrames = 0x20,
  kLiveFrames = 0x100,
};

struct Walk {
  StackMethods at;
  JavaThread* thread;
};

std::size_t element_offset(std::int32_t index) {
  return Array::kElementBase + 8 * static_cast<std::size_t>(index);
}

bool is_machinery(const Method* method) {
  const Class* holder = method->holder;
  return holder == well_known::StackWalker || holder == well_known::AbstractStackWalker ||
         holder->super == well_known::AbstractStackWalker;
}

void fill_frame_info(JavaThread& thread, Object* info, const StackMethods& at) {
  Method* method = at.method();
  auto& heap = thread.heap();
  Object* member = heap.load_reference(info, well_known::StackFrameInfo_memberName, Order::Plain);
  fill_member_name(thread, member, method, call_shape(method, method->holder), method->holder);
  heap.store<std::int32_t>(info, well_known::StackFrameInfo_bci, at.bci());
}

// Fills elements from `start` on with at most `room` frames; leaves the walker on the last one
// taken. Returns the index behind it.
std::int32_t fill_frames(JavaThread& thread, std::int64_t mode, Walk& walk, std::int32_t room,
                         std::int32_t start, Array* frames) {
  if ((mode & kLiveFrames) != 0) {
    throw_java(Throwable::UnsupportedOperationException, "live stack frames are not supported");
  }
  bool needs_info = (mode & kClassRefsOnly) == 0;
  bool wants_caller = (mode & kGetCallerClass) != 0;
  bool skips_hidden =
      !thread.vm->options().show_hidden_frames && ((mode & kShowHiddenFrames) == 0 || wants_caller);
  std::int32_t end = start;
  for (; !walk.at.at_end(); walk.at.next()) {
    Method* method = walk.at.method();
    if (skips_hidden && method->has(kHidden)) continue;
    if (!needs_info && wants_caller && end == start && method->has(kCallerSensitive)) {
      throw_java(Throwable::UnsupportedOperationException,
                 cat("StackWalker::getCallerClass called from @CallerSensitive '",
                     external_name_of(method), "' method"));
    }
    if (end >= frames->length) throw_java(Throwable::ArrayIndexOutOfBoundsException);
    if (needs_info) {
      Object* info = thread.heap().load_reference(frames, element_offset(end), Order::Plain);
      if (info == nullptr) throw_java(Throwable::NullPointerException);
      fill_frame_info(thread, info, walk.at);
    } else {
      thread.heap().store_reference(frames, element_offset(end), method->holder->mirror,
                                    Order::Plain);
    }
    ++end;
    if (end - start >= room) break;
  }
  return end;
}

void call_stack_walk(JavaThread& thread, Slot* slots) {
  Object* stream = slots[0].ref;
  std::int64_t mode = slots[1].j;
  std::int32_t skip = slots[3].i;
  std::int32_t batch = slots[4].i;
  std::int32_t start = slots[5].i;
  auto* frames = static_cast<Array*>(slots[6].ref);
  if (frames == nullptr) throw_java(Throwable::NullPointerException, "frames_array is NULL");

  Walk walk{StackMethods(thread), &thread};
  while (!walk.at.at_end() && is_machinery(walk.at.method())) walk.at.next();
  for (std::int32_t i = 0; i < skip && !walk.at.at_end(); ++i) walk.at.next();

  std::int32_t end = start;
  if (batch > 0) {
    end = fill_frames(thread, mode, walk, batch, start, frames);
    if (end == start) throw_java(Throwable::InternalError, "stack walk: decode failed");
  }
  auto& heap = thread.heap();
  heap.store_reference(frames, element_offset(0), thread.java_thread, Order::Plain);
  Slot result =
      call_java(thread, well_known::AbstractStackWalker_doStackWalk,
                {stream, static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&walk)), skip,
                 batch, start, end});
  if (heap.load_reference(frames, element_offset(0), Order::Plain) != thread.java_thread) {
    throw_java(Throwable::InternalError, "doStackWalk: corrupted buffers on exit");
  }
  heap.store_reference(frames, element_offset(0), nullptr, Order::Plain);
  slots[0] = result;
}

void fetch_stack_frames(JavaThread& thread, Slot* slots) {
  std::int64_t mode = slots[1].j;
  auto* walk = reinterpret_cast<Walk*>(static_cast<std::intptr_t>(slots[3].j));
  std::int32_t batch = slots[5].i;
  std::int32_t start = slots[6].i;
  auto* frames = static_cast<Array*>(slots[7].ref);
  if (frames == nullptr) throw_java(Throwable::NullPointerException, "frames_array is NULL");
  Object* magic = frames->length == 0
                      ? nullptr
                      : thread.heap().load_reference(frames, element_offset(0), Order::Plain);
  if (walk == nullptr || magic != thread.java_thread || walk->thread != &thread) {
    throw_java(Throwable::InternalError, "doStackWalk: corrupted buffers");
  }
  std::int32_t end = start;
  if (batch > 0) {
    // Past the last frame of the previous batch.
    if (!walk->at.at_end()) walk->at.next();
    if (!walk->at.at_end()) end = fill_frames(thread, mode, *walk, batch, start, frames);
  }
  slots[0].j = end;
}

void check_stack_walk_modes(JavaThread&, Slot* slots) { slots[0].j = 1; }

constexpr char kWalker[] = "java/lang/StackStreamFactory$AbstractStackWalker";
constexpr VmNativeEntry kEntries[] = {
    {kWalker, "callStackWalk", nullptr, call_stack_walk, kTakesProxies},
    {kWalker, "fetchStackFrames", nullptr, fetch_stack_frames, kTakesProxies},
    {"java/lang/StackStreamFactory", "checkStackWalkModes", nullptr, check_stack_walk_modes},
};

}  // namespace

std::span<const VmNativeEntry> stack_walker_natives() { return kEntries; }

}  // namespace cjvm
