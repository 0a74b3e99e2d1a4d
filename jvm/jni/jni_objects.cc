// SPDX-License-Identifier: Apache-2.0
// JNI functions on single objects: allocation without constructor, class queries, monitors, direct
// buffers.
#include <algorithm>

#include "jvm/calls/java_call.h"
#include "jvm/jni/functions.h"
#include "jvm/jni/instantiate.h"
#include "jvm/jni/jni_state.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/native_memory.h"
#include "jvm/object/allocation.h"

namespace cjvm::jni {

Object* allocate_instance(JavaThread& thread, Class* klass) {
  if (!klass->is_instance_class() || klass->is_abstract() || klass->is_interface()) {
    throw_java(Throwable::InstantiationException, klass->external_name());
  }
  if (klass == well_known::Class) {
    throw_java(Throwable::IllegalAccessException, klass->external_name());
  }
  initialize_class(thread, klass);
  return allocate_object(thread, klass);
}

namespace {

jobject AllocObject(JNIEnv* env, jclass clazz) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    return local(thread, allocate_instance(thread, class_of(clazz)));
  });
}

jclass GetObjectClass(JNIEnv* env, jobject object) {
  return entry(env, [&](JavaThread& thread) {
    return local<jclass>(thread, non_null(object)->klass()->mirror);
  });
}

jboolean IsInstanceOf(JNIEnv* env, jobject object, jclass clazz) {
  return entry(env, [&](JavaThread&) -> jboolean {
    Object* target = resolve(object);
    if (target == nullptr) return JNI_TRUE;
    Class* klass = class_of(clazz);
    return !klass->is_primitive && target->klass()->is_subtype_of(klass);
  });
}

jint MonitorEnter(JNIEnv* env, jobject object) {
  return entry(env, [&](JavaThread& thread) -> jint {
    try {
      Object* target = non_null(object);
      thread.heap().monitor_enter(target);
      jni_state(thread).monitors.push_back(target);
    } catch (const JavaThrow&) {
      return JNI_ERR;
    }
    return JNI_OK;
  });
}

// The throwable of a failed exit has HotSpot's message, which the bytecode's has not.
void exit_monitor(JavaThread& thread, Object* target) {
  try {
    thread.heap().monitor_exit(target);
  } catch (const JavaThrow&) {
    if (!is_throwable(thread.pending, Throwable::IllegalMonitorStateException)) throw;
  }
  if (thread.pending != nullptr) {
    take_pending(thread);
    throw_java(Throwable::IllegalMonitorStateException, "current thread is not owner");
  }
}

jint MonitorExit(JNIEnv* env, jobject object) {
  return entry(env, [&](JavaThread& thread) -> jint {
    // Exiting is allowed while a throwable is pending; that one stays.
    Object* pending = take_pending(thread);
    try {
      Object* target = non_null(object);
      exit_monitor(thread, target);
      auto& monitors = jni_state(thread).monitors;
      auto found = std::find(monitors.rbegin(), monitors.rend(), target);
      if (found != monitors.rend()) monitors.erase(std::next(found).base());
    } catch (const JavaThrow&) {
      return JNI_ERR;
    }
    thread.pending = pending;
    return JNI_OK;
  });
}

Class* direct_buffer_interface(JavaThread& thread) {
  return load_class(thread, Symbol::intern("sun/nio/ch/DirectBuffer"), boot_loader());
}

// The buffer if it is a direct one, else null.
Object* direct_buffer(JavaThread& thread, jobject buffer) {
  Object* object = resolve(buffer);
  if (object == nullptr || !object->klass()->is_subtype_of(direct_buffer_interface(thread))) {
    return nullptr;
  }
  return object;
}

jobject NewDirectByteBuffer(JNIEnv* env, void* address, jlong capacity) {
  return entry(env, [&](JavaThread& thread) {
    refuse_while_pending(thread);
    Object* buffer = allocate_instance(thread, well_known::DirectByteBuffer);
    call_java(
        thread, well_known::DirectByteBuffer_initAddress,
        {buffer, reinterpret_cast<std::int64_t>(address), static_cast<std::int32_t>(capacity)});
    return local(thread, buffer);
  });
}

void* GetDirectBufferAddress(JNIEnv* env, jobject buffer) {
  return entry(env, [&](JavaThread& thread) -> void* {
    Object* object = direct_buffer(thread, buffer);
    // The memory of a proxy's buffer is in another process, of what is here it may be.
    if (object == nullptr || object->is_proxy()) return nullptr;
    auto address = thread.heap().load<std::int64_t>(object, well_known::Buffer_address);
    return NativeMemory::is_elsewhere(address) ? nullptr : reinterpret_cast<void*>(address);
  });
}

jlong GetDirectBufferCapacity(JNIEnv* env, jobject buffer) {
  return entry(env, [&](JavaThread& thread) -> jlong {
    Object* object = direct_buffer(thread, buffer);
    if (object == nullptr) return -1;
    return thread.heap().load<std::int32_t>(object, well_known::Buffer_capacity);
  });
}

}  // namespace

void install_objects(JNINativeInterface_& table) {
  table.AllocObject = AllocObject;
  table.GetObjectClass = GetObjectClass;
  table.IsInstanceOf = IsInstanceOf;
  table.MonitorEnter = MonitorEnter;
  table.MonitorExit = MonitorExit;
  table.NewDirectByteBuffer = NewDirectByteBuffer;
  table.GetDirectBufferAddress = GetDirectBufferAddress;
  table.GetDirectBufferCapacity = GetDirectBufferCapacity;
}

}  // namespace cjvm::jni

namespace cjvm {

void release_jni_monitors(JavaThread& thread) {
  if (thread.jni == nullptr) return;
  auto& monitors = thread.jni->monitors;
  while (!monitors.empty()) {
    Object* target = monitors.back();
    monitors.pop_back();
    try {
      thread.heap().monitor_exit(target);
    } catch (const JavaThrow&) {
      take_pending(thread);
    }
  }
}

}  // namespace cjvm
