// SPDX-License-Identifier: Apache-2.0
// What happens at the edges of frames: locks of synchronized methods, natives, finalizer
// registration. The caller has made the frame current and stored its pc.
#include "interp/quickening.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_call.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/monitor.h"

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
  if (object == nullptr) return;
  lock.ref = nullptr;
  monitor_exit(thread, object);
}

Slot run_native(JavaThread& thread, Method* method, Slot* fp) {
  Frame* frame = thread.frame;
  bool synchronized = method->is_synchronized();
  if (synchronized) lock_frame(thread, frame, fp);
  Slot result;
  if (method->vm_native != nullptr) {
    method->vm_native(thread, fp);
    result = fp[0];
  } else {
    if (method->native.load(std::memory_order_acquire) == nullptr) bind_native(thread, method);
    result = call_native(thread, method, fp);
  }
  if (synchronized) unlock_frame(thread, frame);
  return result;
}

void register_finalizer_of(JavaThread& thread, Object* object) {
  call_java(thread, well_known::Finalizer_registerObject, {object});
}

}  // namespace cjvm
