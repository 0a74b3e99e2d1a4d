// SPDX-License-Identifier: Apache-2.0
// HeapAccess: the verbs by which anything but local handlers touches Java state. Offset-based, so
// that fields, statics (in the mirror), array elements, Unsafe and VarHandles are the same thing.
// Natives call it virtually; the interpreter is a template over a final implementation (LocalHeap
// here). Objects are non-null. Any Java thread; may throw JavaThrow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "jvm/object/class.h"
#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;

enum class Order : std::uint8_t { Plain, Opaque, AcquireRelease, Volatile };

class HeapAccess {
 public:
  virtual ~HeapAccess() = default;

  // Raw access to 1, 2, 4 or 8 bytes at `offset`; reference fields are 8 bytes through
  // load_reference/store_reference.
  virtual std::uint64_t load_bits(Object* object, std::size_t offset, unsigned size,
                                  Order order) = 0;
  virtual void store_bits(Object* object, std::size_t offset, unsigned size, std::uint64_t bits,
                          Order order) = 0;
  virtual Object* load_reference(Object* object, std::size_t offset, Order order) = 0;
  virtual void store_reference(Object* object, std::size_t offset, Object* value, Order order) = 0;
  // Sequentially consistent; size 4 or 8. Returns the value found.
  virtual std::uint64_t compare_exchange_bits(Object* object, std::size_t offset, unsigned size,
                                              std::uint64_t expected, std::uint64_t desired) = 0;
  virtual Object* compare_exchange_reference(Object* object, std::size_t offset, Object* expected,
                                             Object* desired) = 0;
  // Bytes between an object and native memory (array regions, Unsafe.copyMemory).
  virtual void read_bytes(Object* object, std::size_t offset, void* destination,
                          std::size_t count) = 0;
  virtual void write_bytes(Object* object, std::size_t offset, const void* source,
                           std::size_t count) = 0;
  // System.arraycopy of checked ranges: same element size, overlap allowed; `check_store` tests
  // every element of a reference array against the destination's component and throws
  // ArrayStoreException after the elements before it were copied.
  virtual void copy_elements(Array* source, std::int32_t source_position, Array* destination,
                             std::int32_t destination_position, std::int32_t count,
                             bool check_store) = 0;
  // Object.clone of a Cloneable.
  virtual Object* clone(Object* object) = 0;
  virtual std::int32_t identity_hash(Object* object) = 0;
  virtual void monitor_enter(Object* object) = 0;
  virtual void monitor_exit(Object* object) = 0;
  // True if `thread`, which need not be the calling one, owns the object's monitor.
  virtual bool monitor_is_held_by(const JavaThread& thread, Object* object) = 0;
  virtual void monitor_wait(Object* object, std::int64_t millis) = 0;
  virtual void monitor_notify(Object* object, bool all) = 0;

  template <class T>
  T load(Object* object, std::size_t offset, Order order = Order::Plain) {
    std::uint64_t bits = load_bits(object, offset, sizeof(T), order);
    T value;
    std::memcpy(&value, &bits, sizeof(T));
    return value;
  }
  template <class T>
  void store(Object* object, std::size_t offset, T value, Order order = Order::Plain) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(T));
    store_bits(object, offset, sizeof(T), bits, order);
  }
};

}  // namespace cjvm
