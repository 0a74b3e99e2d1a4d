// SPDX-License-Identifier: Apache-2.0
// Handlers of calls, entries and returns. A call stores its pc in the caller's frame and jumps to
// Method::entry with fp at the first argument and caller_fp set; an entry instruction pushes the
// frame, or does the whole method without one. A return reads the destination from the call
// instruction in the caller's frame and goes on two cells behind it.
#pragma once

#include <atomic>

#include "interp/handlers/memory.h"
#include "interp/handlers/proxies.h"
#include "interp/machine.h"
#include "interp/prepared_code.h"
#include "interp/quickening.h"
#include "jvm/base/check.h"
#include "jvm/calls/method_handles.h"
#include "jvm/threads/monitor.h"

namespace cjvm::handlers {

// Tail-calls `method` with the arguments of the call instruction at pc.
#define CJVM_CALL(method)                                                                    \
  do {                                                                                       \
    const Instruction* entry = (method)->entry.load(std::memory_order_acquire);              \
    thread->frame->pc = pc;                                                                  \
    [[clang::musttail]] return entry->handler(entry, fp + pc->b, thread, fp, acc, float_acc, \
                                              double_acc);                                   \
  } while (false)
// In an entry instruction: goes on in the caller, with or without a result.
#define CJVM_RESUME_CALLER(value)                                                                  \
  do {                                                                                             \
    const Instruction* call = thread->frame->pc;                                                   \
    acc = (value);                                                                                 \
    caller_fp[call->a].bits = acc;                                                                 \
    const Instruction* after = call + 2;                                                           \
    [[clang::musttail]] return after->handler(after, caller_fp, thread, caller_fp, acc, float_acc, \
                                              double_acc);                                         \
  } while (false)
#define CJVM_RESUME_CALLER_VOID()                                                                  \
  do {                                                                                             \
    const Instruction* after = thread->frame->pc + 2;                                              \
    [[clang::musttail]] return after->handler(after, caller_fp, thread, caller_fp, acc, float_acc, \
                                              double_acc);                                         \
  } while (false)

// A direct call on a proxy calls the stub of the method instead.
CJVM_RARE_PART(call_stub) {
  thread->frame->pc = pc;
  Method* stub = stub_of(pc[1].pointer<Method>());
  CJVM_FORGET();
  CJVM_CALL(stub);
}

// ---- calls
CJVM_HANDLER(invoke_static_quick) { CJVM_CALL(pc[1].pointer<Method>()); }
CJVM_HANDLER(invoke_special_quick) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  CJVM_DIVERT_PROXY(receiver, call_stub);
  CJVM_CALL(pc[1].pointer<Method>());
}
CJVM_HANDLER(invoke_special_checked) {
  if (fp[pc->b].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  thread->frame->pc = pc;
  check_special_receiver(*thread, thread->frame->method->holder, fp[pc->b].ref);
  CJVM_FORGET();
  CJVM_DIVERT_PROXY(fp[pc->b].ref, call_stub);
  CJVM_CALL(pc[1].pointer<Method>());
}
CJVM_HANDLER(invoke_virtual_quick) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  const VTable* vtable = receiver->behaviour();
  debug_check(static_cast<std::uint32_t>(pc->imm) < vtable->length,
              "the receiver's class has the method's slot");
  CJVM_CALL(vtable->entries[pc->imm]);
}
CJVM_HANDLER_PART(invoke_interface_miss) {
  thread->frame->pc = pc;
  Method* method = select_interface_method(*thread, pc, fp[pc->b].ref);
  CJVM_FORGET();
  CJVM_CALL(method);
}
CJVM_HANDLER(invoke_interface_cached) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  const auto* target = pc[1].cache<const InterfaceTarget>();
  if (target->vtable != receiver->behaviour()) [[unlikely]]
    CJVM_TAIL(invoke_interface_miss<Heap>);
  CJVM_CALL(target->method);
}
CJVM_HANDLER(invoke_interface_many) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  const VTable* vtable = receiver->behaviour();
  auto* resolved = pc[1].pointer<Method>();
  const InterfaceTarget* target =
      interface_targets[interface_hash(vtable, resolved)].load(std::memory_order_acquire);
  if (target == nullptr || target->vtable != vtable || target->resolved != resolved) [[unlikely]] {
    CJVM_TAIL(invoke_interface_miss<Heap>);
  }
  CJVM_CALL(target->method);
}
CJVM_HANDLER(invoke_interface_direct) {
  Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  auto* method = pc[1].pointer<Method>();
  thread->frame->pc = pc;
  check_implements(*thread, receiver, method->holder);
  CJVM_FORGET();
  CJVM_DIVERT_PROXY(receiver, call_stub);
  CJVM_CALL(method);
}
CJVM_HANDLER(invoke_linked) {
  const auto* target = pc[1].pointer<const CallTarget>();
  fp[pc->c].ref = target->appendix;
  CJVM_CALL(target->target);
}
CJVM_HANDLER(invoke_polymorphic) {
  if (fp[pc->b].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  const auto* target = pc[1].pointer<const CallTarget>();
  fp[pc->c].ref = target->appendix;
  CJVM_CALL(target->target);
}
CJVM_HANDLER(invoke_empty) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  // A call of a constructor decides where the object is.
  CJVM_DIVERT_PROXY(receiver, call_stub);
  CJVM_CONTINUE(pc + 2);
}
// Object.<init>: nothing to do but to register objects with a finalizer.
CJVM_HANDLER(invoke_object_init) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  CJVM_DIVERT_PROXY(receiver, call_stub);
  if (receiver->klass()->has_finalizer) [[unlikely]]
    CJVM_TAIL(invoke_special_quick<Heap>);
  CJVM_CONTINUE(pc + 2);
}
// Runs an intrinsic, unless an argument is a proxy that it would touch: `mask` names the slots to
// look at.
template <class Heap>
inline bool run_intrinsic(IntrinsicFunction* function, JavaThread* thread, Slot* slots,
                          [[maybe_unused]] std::int32_t mask) {
  if constexpr (Heap::checks) {
    if (any_proxy<Heap>(slots, static_cast<std::uint32_t>(mask))) [[unlikely]]
      return false;
  }
  return function(*thread, slots);
}
// Intrinsics of static methods, and of methods with a receiver.
CJVM_HANDLER(invoke_intrinsic) {
  thread->frame->pc = pc;
  bool done = run_intrinsic<Heap>(pc[1].cache<IntrinsicFunction>(), thread, fp + pc->b, pc->imm);
  CJVM_FORGET();
  if (!done) [[unlikely]]
    CJVM_TAIL(invoke_static_quick<Heap>);
  acc = fp[pc->b].bits;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(invoke_intrinsic_void) {
  thread->frame->pc = pc;
  bool done = run_intrinsic<Heap>(pc[1].cache<IntrinsicFunction>(), thread, fp + pc->b, pc->imm);
  CJVM_FORGET();
  if (!done) [[unlikely]]
    CJVM_TAIL(invoke_static_quick<Heap>);
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(invoke_receiver_intrinsic) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  CJVM_DIVERT_PROXY(receiver, call_stub);
  CJVM_TAIL(invoke_intrinsic<Heap>);
}
CJVM_HANDLER(invoke_receiver_intrinsic_void) {
  const Object* receiver = fp[pc->b].ref;
  if (receiver == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  CJVM_DIVERT_PROXY(receiver, call_stub);
  CJVM_TAIL(invoke_intrinsic_void<Heap>);
}

// Unresolved calls: resolution either quickens the instruction, which is then executed again, or
// names the method to call this time (its class is being initialized by this thread).
#define CJVM_RESOLVING_CALL(name)                     \
  CJVM_HANDLER(name) {                                \
    thread->frame->pc = pc;                           \
    Method* method = resolve_##name(*thread, pc, fp); \
    CJVM_FORGET();                                    \
    if (method == nullptr) {                          \
      CJVM_CONTINUE(pc);                              \
    }                                                 \
    CJVM_CALL(method);                                \
  }
CJVM_RESOLVING_CALL(invoke_static)
CJVM_RESOLVING_CALL(invoke_special)
CJVM_RESOLVING_CALL(invoke_virtual)
CJVM_RESOLVING_CALL(invoke_special_own)
CJVM_RESOLVING_CALL(invoke_virtual_own)
CJVM_RESOLVING_CALL(invoke_interface)
CJVM_RESOLVING_CALL(invoke_dynamic)

// ---- returns
#define CJVM_RETURN(setup)                                                                         \
  do {                                                                                             \
    Frame* frame = thread->frame;                                                                  \
    Frame* caller = frame->caller;                                                                 \
    Slot* to = frame->caller_fp;                                                                   \
    debug_check(frame->method != nullptr && caller < frame, "a method returns to an older frame"); \
    const Instruction* call = caller->pc;                                                          \
    /* First: the result may overwrite the frame, and stack walks stop a thread anywhere. */       \
    thread->frame = caller;                                                                        \
    std::atomic_signal_fence(std::memory_order_seq_cst);                                           \
    setup;                                                                                         \
    const Instruction* after = call + 2;                                                           \
    [[clang::musttail]] return after->handler(after, to, thread, to, acc, float_acc, double_acc);  \
  } while (false)

CJVM_HANDLER(return_void) { CJVM_RETURN(); }
CJVM_HANDLER(return_value) { CJVM_RETURN(acc = fp[pc->a].bits; to[call->a].bits = acc); }
CJVM_HANDLER(return_value_x) { CJVM_RETURN(to[call->a].bits = acc); }
CJVM_HANDLER(return_boolean) { CJVM_RETURN(acc = fp[pc->a].bits & 1; to[call->a].bits = acc); }
CJVM_HANDLER(return_boolean_x) { CJVM_RETURN(acc &= 1; to[call->a].bits = acc); }
CJVM_HANDLER(return_byte) {
  CJVM_RETURN(acc = to_bits(static_cast<std::int8_t>(fp[pc->a].i)); to[call->a].bits = acc);
}
CJVM_HANDLER(return_char) {
  CJVM_RETURN(acc = static_cast<std::uint16_t>(fp[pc->a].i); to[call->a].bits = acc);
}
CJVM_HANDLER(return_short) {
  CJVM_RETURN(acc = to_bits(static_cast<std::int16_t>(fp[pc->a].i)); to[call->a].bits = acc);
}
CJVM_HANDLER(return_imm) {
  CJVM_RETURN(acc = static_cast<std::uint64_t>(std::int64_t{pc->imm}); to[call->a].bits = acc);
}

CJVM_HANDLER(unlock_method) {
  thread->frame->pc = pc;
  unlock_frame(*thread, thread->frame);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(check_monitors) {
  thread->frame->pc = pc;
  check_no_monitor_left(*thread, thread->frame);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER_PART(register_finalizer_slow) {
  thread->frame->pc = pc;
  register_finalizer_of(*thread, fp[0].ref);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(register_finalizer) {
  if (fp[0].ref->klass()->has_finalizer) [[unlikely]]
    CJVM_TAIL(register_finalizer_slow<Heap>);
  CJVM_CONTINUE(pc + 1);
}

// ---- entries
// Fills the frame at `frame` and makes it current; a collection may come between any two stores.
inline void push_frame(JavaThread* thread, Frame* frame, Slot* caller_fp, Method* method) {
  debug_check(frame > thread->frame && frame->operand_stack() <= thread->stack_end,
              "a frame lies behind its caller's, on the thread's stack");
  frame->caller = thread->frame;
  frame->caller_fp = caller_fp;
  frame->method = method;
  frame->pc = nullptr;
  std::atomic_signal_fence(std::memory_order_release);
  thread->frame = frame;
}

CJVM_HANDLER(prepare) {
  const Instruction* entry = prepare_method(*thread, pc[1].pointer<Method>());
  CJVM_FORGET();
  [[clang::musttail]] return entry->handler(entry, fp, thread, caller_fp, acc, float_acc,
                                            double_acc);
}
CJVM_HANDLER(enter) {
  if (fp + pc->imm > thread->stack_limit) [[unlikely]]
    CJVM_TAIL(raise_stack_overflow);
  push_frame(thread, reinterpret_cast<Frame*>(fp + pc->a), caller_fp, pc[1].pointer<Method>());
  CJVM_CONTINUE(pc + 2);
}
// The slots `extension` names may still hold what the last call at this depth has left there.
inline void clear_stale_locals(Slot* fp, std::uint64_t extension) {
  Slot* end = fp + (extension >> 32);
  for (Slot* slot = fp + (extension & 0xffffffff); slot != end; ++slot) slot->bits = 0;
}
CJVM_HANDLER(enter_clearing) {
  if (fp + pc->imm > thread->stack_limit) [[unlikely]]
    CJVM_TAIL(raise_stack_overflow);
  clear_stale_locals(fp, pc[1].word);
  push_frame(thread, reinterpret_cast<Frame*>(fp + pc->a), caller_fp, pc[1].pointer<Method>());
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(enter_synchronized) {
  if (fp + pc->imm > thread->stack_limit) [[unlikely]]
    CJVM_TAIL(raise_stack_overflow);
  clear_stale_locals(fp, pc[1].word);
  auto* method = pc[1].pointer<Method>();
  auto* frame = reinterpret_cast<Frame*>(fp + pc->a);
  frame->lock_slot().ref = nullptr;
  push_frame(thread, frame, caller_fp, method);
  lock_frame(*thread, frame, fp);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 2);
}
// Natives: the frame is on the stack while they run, because they may look for their caller. imm:
// slots needed; b: the arguments (a bit each) that must not be proxies.
CJVM_RARE_PART(call_vm_native_on_proxy) {
  auto* method = pc[1].pointer<Method>();
  push_frame(thread, reinterpret_cast<Frame*>(fp + pc->a), caller_fp, method);
  run_vm_native_on_proxy(*thread, method, fp);
  CJVM_FORGET();
  if (method->return_type == BasicType::Void) CJVM_RETURN();
  CJVM_RETURN(acc = fp[0].bits; to[call->a].bits = acc);
}
template <class Heap>
inline bool needs_local_arguments([[maybe_unused]] const Slot* fp,
                                  [[maybe_unused]] const Instruction* pc) {
  if constexpr (Heap::checks) return any_proxy<Heap>(fp, pc->b);
  return false;
}
CJVM_HANDLER(call_vm_native) {
  if (fp + pc->imm > thread->stack_limit) [[unlikely]]
    CJVM_TAIL(raise_stack_overflow);
  if (needs_local_arguments<Heap>(fp, pc)) [[unlikely]]
    CJVM_TAIL(call_vm_native_on_proxy);
  push_frame(thread, reinterpret_cast<Frame*>(fp + pc->a), caller_fp, pc[1].pointer<Method>());
  reinterpret_cast<VmNative>(pc[1].word)(*thread, fp);
  CJVM_FORGET();
  CJVM_RETURN(acc = fp[0].bits; to[call->a].bits = acc);
}
CJVM_HANDLER(call_vm_native_void) {
  if (fp + pc->imm > thread->stack_limit) [[unlikely]]
    CJVM_TAIL(raise_stack_overflow);
  if (needs_local_arguments<Heap>(fp, pc)) [[unlikely]]
    CJVM_TAIL(call_vm_native_on_proxy);
  push_frame(thread, reinterpret_cast<Frame*>(fp + pc->a), caller_fp, pc[1].pointer<Method>());
  reinterpret_cast<VmNative>(pc[1].word)(*thread, fp);
  CJVM_FORGET();
  CJVM_RETURN();
}
CJVM_HANDLER(call_native) {
  if (fp + pc->imm > thread->stack_limit) [[unlikely]]
    CJVM_TAIL(raise_stack_overflow);
  auto* method = pc[1].pointer<Method>();
  auto* frame_of_native = reinterpret_cast<Frame*>(fp + pc->a);
  if (method->is_synchronized()) frame_of_native->lock_slot().ref = nullptr;
  push_frame(thread, frame_of_native, caller_fp, method);
  Slot result = run_native(*thread, method, fp);
  CJVM_FORGET();
  if (method->return_type == BasicType::Void) CJVM_RETURN();
  CJVM_RETURN(acc = result.bits; to[call->a].bits = acc);
}
CJVM_HANDLER(call_abstract) {
  raise_abstract_call(*thread, pc[1].pointer<Method>(), fp, caller_fp);
}
// `otherwise`: where the ordinary method begins.
#define CJVM_INTRINSIC_ENTRY(name, otherwise, RESUME)                                             \
  CJVM_HANDLER(name) {                                                                            \
    bool done = run_intrinsic<Heap>(reinterpret_cast<IntrinsicFunction*>(pc[1].word), thread, fp, \
                                    pc->imm);                                                     \
    CJVM_FORGET();                                                                                \
    if (!done) [[unlikely]] {                                                                     \
      CJVM_CONTINUE(otherwise);                                                                   \
    }                                                                                             \
    RESUME;                                                                                       \
  }
CJVM_INTRINSIC_ENTRY(enter_intrinsic, pc + 2, CJVM_RESUME_CALLER(fp[0].bits))
CJVM_INTRINSIC_ENTRY(enter_intrinsic_void, pc + 2, CJVM_RESUME_CALLER_VOID())
CJVM_INTRINSIC_ENTRY(replace_by_intrinsic,
                     pc[1].pointer<Method>()->code.load(std::memory_order_acquire)->begin(),
                     CJVM_RESUME_CALLER(fp[0].bits))
CJVM_INTRINSIC_ENTRY(replace_by_intrinsic_void,
                     pc[1].pointer<Method>()->code.load(std::memory_order_acquire)->begin(),
                     CJVM_RESUME_CALLER_VOID())
#undef CJVM_INTRINSIC_ENTRY
CJVM_HANDLER(enter_empty) { CJVM_RESUME_CALLER_VOID(); }

// Methods that only return a field of `this`, which call instructions have found to be non-null and
// no proxy.
#define CJVM_GETTER(suffix, T)                                                               \
  CJVM_HANDLER(enter_getter_##suffix) {                                                      \
    debug_check(!Heap::is_proxy(fp[0].ref), "a call on a proxy goes to a stub");             \
    CJVM_RESUME_CALLER(                                                                      \
        to_bits<T>(Heap::template load<T>(fp[0].ref, static_cast<std::uint32_t>(pc->imm)))); \
  }
CJVM_GETTER(byte, std::int8_t)
CJVM_GETTER(char, std::uint16_t)
CJVM_GETTER(short, std::int16_t)
CJVM_GETTER(int, std::int32_t)
CJVM_GETTER(long, std::int64_t)
CJVM_GETTER(ref, Object*)

// The intrinsics of java.lang.invoke leave no frame: the target finds the same arguments at fp and
// the same caller.
#define CJVM_FORWARD(target)                                                                \
  do {                                                                                      \
    const Instruction* entry = (target)->entry.load(std::memory_order_acquire);             \
    [[clang::musttail]] return entry->handler(entry, fp, thread, caller_fp, acc, float_acc, \
                                              double_acc);                                  \
  } while (false)
// A MethodHandle that is a proxy is invoked where it is.
CJVM_RARE_PART(invoke_basic_on_proxy) {
  Method* stub = stub_of(pc[1].pointer<Method>());
  CJVM_FORGET();
  CJVM_FORWARD(stub);
}
CJVM_RARE_PART(link_directly_on_proxy) {
  Method* stub = stub_of(method_of_member_name(fp[pc->imm].ref));
  CJVM_FORGET();
  CJVM_FORWARD(stub);
}
// Of a handle, LambdaForm and MemberName that are no proxies; null if one is.
inline Method* checked_basic_target(Object* handle) {
  // The fields of a proxy are null.
  Object* form = *handle->at<Object*>(well_known::MethodHandle_form);
  Object* member = form == nullptr ? nullptr : *form->at<Object*>(well_known::LambdaForm_vmentry);
  return member == nullptr ? nullptr : method_of_member_name(member);
}
CJVM_HANDLER(enter_invoke_basic) {
  Object* handle = fp[0].ref;
  if (handle == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_in_caller);
  CJVM_DIVERT_PROXY(handle, invoke_basic_on_proxy);
  if constexpr (Heap::checks) {
    Method* target = checked_basic_target(handle);
    if (target == nullptr) [[unlikely]]
      CJVM_TAIL(raise_not_callable);
    CJVM_FORWARD(target);
  } else {
    Method* target = invoke_basic_target(handle);
    CJVM_FORWARD(target);
  }
}
// imm: slot of the trailing MemberName.
CJVM_HANDLER(enter_link_to_static) {
  Object* member = fp[pc->imm].ref;
  if (member == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_in_caller);
  CJVM_DIVERT_PROXY(member, raise_not_callable);
  Method* target = method_of_member_name(member);
  CJVM_FORWARD(target);
}
CJVM_HANDLER(enter_link_to_special) {
  Object* member = fp[pc->imm].ref;
  if (member == nullptr || fp[0].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_in_caller);
  CJVM_DIVERT_PROXY(member, raise_not_callable);
  CJVM_DIVERT_PROXY(fp[0].ref, link_directly_on_proxy);
  Method* target = method_of_member_name(member);
  CJVM_FORWARD(target);
}
CJVM_HANDLER(enter_link_to_virtual) {
  Object* member = fp[pc->imm].ref;
  if (member == nullptr || fp[0].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_in_caller);
  CJVM_DIVERT_PROXY(member, raise_not_callable);
  std::int64_t index = vmindex_of(member);
  if constexpr (Heap::checks) {
    if (index < 0) CJVM_DIVERT_PROXY(fp[0].ref, link_directly_on_proxy);
  }
  Method* target =
      index < 0 ? method_of_member_name(member) : fp[0].ref->behaviour()->entries[index];
  CJVM_FORWARD(target);
}
CJVM_HANDLER(enter_link_to_interface) {
  Object* member = fp[pc->imm].ref;
  if (member == nullptr || fp[0].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_in_caller);
  CJVM_DIVERT_PROXY(member, raise_not_callable);
  Method* target = link_to_interface_target(*thread, member, fp[0].ref);
  CJVM_FORGET();
  CJVM_FORWARD(target);
}
CJVM_HANDLER(enter_link_to_native) { raise_link_to_native(*thread); }

// Back to the C++ code that started the interpreter.
CJVM_HANDLER(leave) {}

#undef CJVM_CALL
#undef CJVM_RESUME_CALLER
#undef CJVM_RESUME_CALLER_VOID
#undef CJVM_RESOLVING_CALL
#undef CJVM_RETURN
#undef CJVM_GETTER
#undef CJVM_FORWARD

}  // namespace cjvm::handlers
