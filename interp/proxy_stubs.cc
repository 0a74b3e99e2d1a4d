// SPDX-License-Identifier: Apache-2.0
#include "interp/proxy_stubs.h"

#include <algorithm>

#include "interp/code_builder.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/frame.h"
#include "jvm/linking/class_loader.h"
#include "jvm/memory/collector.h"
#include "jvm/object/class.h"

namespace cjvm {

namespace {

constexpr std::uint32_t kFrameRoom = 16;

Op return_of(BasicType type) {
  switch (type) {
    case BasicType::Boolean:
      return Op::return_boolean;
    case BasicType::Byte:
      return Op::return_byte;
    case BasicType::Char:
      return Op::return_char;
    case BasicType::Short:
      return Op::return_short;
    default:
      return Op::return_value;
  }
}

// enter; execute_remote; return.
PreparedCode* make_code(Method* stub, Method* method, const HandlerTable& table) {
  CodeBuilder out;
  out.reset(1);
  out.set_bci(0);
  std::uint32_t result = stub->max_locals + Frame::kSlots;
  out.emit(Op::enter, stub->max_locals).imm = slots_needed(*stub);
  std::uint32_t enter = out.last_index();
  out.emit(Op::execute_remote, result);
  std::uint32_t execute = out.last_index();
  if (stub->return_type == BasicType::Void) {
    out.emit(Op::return_void);
  } else {
    out.emit(return_of(stub->return_type), result);
  }
  PreparedCode* code = out.finish(stub, table);
  code->begin()[enter + 1].first_word = reinterpret_cast<std::uint64_t>(stub);
  code->begin()[execute + 1].first_word = reinterpret_cast<std::uint64_t>(method);
  return code;
}

}  // namespace

std::int32_t slots_needed(const Method& method) {
  return static_cast<std::int32_t>(method.max_locals + Frame::kSlots + method.max_stack + 1u +
                                   kFrameRoom);
}

namespace {

// It runs where the library is, wherever the receiver may be.
bool is_of_a_programs_library(const Method* method) {
  return method->is_native() && method->vm_native == nullptr &&
         method->holder->loader->java_loader != nullptr;
}

}  // namespace

bool needs_proxy_stub(const Method* method) {
  return !method->is_static() && !method->is_abstract() &&
         (method->flags & (kProxyStub | kRunsOnProxy | kDefaultConflict)) == 0 &&
         !is_of_a_programs_library(method);
}

Method* make_proxy_stub(Method* method, const HandlerTable& table) {
  auto* stub = Collector::make_metadata<Method>();
  stub->holder = method->holder;
  stub->argument_slots = method->argument_slots;
  stub->max_locals = std::max<std::uint32_t>(method->argument_slots, 1);
  stub->max_stack = 2;  // the result
  stub->access_flags = static_cast<std::uint16_t>(method->access_flags &
                                                  ~(kAccNative | kAccAbstract | kAccSynchronized));
  stub->flags = kProxyStub | (method->flags & (kInitializer | kCallerSensitive));
  stub->vtable_index = method->vtable_index;
  stub->itable_index = method->itable_index;
  stub->index = method->index;
  stub->return_type = method->return_type;
  stub->name = method->name;
  stub->descriptor = method->descriptor;
  PreparedCode* code = make_code(stub, method, table);
  stub->code.store(code, std::memory_order_release);
  stub->entry.store(code->begin(), std::memory_order_release);
  return stub;
}

}  // namespace cjvm
