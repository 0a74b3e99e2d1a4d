// SPDX-License-Identifier: Apache-2.0
#include "jvm/local_heap.h"

#include <cstring>

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/threads/monitor.h"

namespace cjvm {

namespace {

JavaThread& current() { return *JavaThread::current(); }

template <class T>
std::uint64_t load_as(const T* address, Order order) {
  switch (order) {
    case Order::Volatile:
      return __atomic_load_n(address, __ATOMIC_SEQ_CST);
    case Order::AcquireRelease:
      return __atomic_load_n(address, __ATOMIC_ACQUIRE);
    default:
      return __atomic_load_n(address, __ATOMIC_RELAXED);
  }
}

template <class T>
void store_as(T* address, std::uint64_t bits, Order order) {
  auto value = static_cast<T>(bits);
  switch (order) {
    case Order::Volatile:
      __atomic_store_n(address, value, __ATOMIC_SEQ_CST);
      return;
    case Order::AcquireRelease:
      __atomic_store_n(address, value, __ATOMIC_RELEASE);
      return;
    default:
      __atomic_store_n(address, value, __ATOMIC_RELAXED);
  }
}

template <class T>
std::uint64_t compare_exchange_as(T* address, std::uint64_t expected, std::uint64_t desired) {
  auto found = static_cast<T>(expected);
  __atomic_compare_exchange_n(address, &found, static_cast<T>(desired), false, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  return found;
}

// Overlap allowed. Word by word: other threads never see half a reference.
void move_words(const std::uint64_t* source, std::uint64_t* destination, std::size_t count) {
  if (destination <= source || destination >= source + count) {
    for (std::size_t i = 0; i < count; ++i) {
      __atomic_store_n(destination + i, __atomic_load_n(source + i, __ATOMIC_RELAXED),
                       __ATOMIC_RELAXED);
    }
  } else {
    for (std::size_t i = count; i-- > 0;) {
      __atomic_store_n(destination + i, __atomic_load_n(source + i, __ATOMIC_RELAXED),
                       __ATOMIC_RELAXED);
    }
  }
}

}  // namespace

void throw_array_store(const Array* source, const Array* destination) {
  Class* from = source->klass()->component;
  Class* to = destination->klass()->component;
  if (!to->is_subtype_of(from)) {
    throw_java(Throwable::ArrayStoreException,
               cat("arraycopy: type mismatch: can not copy ", from->external_name(), "[] into ",
                   to->external_name(), "[]"));
  }
  throw_java(
      Throwable::ArrayStoreException,
      cat("arraycopy: element type mismatch: can not cast one of the elements of ",
          from->external_name(), "[] to the type of the destination array, ", to->external_name()));
}

std::uint64_t LocalHeap::load_bits(Object* object, std::size_t offset, unsigned size, Order order) {
  switch (size) {
    case 1:
      return load_as(object->at<std::uint8_t>(offset), order);
    case 2:
      return load_as(object->at<std::uint16_t>(offset), order);
    case 4:
      return load_as(object->at<std::uint32_t>(offset), order);
    default:
      return load_as(object->at<std::uint64_t>(offset), order);
  }
}

void LocalHeap::store_bits(Object* object, std::size_t offset, unsigned size, std::uint64_t bits,
                           Order order) {
  switch (size) {
    case 1:
      return store_as(object->at<std::uint8_t>(offset), bits, order);
    case 2:
      return store_as(object->at<std::uint16_t>(offset), bits, order);
    case 4:
      return store_as(object->at<std::uint32_t>(offset), bits, order);
    default:
      return store_as(object->at<std::uint64_t>(offset), bits, order);
  }
}

Object* LocalHeap::load_reference(Object* object, std::size_t offset, Order order) {
  return reinterpret_cast<Object*>(load_as(object->at<std::uint64_t>(offset), order));
}

void LocalHeap::store_reference(Object* object, std::size_t offset, Object* value, Order order) {
  store_as(object->at<std::uint64_t>(offset), reinterpret_cast<std::uint64_t>(value), order);
}

std::uint64_t LocalHeap::compare_exchange_bits(Object* object, std::size_t offset, unsigned size,
                                               std::uint64_t expected, std::uint64_t desired) {
  switch (size) {
    case 1:
      return compare_exchange_as(object->at<std::uint8_t>(offset), expected, desired);
    case 2:
      return compare_exchange_as(object->at<std::uint16_t>(offset), expected, desired);
    case 4:
      return compare_exchange_as(object->at<std::uint32_t>(offset), expected, desired);
    default:
      return compare_exchange_as(object->at<std::uint64_t>(offset), expected, desired);
  }
}

Object* LocalHeap::compare_exchange_reference(Object* object, std::size_t offset, Object* expected,
                                              Object* desired) {
  return reinterpret_cast<Object*>(compare_exchange_as(object->at<std::uint64_t>(offset),
                                                       reinterpret_cast<std::uint64_t>(expected),
                                                       reinterpret_cast<std::uint64_t>(desired)));
}

void LocalHeap::read_bytes(Object* object, std::size_t offset, void* destination,
                           std::size_t count) {
  std::memmove(destination, object->at<char>(offset), count);
}

void LocalHeap::write_bytes(Object* object, std::size_t offset, const void* source,
                            std::size_t count) {
  std::memmove(object->at<char>(offset), source, count);
}

void LocalHeap::copy_elements(Array* source, std::int32_t source_position, Array* destination,
                              std::int32_t destination_position, std::int32_t count,
                              bool check_store) {
  const Class* component = source->klass()->component;
  auto from = static_cast<std::size_t>(source_position);
  auto to = static_cast<std::size_t>(destination_position);
  if (component->is_primitive) {
    unsigned shift = type_shift(component->element_type);
    std::memmove(destination->elements<char>() + (to << shift),
                 source->elements<char>() + (from << shift),
                 static_cast<std::size_t>(count) << shift);
    return;
  }
  if (!check_store) {
    move_words(source->elements<std::uint64_t>() + from,
               destination->elements<std::uint64_t>() + to, static_cast<std::size_t>(count));
    return;
  }
  // The types differ, so the arrays do, too: no overlap.
  Class* target = destination->klass()->component;
  const Class* last = nullptr;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    Object* element = source->elements<Object*>()[from + i];
    if (element != nullptr && element->klass() != last) {
      if (!element->klass()->is_subtype_of(target)) throw_array_store(source, destination);
      last = element->klass();
    }
    destination->elements<Object*>()[to + i] = element;
  }
}

Object* LocalHeap::clone(Object* object) {
  JavaThread& thread = current();
  Class* klass = object->klass();
  if (klass->is_array) {
    auto* array = static_cast<Array*>(object);
    Array* copy = allocate_array(thread, klass, array->length);
    move_words(array->elements<std::uint64_t>(), copy->elements<std::uint64_t>(),
               (object_size(array) - Array::kElementBase) / sizeof(std::uint64_t));
    return copy;
  }
  Object* copy = allocate_object(thread, klass);
  move_words(object->at<std::uint64_t>(kFieldBase), copy->at<std::uint64_t>(kFieldBase),
             (klass->instance_size - kFieldBase) / sizeof(std::uint64_t));
  if (klass->has_finalizer) call_java(thread, well_known::Finalizer_registerObject, {copy});
  return copy;
}

std::int32_t LocalHeap::identity_hash(Object* object) { return identity_hash_here(object); }
void LocalHeap::monitor_enter(Object* object) { monitor_enter_slow(current(), object); }
void LocalHeap::monitor_exit(Object* object) { monitor_exit_slow(current(), object); }
bool LocalHeap::monitor_is_held_by(const JavaThread& thread, Object* object) {
  return cjvm::monitor_is_held_by(thread, object);
}
void LocalHeap::monitor_wait(Object* object, std::int64_t millis) {
  cjvm::monitor_wait(current(), object, millis);
}
void LocalHeap::monitor_notify(Object* object, bool all) {
  cjvm::monitor_notify(current(), object, all);
}

}  // namespace cjvm
