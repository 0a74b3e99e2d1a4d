// SPDX-License-Identifier: Apache-2.0
// What happens at the edges of frames: locks of synchronized methods, natives, finalizer
// registration. The caller has made the frame current and stored its pc.
#include <bit>

#include "interp/quickening.h"
#include "interp/watched_branches.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/lock_record.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/thread_requests.h"

namespace cjvm {

void lock_frame(JavaThread& thread, Frame* frame, Slot* fp) {
  Method* method = frame->method;
  Object* object = method->is_static() ? method->holder->mirror : fp[0].ref;
  monitor_enter(thread, object);
  frame->lock_slot().ref = object;
}

void unlock_frame(JavaThread& thread, Frame* frame) {
  Slot& lock = frame->lock_slot();
  Object* object = lock.ref;
  if (object == nullptr) throw_java(Throwable::IllegalMonitorStateException);
  lock.ref = nullptr;
  monitor_exit(thread, object);
}

void enter_recorded(JavaThread& thread, Frame* frame, Object* object) {
  // As in `java`, a synchronized method that has left its own monitor counts the next one as its
  // own.
  bool own = frame->method->is_synchronized() && frame->lock_slot().ref == nullptr;
  if (own && !has_lock_record(thread, frame, object)) {
    frame->lock_slot().ref = object;
  } else {
    add_lock_record(thread, frame, object);
  }
  monitor_enter(thread, object);
}

void exit_recorded(JavaThread& thread, Frame* frame, Object* object) {
  if (take_lock_record(thread, frame, object)) {
    if (monitor_is_held_by(thread, object)) monitor_exit(thread, object);
  } else if (frame->method->is_synchronized() && frame->lock_slot().ref == object) {
    unlock_frame(thread, frame);
  } else {
    throw_java(Throwable::IllegalMonitorStateException);
  }
}

void check_no_monitor_left(JavaThread& thread, Frame* frame) {
  if (holds_recorded_monitor(thread, frame)) throw_java(Throwable::IllegalMonitorStateException);
}

namespace {

// It looks as if no constructor had run, as `java` makes it.
Object* illegal_monitor_state(JavaThread& thread) {
  Object* made = make_throwable(Throwable::IllegalMonitorStateException);
  Object* bare = allocate_object(thread, made->klass());
  fill_in_stack_trace(thread, bare);
  return bare;
}

}  // namespace

Object* release_monitors(JavaThread& thread, Frame* frame, Object* throwable) {
  bool in_order = true;
  if (frame->method->is_synchronized()) {
    Slot& lock = frame->lock_slot();
    Object* object = lock.ref;
    lock.ref = nullptr;
    if (object == nullptr) {
      // Nothing is locked either before the first instruction.
      in_order = frame->method->is_native() || frame->pc == nullptr;
    } else if (monitor_is_held_by(thread, object)) {
      monitor_exit(thread, object);
    }
  }
  while (Object* object = take_lock_record(thread, frame)) {
    in_order = false;
    if (monitor_is_held_by(thread, object)) monitor_exit(thread, object);
  }
  if (in_order || throwable->klass() == well_known::ThreadDeath) return throwable;
  try {
    return illegal_monitor_state(thread);
  } catch (const JavaThrow&) {
    return take_pending(thread);
  }
}

// Only synchronized natives of the VM come here, which are few.
static bool has_unfit_proxy(const Method* method, const Slot* fp) {
  if (method->has(kTakesProxies)) return false;
  std::uint32_t mask = possible_proxies(method);
  for (; mask != 0; mask &= mask - 1) {
    const Object* object = fp[std::countr_zero(mask)].ref;
    if (object != nullptr && object->is_proxy()) return true;
  }
  return false;
}

Slot run_native(JavaThread& thread, Method* method, Slot* fp) {
  Frame* frame = thread.frame;
  bool synchronized = method->is_synchronized();
  if (synchronized) lock_frame(thread, frame, fp);
  Slot result;
  if (method->vm_native != nullptr) {
    if (has_unfit_proxy(method, fp)) {
      run_vm_native_on_proxy(thread, method, fp);
    } else {
      method->vm_native(thread, fp);
    }
    result = fp[0];
  } else {
    if (method->native.load(std::memory_order_acquire) == nullptr) bind_native(thread, method);
    result = call_native(thread, method, fp);
  }
  if (synchronized) unlock_frame(thread, frame);
  return result;
}

Handler meet_at_branch(JavaThread& thread, const Instruction* pc) {
  if (has_requests(thread)) {
    thread.frame->pc = pc;
    meet_requests(thread);
  }
  return unwatched_handler(*thread.frame->method->code.load(std::memory_order_acquire), pc);
}

void register_finalizer_of(JavaThread& thread, Object* object) {
  call_java(thread, well_known::Finalizer_registerObject, {object});
}

}  // namespace cjvm
