// SPDX-License-Identifier: Apache-2.0
// Natives of jdk.internal.misc.Unsafe (jdk17.md 6.1). An (object, offset) pair is a byte position
// in the object; with a null object the offset is an absolute address of native memory. Objects are
// touched only through the heap verbs. Java threads. What the Java code above has checked (sizes,
// null) is not checked again.
#include <stdlib.h>

#include <atomic>
#include <cstring>
#include <memory>

#include "classlib-glue/exports/reflect.h"
#include "classlib-glue/exports/thread.h"
#include "classlib-glue/natives/native_slots.h"
#include "jvm/memory/native_memory.h"
#include "jvm/threads/memory_faults.h"
#include "jvm/threads/parker.h"

namespace cjvm {
namespace glue {
namespace {

// Argument positions of (Object, long, ...) after the receiver.
constexpr int kObject = 1;
constexpr int kOffset = 2;
constexpr int kValue = 4;

template <class T>
T* address(std::int64_t at) {
  return reinterpret_cast<T*>(at);
}

template <class T>
T load_raw(std::int64_t at, Order order) {
  if (NativeMemory::is_elsewhere(at)) {
    std::uint64_t bits = NativeMemory::instance().load_bits(at, sizeof(T), order);
    T value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  if (order == Order::Plain) {
    T value;
    std::memcpy(&value, address<void>(at), sizeof value);  // may be unaligned
    return value;
  }
  T value;
  __atomic_load(address<T>(at), &value, __ATOMIC_SEQ_CST);
  return value;
}

template <class T>
void store_raw(std::int64_t at, T value, Order order) {
  if (NativeMemory::is_elsewhere(at)) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof value);
    return NativeMemory::instance().store_bits(at, sizeof(T), bits, order);
  }
  if (order == Order::Plain) {
    std::memcpy(address<void>(at), &value, sizeof value);
  } else {
    __atomic_store(address<T>(at), &value, __ATOMIC_SEQ_CST);
  }
}

template <class T, Order kOrder>
void get_value(JavaThread& thread, Slot* slots) {
  Object* object = slots[kObject].ref;
  std::int64_t offset = slots[kOffset].j;
  T value = object == nullptr
                ? load_raw<T>(offset, kOrder)
                : thread.heap().load<T>(object, static_cast<std::size_t>(offset), kOrder);
  give(slots, value);
}

template <class T, Order kOrder>
void put_value(JavaThread& thread, Slot* slots) {
  Object* object = slots[kObject].ref;
  std::int64_t offset = slots[kOffset].j;
  T value;
  std::memcpy(&value, &slots[kValue].bits, sizeof value);
  if (object == nullptr) {
    store_raw<T>(offset, value, kOrder);
  } else {
    thread.heap().store<T>(object, static_cast<std::size_t>(offset), value, kOrder);
  }
}

// Any non-zero byte is true; what is stored is 0 or 1.
template <Order kOrder>
void get_boolean(JavaThread& thread, Slot* slots) {
  get_value<std::uint8_t, kOrder>(thread, slots);
  slots[0].j = slots[0].j != 0;
}
template <Order kOrder>
void put_boolean(JavaThread& thread, Slot* slots) {
  slots[kValue].j = slots[kValue].i & 1;
  put_value<std::uint8_t, kOrder>(thread, slots);
}

template <Order kOrder>
void get_reference(JavaThread& thread, Slot* slots) {
  Object* object = slots[kObject].ref;
  std::int64_t offset = slots[kOffset].j;
  give(slots, object == nullptr
                  ? load_raw<Object*>(offset, kOrder)
                  : thread.heap().load_reference(object, static_cast<std::size_t>(offset), kOrder));
}
template <Order kOrder>
void put_reference(JavaThread& thread, Slot* slots) {
  Object* object = slots[kObject].ref;
  std::int64_t offset = slots[kOffset].j;
  Object* value = slots[kValue].ref;
  if (object == nullptr) {
    store_raw<Object*>(offset, value, kOrder);
  } else {
    thread.heap().store_reference(object, static_cast<std::size_t>(offset), value, kOrder);
  }
}

void get_uncompressed_object(JavaThread&, Slot* slots) {
  give(slots, load_raw<Object*>(slots[1].j, Order::Plain));
}

// ---- compare and set; T is int or long, the desired value stands behind the expected one
template <class T>
T compare_exchange(JavaThread& thread, const Slot* slots) {
  constexpr int kDesired = kValue + static_cast<int>(sizeof(T) / 4);
  Object* object = slots[kObject].ref;
  std::int64_t offset = slots[kOffset].j;
  auto expected = static_cast<T>(slots[kValue].bits);
  auto desired = static_cast<T>(slots[kDesired].bits);
  if (object == nullptr && NativeMemory::is_elsewhere(offset)) {
    return static_cast<T>(
        NativeMemory::instance().compare_exchange_bits(offset, sizeof(T), expected, desired));
  }
  if (object == nullptr) {
    __atomic_compare_exchange_n(address<T>(offset), &expected, desired, false, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return expected;
  }
  return static_cast<T>(thread.heap().compare_exchange_bits(
      object, static_cast<std::size_t>(offset), sizeof(T), expected, desired));
}

Object* compare_exchange_ref(JavaThread& thread, const Slot* slots) {
  Object* object = slots[kObject].ref;
  std::int64_t offset = slots[kOffset].j;
  Object* expected = slots[kValue].ref;
  Object* desired = slots[kValue + 1].ref;
  if (object == nullptr && NativeMemory::is_elsewhere(offset)) {
    return reinterpret_cast<Object*>(NativeMemory::instance().compare_exchange_bits(
        offset, sizeof(Object*), reinterpret_cast<std::uint64_t>(expected),
        reinterpret_cast<std::uint64_t>(desired)));
  }
  if (object == nullptr) {
    __atomic_compare_exchange_n(address<Object*>(offset), &expected, desired, false,
                                __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return expected;
  }
  return thread.heap().compare_exchange_reference(object, static_cast<std::size_t>(offset),
                                                  expected, desired);
}

void compare_and_set_int(JavaThread& thread, Slot* slots) {
  auto expected = static_cast<std::uint32_t>(slots[kValue].i);
  give(slots, compare_exchange<std::uint32_t>(thread, slots) == expected);
}
void compare_and_exchange_int(JavaThread& thread, Slot* slots) {
  give(slots, static_cast<std::int32_t>(compare_exchange<std::uint32_t>(thread, slots)));
}
void compare_and_set_long(JavaThread& thread, Slot* slots) {
  std::uint64_t expected = slots[kValue].bits;
  give(slots, compare_exchange<std::uint64_t>(thread, slots) == expected);
}
void compare_and_exchange_long(JavaThread& thread, Slot* slots) {
  give(slots, compare_exchange<std::uint64_t>(thread, slots));
}
void compare_and_set_reference(JavaThread& thread, Slot* slots) {
  Object* expected = slots[kValue].ref;
  give(slots, compare_exchange_ref(thread, slots) == expected);
}
void compare_and_exchange_reference(JavaThread& thread, Slot* slots) {
  give(slots, compare_exchange_ref(thread, slots));
}

// ---- memory
void allocate_memory(JavaThread&, Slot* slots) {
  give(slots, NativeMemory::instance().allocate(static_cast<std::size_t>(slots[1].j)));
}
void reallocate_memory(JavaThread&, Slot* slots) {
  give(slots, NativeMemory::instance().resize(slots[1].j, static_cast<std::size_t>(slots[3].j)));
}
void free_memory(JavaThread&, Slot* slots) { NativeMemory::instance().release(slots[1].j); }

// A run of bytes in an object or in native memory, which may be a mapped file that has shrunk: the
// functions of the C library touch it between begin_ and end_foreign_access(), where there must be
// nothing to clean up and no access to an object that is not here.
struct Place {
  Object* object;
  std::int64_t offset;

  bool is_elsewhere() const {
    return object != nullptr ? object->is_proxy() : NativeMemory::is_elsewhere(offset);
  }

  void read(JavaThread& thread, void* to, std::size_t count) const {
    if (object == nullptr && is_elsewhere()) {
      NativeMemory::instance().read(offset, to, count);
    } else if (object == nullptr) {
      begin_foreign_access();
      std::memmove(to, address<void>(offset), count);
      end_foreign_access();
    } else {
      thread.heap().read_bytes(object, static_cast<std::size_t>(offset), to, count);
    }
  }
  void write(JavaThread& thread, const void* from, std::size_t count) const {
    if (object == nullptr && is_elsewhere()) {
      NativeMemory::instance().write(offset, from, count);
    } else if (object == nullptr) {
      begin_foreign_access();
      std::memmove(address<void>(offset), from, count);
      end_foreign_access();
    } else {
      thread.heap().write_bytes(object, static_cast<std::size_t>(offset), from, count);
    }
  }
  Place plus(std::size_t bytes) const {
    return {object, offset + static_cast<std::int64_t>(bytes)};
  }
};

constexpr std::size_t kChunk = 16384;

void set_memory(JavaThread& thread, Slot* slots) {
  Place place{slots[kObject].ref, slots[kOffset].j};
  auto count = static_cast<std::size_t>(slots[kValue].j);
  int byte = slots[kValue + 2].i;
  if (place.object == nullptr && !place.is_elsewhere()) {
    begin_foreign_access();
    std::memset(address<void>(place.offset), byte, count);
    end_foreign_access();
    return;
  }
  char chunk[kChunk];
  std::memset(chunk, byte, std::min(count, kChunk));
  for (std::size_t done = 0; done < count; done += kChunk) {
    place.plus(done).write(thread, chunk, std::min(count - done, kChunk));
  }
}

// Moves through a buffer on the stack (nothing to clean up when an access faults), changing the
// bytes on the way. The places may overlap in one array: chunks go in the direction that reads
// before it overwrites.
template <class Change>
void move_in_chunks(JavaThread& thread, Place from, Place to, std::size_t count, Change change) {
  char chunk[kChunk];
  bool backwards = from.object == to.object && from.offset < to.offset;
  for (std::size_t done = 0; done < count; done += kChunk) {
    std::size_t n = std::min(count - done, kChunk);
    std::size_t at = backwards ? count - done - n : done;
    from.plus(at).read(thread, chunk, n);
    change(chunk, n);
    to.plus(at).write(thread, chunk, n);
  }
}

void copy_memory(JavaThread& thread, Slot* slots) {
  Place from{slots[1].ref, slots[2].j};
  Place to{slots[4].ref, slots[5].j};
  auto count = static_cast<std::size_t>(slots[7].j);
  if (count == 0) return;
  bool both_here = !from.is_elsewhere() && !to.is_elsewhere();
  if (from.object == nullptr && both_here) {
    begin_foreign_access();
    to.write(thread, address<void>(from.offset), count);
    end_foreign_access();
  } else if (to.object == nullptr && both_here) {
    begin_foreign_access();
    from.read(thread, address<void>(to.offset), count);
    end_foreign_access();
  } else {
    move_in_chunks(thread, from, to, count, [](char*, std::size_t) {});
  }
}

template <class T>
void swap_elements(char* bytes, std::size_t count) {
  for (std::size_t i = 0; i + sizeof(T) <= count; i += sizeof(T)) {
    T value;
    std::memcpy(&value, bytes + i, sizeof value);
    if constexpr (sizeof(T) == 2) value = __builtin_bswap16(value);
    if constexpr (sizeof(T) == 4) value = __builtin_bswap32(value);
    if constexpr (sizeof(T) == 8) value = __builtin_bswap64(value);
    std::memcpy(bytes + i, &value, sizeof value);
  }
}

void copy_swap_memory(JavaThread& thread, Slot* slots) {
  Place from{slots[1].ref, slots[2].j};
  Place to{slots[4].ref, slots[5].j};
  auto count = static_cast<std::size_t>(slots[7].j);
  auto swap = swap_elements<std::uint64_t>;
  if (slots[9].j == 2) swap = swap_elements<std::uint16_t>;
  if (slots[9].j == 4) swap = swap_elements<std::uint32_t>;
  move_in_chunks(thread, from, to, count, swap);
}

[[noreturn]] void no_writeback(JavaThread&, Slot*) {
  throw_java(Throwable::RuntimeException, "writebackMemory not enabled!");
}

void load_fence(JavaThread&, Slot*) { std::atomic_thread_fence(std::memory_order_acquire); }
void store_fence(JavaThread&, Slot*) { std::atomic_thread_fence(std::memory_order_release); }
void full_fence(JavaThread&, Slot*) { std::atomic_thread_fence(std::memory_order_seq_cst); }

// ---- fields, arrays, classes
const Field& field_argument(JavaThread& thread, const Slot* slots, bool is_static) {
  const Field* field = field_of(thread, slots[1].ref);
  if (field->is_static() != is_static) throw_java(Throwable::IllegalArgumentException);
  return *field;
}
void field_offset(JavaThread& thread, Slot* slots) {
  give(slots, field_argument(thread, slots, false).offset);
}
void static_field_offset(JavaThread& thread, Slot* slots) {
  give(slots, field_argument(thread, slots, true).offset);
}
void field_offset_by_name(JavaThread&, Slot* slots) {
  Class* klass = class_of(slots[1].ref);
  std::string name = string_utf8(require(slots[2].ref));
  for (const Field& field : klass->fields) {
    if (field.name->text() == name) return give(slots, field.offset);
  }
  throw_java(Throwable::InternalError, name);
}
// Statics lie in the mirror.
void static_field_base(JavaThread& thread, Slot* slots) {
  give(slots, field_argument(thread, slots, true).holder->mirror);
}

void should_be_initialized(JavaThread&, Slot* slots) {
  Class* klass = class_of(slots[1].ref);
  give(slots, klass->is_instance_class() && !klass->is_initialized());
}
void ensure_class_initialized(JavaThread& thread, Slot* slots) {
  Class* klass = class_of(slots[1].ref);
  if (klass->is_instance_class()) initialize_class(thread, klass);
}

Class* array_argument(const Slot* slots) {
  Class* klass = class_of(slots[1].ref);
  if (!klass->is_array) {
    throw_java(Throwable::IllegalArgumentException,
               cat(klass->external_name(), " is not an array"));
  }
  return klass;
}
void array_base_offset(JavaThread&, Slot* slots) {
  array_argument(slots);
  give(slots, Array::kElementBase);
}
void array_index_scale(JavaThread&, Slot* slots) {
  Class* component = array_argument(slots)->component;
  BasicType type = component->is_primitive ? component->element_type : BasicType::Reference;
  give(slots, 1 << type_shift(type));
}

void define_class_from_bytes(JavaThread& thread, Slot* slots) {
  Object* name = slots[1].ref;
  Array* bytes = as_array(require(slots[2].ref));
  auto length = static_cast<std::size_t>(slots[4].i);
  auto copy = std::make_unique<std::uint8_t[]>(length);
  thread.heap().read_bytes(bytes, Array::kElementBase + static_cast<std::size_t>(slots[3].i),
                           copy.get(), length);
  DefineOptions options;
  options.protection_domain = slots[6].ref;
  Class* klass = define_class(thread, name == nullptr ? nullptr : internal_symbol_of(name),
                              loader_data(slots[5].ref), {copy.get(), length}, options);
  give(slots, klass->mirror);
}

void allocate_instance(JavaThread& thread, Slot* slots) {
  Class* klass = class_of(slots[1].ref);
  if (klass->is_primitive) throw_java(Throwable::InstantiationException);
  if (klass == well_known::Class) {
    throw_java(Throwable::IllegalAccessException, klass->external_name());
  }
  if (klass->is_array || klass->is_abstract() || klass->is_interface()) {
    throw_java(Throwable::InstantiationException, klass->external_name());
  }
  give(slots, new_object(thread, klass));
}

[[noreturn]] void throw_exception(JavaThread&, Slot* slots) { throw_object(require(slots[1].ref)); }

// ---- threads and machine
void park_current(JavaThread& thread, Slot* slots) { park(thread, slots[1].i != 0, slots[2].j); }
void unpark_other(JavaThread&, Slot* slots) { unpark_thread(slots[1].ref); }

void load_average(JavaThread& thread, Slot* slots) {
  constexpr int kMax = 3;
  double values[kMax];
  int count = getloadavg(values, std::min(slots[2].i, kMax));
  if (count > 0) {
    thread.heap().write_bytes(slots[1].ref, Array::kElementBase, values,
                              static_cast<std::size_t>(count) * sizeof values[0]);
  }
  give(slots, count);
}

void register_natives(JavaThread&, Slot*) {}

constexpr const char* kUnsafe = "jdk/internal/misc/Unsafe";

#define ACCESS(name, T)                                                                           \
  {kUnsafe, "get" #name, nullptr, get_value<T, Order::Plain>, kTakesProxies},                     \
      {kUnsafe, "put" #name, nullptr, put_value<T, Order::Plain>, kTakesProxies},                 \
      {kUnsafe, "get" #name "Volatile", nullptr, get_value<T, Order::Volatile>, kTakesProxies}, { \
    kUnsafe, "put" #name "Volatile", nullptr, put_value<T, Order::Volatile>, kTakesProxies        \
  }

constexpr VmNativeEntry kTable[] = {
    ACCESS(Byte, std::int8_t),
    ACCESS(Short, std::int16_t),
    ACCESS(Char, std::uint16_t),
    ACCESS(Int, std::int32_t),
    ACCESS(Long, std::int64_t),
    ACCESS(Float, float),
    ACCESS(Double, double),
    {kUnsafe, "getBoolean", nullptr, get_boolean<Order::Plain>, kTakesProxies},
    {kUnsafe, "putBoolean", nullptr, put_boolean<Order::Plain>, kTakesProxies},
    {kUnsafe, "getBooleanVolatile", nullptr, get_boolean<Order::Volatile>, kTakesProxies},
    {kUnsafe, "putBooleanVolatile", nullptr, put_boolean<Order::Volatile>, kTakesProxies},
    {kUnsafe, "getReference", nullptr, get_reference<Order::Plain>, kTakesProxies},
    {kUnsafe, "putReference", nullptr, put_reference<Order::Plain>, kTakesProxies},
    {kUnsafe, "getReferenceVolatile", nullptr, get_reference<Order::Volatile>, kTakesProxies},
    {kUnsafe, "putReferenceVolatile", nullptr, put_reference<Order::Volatile>, kTakesProxies},
    {kUnsafe, "getUncompressedObject", nullptr, get_uncompressed_object},
    {kUnsafe, "compareAndSetInt", nullptr, compare_and_set_int, kTakesProxies},
    {kUnsafe, "compareAndExchangeInt", nullptr, compare_and_exchange_int, kTakesProxies},
    {kUnsafe, "compareAndSetLong", nullptr, compare_and_set_long, kTakesProxies},
    {kUnsafe, "compareAndExchangeLong", nullptr, compare_and_exchange_long, kTakesProxies},
    {kUnsafe, "compareAndSetReference", nullptr, compare_and_set_reference, kTakesProxies},
    {kUnsafe, "compareAndExchangeReference", nullptr, compare_and_exchange_reference,
     kTakesProxies},
    {kUnsafe, "allocateMemory0", nullptr, allocate_memory},
    {kUnsafe, "reallocateMemory0", nullptr, reallocate_memory},
    {kUnsafe, "freeMemory0", nullptr, free_memory},
    {kUnsafe, "setMemory0", nullptr, set_memory, kTakesProxies},
    {kUnsafe, "copyMemory0", nullptr, copy_memory, kTakesProxies},
    {kUnsafe, "copySwapMemory0", nullptr, copy_swap_memory, kTakesProxies},
    {kUnsafe, "writeback0", nullptr, no_writeback},
    {kUnsafe, "writebackPreSync0", nullptr, no_writeback},
    {kUnsafe, "writebackPostSync0", nullptr, no_writeback},
    {kUnsafe, "loadFence", nullptr, load_fence},
    {kUnsafe, "storeFence", nullptr, store_fence},
    {kUnsafe, "fullFence", nullptr, full_fence},
    {kUnsafe, "objectFieldOffset0", nullptr, field_offset, kTakesProxies},
    {kUnsafe, "objectFieldOffset1", nullptr, field_offset_by_name},
    {kUnsafe, "staticFieldOffset0", nullptr, static_field_offset, kTakesProxies},
    {kUnsafe, "staticFieldBase0", nullptr, static_field_base, kTakesProxies},
    {kUnsafe, "shouldBeInitialized0", nullptr, should_be_initialized},
    {kUnsafe, "ensureClassInitialized0", nullptr, ensure_class_initialized},
    {kUnsafe, "arrayBaseOffset0", nullptr, array_base_offset},
    {kUnsafe, "arrayIndexScale0", nullptr, array_index_scale},
    {kUnsafe, "defineClass0", nullptr, define_class_from_bytes, kTakesProxies},
    {kUnsafe, "allocateInstance", nullptr, allocate_instance},
    {kUnsafe, "throwException", nullptr, throw_exception, kTakesProxies},
    {kUnsafe, "park", nullptr, park_current},
    {kUnsafe, "unpark", nullptr, unpark_other, kTakesProxies},
    {kUnsafe, "getLoadAverage0", nullptr, load_average, kTakesProxies},
    {kUnsafe, "registerNatives", nullptr, register_natives},
};
#undef ACCESS

}  // namespace
}  // namespace glue

std::span<const VmNativeEntry> unsafe_natives() { return glue::kTable; }

}  // namespace cjvm
