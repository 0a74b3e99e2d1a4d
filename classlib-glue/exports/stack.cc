// SPDX-License-Identifier: Apache-2.0
// JVM_ functions that look at Java stacks: callers, class contexts, access control contexts,
// throwables. Java threads. Which frames are passed over follows jdk17.md 5.7 and 6.4.
#include "classlib-glue/exports/stack.h"

#include <cstdio>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/natives.h"
#include "jvm/base/host_hooks.h"
#include "jvm/calls/method_handles.h"
#include "jvm/frames/stack_methods.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/frames/stack_walk.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/threads/thread_dump.h"

namespace cjvm::glue {

Object* inherited_access_control_context(JavaThread& thread) {
  return get_ref(thread, thread.java_thread, well_known::Thread_inheritedAccessControlContext);
}

Object* stack_access_control_context(JavaThread& thread) {
  GcVector<Object*> domains;
  Object* privileged_context = nullptr;
  bool is_privileged = false;
  for (StackMethods walker(thread); !walker.at_end() && !is_privileged; walker.next()) {
    const Method* method = walker.method();
    Object* domain = method->holder->protection_domain;
    // executePrivileged(action, context, caller) marks where the caller vouches for its callers.
    if (method->holder == well_known::AccessController &&
        method->name->text() == "executePrivileged") {
      is_privileged = true;
      if (Frame* frame = walker.frame()) {
        const Slot* arguments = frame->locals();
        privileged_context = arguments[1].ref;
        domain = class_of(arguments[2].ref)->protection_domain;
      } else {
        // Its arguments cannot be seen from here; the caller is who called doPrivileged.
        walker.next();
        if (!walker.at_end()) walker.next();
        if (walker.at_end()) break;
        domain = walker.method()->holder->protection_domain;
      }
    }
    if (domain != nullptr && (domains.empty() || domains.back() != domain))
      domains.push_back(domain);
  }
  if (domains.empty() && is_privileged && privileged_context == nullptr) return nullptr;
  Object* context = nullptr;
  if (!domains.empty()) {
    context = new_ref_array(thread, well_known::ProtectionDomain,
                            static_cast<std::int32_t>(domains.size()));
    for (std::size_t i = 0; i < domains.size(); ++i) {
      set_element(thread, context, static_cast<std::int32_t>(i), domains[i]);
    }
  }
  Object* made = new_object(thread, well_known::AccessControlContext);
  set_ref(thread, made, well_known::AccessControlContext_context, context);
  set_ref(thread, made, well_known::AccessControlContext_privilegedContext, privileged_context);
  set<std::uint8_t>(thread, made, well_known::AccessControlContext_isPrivileged, is_privileged);
  set<std::uint8_t>(thread, made, well_known::AccessControlContext_isAuthorized, 1);
  return made;
}

namespace {

// The VM's native of this name: libjava's stubs reach the same code as the interpreter does.
VmNative stack_walker_native(std::string_view name) {
  for (const VmNativeEntry& entry : stack_walker_natives()) {
    if (entry.name == name) return entry.function;
  }
  fatal("a native of StackStreamFactory is missing");
}

}  // namespace

extern "C" {

JNIEXPORT jobject JVM_CallStackWalk(JNIEnv* env, jobject stream, jlong mode, jint skip_frames,
                                    jint frame_count, jint start_index, jobjectArray frames) {
  return entry(env, [&](JavaThread& thread) {
    Slot slots[7] = {};
    slots[0].ref = resolve(stream);
    slots[1].j = mode;
    slots[3].j = skip_frames;
    slots[4].j = frame_count;
    slots[5].j = start_index;
    slots[6].ref = resolve(frames);
    stack_walker_native("callStackWalk")(thread, slots);
    return local(thread, slots[0].ref);
  });
}

JNIEXPORT void JVM_DumpAllStacks(JNIEnv* env, jclass) {
  entry(env, [&](JavaThread& thread) { host_print(stdout, thread_dump(thread)); });
}

JNIEXPORT void JVM_FillInStackTrace(JNIEnv* env, jobject throwable) {
  entry(env, [&](JavaThread& thread) { fill_in_stack_trace(thread, resolve(throwable)); });
}

JNIEXPORT jclass JVM_GetCallerClass(JNIEnv* env) {
  return entry(env,
               [&](JavaThread& thread) { return local<jclass>(thread, caller_class(thread)); });
}

JNIEXPORT jobjectArray JVM_GetClassContext(JNIEnv* env) {
  return entry(
      env, [&](JavaThread& thread) { return local<jobjectArray>(thread, class_context(thread)); });
}

JNIEXPORT jstring JVM_GetExtendedNPEMessage(JNIEnv* env, jthrowable throwable) {
  return entry(env, [&](JavaThread& thread) -> jstring {
    std::string text = helpful_null_message(thread, resolve(throwable));
    return text.empty() ? nullptr : local<jstring>(thread, make_string(text));
  });
}

JNIEXPORT jobject JVM_GetInheritedAccessControlContext(JNIEnv* env, jclass) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, inherited_access_control_context(thread));
  });
}

JNIEXPORT jobject JVM_GetStackAccessControlContext(JNIEnv* env, jclass) {
  return entry(
      env, [&](JavaThread& thread) { return local(thread, stack_access_control_context(thread)); });
}

JNIEXPORT void JVM_InitStackTraceElement(JNIEnv* env, jobject stack_trace_element,
                                         jobject frame_info) {
  entry(env, [&](JavaThread& thread) {
    Object* info = require(resolve(frame_info));
    Object* member = get_ref(thread, info, well_known::StackFrameInfo_memberName);
    require_no_proxy(require(member), "java.lang.invoke.MemberName");
    Method* method = method_of_member_name(member);
    if (method == nullptr) throw_java(Throwable::InternalError, "The frame has no method");
    init_stack_trace_element(thread, require(resolve(stack_trace_element)), method,
                             get<std::int32_t>(thread, info, well_known::StackFrameInfo_bci));
  });
}

JNIEXPORT void JVM_InitStackTraceElementArray(JNIEnv* env, jobjectArray elements,
                                              jobject throwable) {
  entry(env, [&](JavaThread& thread) {
    init_stack_trace_elements(thread, resolve(elements), resolve(throwable));
  });
}

JNIEXPORT jobject JVM_LatestUserDefinedLoader(JNIEnv* env) {
  return entry(
      env, [&](JavaThread& thread) { return local(thread, latest_user_defined_loader(thread)); });
}

JNIEXPORT jint JVM_MoreStackWalk(JNIEnv* env, jobject stream, jlong mode, jlong anchor,
                                 jint frame_count, jint start_index, jobjectArray frames) {
  return entry(env, [&](JavaThread& thread) -> jint {
    Slot slots[8] = {};
    slots[0].ref = resolve(stream);
    slots[1].j = mode;
    slots[3].j = anchor;
    slots[5].j = frame_count;
    slots[6].j = start_index;
    slots[7].ref = resolve(frames);
    stack_walker_native("fetchStackFrames")(thread, slots);
    return slots[0].i;
  });
}

}  // extern "C"
}  // namespace cjvm::glue
