// SPDX-License-Identifier: Apache-2.0
// Engine: ExecutionEngine over one table of handlers. Preparing is serialized by a lock; running
// needs none.
#pragma once

#include <unordered_map>

#include "interp/prepared_code.h"
#include "jvm/base/guarded.h"
#include "jvm/calls/execution_engine.h"

namespace cjvm {

class Engine final : public ExecutionEngine {
 public:
  explicit Engine(const HandlerTable& table);

  Slot invoke(JavaThread& thread, Method* method, const Slot* arguments) override;
  void install(Method* method) override;
  int bci_of(const Method* method, const Instruction* pc) const override;
  const Instruction* running_instruction(const JavaThread& thread,
                                         const void* registers) const override;
  void watch_loops(const Method* method, bool on) override;
  Method* proxy_stub(Method* method) override;
  Method* method_handle_intrinsic(JavaThread& thread, MethodHandleIntrinsic intrinsic,
                                  const Symbol* descriptor) override;

  // Makes `method` callable: translates bytecode, chooses how a native is called. Returns the
  // entry.
  const Instruction* prepare(JavaThread& thread, Method* method);

 private:
  struct IntrinsicKey {
    MethodHandleIntrinsic intrinsic;
    const Symbol* descriptor;
    bool operator==(const IntrinsicKey&) const = default;
  };
  struct IntrinsicHash {
    std::size_t operator()(const IntrinsicKey& key) const {
      return reinterpret_cast<std::size_t>(key.descriptor) +
             static_cast<std::size_t>(key.intrinsic);
    }
  };
  using Intrinsics = std::unordered_map<IntrinsicKey, Method*, IntrinsicHash>;

  const Instruction* prepare_locked(Method* method);
  // Two cells: `op` and an extension with the method.
  Instruction* make_entry(Op op, Method* method);
  const Instruction* make_native_entry(Method* method);
  // Finds the native that the VM provides, once.
  void bind_vm_native(Method* method);

  const HandlerTable& table_;
  Mutex prepare_lock_{LockRank::Linking};
  Guarded<Intrinsics> intrinsics_{LockRank::Linking};
};

}  // namespace cjvm
