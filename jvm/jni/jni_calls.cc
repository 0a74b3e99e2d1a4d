// SPDX-License-Identifier: Apache-2.0
// JNI functions that call Java methods: Call…, CallNonvirtual…, CallStatic…, NewObject, each with
// variable arguments, a va_list or an array of jvalue. Arguments are converted by the method's
// descriptor, as native code cannot be trusted to have narrowed them. The method is selected
// through the receiver's own vtable.
#include <alloca.h>

#include <cstdarg>

#include "jvm/calls/execution_engine.h"
#include "jvm/jni/functions.h"
#include "jvm/jni/instantiate.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"

namespace cjvm::jni {

namespace {

// The arguments of one call, in any of the three forms.
class Arguments {
 public:
  explicit Arguments(const jvalue* values) : values_(values) {}
  explicit Arguments(va_list list) { va_copy(list_, list); }
  ~Arguments() {
    if (values_ == nullptr) va_end(list_);
  }
  Arguments(const Arguments&) = delete;

  // Fills the slots of `method`'s parameters by its descriptor.
  void store(Slot* to, const Method* method) {
    const char* type = method->descriptor->text().data() + 1;
    if (values_ == nullptr) {
      for (; *type != ')'; type = skip(type)) to += store_variable(to, *type);
    } else {
      for (; *type != ')'; type = skip(type)) to += store_value(to, *type, *values_++);
    }
  }

 private:
  static const char* skip(const char* type) {
    while (*type == '[') ++type;
    if (*type == 'L') {
      while (*type != ';') ++type;
    }
    return type + 1;
  }

  // Both return the number of slots taken.
  unsigned store_variable(Slot* to, char type) {
    switch (type) {
      case 'Z':
        to->j = static_cast<jboolean>(va_arg(list_, jint)) != 0;
        return 1;
      case 'B':
        to->j = static_cast<jbyte>(va_arg(list_, jint));
        return 1;
      case 'C':
        to->j = static_cast<jchar>(va_arg(list_, jint));
        return 1;
      case 'S':
        to->j = static_cast<jshort>(va_arg(list_, jint));
        return 1;
      case 'I':
        to->j = va_arg(list_, jint);
        return 1;
      case 'J':
        to->j = va_arg(list_, jlong);
        return 2;
      case 'F':
        to->bits = 0;
        to->f = static_cast<jfloat>(va_arg(list_, jdouble));
        return 1;
      case 'D':
        to->d = va_arg(list_, jdouble);
        return 2;
      default:
        to->ref = resolve(va_arg(list_, jobject));
        return 1;
    }
  }
  static unsigned store_value(Slot* to, char type, const jvalue& value) {
    switch (type) {
      case 'Z':
        to->j = value.z != 0;
        return 1;
      case 'B':
        to->j = value.b;
        return 1;
      case 'C':
        to->j = value.c;
        return 1;
      case 'S':
        to->j = value.s;
        return 1;
      case 'I':
        to->j = value.i;
        return 1;
      case 'J':
        to->j = value.j;
        return 2;
      case 'F':
        to->bits = 0;
        to->f = value.f;
        return 1;
      case 'D':
        to->d = value.d;
        return 2;
      default:
        to->ref = resolve(value.l);
        return 1;
    }
  }

  const jvalue* values_ = nullptr;
  va_list list_;
};

// The method an invocation of `method` on `receiver` runs.
Method* select(JavaThread& thread, Method* method, Object* receiver) {
  const VTable* vtable = receiver->behaviour();
  if (method->vtable_index >= 0 && !method->holder->is_interface()) {
    return vtable->entries[method->vtable_index];
  }
  if (method->itable_index >= 0) {
    Method** methods = find_itable(vtable, method->holder);
    if (methods == nullptr) throw_java(Throwable::IncompatibleClassChangeError);
    Method* selected = methods[method->itable_index];
    if (selected == nullptr) throw_java(Throwable::AbstractMethodError);
    return selected;
  }
  return method;
}

enum class CallKind { Virtual, Exact, Static };

// Everything a call does between the function table and the execution engine.
Slot call(JavaThread& thread, CallKind kind, jobject receiver, jmethodID id, Arguments& arguments) {
  refuse_while_pending(thread);
  Method* method = method_of(id);
  auto* slots = static_cast<Slot*>(alloca((method->argument_slots + 1u) * sizeof(Slot)));
  if (kind == CallKind::Static || method->is_static()) {
    initialize_class(thread, method->holder);
    arguments.store(slots, method);
    return thread.vm->engine().invoke(thread, method, slots);
  }
  Object* object = non_null(receiver);
  slots[0].ref = object;
  arguments.store(slots + 1, method);
  if (kind == CallKind::Virtual) method = select(thread, method, object);
  return thread.vm->engine().invoke(thread, method, slots);
}

template <class J>
J result_of(JavaThread& thread, Slot slot) {
  if constexpr (std::is_same_v<J, jobject>) {
    return local(thread, slot.ref);
  } else if constexpr (std::is_same_v<J, jboolean>) {
    return (slot.i & 1) != 0;
  } else if constexpr (std::is_same_v<J, jlong>) {
    return slot.j;
  } else if constexpr (std::is_same_v<J, jfloat>) {
    return slot.f;
  } else if constexpr (std::is_same_v<J, jdouble>) {
    return slot.d;
  } else if constexpr (!std::is_void_v<J>) {
    return static_cast<J>(slot.i);
  }
}

template <class J>
J run(JNIEnv* env, CallKind kind, jobject receiver, jmethodID id, Arguments& arguments) {
  return entry(env, [&](JavaThread& thread) -> J {
    return result_of<J>(thread, call(thread, kind, receiver, id, arguments));
  });
}

// ---- one function for each result type and form

template <class J, CallKind kKind>
J call_list(JNIEnv* env, jobject receiver, jmethodID id, va_list list) {
  Arguments arguments(list);
  return run<J>(env, kKind, receiver, id, arguments);
}
template <class J, CallKind kKind>
J call_variable(JNIEnv* env, jobject receiver, jmethodID id, ...) {
  va_list list;
  va_start(list, id);
  Arguments arguments(list);
  va_end(list);
  return run<J>(env, kKind, receiver, id, arguments);
}
template <class J, CallKind kKind>
J call_array(JNIEnv* env, jobject receiver, jmethodID id, const jvalue* values) {
  // A method without parameters may be called with a null array.
  static constexpr jvalue kNone{};
  Arguments arguments(values == nullptr ? &kNone : values);
  return run<J>(env, kKind, receiver, id, arguments);
}

template <class J>
J nonvirtual_list(JNIEnv* env, jobject receiver, jclass, jmethodID id, va_list list) {
  return call_list<J, CallKind::Exact>(env, receiver, id, list);
}
template <class J>
J nonvirtual_variable(JNIEnv* env, jobject receiver, jclass, jmethodID id, ...) {
  va_list list;
  va_start(list, id);
  Arguments arguments(list);
  va_end(list);
  return run<J>(env, CallKind::Exact, receiver, id, arguments);
}
template <class J>
J nonvirtual_array(JNIEnv* env, jobject receiver, jclass, jmethodID id, const jvalue* values) {
  return call_array<J, CallKind::Exact>(env, receiver, id, values);
}

template <class J>
J static_list(JNIEnv* env, jclass, jmethodID id, va_list list) {
  return call_list<J, CallKind::Static>(env, nullptr, id, list);
}
template <class J>
J static_variable(JNIEnv* env, jclass, jmethodID id, ...) {
  va_list list;
  va_start(list, id);
  Arguments arguments(list);
  va_end(list);
  return run<J>(env, CallKind::Static, nullptr, id, arguments);
}
template <class J>
J static_array(JNIEnv* env, jclass, jmethodID id, const jvalue* values) {
  return call_array<J, CallKind::Static>(env, nullptr, id, values);
}

// ---- constructors

jobject construct(JNIEnv* env, jclass clazz, jmethodID id, Arguments& arguments) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    Object* object = allocate_instance(thread, class_of(clazz));
    // The constructor gets the object itself: it needs no reference of its own.
    call(thread, CallKind::Exact, local(thread, object), id, arguments);
    return reinterpret_cast<jobject>(object);
  });
}

jobject NewObjectV(JNIEnv* env, jclass clazz, jmethodID id, va_list list) {
  Arguments arguments(list);
  return construct(env, clazz, id, arguments);
}
jobject NewObject(JNIEnv* env, jclass clazz, jmethodID id, ...) {
  va_list list;
  va_start(list, id);
  Arguments arguments(list);
  va_end(list);
  return construct(env, clazz, id, arguments);
}
jobject NewObjectA(JNIEnv* env, jclass clazz, jmethodID id, const jvalue* values) {
  static constexpr jvalue kNone{};
  Arguments arguments(values == nullptr ? &kNone : values);
  return construct(env, clazz, id, arguments);
}

}  // namespace

void install_calls(JNINativeInterface_& table) {
#define INSTALL_CALLS(Name, J)                                    \
  table.Call##Name##Method = call_variable<J, CallKind::Virtual>; \
  table.Call##Name##MethodV = call_list<J, CallKind::Virtual>;    \
  table.Call##Name##MethodA = call_array<J, CallKind::Virtual>;   \
  table.CallNonvirtual##Name##Method = nonvirtual_variable<J>;    \
  table.CallNonvirtual##Name##MethodV = nonvirtual_list<J>;       \
  table.CallNonvirtual##Name##MethodA = nonvirtual_array<J>;      \
  table.CallStatic##Name##Method = static_variable<J>;            \
  table.CallStatic##Name##MethodV = static_list<J>;               \
  table.CallStatic##Name##MethodA = static_array<J>;
  INSTALL_CALLS(Object, jobject)
  INSTALL_CALLS(Boolean, jboolean)
  INSTALL_CALLS(Byte, jbyte)
  INSTALL_CALLS(Char, jchar)
  INSTALL_CALLS(Short, jshort)
  INSTALL_CALLS(Int, jint)
  INSTALL_CALLS(Long, jlong)
  INSTALL_CALLS(Float, jfloat)
  INSTALL_CALLS(Double, jdouble)
  INSTALL_CALLS(Void, void)
#undef INSTALL_CALLS
  table.NewObject = NewObject;
  table.NewObjectV = NewObjectV;
  table.NewObjectA = NewObjectA;
}

}  // namespace cjvm::jni
