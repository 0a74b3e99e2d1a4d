// SPDX-License-Identifier: Apache-2.0
// The filters behind Reflection.getCallerClass and its relatives.
#include "jvm/frames/stack_walk.h"

#include "jvm/frames/exceptions.h"
#include "jvm/frames/stack_methods.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

StackMethods::StackMethods(JavaThread& thread) : thread_(thread), at_(thread) { look_further(); }

void StackMethods::next() {
  if (at_.at_end()) {
    ++next_;
  } else {
    at_.next();
    look_further();
  }
}

void StackMethods::look_further() {
  constexpr std::size_t kLimit = 1024;
  if (at_.at_end()) thread_.vm->extension().append_outer_frames(thread_, outer_, kLimit);
}

bool is_ignored_by_security_walks(const Method* method) {
  if (method == well_known::Method_invoke) return true;
  if (well_known::MethodAccessorImpl != nullptr &&
      method->holder->is_subclass_of(well_known::MethodAccessorImpl)) {
    return true;
  }
  return method->has(kMethodHandleIntrinsic) || method->has(kLambdaFormCompiled);
}

Object* caller_class(JavaThread& thread) {
  StackMethods at(thread);
  if (at.at_end() || at.method()->name->text() != "getCallerClass") {
    throw_java(Throwable::InternalError,
               "JVM_GetCallerClass must only be called from Reflection.getCallerClass");
  }
  at.next();
  if (at.at_end()) return nullptr;
  if (!at.method()->has(kCallerSensitive)) {
    throw_java(Throwable::InternalError, "CallerSensitive annotation expected at frame 1");
  }
  for (at.next(); !at.at_end(); at.next()) {
    if (!is_ignored_by_security_walks(at.method())) return at.method()->holder->mirror;
  }
  return nullptr;
}

Class* calling_class(JavaThread& thread) {
  StackMethods at(thread);
  if (at.at_end()) return nullptr;
  if (at.method()->is_native()) at.next();
  while (!at.at_end() && is_ignored_by_security_walks(at.method())) at.next();
  return at.at_end() ? nullptr : at.method()->holder;
}

Object* class_context(JavaThread& thread) {
  GcVector<Class*> classes;
  StackMethods at(thread);
  // The innermost frame is getClassContext itself.
  if (!at.at_end() && at.method()->name->text() == "getClassContext") at.next();
  for (; !at.at_end(); at.next()) {
    Method* method = at.method();
    if (!is_ignored_by_security_walks(method) && !method->is_native())
      classes.push_back(method->holder);
  }
  Array* mirrors = allocate_array(thread, array_class_of(thread, well_known::Class),
                                  static_cast<std::int32_t>(classes.size()));
  for (std::size_t i = 0; i < classes.size(); ++i) {
    thread.heap().store_reference(mirrors, Array::kElementBase + 8 * i, classes[i]->mirror,
                                  Order::Plain);
  }
  return mirrors;
}

Object* latest_user_defined_loader(JavaThread& thread) {
  for (StackMethods at(thread); !at.at_end(); at.next()) {
    LoaderData* loader = at.method()->holder->loader;
    if (loader == nullptr || is_privileged(loader)) continue;
    // The loaders that reflection makes for its accessors stand for the class they serve.
    if (loader->java_loader->klass() == well_known::DelegatingClassLoader) continue;
    return loader->java_loader;
  }
  return nullptr;
}

}  // namespace cjvm
