// SPDX-License-Identifier: Apache-2.0
// Making objects. All throw OutOfMemoryError through JavaThrow; array makers throw
// NegativeArraySizeException and OutOfMemoryError "Requested array size exceeds VM limit". No
// constructor runs here. Java threads only.
#pragma once

#include <cstdint>
#include <span>

#include "jvm/linking/initializer.h"
#include "jvm/memory/collector.h"
#include "jvm/object/class.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {

constexpr std::int32_t kMaxArrayLength = 0x7ffffffd;

// Zeroed instance of a concrete class. A class that is not linked yet (one that only natives have
// asked for) is initialized first. Does not register finalizers (the return of Object.<init> does).
inline Object* allocate_object(JavaThread& thread, Class* klass) {
  if (klass->vtables[0] == nullptr) [[unlikely]]
    initialize_class(thread, klass);
  auto* object = static_cast<Object*>(
      Collector::allocate(thread.allocation, klass->gc_kind, klass->instance_size));
  object->vtable.store(klass->vtables[0], std::memory_order_relaxed);
  return object;
}

// Zeroed array of `array_class` (an array type).
Array* allocate_array(JavaThread& thread, Class* array_class, std::int32_t length);
// newarray: by element type.
Array* allocate_primitive_array(JavaThread& thread, BasicType element, std::int32_t length);
// multianewarray: `lengths` for the outer dimensions.
Array* allocate_multi_array(JavaThread& thread, Class* array_class,
                            std::span<const std::int32_t> lengths);
// The array type whose component is `component`; made on demand.
Class* array_class_of(JavaThread& thread, Class* component);
// A java.lang.Class instance for `klass` with room for its statics; stored in klass->mirror.
Object* allocate_mirror(JavaThread& thread, Class* klass);

// The Class that a java.lang.Class instance stands for.
Class* class_of_mirror(const Object* mirror);

// Bytes an object occupies in the heap.
std::size_t object_size(const Object* object);

}  // namespace cjvm
