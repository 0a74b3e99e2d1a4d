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
#include "jvm/calls/method_handles.h"
#include "jvm/frames/exceptions.h"
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

// JVMS invokeinterface.
Method* select(JavaThread& thread, Object* receiver, Method* resolved) {
  const VTable* vtable = receiver->behaviour();
  Method** methods = find_itable(vtable, resolved->holder);
  if (methods == nullptr) raise_not_implemented(receiver, resolved->holder);
  Method* method = resolved->itable_index >= 0 ? methods[resolved->itable_index] : resolved;
  if (method == nullptr) throw_selection_error(thread, receiver->klass(), resolved);
  return method;
}

}  // namespace

Method* select_interface_method(JavaThread& thread, const Instruction* pc, Object* receiver) {
  auto* resolved = pc[1].pointer<Method>();
  const VTable* vtable = receiver->behaviour();
  Method* method = select(thread, receiver, resolved);
  const InterfaceTarget* target = intern_target(vtable, resolved, method);
  interface_targets[interface_hash(vtable, resolved)].store(target, std::memory_order_release);
  auto* cell = const_cast<Instruction*>(pc);
  std::atomic_ref<std::int32_t> misses(cell->imm);
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

Method* link_to_interface_target(JavaThread& thread, Object* member_name, Object* receiver) {
  std::int64_t index = vmindex_of(member_name);
  Method* resolved = method_of_member_name(member_name);
  if (index < 0) return resolved;
  Class* interface = class_of_mirror(clazz_of_member_name(member_name));
  Method** methods = find_itable(receiver->behaviour(), interface);
  if (methods == nullptr) raise_not_implemented(receiver, interface);
  // Method handles say no more than this.
  if (methods[index] == nullptr) throw_java(Throwable::AbstractMethodError);
  return methods[index];
}

void raise_abstract_call(JavaThread& thread, Method* method, Slot* fp) {
  Class* receiver = method->is_static() || fp[0].ref == nullptr ? nullptr : fp[0].ref->klass();
  throw_abstract_call(thread, receiver, method);
}

void raise_link_to_native(JavaThread&) {
  throw_java(Throwable::InternalError,
             "calls of native code through MethodHandle.linkToNative are not supported");
}

}  // namespace cjvm
