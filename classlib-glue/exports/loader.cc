// SPDX-License-Identifier: Apache-2.0
// JVM_ functions that find and define classes and load native libraries. Name checks that depend on
// the caller are made by libjava and the Java code above; names arrive in internal form. Java
// threads.
#include "classlib-glue/exports/access.h"
#include "jvm/calls/native_library.h"
#include "jvm/linking/package_access.h"
#include "jvm/vm.h"

namespace cjvm::glue {
namespace {

constexpr std::size_t kMaxNameLength = 65535;
constexpr std::size_t kMaxMessageLength = 1023;  // as java cuts this message

// Flags of Lookup.defineClass and defineHiddenClass (jdk17.md 5.6).
enum DefineFlag : jint { kNestmate = 1, kHiddenClass = 2, kStrongLoader = 4, kVmAnnotations = 8 };

std::span<const std::uint8_t> as_bytes(const jbyte* buffer, jsize length) {
  return {reinterpret_cast<const std::uint8_t*>(buffer), static_cast<std::size_t>(length)};
}

const Symbol* checked_name(const char* name, Throwable error) {
  std::string_view text(name);
  if (text.size() > kMaxNameLength) {
    throw_java(error, cat("Class name exceeds maximum length of ", kMaxNameLength, ": ", text)
                          .substr(0, kMaxMessageLength));
  }
  return Symbol::intern(text);
}

jclass define(JNIEnv* env, const char* name, jobject loader, const jbyte* buffer, jsize length,
              jobject domain, const char* source) {
  return entry(env, [&](JavaThread& thread) {
    const Symbol* expected =
        name == nullptr ? nullptr : checked_name(name, Throwable::NoClassDefFoundError);
    DefineOptions options;
    options.protection_domain = resolve(domain);
    if (source != nullptr) options.source = source;
    Class* klass = define_class(thread, expected, loader_data(resolve(loader)),
                                as_bytes(buffer, length), options);
    return local<jclass>(thread, klass->mirror);
  });
}

}  // namespace

extern "C" {

JNIEXPORT jclass JVM_DefineClass(JNIEnv* env, const char* name, jobject loader, const jbyte* buffer,
                                 jsize length, jobject domain) {
  return define(env, name, loader, buffer, length, domain, nullptr);
}

JNIEXPORT jclass JVM_DefineClassWithSource(JNIEnv* env, const char* name, jobject loader,
                                           const jbyte* buffer, jsize length, jobject domain,
                                           const char* source) {
  return define(env, name, loader, buffer, length, domain, source);
}

// Null, not an exception, when the class is absent.
JNIEXPORT jclass JVM_FindClassFromBootLoader(JNIEnv* env, const char* name) {
  return entry(env, [&](JavaThread& thread) -> jclass {
    if (name == nullptr || std::string_view(name).size() > kMaxNameLength) return nullptr;
    Class* klass = find_boot_class_or_null(thread, Symbol::intern(name));
    return local<jclass>(thread, mirror_or_null(klass));
  });
}

JNIEXPORT jclass JVM_FindClassFromCaller(JNIEnv* env, const char* name, jboolean init,
                                         jobject loader, jclass caller) {
  return entry(env, [&](JavaThread& thread) {
    if (name == nullptr) throw_java(Throwable::ClassNotFoundException, "No class name given");
    const Symbol* symbol = checked_name(name, Throwable::ClassNotFoundException);
    LoaderData* data = loader_data(resolve(loader));
    Class* klass = find_class(thread, symbol, data);
    if (Class* from = class_or_null(caller))
      check_package_access(thread, klass, data, from->protection_domain);
    if (init != JNI_FALSE) initialize_class(thread, klass);
    return local<jclass>(thread, klass->mirror);
  });
}

// As a constant of `from` would resolve.
JNIEXPORT jclass JVM_FindClassFromClass(JNIEnv* env, const char* name, jboolean init, jclass from) {
  return entry(env, [&](JavaThread& thread) {
    if (name == nullptr) throw_java(Throwable::NoClassDefFoundError, "No class name given");
    Class* from_class = class_or_null(from);
    LoaderData* loader = from_class == nullptr ? boot_loader() : from_class->loader;
    Class* klass = load_class(thread, checked_name(name, Throwable::NoClassDefFoundError), loader);
    if (init != JNI_FALSE) initialize_class(thread, klass);
    return local<jclass>(thread, klass->mirror);
  });
}

JNIEXPORT jclass JVM_FindLoadedClass(JNIEnv* env, jobject loader, jstring name) {
  return entry(env, [&](JavaThread& thread) -> jclass {
    if (name == nullptr) return nullptr;
    const Symbol* symbol = Symbol::find(slashes(string_utf8(resolve(name))));
    if (symbol == nullptr) return nullptr;
    Class* klass = find_loaded_class(symbol, loader_data(resolve(loader)));
    return local<jclass>(thread, mirror_or_null(klass));
  });
}

JNIEXPORT void* JVM_FindLibraryEntry(void* handle, const char* name) {
  if (is_native_library(handle)) return find_library_entry(handle, name);
  return entry_here(
      [](JavaThread&) -> void* { throw_not_on_proxy("the handle of a native library"); });
}

JNIEXPORT void* JVM_LoadLibrary(const char* name, jboolean throw_exception) {
  return entry_here(
      [&](JavaThread&) { return load_native_library(name, throw_exception != JNI_FALSE); });
}

JNIEXPORT void JVM_UnloadLibrary(void* handle) { unload_native_library(handle); }

JNIEXPORT jclass JVM_LookupDefineClass(JNIEnv* env, jclass lookup, const char* name,
                                       const jbyte* buffer, jsize length, jobject domain,
                                       jboolean init, int flags, jobject class_data) {
  return entry(env, [&](JavaThread& thread) {
    if (lookup == nullptr) throw_java(Throwable::IllegalArgumentException, "Lookup class is null");
    Class* host = class_of(lookup);
    bool hidden = (flags & kHiddenClass) != 0;
    if (!hidden && flags != kStrongLoader) {
      throw_java(Throwable::IllegalArgumentException,
                 cat("Invalid flags of an ordinary class: ", flags));
    }
    if (!hidden && class_data != nullptr) {
      throw_java(Throwable::IllegalArgumentException, "Class data is for hidden classes only");
    }
    DefineOptions options;
    options.protection_domain = resolve(domain);
    options.host = host;
    options.hidden = hidden;
    options.nestmate = (flags & kNestmate) != 0;
    options.vm_annotations = (flags & kVmAnnotations) != 0;
    options.class_data = resolve(class_data);
    const Symbol* expected =
        name == nullptr ? nullptr : checked_name(name, Throwable::NoClassDefFoundError);
    Class* klass = define_class(thread, expected, host->loader, as_bytes(buffer, length), options);
    if (init != JNI_FALSE) {
      initialize_class(thread, klass);
    } else {
      link_class(thread, klass);
    }
    return local<jclass>(thread, klass->mirror);
  });
}

JNIEXPORT jboolean JVM_IsSupportedJNIVersion(jint version) {
  switch (version) {
    case JNI_VERSION_1_1:
    case JNI_VERSION_1_2:
    case JNI_VERSION_1_4:
    case JNI_VERSION_1_6:
    case JNI_VERSION_1_8:
    case JNI_VERSION_9:
    case JNI_VERSION_10:
      return JNI_TRUE;
    default:
      return JNI_FALSE;
  }
}

}  // extern "C"
}  // namespace cjvm::glue
