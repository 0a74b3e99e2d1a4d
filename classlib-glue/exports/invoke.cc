// SPDX-License-Identifier: Apache-2.0
// Reflective calls: argument conversion, receiver checks, method selection,
// InvocationTargetException. Access has been checked in Java. Java threads. What the called method
// throws is wrapped; what goes wrong before the call is not.
#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/reflect.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/calls/java_call.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

[[noreturn]] void mismatch() {
  throw_java(Throwable::IllegalArgumentException, "argument type mismatch");
}

struct Box {
  BasicType type;
  Class* klass;
  std::uint32_t offset;
};

std::span<const Box> boxes() {
  static const Box table[] = {
      {BasicType::Boolean, well_known::Boolean, well_known::Boolean_value},
      {BasicType::Byte, well_known::Byte, well_known::Byte_value},
      {BasicType::Char, well_known::Character, well_known::Character_value},
      {BasicType::Short, well_known::Short, well_known::Short_value},
      {BasicType::Int, well_known::Integer, well_known::Integer_value},
      {BasicType::Long, well_known::Long, well_known::Long_value},
      {BasicType::Float, well_known::Float, well_known::Float_value},
      {BasicType::Double, well_known::Double, well_known::Double_value},
  };
  return table;
}

[[noreturn]] void throw_wrapped(JavaThread& thread) {
  Object* target = take_pending(thread);
  Class* wrapper =
      load_class(thread, Symbol::intern(throwable_class_name(Throwable::InvocationTargetException)),
                 boot_loader());
  throw_object(new_instance(thread, wrapper, "(Ljava/lang/Throwable;)V", {target}));
}

// What a class has in place of an interface's method that it lacks: a method that raises the error
// when it is called. Null if there is none.
Method* error_method(Class* klass, const Method* method) {
  if (klass->is_array) return nullptr;
  std::int32_t slot = vtable_index_of(klass, method);
  if (slot == kNotVirtual) return nullptr;
  Method* entry = klass->vtable()->entries[slot];
  bool raises =
      entry->has(kDefaultConflict) || (entry->holder->is_interface() && klass->has_default_methods);
  return raises ? entry : nullptr;
}

// The method that a call on `receiver` reaches; abstract ones are reported as the call's own
// throwable.
Method* select(JavaThread& thread, Method* method, Object* receiver) {
  if (method->is_private() || method->is_initializer()) return method;
  Class* klass = receiver->klass();
  try {
    if (Method* selected = select_method(thread, klass, method)) return selected;
    if (!method->holder->is_interface()) {
      throw_java(Throwable::AbstractMethodError,
                 cat('\'',
                     external_method_name(klass->external_name(), method->name->text(),
                                          method->descriptor->text()),
                     '\''));
    }
    if (Method* raising = error_method(klass, method)) return raising;
    throw_selection_error(thread, klass, method);
  } catch (const JavaThrow&) {
    throw_wrapped(thread);
  }
}

// Puts the arguments behind the receiver's slot, converted to the parameter types.
void convert_arguments(JavaThread& thread, Method* method, Object* arguments, Slot* slots) {
  std::string_view descriptor = method->descriptor->text();
  std::int32_t given = arguments == nullptr ? 0 : as_array(arguments)->length;
  if (given != method_shape(descriptor).parameter_count) {
    throw_java(Throwable::IllegalArgumentException, "wrong number of arguments");
  }
  std::int32_t i = 0;
  for (std::string_view parameter : ParameterTypes(descriptor)) {
    Object* argument = element(thread, arguments, i++);
    BasicType type = basic_type_of(parameter[0]);
    if (type == BasicType::Reference) {
      if (argument != nullptr) {
        Class* wanted = class_of_descriptor(thread, parameter, method->holder->loader);
        if (!argument->klass()->is_subtype_of(wanted)) mismatch();
      }
      slots->ref = argument;
    } else {
      if (argument == nullptr) throw_java(Throwable::IllegalArgumentException);
      Slot value{};
      BasicType from = unbox(thread, argument, value);
      if (from == BasicType::Reference) mismatch();
      widen(from, type, value);
      *slots = value;
    }
    slots += is_two_slot(type) ? 2 : 1;
  }
}

Slot call_wrapped(JavaThread& thread, Method* method, const Slot* slots) {
  try {
    check_native_stack(thread);
    return thread.vm->engine().invoke(thread, method, slots);
  } catch (const JavaThrow&) {
    throw_wrapped(thread);
  }
}

}  // namespace

Object* box(JavaThread& thread, BasicType type, Slot value) {
  if (type == BasicType::Reference) return value.ref;
  for (const Box& entry : boxes()) {
    if (entry.type != type) continue;
    Object* object = new_object(thread, entry.klass);
    thread.heap().store_bits(object, entry.offset, 1u << type_shift(type), value.bits,
                             Order::Plain);
    return object;
  }
  return nullptr;
}

BasicType unbox(JavaThread& thread, Object* object, Slot& value) {
  if (object == nullptr) return BasicType::Reference;
  for (const Box& entry : boxes()) {
    if (object->klass() != entry.klass) continue;
    switch (entry.type) {
      case BasicType::Boolean:
        value.j = get<std::uint8_t>(thread, object, entry.offset);
        break;
      case BasicType::Byte:
        value.j = get<std::int8_t>(thread, object, entry.offset);
        break;
      case BasicType::Char:
        value.j = get<std::uint16_t>(thread, object, entry.offset);
        break;
      case BasicType::Short:
        value.j = get<std::int16_t>(thread, object, entry.offset);
        break;
      case BasicType::Int:
        value.j = get<std::int32_t>(thread, object, entry.offset);
        break;
      case BasicType::Float:
        value.bits = get<std::uint32_t>(thread, object, entry.offset);
        break;
      default:
        value.bits = get<std::uint64_t>(thread, object, entry.offset);
        break;
    }
    return entry.type;
  }
  return BasicType::Reference;
}

void widen(BasicType from, BasicType to, Slot& value) {
  if (from == to) return;
  if (from == BasicType::Boolean || to == BasicType::Boolean || to == BasicType::Char ||
      to == BasicType::Byte || from == BasicType::Double) {
    mismatch();
  }
  if (from == BasicType::Float) {
    if (to != BasicType::Double) mismatch();
    value.d = value.f;
    return;
  }
  if (to == BasicType::Short && from != BasicType::Byte) mismatch();
  if (to == BasicType::Int && from == BasicType::Long) mismatch();
  std::int64_t integer = value.j;  // integers are kept sign-extended
  switch (to) {
    case BasicType::Float:
      value.bits = 0;
      value.f = static_cast<float>(integer);
      break;
    case BasicType::Double:
      value.d = static_cast<double>(integer);
      break;
    case BasicType::Short:
    case BasicType::Int:
    case BasicType::Long:
      value.j = integer;
      break;
    default:
      mismatch();
  }
}

Object* invoke_reflected(JavaThread& thread, Object* reflected, Object* receiver,
                         Object* arguments) {
  Method* method = method_of(thread, reflected);
  Class* holder = method->holder;
  initialize_class(thread, holder);
  Method* target = method;
  if (!method->is_static()) {
    if (receiver == nullptr) throw_java(Throwable::NullPointerException);
    if (!receiver->klass()->is_subtype_of(holder)) {
      throw_java(Throwable::IllegalArgumentException,
                 "object is not an instance of declaring class");
    }
    target = select(thread, method, receiver);
  }
  Slot slots[256] = {};
  Slot* first = slots;
  if (!method->is_static()) (first++)->ref = receiver;
  convert_arguments(thread, method, arguments, first);
  return box(thread, method->return_type, call_wrapped(thread, target, slots));
}

Object* construct_reflected(JavaThread& thread, Object* reflected, Object* arguments) {
  Method* method = method_of(thread, reflected);
  Class* holder = method->holder;
  if (holder == well_known::Class) {
    throw_java(Throwable::IllegalAccessException, holder->external_name());
  }
  if (holder->is_abstract() || holder->is_interface()) {
    throw_java(Throwable::InstantiationException, holder->external_name());
  }
  Object* made = new_object(thread, holder);
  Slot slots[256] = {};
  slots[0].ref = made;
  convert_arguments(thread, method, arguments, slots + 1);
  call_wrapped(thread, method, slots);
  return made;
}

extern "C" {

JNIEXPORT jobject JVM_InvokeMethod(JNIEnv* env, jobject method, jobject receiver,
                                   jobjectArray arguments) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread,
                 invoke_reflected(thread, resolve(method), resolve(receiver), resolve(arguments)));
  });
}

JNIEXPORT jobject JVM_NewInstanceFromConstructor(JNIEnv* env, jobject constructor,
                                                 jobjectArray arguments) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, construct_reflected(thread, resolve(constructor), resolve(arguments)));
  });
}

}  // extern "C"
}  // namespace cjvm::glue
