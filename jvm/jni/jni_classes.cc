// SPDX-License-Identifier: Apache-2.0
// JNI functions on classes: FindClass, DefineClass, supertypes, GetModule, RegisterNatives. No
// object state but mirrors.
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
constexpr std::size_t kMaxMessageLength = 1023;  // as java cuts this message

// The loader that FindClass asks: that of the class whose native method calls; while a library's
// JNI_OnLoad runs, that of the class which loads the library; without a caller the system loader.
LoaderData* caller_loader(JavaThread& thread) {
  FrameWalker walk(thread);
  if (walk.at_end()) {
    if (!thread.vm->is_booted()) return boot_loader();
    return loader_data(call_java(thread, well_known::ClassLoader_getSystemClassLoader, {}).ref);
  }
  Class* caller = walk.method()->holder;
  if (caller->loader == boot_loader() &&
      caller->name->text() == "jdk/internal/loader/NativeLibraries") {
    Object* mirror = call_static(thread, caller, "getFromClass", "()Ljava/lang/Class;", {}).ref;
    if (mirror != nullptr) return class_of_mirror(mirror)->loader;
  }
  return caller->loader;
}

void check_length(std::string_view name) {
  if (name.size() <= kMaxNameLength) return;
  throw_java(Throwable::NoClassDefFoundError,
             cat("Class name exceeds maximum length of ", kMaxNameLength, ": ", name)
                 .substr(0, kMaxMessageLength));
}

// Array types, and "Ljava/lang/String;" for java/lang/String: here a missing class is one the
// loader is asked for under another name than the error shows.
Class* load_by_descriptor(JavaThread& thread, std::string_view descriptor, LoaderData* loader) {
  std::string_view name = descriptor;
  if (name.front() == 'L') name = name.substr(1, name.size() - 2);
  try {
    return find_class(thread, Symbol::intern(name), loader);
  } catch (const JavaThrow&) {
    if (!is_throwable(thread.pending, Throwable::ClassNotFoundException)) throw;
  }
  throw_java_with_cause(Throwable::NoClassDefFoundError, descriptor, take_pending(thread));
}

jclass FindClass(JNIEnv* env, const char* name) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    if (name == nullptr) throw_java(Throwable::NoClassDefFoundError, "No class name given");
    std::string_view text = name;
    check_length(text);
    LoaderData* loader = caller_loader(thread);
    bool is_descriptor =
        text.starts_with('[') || (text.size() >= 2 && text.front() == 'L' && text.back() == ';');
    Class* klass = is_descriptor ? load_by_descriptor(thread, text, loader)
                                 : load_class(thread, Symbol::intern(text), loader);
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
      check_length(name);
      expected = Symbol::intern(name);
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

Method* native_to_register(Class* klass, const JNINativeMethod& given) {
  // A leading '!' once asked for a faster call.
  const char* name_text = given.name[0] == '!' ? given.name + 1 : given.name;
  const Symbol* name = Symbol::find(name_text);
  const Symbol* descriptor = Symbol::find(given.signature);
  std::string class_name = klass->external_name();
  if (name == nullptr || descriptor == nullptr) {
    throw_java(Throwable::NoSuchMethodError,
               cat("Method ", class_name, ".", name_text, given.signature, " not found"));
  }
  Method* method = klass->is_instance_class() ? klass->find_method(name, descriptor) : nullptr;
  if (method != nullptr && method->is_native()) return method;
  throw_java(Throwable::NoSuchMethodError,
             cat("Method '", external_method_name(class_name, name_text, given.signature),
                 method == nullptr ? "' name or signature does not match"
                                   : "' is not declared as native"));
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
