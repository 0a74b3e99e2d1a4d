// SPDX-License-Identifier: Apache-2.0
// JVM_ functions of java.lang.Module: they feed the tables of jvm/linking/modules.h. Package names
// come with dots. Java threads.
#include <vector>

#include "classlib-glue/exports/access.h"
#include "jvm/linking/modules.h"

namespace cjvm::glue {
namespace {

Object* required(jobject object, const char* what) {
  if (object == nullptr) throw_java(Throwable::NullPointerException, cat(what, " is null"));
  return resolve(object);
}

void export_package(JNIEnv* env, jobject from, jstring package, jobject to, bool to_all_unnamed) {
  entry(env, [&](JavaThread& thread) {
    Object* module = required(from, "from_module");
    const Symbol* name = internal_symbol_of(required(package, "package"));
    add_exports(thread, module, name, resolve(to), to_all_unnamed);
  });
}

}  // namespace

extern "C" {

JNIEXPORT void JVM_AddModuleExports(JNIEnv* env, jobject from, jstring package, jobject to) {
  if (to == nullptr) {
    entry(env, [&](JavaThread&) { required(to, "to_module"); });
    return;
  }
  export_package(env, from, package, to, false);
}

JNIEXPORT void JVM_AddModuleExportsToAll(JNIEnv* env, jobject from, jstring package) {
  export_package(env, from, package, nullptr, false);
}

JNIEXPORT void JVM_AddModuleExportsToAllUnnamed(JNIEnv* env, jobject from, jstring package) {
  export_package(env, from, package, nullptr, true);
}

// A null source means every module.
JNIEXPORT void JVM_AddReadsModule(JNIEnv* env, jobject from, jobject source) {
  entry(env, [&](JavaThread& thread) {
    add_reads(thread, required(from, "from_module"), resolve(source));
  });
}

JNIEXPORT void JVM_DefineModule(JNIEnv* env, jobject module, jboolean is_open, jstring version,
                                jstring location, jobjectArray packages) {
  entry(env, [&](JavaThread& thread) {
    Object* java_module = required(module, "module");
    std::vector<const Symbol*> names;
    if (Object* array = resolve(packages)) {
      for (std::int32_t i = 0; i < as_array(array)->length; ++i) {
        Object* name = element(thread, array, i);
        if (name == nullptr) throw_java(Throwable::IllegalArgumentException, "Bad package name");
        names.push_back(internal_symbol_of(name));
      }
    }
    define_module(thread, java_module, is_open != JNI_FALSE, resolve(version), resolve(location),
                  names);
  });
}

JNIEXPORT void JVM_SetBootLoaderUnnamedModule(JNIEnv* env, jobject module) {
  entry(env,
        [&](JavaThread& thread) { set_boot_unnamed_module(thread, required(module, "module")); });
}

}  // extern "C"
}  // namespace cjvm::glue
