// SPDX-License-Identifier: Apache-2.0
// What handlers need from the rest of the VM: resolution and quickening, allocation, method
// selection, locking of frames. Ordinary C++ functions: they may allocate, run Java code, collect
// and throw JavaThrow; the caller has stored frame->pc. Any Java thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "interp/instruction.h"
#include "jvm/frames/frame.h"
#include "jvm/object/class.h"

namespace cjvm {

struct HandlerTable;
enum class Op : std::uint16_t;

// A method done in C++: arguments in slots[0..], result to slots[0]. Returns false, having changed
// nothing, when the ordinary method must do it (mostly because it will throw). Never throws
// JavaThrow and leaves no frame.
using IntrinsicFunction = bool(JavaThread&, Slot*);

struct Field;

// The table whose handlers quickening installs; set once when the engine is made.
void set_quick_handlers(const HandlerTable& table);

// ---- resolution: quickens the instruction, or does its work this time; returns where to go on
const Instruction* resolve_load_constant(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_get_field(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_put_field(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_get_static(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_put_static(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_new_instance(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_new_ref_array(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_new_multi_array(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_check_cast(JavaThread&, const Instruction* pc, Slot* fp);
// The forms whose quick instruction takes an operand from the accumulator.
const Instruction* resolve_get_field_x(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_put_field_y(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_check_cast_x(JavaThread&, const Instruction* pc, Slot* fp);
const Instruction* resolve_instance_of(JavaThread&, const Instruction* pc, Slot* fp);

// Null: quickened, execute again; else the method to call this time.
Method* resolve_invoke_static(JavaThread&, const Instruction* pc, Slot* fp);
Method* resolve_invoke_special(JavaThread&, const Instruction* pc, Slot* fp);
Method* resolve_invoke_virtual(JavaThread&, const Instruction* pc, Slot* fp);
Method* resolve_invoke_special_own(JavaThread&, const Instruction* pc, Slot* fp);
Method* resolve_invoke_virtual_own(JavaThread&, const Instruction* pc, Slot* fp);
Method* resolve_invoke_interface(JavaThread&, const Instruction* pc, Slot* fp);
Method* resolve_invoke_dynamic(JavaThread&, const Instruction* pc, Slot* fp);

// ---- interface calls
// What `resolved` means for objects with `vtable`. Immutable, interned, never freed.
struct InterfaceTarget {
  const VTable* vtable;
  Method* resolved;
  Method* method;
};
constexpr std::size_t kInterfaceTargets = 4096;
// Shared cache of the sites that see many classes.
extern std::atomic<const InterfaceTarget*> interface_targets[kInterfaceTargets];
inline std::size_t interface_hash(const VTable* vtable, const Method* resolved) {
  auto v = reinterpret_cast<std::uintptr_t>(vtable), r = reinterpret_cast<std::uintptr_t>(resolved);
  return ((v >> 4) ^ (v >> 14) ^ (r >> 3) ^ (r >> 9)) % kInterfaceTargets;
}
// The method for a receiver that the site's cache does not know; updates the caches.
// IncompatibleClassChangeError, AbstractMethodError.
Method* select_interface_method(JavaThread&, const Instruction* pc, Object* receiver);
// Makes the call at pc use the cache that all sites share.
void use_shared_interface_cache(const Instruction* pc);
void check_implements(JavaThread&, Object* receiver, Class* interface);
Method* link_to_interface_target(JavaThread&, Object* member_name, Object* receiver);

// ---- what is elsewhere
// The method that stands for `method` where the receiver is a proxy (ExecutionEngine::proxy_stub).
Method* stub_of(Method* method);
// VmExtension::execute_remote and new_placed.
Slot execute_remote(JavaThread&, Method* method, Slot* arguments);
Object* new_placed(JavaThread&, Class* klass);
// Static fields by HeapAccess; values as slots hold them.
std::uint64_t load_static(JavaThread&, const Field& field);
void store_static(JavaThread&, const Field& field, Slot value);
// A bit for each argument slot that holds a reference which may be a proxy; the receiver, for which
// a proxy has its stub, is not among them. Slots beyond 31 are not looked at: requires that there
// are none.
std::uint32_t possible_proxies(const Method* method);
// Runs a native of the VM that uses memory of its arguments, although one is a proxy; its frame is
// current. The result is left in slots[0].
void run_vm_native_on_proxy(JavaThread&, Method* method, Slot* slots);

// ---- allocation
Object* allocate_instance(JavaThread&, Class* klass);
Object* allocate_primitive(JavaThread&, BasicType element, std::int32_t length);
Object* allocate_references(JavaThread&, Class* array_class, std::int32_t length);
Object* allocate_multi(JavaThread&, Class* array_class, const Slot* lengths, std::int32_t count);

// ---- frames
// Locks the receiver or the mirror of a synchronized method and remembers it in the lock slot,
// which was null.
void lock_frame(JavaThread&, Frame* frame, Slot* fp);
// Unlocks what lock_frame locked; throws IllegalMonitorStateException if the method has done so
// itself.
void unlock_frame(JavaThread&, Frame* frame);
// monitorenter and monitorexit in methods whose bytecode does not show which monitors a frame holds
// (see lock_flow.h): the thread keeps a record of each. An exit throws IllegalMonitorStateException
// if this frame has not entered the monitor.
void enter_recorded(JavaThread&, Frame* frame, Object* object);
void exit_recorded(JavaThread&, Frame* frame, Object* object);
// Before such a method returns: throws IllegalMonitorStateException if the frame holds a monitor.
void check_no_monitor_left(JavaThread&, Frame* frame);
// A frame that `throwable` leaves: unlocks everything. Returns the throwable, or the
// IllegalMonitorStateException that takes its place if the frame's monitors were not in order
// (JVMS 2.11.10).
Object* release_monitors(JavaThread&, Frame* frame, Object* throwable);
void register_finalizer_of(JavaThread&, Object* object);
// Runs a native whose frame is current: JNI functions, and all synchronized natives.
Slot run_native(JavaThread&, Method* method, Slot* fp);

// A branch whose thread may have been asked to stop: notices that, and returns the branch's own
// handler.
Handler meet_at_branch(JavaThread&, const Instruction* pc);

// ---- failures
// A call has arrived at `method`, which has no code, with its arguments at fp.
[[noreturn]] void raise_abstract_call(JavaThread&, Method* method, Slot* fp, Slot* caller_fp);
[[noreturn]] void raise_link_to_native(JavaThread&);

// Translates or binds the method if nobody has, and returns its entry.
const Instruction* prepare_method(JavaThread&, Method* method);

}  // namespace cjvm
