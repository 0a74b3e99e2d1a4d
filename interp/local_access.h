// SPDX-License-Identifier: Apache-2.0
// LocalAccess: the heap policy of handlers for objects of this process: every verb is one or two
// machine instructions. Objects are non-null.
#pragma once

#include <atomic>
#include <cstddef>

#include "jvm/object/object.h"
#include "jvm/object/vtable.h"

namespace cjvm {

struct LocalAccess {
  // Whether objects may be proxies, for which handlers have parts of their own
  // (handlers/proxies.h).
  static constexpr bool checks = false;
  static constexpr bool is_proxy(const Object*) { return false; }

  template <class T>
  static T load(const Object* object, std::size_t offset) {
    return *object->at<T>(offset);
  }
  template <class T>
  static void store(Object* object, std::size_t offset, T value) {
    *object->at<T>(offset) = value;
  }
  template <class T>
  static T load_volatile(Object* object, std::size_t offset) {
    return std::atomic_ref<T>(*object->at<T>(offset)).load(std::memory_order_seq_cst);
  }
  template <class T>
  static void store_volatile(Object* object, std::size_t offset, T value) {
    std::atomic_ref<T>(*object->at<T>(offset)).store(value, std::memory_order_seq_cst);
  }
  // Elements up to this index can be accessed directly.
  static std::uint32_t present(const Array* array) {
    return static_cast<std::uint32_t>(array->length);
  }
  template <class T>
  static T load_element(const Array* array, std::uint32_t index) {
    return array->elements<T>()[index];
  }
  template <class T>
  static void store_element(Array* array, std::uint32_t index, T value) {
    array->elements<T>()[index] = value;
  }
};

}  // namespace cjvm
