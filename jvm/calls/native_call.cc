// SPDX-License-Identifier: Apache-2.0
// Binding and calling JNI functions. Method::native_call is a NativePlan; it depends on the
// descriptor alone and is stored before Method::native (release), so whoever sees the function sees
// the plan.
#include "jvm/calls/native_call.h"

#include <algorithm>

#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_library.h"
#include "jvm/calls/native_plan.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/jni/handles.h"
#include "jvm/jni/jni_state.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/native_memory.h"
#include "jvm/object/java_string.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

VmNativeLookup vm_native_lookup = nullptr;

// Appends the JNI form of modified UTF-8 text.
void append_mangled(std::string& out, std::string_view text) {
  std::vector<std::uint16_t> units(utf16_length(text));
  utf8_to_utf16(text, units.data());
  for (std::uint16_t unit : units) {
    if ((unit >= '0' && unit <= '9') || (unit >= 'A' && unit <= 'Z') ||
        (unit >= 'a' && unit <= 'z')) {
      out += static_cast<char>(unit);
    } else if (unit == '/') {
      out += '_';
    } else if (unit == '_') {
      out += "_1";
    } else if (unit == ';') {
      out += "_2";
    } else if (unit == '[') {
      out += "_3";
    } else {
      static constexpr char kDigits[] = "0123456789abcdef";
      out += "_0";
      for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[unit >> shift & 15];
    }
  }
}

// The address of a JNI function with this name for a class of `loader`.
void* find_symbol(JavaThread& thread, LoaderData* loader, const std::string& name) {
  if (loader == boot_loader()) {
    if (void* address = find_library_entry(java_library(), name.c_str())) return address;
    if (auto found = thread.vm->extension().find_boot_native(thread, name)) return *found;
    // Before there is a main thread libjava is all there is; findNative itself is found there.
    // Later the call initializes ClassLoader if need be (a module path makes phase 2 use libnio
    // before any loader).
    if (thread.java_thread == nullptr) return nullptr;
  }
  Slot address = call_java(thread, well_known::ClassLoader_findNative,
                           {loader->java_loader, make_string(name)});
  return reinterpret_cast<void*>(address.j);
}

void publish(Method* method, void* function) {
  if (method->native_call == nullptr) {
    auto* plan =
        const_cast<NativePlan*>(make_native_plan(method->descriptor->text(), method->is_static()));
    plan->is_wrapped = NativeMemory::instance().wraps(method);
    // Two threads may both make one: either is right.
    __atomic_store_n(&method->native_call, plan, __ATOMIC_RELEASE);
  }
  method->native.store(function, std::memory_order_release);
}

[[gnu::noinline]] void* rebind(JavaThread& thread, Method* method) {
  bind_native(thread, method);
  return method->native.load(std::memory_order_acquire);
}

// Only the class library's own natives take addresses as longs; a program's may take any number.
bool concerns_memory_elsewhere(const Method* method, const Slot* locals) {
  if (method->holder->loader != boot_loader()) return false;
  const auto& plan = *static_cast<const NativePlan*>(method->native_call);
  return plan.is_wrapped || std::ranges::any_of(plan.longs, [locals](std::uint8_t slot) {
           return NativeMemory::is_elsewhere(locals[slot].j);
         });
}

}  // namespace

VmNative find_vm_native(Method* method) {
  return vm_native_lookup == nullptr ? nullptr : vm_native_lookup(method);
}

void set_vm_native_lookup(VmNativeLookup lookup) { vm_native_lookup = lookup; }

std::string mangled_name(const Method* method, bool with_signature) {
  std::string name = "Java_";
  append_mangled(name, method->holder->name->text());
  name += '_';
  append_mangled(name, method->name->text());
  if (with_signature) {
    std::string_view descriptor = method->descriptor->text();
    name += "__";
    append_mangled(
        name, descriptor.substr(1, descriptor.size() - return_descriptor(descriptor).size() - 2));
  }
  return name;
}

void set_native(JavaThread& thread, Method* method, void* function) {
  if (thread.vm->extension().has_libraries_elsewhere(method->holder->loader))
    throw_not_on_proxy(cat("RegisterNatives for ", method->holder->external_name()));
  if (function != nullptr) {
    publish(method, function);
    return;
  }
  method->native.store(nullptr, std::memory_order_release);
  thread.vm->engine().install(method);
}

void bind_native(JavaThread& thread, Method* method) {
  if (method->native.load(std::memory_order_acquire) != nullptr) return;
  LoaderData* loader = method->holder->loader;
  void* function = find_symbol(thread, loader, mangled_name(method, false));
  if (function == nullptr) function = find_symbol(thread, loader, mangled_name(method, true));
  std::string class_name = method->holder->external_name();
  if (function == nullptr) {
    throw_java(
        Throwable::UnsatisfiedLinkError,
        cat("'", external_method_name(class_name, method->name->text(), method->descriptor->text()),
            "'"));
  }
  publish(method, function);
  log(Topic::Jni, "[Dynamic-linking native method ", class_name, ".", method->name->text(),
      " ... JNI]");
}

namespace {

// With arguments that the function can use as they are.
Slot call_function(JavaThread& thread, Method* method, Slot* locals) {
  void* function = method->native.load(std::memory_order_acquire);
  // RegisterNatives may have taken it away meanwhile.
  if (function == nullptr) [[unlikely]]
    function = rebind(thread, method);
  const auto& plan = *static_cast<const NativePlan*>(method->native_call);
  JniState& state = jni_state(thread);
  std::uint32_t mark = state.mark();
  std::size_t frames = state.frames.size();
  Object* self = plan.is_static ? method->holder->mirror : locals[0].ref;
  Slot result = call_planned(plan, function, &state.env, self, locals);
  if (plan.result == BasicType::Reference) result.ref = resolve_handle(result.ref);
  if (state.mark() != mark || state.frames.size() != frames) [[unlikely]] {
    state.release(mark, frames);
  }
  if (thread.pending != nullptr) [[unlikely]]
    throw JavaThrow{};
  return result;
}

}  // namespace

Slot call_native(JavaThread& thread, Method* method, Slot* locals) {
  if (NativeMemory::is_shared_out()) [[unlikely]] {
    if (method->native.load(std::memory_order_acquire) == nullptr) bind_native(thread, method);
    if (concerns_memory_elsewhere(method, locals))
      return NativeMemory::instance().call(thread, method, locals, call_function);
  }
  return call_function(thread, method, locals);
}

}  // namespace cjvm
