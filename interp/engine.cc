// SPDX-License-Identifier: Apache-2.0
// Running methods from C++, and making them runnable. The loop that catches JavaThrow is here:
// throwables of slow paths and natives arrive as C++ exceptions through the one handler that called
// them, never through more than one Java frame.
#include "interp/engine.h"

#include <ucontext.h>

#include <cstring>

#include "interp/intrinsics/intrinsics.h"
#include "interp/proxy_stubs.h"
#include "interp/quickening.h"
#include "interp/translator.h"
#include "interp/unwinding.h"
#include "interp/watched_branches.h"
#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/native_call.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/collector.h"
#include "jvm/object/class.h"
#include "jvm/threads/java_thread.h"
#include "jvm/threads/thread_requests.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

Engine* the_engine = nullptr;

BasicType return_type_of(std::string_view descriptor) {
  return basic_type_of(return_descriptor(descriptor)[0]);
}

std::string_view intrinsic_name(MethodHandleIntrinsic intrinsic) {
  switch (intrinsic) {
    case MethodHandleIntrinsic::InvokeBasic:
      return "invokeBasic";
    case MethodHandleIntrinsic::LinkToStatic:
      return "linkToStatic";
    case MethodHandleIntrinsic::LinkToSpecial:
      return "linkToSpecial";
    case MethodHandleIntrinsic::LinkToVirtual:
      return "linkToVirtual";
    case MethodHandleIntrinsic::LinkToInterface:
      return "linkToInterface";
    case MethodHandleIntrinsic::LinkToNative:
      return "linkToNative";
    default:
      fatal("an intrinsic of MethodHandle that is linked, not executed");
  }
}

Op intrinsic_entry(MethodHandleIntrinsic intrinsic) {
  switch (intrinsic) {
    case MethodHandleIntrinsic::InvokeBasic:
      return Op::enter_invoke_basic;
    case MethodHandleIntrinsic::LinkToStatic:
      return Op::enter_link_to_static;
    case MethodHandleIntrinsic::LinkToSpecial:
      return Op::enter_link_to_special;
    case MethodHandleIntrinsic::LinkToVirtual:
      return Op::enter_link_to_virtual;
    case MethodHandleIntrinsic::LinkToInterface:
      return Op::enter_link_to_interface;
    default:
      return Op::enter_link_to_native;
  }
}

void set_intrinsic(Instruction* cells, Method* method, const ChosenIntrinsic& chosen) {
  cells[0].imm = static_cast<std::int32_t>(chosen.mask);
  cells[1].first_word = reinterpret_cast<std::uint64_t>(method);
  cells[1].word = reinterpret_cast<std::uint64_t>(chosen.function);
}

}  // namespace

Engine::Engine(const HandlerTable& table) : table_(table) {
  check(the_engine == nullptr, "there is one execution engine");
  the_engine = this;
  make_accumulator_facts();
  set_quick_handlers(table);
  set_entry_handlers(table);
}

Slot Engine::invoke(JavaThread& thread, Method* method, const Slot* arguments) {
  if (table_.checks && !method->is_static() && arguments[0].ref != nullptr &&
      arguments[0].ref->is_proxy()) {
    method = proxy_stub(method);
  }
  check_native_stack(thread);
  Frame* caller = thread.frame;
  Slot* base = caller == nullptr ? thread.stack_base : caller->top();
  Slot* end = base + Frame::kSlots + method->argument_slots + 1;
  while (end > thread.stack_limit) [[unlikely]] {
    if (has_requests(thread)) {
      meet_requests(thread);
    } else if (end > thread.stack_limit) {
      throw_stack_overflow(thread);
    }
  }
  auto* entry = reinterpret_cast<Frame*>(base);
  entry->caller = caller;
  entry->caller_fp = nullptr;
  entry->method = nullptr;
  entry->pc = entry_call();
  Slot* fp = entry->operand_stack();
  for (unsigned i = 0; i < method->argument_slots; ++i) fp[i] = arguments[i];
  std::atomic_signal_fence(std::memory_order_release);
  thread.frame = entry;

  Resume at{method->entry.load(std::memory_order_acquire), fp};
  for (;;) {
    bool raised = false;
    try {
      at.pc->handler(at.pc, at.fp, &thread, fp, 0, 0, 0);
    } catch (const JavaThrow&) {
      raised = true;
    }
    if (!raised) break;
    // Outside the catch clause, because the search may run Java code.
    try {
      at = find_handler(thread, take_pending(thread));
    } catch (const JavaThrow&) {
      fatal("the search for a handler does not raise");
    }
  }
  thread.frame = caller;
  if (was_left_by_throwable(entry)) throw JavaThrow{};
  return fp[0];
}

Instruction* Engine::make_entry(Op op, Method* method) {
  auto* cells = allocate_cells(2);
  cells[0].handler = table_[op];
  cells[1].first_word = reinterpret_cast<std::uint64_t>(method);
  return cells;
}

void Engine::install(Method* method) {
  bool no_body = method->is_abstract() || method->has(kDefaultConflict);
  method->entry.store(make_entry(no_body ? Op::call_abstract : Op::prepare, method),
                      std::memory_order_release);
}

int Engine::bci_of(const Method* method, const Instruction* pc) const {
  const PreparedCode* code = method->code.load(std::memory_order_acquire);
  return code != nullptr && code->contains(pc) ? code->bci_of(pc) : 0;
}

// Handlers have pc, fp and thread in r12, r13 and r14, which the C++ functions that they call save
// or leave alone.
const Instruction* Engine::running_instruction(const JavaThread& thread,
                                               const void* registers) const {
  const auto& values = static_cast<const ucontext_t*>(registers)->uc_mcontext.gregs;
  auto* pc = reinterpret_cast<const Instruction*>(values[REG_R12]);
  Frame* frame = thread.frame;
  if (values[REG_R14] != reinterpret_cast<greg_t>(&thread) || frame == nullptr ||
      frame->method == nullptr)
    return nullptr;
  const PreparedCode* code = frame->method->code.load(std::memory_order_acquire);
  bool in_frame = values[REG_R13] == reinterpret_cast<greg_t>(frame->locals());
  return in_frame && code != nullptr && code->contains(pc) ? pc : nullptr;
}

void Engine::watch_loops(const Method* method, bool on) {
  PreparedCode* code = method->code.load(std::memory_order_acquire);
  if (code == nullptr) return;
  if (on) {
    watch_branches(*code, table_);
  } else {
    unwatch_branches(*code);
  }
}

// Kept in Method::engine_data; the method itself where it needs no stub.
Method* Engine::proxy_stub(Method* method) {
  std::atomic_ref<void*> kept(method->engine_data);
  if (void* stub = kept.load(std::memory_order_acquire)) return static_cast<Method*>(stub);
  MutexLock lock(prepare_lock_);
  if (void* stub = kept.load(std::memory_order_relaxed)) return static_cast<Method*>(stub);
  // The table of natives says which of them need none.
  if (method->is_native() && method->intrinsic == MethodHandleIntrinsic::None)
    bind_vm_native(method);
  Method* stub = needs_proxy_stub(method) ? make_proxy_stub(method, table_) : method;
  kept.store(stub, std::memory_order_release);
  if (stub != method && Log::is_on(Topic::Prepare)) {
    const PreparedCode* code = stub->code.load(std::memory_order_relaxed);
    Log::write(Topic::Prepare,
               cat(external_name_of(method), " of a proxy\n", code->disassemble(table_)));
  }
  return stub;
}

Method* Engine::method_handle_intrinsic(JavaThread&, MethodHandleIntrinsic intrinsic,
                                        const Symbol* descriptor) {
  return intrinsics_.with([&](Intrinsics& all) {
    Method*& method = all[{intrinsic, descriptor}];
    if (method != nullptr) return method;
    auto* made = Collector::make_metadata<Method>();
    bool is_static = intrinsic != MethodHandleIntrinsic::InvokeBasic;
    unsigned slots = method_shape(descriptor->text()).parameter_slots + (is_static ? 0 : 1);
    made->holder = well_known::MethodHandle;
    made->argument_slots = static_cast<std::uint16_t>(slots);
    made->max_locals = slots;
    made->access_flags = kAccFinal | kAccNative | kAccVarargs | (is_static ? kAccStatic : 0);
    made->flags = kMethodHandleIntrinsic | kSignaturePolymorphic | kHidden;
    made->vtable_index = kNotVirtual;
    made->itable_index = kNotVirtual;
    made->return_type = return_type_of(descriptor->text());
    made->intrinsic = intrinsic;
    made->name = Symbol::intern(intrinsic_name(intrinsic));
    made->descriptor = descriptor;
    Instruction* entry = make_entry(intrinsic_entry(intrinsic), made);
    entry->imm = static_cast<std::int32_t>(slots) - 1;
    made->entry.store(entry, std::memory_order_release);
    method = made;
    return method;
  });
}

void Engine::bind_vm_native(Method* method) {
  if (method->vm_native == nullptr) method->vm_native = find_vm_native(method);
}

const Instruction* Engine::make_native_entry(Method* method) {
  bind_vm_native(method);
  if (method->vm_native == nullptr &&
      Vm::instance().extension().has_libraries_elsewhere(method->holder->loader))
    return make_proxy_stub(method, table_)->entry.load(std::memory_order_relaxed);
  bool plain = method->vm_native != nullptr && !method->is_synchronized();
  Op op = !plain                                   ? Op::call_native
          : method->return_type == BasicType::Void ? Op::call_vm_native_void
                                                   : Op::call_vm_native;
  auto* cells = allocate_cells(4);
  Instruction* native = cells;
  if (ChosenIntrinsic chosen = find_intrinsic(method, table_.checks)) {
    cells[0].handler = table_[method->return_type == BasicType::Void ? Op::enter_intrinsic_void
                                                                     : Op::enter_intrinsic];
    set_intrinsic(cells, method, chosen);
    native += 2;
  }
  native[0].handler = table_[op];
  native[0].a = static_cast<std::uint16_t>(method->max_locals);
  if (table_.checks && plain && !method->has(kTakesProxies)) {
    check(method->argument_slots <= 16, "natives of the VM have few arguments");
    native[0].b = static_cast<std::uint16_t>(possible_proxies(method));
  }
  native[0].imm = slots_needed(*method);
  native[1].first_word = reinterpret_cast<std::uint64_t>(method);
  native[1].word = reinterpret_cast<std::uint64_t>(method->vm_native);
  return cells;
}

const Instruction* Engine::prepare_locked(Method* method) {
  const Instruction* entry = method->entry.load(std::memory_order_acquire);
  if (entry->handler != table_[Op::prepare]) return entry;
  if (method->is_native()) {
    entry = make_native_entry(method);
  } else {
    PreparedCode* code = translate(method, table_);
    method->code.store(code, std::memory_order_release);
    entry = code->begin();
    if (ChosenIntrinsic chosen = find_intrinsic(method, table_.checks)) {
      auto* cells =
          make_entry(method->return_type == BasicType::Void ? Op::replace_by_intrinsic_void
                                                            : Op::replace_by_intrinsic,
                     method);
      set_intrinsic(cells, method, chosen);
      entry = cells;
    }
    if (Log::is_on(Topic::Prepare)) {
      Log::write(Topic::Prepare, cat(external_name_of(method), "\n", code->disassemble(table_)));
    }
  }
  method->entry.store(entry, std::memory_order_release);
  return entry;
}

const Instruction* Engine::prepare(JavaThread&, Method* method) {
  std::string failure;
  {
    MutexLock lock(prepare_lock_);
    try {
      return prepare_locked(method);
    } catch (const CannotTranslate& reason) {
      failure = reason.what();
    }
  }
  throw_java(Throwable::InternalError, cat(external_name_of(method), ": ", failure));
}

const Instruction* prepare_method(JavaThread& thread, Method* method) {
  return the_engine->prepare(thread, method);
}

Method* stub_of(Method* method) { return the_engine->proxy_stub(method); }

}  // namespace cjvm
