// SPDX-License-Identifier: Apache-2.0
#include "jvm/object/allocation.h"

#include <algorithm>
#include <string>

#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/injected_fields.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/out_of_memory.h"

namespace cjvm {

namespace {

constexpr std::size_t round_up(std::size_t bytes) {
  return (bytes + AllocationLists::kGranule - 1) & ~(AllocationLists::kGranule - 1);
}

unsigned element_shift(const Class* array_class) {
  const Class* component = array_class->component;
  return type_shift(component->is_primitive ? component->element_type : BasicType::Reference);
}

std::size_t array_bytes(const Class* array_class, std::int32_t length) {
  return round_up(Array::kElementBase +
                  (static_cast<std::size_t>(length) << element_shift(array_class)));
}

void check_not_negative(std::int32_t length) {
  if (length < 0) [[unlikely]] {
    throw_java(Throwable::NegativeArraySizeException, std::to_string(length));
  }
}

void check_length(std::int32_t length) {
  check_not_negative(length);
  if (length > kMaxArrayLength) [[unlikely]] {
    raise_out_of_memory("Requested array size exceeds VM limit");
  }
}

std::size_t mirror_bytes(const Class* klass) {
  return round_up(std::max<std::size_t>(klass->mirror_size, well_known::Class->instance_size));
}

// The outermost array and everything below it; lengths are not negative.
Array* allocate_dimensions(JavaThread& thread, Class* array_class,
                           std::span<const std::int32_t> lengths) {
  Array* array = allocate_array(thread, array_class, lengths[0]);
  if (lengths.size() > 1) {
    for (std::int32_t i = 0; i < lengths[0]; ++i) {
      array->elements<Object*>()[i] =
          allocate_dimensions(thread, array_class->component, lengths.subspan(1));
    }
  }
  return array;
}

}  // namespace

Array* allocate_array(JavaThread& thread, Class* array_class, std::int32_t length) {
  check_length(length);
  auto* array = static_cast<Array*>(Collector::allocate(thread.allocation, array_class->gc_kind,
                                                        array_bytes(array_class, length)));
  array->set_length(length);
  array->vtable.store(array_class->vtables[0], std::memory_order_relaxed);
  return array;
}

Array* allocate_primitive_array(JavaThread& thread, BasicType element, std::int32_t length) {
  return allocate_array(thread, well_known::primitive_arrays[static_cast<unsigned>(element)],
                        length);
}

Array* allocate_multi_array(JavaThread& thread, Class* array_class,
                            std::span<const std::int32_t> lengths) {
  for (std::int32_t length : lengths) check_not_negative(length);
  return allocate_dimensions(thread, array_class, lengths);
}

Class* array_class_of(JavaThread& thread, Class* component) {
  if (Class* made = component->array_class.load(std::memory_order_acquire)) return made;
  return make_array_class(thread, component);
}

Object* allocate_mirror(JavaThread& thread, Class* klass) {
  auto* mirror = static_cast<Object*>(
      Collector::allocate(thread.allocation, GcKind::Scanned, mirror_bytes(klass)));
  *mirror->at<Class*>(injected::Class_klass) = klass;
  mirror->vtable.store(well_known::Class->vtables[0], std::memory_order_release);
  klass->mirror = mirror;
  return mirror;
}

Class* class_of_mirror(const Object* mirror) { return *mirror->at<Class*>(injected::Class_klass); }

std::size_t object_size(const Object* object) {
  const Class* klass = object->klass();
  if (klass->is_array) {
    // The elements of a proxy are elsewhere.
    std::int32_t length = object->is_proxy() ? 0 : static_cast<const Array*>(object)->length;
    return array_bytes(klass, length);
  }
  if (klass == well_known::Class) {
    if (const Class* mirrored = class_of_mirror(object)) return mirror_bytes(mirrored);
  }
  return klass->instance_size;
}

}  // namespace cjvm
