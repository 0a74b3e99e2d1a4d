// SPDX-License-Identifier: Apache-2.0
// JNI functions on classes: FindClass, DefineClass, supertypes, GetModule, RegisterNatives. No object state but mirrors.
#include <algorithm>
#include <string>

#include "jvm/base/log.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/native_call.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/jni/functions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"

namespace cjvm::jni {

Class* class_of(jclass reference) { return class_of_mirror(non_null(reference)); }

namespace {

constexpr std::size_t kMaxNameLength = 65535;

// The loader that FindClass asks: that of the class whose native method calls; while a library's JNI_OnLoad runs, that of
// the class which loads the library; without a caller the system loader.
LoaderData* caller_loader(JavaThread& thread) {
  FrameWalker walk(thread);
  if (walk.at_end()) {
    if (!thread.vm->is_booted()) return boot_loader();
    return loader_data(call_java(thread, well_known::ClassLoader_getSystemClassLoader, {}).ref);
  }
  Class* caller = walk.method()->holder;
  if (caller->loader == boot_loader() &&
      caller->name->text() == "jdk/internal/loader/NativeLibraries") {
    Object* mirror =
        call_static(thread, caller, "getFromClass", "()Ljava/lang/Class;", {}).ref;
    if (mirror != nullptr) return class_of_mirror(mirror)->loader;
  }
  return caller->loader;
}

jclass FindClass(JNIEnv* env, const char* name) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    if (name == nullptr) throw_java(Throwable::NoClassDefFoundError, "No class name given");
    std::string_view text = name;
    if (text.size() > kMaxNameLength) {
      throw_java(Throwable::NoClassDefFoundError,
                 cat("Class name exceeds maximum length of ", kMaxNameLength, ": ", text));
    }
    if (text.size() > 2 && text.front() == 'L' && text.back() == ';') {
      text = text.substr(1, text.size() - 2);
    }
    LoaderData* loader = caller_loader(thread);
    Class* klass = load_class(thread, Symbol::intern(text), loader);
    initialize_class(thread, klass);
    return local<jclass>(thread, klass->mirror);
  });
}

jclass DefineClass(JNIEnv* env, const char* name, jobject loader, const jbyte* bytes,
                   jsize length) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    const Symbol* expected = nullptr;
    if (name != nullptr) {
      std::string_view text = name;
      if (text.size() > kMaxNameLength) {
        throw_java(Throwable::NoClassDefFoundError,
                   cat("Class name exceeds maximum length of ", kMaxNameLength, ": ", text));
      }
      expected = Symbol::intern(text);
    }
    Class* klass = define_class(
        thread, expected, loader_data(resolve(loader)),
        {reinterpret_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(length)}, {});
    return local<jclass>(thread, klass->mirror);
  });
}

jclass GetSuperclass(JNIEnv* env, jclass sub) {
  return entry(env, [&](JavaThread& thread) -> jclass {
    Class* klass = class_of(sub);
    if (klass->is_interface() || klass->super == nullptr) return nullptr;
    return local<jclass>(thread, klass->super->mirror);
  });
}

jboolean IsAssignableFrom(JNIEnv* env, jclass sub, jclass super) {
  return entry(env, [&](JavaThread&) -> jboolean {
    Class* from = class_of(sub);
    Class* to = class_of(super);
    if (from->is_primitive || to->is_primitive) return from == to;
    return from->is_subtype_of(to);
  });
}

jobject GetModule(JNIEnv* env, jclass clazz) {
  return entry(env, [&](JavaThread& thread) {
    Object* mirror = non_null(clazz);
    return local(thread,
                 thread.heap().load_reference(mirror, well_known::Class_module, Order::Plain));
  });
}

Method* native_to_register(Class* klass, const JNINativeMethod& entry_) {
  const Symbol* name = Symbol::find(entry_.name);
  const Symbol* descriptor = Symbol::find(entry_.signature);
  // A leading '!' once asked for a faster call.
  if (name == nullptr && entry_.name[0] == '!') name = Symbol::find(entry_.name + 1);
  Method* method = nullptr;
  if (name != nullptr && descriptor != nullptr && klass->is_instance_class()) {
    method = klass->find_method(name, descriptor);
  }
  if (method == nullptr) {
    throw_java(Throwable::NoSuchMethodError,
               cat("Method '",
                   name != nullptr && descriptor != nullptr
                       ? external_method_name(klass->external_name(), entry_.name, entry_.signature)
                       : cat(klass->external_name(), ".", entry_.name, entry_.signature),
                   "' name or signature does not match"));
  }
  if (!method->is_native()) {
    throw_java(Throwable::NoSuchMethodError,
               cat("Method '",
                   external_method_name(klass->external_name(), entry_.name, entry_.signature),
                   "' is not declared as native"));
  }
  return method;
}

jint RegisterNatives(JNIEnv* env, jclass clazz, const JNINativeMethod* methods, jint count) {
  return entry(env, [&](JavaThread& thread) -> jint {
    // What is found before a failure stays registered, as with HotSpot.
    try {
      Class* klass = class_of(clazz);
      for (jint i = 0; i < count; ++i) {
        Method* method = native_to_register(klass, methods[i]);
        set_native(thread, method, methods[i].fnPtr);
        log(Topic::Jni, "[Registering JNI native method ", klass->external_name(), ".",
            method->name->text(), "]");
      }
    } catch (const JavaThrow&) {
      return JNI_ERR;
    }
    return JNI_OK;
  });
}

jint UnregisterNatives(JNIEnv* env, jclass clazz) {
  return entry(env, [&](JavaThread& thread) -> jint {
    for (Method& method : class_of(clazz)->methods) {
      if (method.is_native()) set_native(thread, &method, nullptr);
    }
    return JNI_OK;
  });
}

}  // namespace

void install_classes(JNINativeInterface_& table) {
  table.FindClass = FindClass;
  table.DefineClass = DefineClass;
  table.GetSuperclass = GetSuperclass;
  table.IsAssignableFrom = IsAssignableFrom;
  table.GetModule = GetModule;
  table.RegisterNatives = RegisterNatives;
  table.UnregisterNatives = UnregisterNatives;
}

}  // namespace cjvm::jni
