// SPDX-License-Identifier: Apache-2.0
// A method: what the linker knows about it and where a call of it begins. Constant after linking
// except `entry` and `code`, which the execution engine publishes with release order, and `native`,
// written once before `entry`.
#pragma once

#include <atomic>
#include <cstdint>

#include "jvm/object/object.h"

namespace cjvm {

class Symbol;
class JavaThread;
struct MethodInfo;   // jvm/classfile: the class file's record of the method
struct Instruction;  // interp: prepared code; opaque here
class PreparedCode;  // interp

// A native that the VM itself provides: arguments in slots[0..] (receiver first; a class is not
// passed for statics; longs and doubles take two slots, value in the first); the result is written
// to slots[0]. Throws JavaThrow.
using VmNative = void (*)(JavaThread& thread, Slot* slots);

// Facts about a method beyond its access flags.
enum MethodFlag : std::uint32_t {
  kCallerSensitive = 1u << 0,        // @CallerSensitive on a privileged class
  kHidden = 1u << 1,                 // @Hidden: invisible in stack traces
  kLambdaFormCompiled = 1u << 2,     // @LambdaForm$Compiled: skipped by getCallerClass
  kMethodHandleIntrinsic = 1u << 3,  // invokeBasic and linkTo*; a VM-made instance per signature
  kSignaturePolymorphic = 1u << 4,   // JVMS 2.9.3
  kInitializer = 1u << 5,            // <init>
  kClassInitializer = 1u << 6,       // <clinit>
  kMiranda = 1u << 7,  // not declared: an inherited interface method given a vtable slot
  kDefaultConflict =
      1u << 8,  // several maximally-specific defaults: IncompatibleClassChangeError when called
  kFinalizer = 1u << 9,           // overrides Object.finalize with a non-empty body
  kObjectConstructor = 1u << 10,  // java.lang.Object.<init>
  kEmptyBody = 1u << 11,          // only `return`
  kProxyStub = 1u << 12,          // VM-made: what a call on a proxy runs; never seen in a stack
  kRunsOnProxy = 1u << 13,   // may run where its receiver is only a proxy (Object.getClass ...)
  kTakesProxies = 1u << 14,  // a VM native whose arguments may be proxies: it uses HeapAccess
};

// The five intrinsics of java.lang.invoke.MethodHandle, and the accessors that are linked through
// upcalls.
enum class MethodHandleIntrinsic : std::uint8_t {
  None,
  InvokeBasic,
  LinkToStatic,
  LinkToSpecial,
  LinkToVirtual,
  LinkToInterface,
  LinkToNative,
  Invoke
};

constexpr std::int32_t kNotVirtual = -1;

struct Method {
  // Where a call begins; never null once the class is linked. Handlers jump here.
  std::atomic<const Instruction*> entry;
  Class* holder;
  std::uint32_t max_locals;  // arguments included; synchronized: and the lock slot; natives: at
                             // least the result's slot
  std::uint16_t max_stack;
  std::uint16_t argument_slots;  // receiver included
  std::uint16_t access_flags;    // JVMS table 4.6-A
  std::uint32_t flags;           // MethodFlag
  std::int32_t vtable_index;     // in VTable::entries; kNotVirtual for static, private, <init>, and
                                 // interface methods
  std::int32_t itable_index;     // in ITable::methods for interface methods, else kNotVirtual
  std::uint16_t index;           // position in Class::methods, the reflection "slot"
  BasicType return_type;
  MethodHandleIntrinsic intrinsic;
  const Symbol* name;
  const Symbol* descriptor;
  const MethodInfo* info;           // null for VM-made methods
  std::atomic<PreparedCode*> code;  // null until translated
  VmNative vm_native;               // VM-provided native, or null
  std::atomic<void*> native;        // JNI function once bound, or null
  void* native_call;                // jvm/calls: how to call `native`, made when it is bound
  void* engine_data;                // owned by the execution engine
  Object* resolved_name;            // cached java.lang.invoke.ResolvedMethodName, or null

  bool is_static() const { return (access_flags & 0x0008) != 0; }
  bool is_private() const { return (access_flags & 0x0002) != 0; }
  bool is_public() const { return (access_flags & 0x0001) != 0; }
  bool is_protected() const { return (access_flags & 0x0004) != 0; }
  bool is_final() const { return (access_flags & 0x0010) != 0; }
  bool is_synchronized() const { return (access_flags & 0x0020) != 0; }
  bool is_varargs() const { return (access_flags & 0x0080) != 0; }
  bool is_native() const { return (access_flags & 0x0100) != 0; }
  bool is_abstract() const { return (access_flags & 0x0400) != 0; }
  bool is_initializer() const { return (flags & kInitializer) != 0; }
  bool is_package_private() const { return (access_flags & 0x0007) == 0; }
  bool has(MethodFlag flag) const { return (flags & flag) != 0; }
};

}  // namespace cjvm
