// SPDX-License-Identifier: Apache-2.0
// Selection of interface methods behind the inline caches, and the calls that fail to select. The
// records of what was found are interned and never freed, so that a cache is one word and any
// thread may use what another one found.
#include <mutex>
#include <unordered_map>

#include "interp/prepared_code.h"
#include "interp/quickening.h"
#include "jvm/base/guarded.h"
#include "jvm/base/text.h"
#include "jvm/bytecode/code_cursor.h"
#include "jvm/calls/method_handles.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/allocation.h"

namespace cjvm {

std::atomic<const InterfaceTarget*> interface_targets[kInterfaceTargets];

namespace {

// A site changes to the shared cache after this many changes of its own.
constexpr std::int32_t kMaxMisses = 6;

struct TargetKey {
  const VTable* vtable;
  const Method* resolved;
  bool operator==(const TargetKey&) const = default;
};
struct TargetHash {
  std::size_t operator()(const TargetKey& key) const {
    return reinterpret_cast<std::size_t>(key.vtable) * 31 +
           reinterpret_cast<std::size_t>(key.resolved);
  }
};
using Targets = std::unordered_map<TargetKey, const InterfaceTarget*, TargetHash>;

Guarded<Targets>& targets() {
  static auto* all = new Guarded<Targets>(LockRank::Linking);
  return *all;
}

const InterfaceTarget* intern_target(const VTable* vtable, Method* resolved, Method* method) {
  return targets().with([&](Targets& all) {
    const InterfaceTarget*& known = all[{vtable, resolved}];
    if (known == nullptr) known = new InterfaceTarget{vtable, resolved, method};
    return known;
  });
}

[[noreturn]] void raise_not_implemented(Object* receiver, const Class* interface) {
  throw_java(Throwable::IncompatibleClassChangeError,
             cat("Class ", receiver->klass()->external_name(),
                 " does not implement the requested interface ", interface->external_name()));
}

// JVMS invokeinterface. As in `java`, a site that has found a method once says less when it finds
// none (see target_of_missing).
Method* select(JavaThread& thread, Object* receiver, Method* resolved, bool is_first) {
  const VTable* vtable = receiver->behaviour();
  Method** methods = find_itable(vtable, resolved->holder);
  if (methods == nullptr) raise_not_implemented(receiver, resolved->holder);
  Method* method = resolved->itable_index >= 0 ? methods[resolved->itable_index] : resolved;
  if (method != nullptr) return method;
  if (is_first) throw_selection_error(thread, receiver->klass(), resolved);
  method = target_of_missing(receiver->klass(), resolved);
  if (method != nullptr) return method;
  throw_java(Throwable::AbstractMethodError, abstract_method_message(receiver->klass(), resolved));
}

using MissingMethods = std::unordered_map<TargetKey, Method*, TargetHash>;

// The method that `java` gives each class with default methods in place of an `abstract_one` that
// it lacks, or of conflicting ones: what stack traces show.
Method* missing_method(Class* receiver, const Method* abstract_one) {
  static auto* all = new Guarded<MissingMethods>(LockRank::Linking);
  return all->with([&](MissingMethods& methods) {
    Method*& method = methods[{receiver->vtable(), abstract_one}];
    if (method != nullptr) return method;
    method = Collector::make_metadata<Method>();
    method->holder = receiver;
    method->name = abstract_one->name;
    method->descriptor = abstract_one->descriptor;
    method->access_flags = kAccPublic;
    method->argument_slots = abstract_one->argument_slots;
    method->max_locals = abstract_one->argument_slots;
    method->return_type = abstract_one->return_type;
    method->vtable_index = kNotVirtual;
    method->itable_index = kNotVirtual;
    return method;
  });
}

void push_frame(JavaThread& thread, Method* method, Slot* fp, Slot* caller_fp) {
  auto* frame = reinterpret_cast<Frame*>(fp + method->max_locals);
  frame->caller = thread.frame;
  frame->caller_fp = caller_fp;
  frame->method = method;
  frame->pc = nullptr;
  std::atomic_signal_fence(std::memory_order_release);
  thread.frame = frame;
}

bool is_special_call(const Frame* frame) {
  if (frame->method == nullptr || frame->method->is_native() || frame->pc == nullptr) return false;
  auto bci = static_cast<std::uint32_t>(bci_of_frame(frame->method, frame->pc));
  return CodeCursor(frame->method->info->code.bytecode, bci).opcode() == Opcode::invokespecial;
}

}  // namespace

Method* select_interface_method(JavaThread& thread, const Instruction* pc, Object* receiver) {
  auto* resolved = pc[1].pointer<Method>();
  const VTable* vtable = receiver->behaviour();
  auto* cell = const_cast<Instruction*>(pc);
  std::atomic_ref<std::int32_t> misses(cell->imm);
  debug_check(resolved->holder->is_interface(), "an interface call names an interface method");
  Method* method = select(thread, receiver, resolved, misses.load(std::memory_order_relaxed) == 0);
  if (receiver->is_proxy()) method = stub_of(method);
  const InterfaceTarget* target = intern_target(vtable, resolved, method);
  interface_targets[interface_hash(vtable, resolved)].store(target, std::memory_order_release);
  if (misses.load(std::memory_order_relaxed) < kMaxMisses) {
    std::atomic_ref<std::uint64_t>(cell[1].word)
        .store(reinterpret_cast<std::uint64_t>(target), std::memory_order_release);
    misses.fetch_add(1, std::memory_order_relaxed);
  } else {
    use_shared_interface_cache(pc);
  }
  return method;
}

void check_implements(JavaThread&, Object* receiver, Class* interface) {
  if (!receiver->klass()->is_subtype_of(interface)) raise_not_implemented(receiver, interface);
}

static Method* find_interface_target(JavaThread& thread, Object* member_name, Object* receiver) {
  std::int64_t index = vmindex_of(member_name);
  Method* resolved = method_of_member_name(member_name);
  if (index < 0) return resolved;
  Class* interface = class_of_mirror(clazz_of_member_name(member_name));
  Method** methods = find_itable(receiver->behaviour(), interface);
  if (methods == nullptr) raise_not_implemented(receiver, interface);
  if (methods[index] != nullptr) return methods[index];
  Method* instead = target_of_missing(receiver->klass(), resolved);
  if (instead != nullptr) return instead;
  // Method handles say no more than this.
  throw_java(Throwable::AbstractMethodError);
}

Method* link_to_interface_target(JavaThread& thread, Object* member_name, Object* receiver) {
  Method* target = find_interface_target(thread, member_name, receiver);
  return receiver->is_proxy() ? stub_of(target) : target;
}

void raise_abstract_call(JavaThread& thread, Method* method, Slot* fp, Slot* caller_fp) {
  Class* receiver = method->is_static() || fp[0].ref == nullptr ? nullptr : fp[0].ref->klass();
  if (method->has(kDefaultConflict)) {
    push_frame(thread, receiver == nullptr ? method : missing_method(receiver, method), fp,
               caller_fp);
  } else if (receiver != nullptr && method->holder->is_interface() &&
             receiver->has_default_methods) {
    push_frame(thread, missing_method(receiver, method), fp, caller_fp);
  } else if (!is_special_call(thread.frame)) {
    // A site that has called other methods before, or a method handle: `java` does not look at the
    // receiver.
    receiver = nullptr;
  }
  throw_abstract_call(thread, receiver, method);
}

void raise_link_to_native(JavaThread&) {
  throw_java(Throwable::InternalError,
             "calls of native code through MethodHandle.linkToNative are not supported");
}

}  // namespace cjvm
