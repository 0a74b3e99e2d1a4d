// SPDX-License-Identifier: Apache-2.0
// Calls of Java methods from C++: marshals typed arguments into slots, selects the method, hands it
// to the execution engine. Any Java thread. Each call goes through check_native_stack(), so that
// recursion between Java and C++ ends in StackOverflowError and never in a crash.
#include "jvm/calls/java_call.h"

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {
namespace {

constexpr std::size_t kMaxSlots = 32;

// The initializer list cannot be longer than what this VM calls itself; programs' calls come
// through JNI and reflection.
std::size_t spread(std::initializer_list<Argument> arguments, Slot* slots) {
  std::size_t count = 0;
  for (const Argument& argument : arguments) {
    check(count + 3 <= kMaxSlots, "a call from C++ has at most 29 argument slots");
    slots[count++] = argument.slot;
    if (argument.wide) slots[count++].bits = 0;
  }
  return count;
}

Slot invoke_exactly(JavaThread& thread, Method* method, const Slot* slots, std::size_t count) {
  check(count == method->argument_slots, "a call from C++ passes what the descriptor asks for");
  check_native_stack(thread);
  if (method->is_static()) {
    initialize_class(thread, method->holder);
  } else {
    link_class(thread, method->holder);
  }
  return thread.vm->engine().invoke(thread, method, slots);
}

Method* find_or_die(Class* klass, std::string_view name, std::string_view descriptor) {
  Method* method = klass->find_method(Symbol::intern(name), Symbol::intern(descriptor));
  if (method == nullptr) {
    fatal(cat("the class library lacks ", klass->name->text(), ".", name, descriptor));
  }
  return method;
}

}  // namespace

Slot call_java(JavaThread& thread, Method* method, std::initializer_list<Argument> arguments) {
  Slot slots[kMaxSlots];
  std::size_t count = spread(arguments, slots);
  return invoke_exactly(thread, method, slots, count);
}

Slot call_virtual(JavaThread& thread, Method* method, std::initializer_list<Argument> arguments) {
  Slot slots[kMaxSlots];
  std::size_t count = spread(arguments, slots);
  check(count > 0 && !method->is_static(), "call_virtual is for instance methods");
  Object* receiver = slots[0].ref;
  if (receiver == nullptr) throw_java(Throwable::NullPointerException);
  Method* selected = select_method(thread, receiver->klass(), method);
  if (selected == nullptr || selected->is_abstract()) {
    throw_selection_error(thread, receiver->klass(), method);
  }
  return invoke_exactly(thread, selected, slots, count);
}

Slot call_static(JavaThread& thread, Class* klass, std::string_view name,
                 std::string_view descriptor, std::initializer_list<Argument> arguments) {
  return call_java(thread, find_or_die(klass, name, descriptor), arguments);
}

Object* new_instance(JavaThread& thread, Class* klass, std::string_view constructor_descriptor,
                     std::initializer_list<Argument> arguments) {
  Method* constructor =
      klass->find_declared_method(Symbol::intern("<init>"), Symbol::intern(constructor_descriptor));
  if (constructor == nullptr) {
    fatal(cat("the class library lacks ", klass->name->text(), ".<init>", constructor_descriptor));
  }
  initialize_class(thread, klass);
  Object* object = allocate_object(thread, klass);
  Slot slots[kMaxSlots];
  slots[0].ref = object;
  std::size_t count = 1 + spread(arguments, slots + 1);
  invoke_exactly(thread, constructor, slots, count);
  return object;
}

}  // namespace cjvm
