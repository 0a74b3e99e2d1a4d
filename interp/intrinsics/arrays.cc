// SPDX-License-Identifier: Apache-2.0
// System.arraycopy, java.util.Arrays and ArraysSupport on primitive and reference arrays. Anything
// that would throw is refused, so that the Java code does it.
#include <algorithm>
#include <cstring>

#include "interp/intrinsics/intrinsics.h"
#include "jvm/memory/native_memory.h"

namespace cjvm {

namespace {

constexpr char kArrays[] = "java/util/Arrays", kSupport[] = "jdk/internal/util/ArraysSupport",
               kSystem[] = "java/lang/System";

// Overlap allowed. Words are moved whole, so that other threads see no torn reference or long.
template <class T>
void move_elements(const T* from, T* to, std::size_t count) {
  if constexpr (sizeof(T) < 8) {
    std::memmove(to, from, count * sizeof(T));
  } else if (to <= from || to >= from + count) {
    for (std::size_t i = 0; i < count; ++i)
      __atomic_store_n(to + i, __atomic_load_n(from + i, __ATOMIC_RELAXED), __ATOMIC_RELAXED);
  } else {
    for (std::size_t i = count; i-- > 0;)
      __atomic_store_n(to + i, __atomic_load_n(from + i, __ATOMIC_RELAXED), __ATOMIC_RELAXED);
  }
}

bool array_copy(JavaThread&, Slot* s) {
  Array* from = array_at(s[0]);
  Array* to = array_at(s[2]);
  if (from == nullptr || to == nullptr) return false;
  Class* type = from->klass();
  Class* target = to->klass();
  if (!type->is_array || !target->is_array) return false;
  std::int32_t source = s[1].i, destination = s[3].i, count = s[4].i;
  if (!in_range(source, count, from->length) || !in_range(destination, count, to->length))
    return false;
  auto n = static_cast<std::size_t>(count);
  Class* component = type->component;
  if (!component->is_primitive) {
    if (target->component->is_primitive ||
        (type != target && !component->is_subtype_of(target->component))) {
      return false;
    }
    move_elements(from->elements<std::uint64_t>() + source,
                  to->elements<std::uint64_t>() + destination, n);
    return true;
  }
  if (type != target) return false;
  switch (type_shift(component->element_type)) {
    case 0:
      move_elements(from->elements<std::uint8_t>() + source,
                    to->elements<std::uint8_t>() + destination, n);
      break;
    case 1:
      move_elements(from->elements<std::uint16_t>() + source,
                    to->elements<std::uint16_t>() + destination, n);
      break;
    case 2:
      move_elements(from->elements<std::uint32_t>() + source,
                    to->elements<std::uint32_t>() + destination, n);
      break;
    default:
      move_elements(from->elements<std::uint64_t>() + source,
                    to->elements<std::uint64_t>() + destination, n);
      break;
  }
  return true;
}

template <class T>
T value_of(const Slot& slot) {
  if constexpr (std::is_pointer_v<T>) {
    return slot.ref;
  } else if constexpr (sizeof(T) == 8) {
    return static_cast<T>(slot.bits);
  } else {
    return static_cast<T>(slot.i);
  }
}

// fill(T[] array, T value)
template <class T>
bool fill_all(JavaThread&, Slot* s) {
  Array* array = array_at(s[0]);
  if (array == nullptr) return false;
  std::fill_n(array->elements<T>(), array->length, value_of<T>(s[1]));
  return true;
}
// fill(T[] array, int from, int to, T value)
template <class T>
bool fill_range(JavaThread&, Slot* s) {
  Array* array = array_at(s[0]);
  if (array == nullptr || s[1].i > s[2].i || !in_range(s[1].i, s[2].i - s[1].i, array->length))
    return false;
  std::fill(array->elements<T>() + s[1].i, array->elements<T>() + s[2].i, value_of<T>(s[3]));
  return true;
}

// equals(T[], T[]) where elements are equal if their bits are.
template <class T>
bool equal_arrays(JavaThread&, Slot* s) {
  Array *a = array_at(s[0]), *b = array_at(s[1]);
  bool equal = a == b || (a != nullptr && b != nullptr && a->length == b->length &&
                          std::memcmp(a->elements<T>(), b->elements<T>(),
                                      static_cast<std::size_t>(a->length) * sizeof(T)) == 0);
  set_int(s[0], equal);
  return true;
}

// hashCode(T[]): 31 * h + element.
template <class T>
bool hash_array(JavaThread&, Slot* s) {
  Array* array = array_at(s[0]);
  std::uint32_t hash = 0;
  if (array != nullptr) {
    hash = 1;
    const T* elements = array->elements<T>();
    for (std::int32_t i = 0; i < array->length; ++i) {
      if constexpr (sizeof(T) == 8) {
        auto bits = static_cast<std::uint64_t>(elements[i]);
        hash = 31 * hash + static_cast<std::uint32_t>(bits ^ (bits >> 32));
      } else {
        hash = 31 * hash + static_cast<std::uint32_t>(static_cast<std::int32_t>(elements[i]));
      }
    }
  }
  s[0].bits = hash;
  return true;
}

// vectorizedMismatch(Object a, long aOffset, Object b, long bOffset, int length, int
// log2ArrayIndexScale): the index of the first difference, or the complement of how many elements
// are left to compare (none here).
bool vectorized_mismatch(JavaThread&, Slot* s) {
  const auto* a = s[0].ref == nullptr ? reinterpret_cast<const char*>(s[1].j)
                                      : s[0].ref->at<char>(static_cast<std::size_t>(s[1].j));
  const auto* b = s[3].ref == nullptr ? reinterpret_cast<const char*>(s[4].j)
                                      : s[3].ref->at<char>(static_cast<std::size_t>(s[4].j));
  std::int32_t length = s[6].i;
  int shift = s[7].i & 7;
  if (length < 0) return false;
  if (s[0].ref == nullptr && NativeMemory::is_elsewhere(s[1].j)) return false;
  if (s[3].ref == nullptr && NativeMemory::is_elsewhere(s[4].j)) return false;
  std::size_t bytes = static_cast<std::size_t>(length) << shift;
  std::size_t at = 0;
  while (at + 8 <= bytes) {
    std::uint64_t x, y;
    std::memcpy(&x, a + at, 8);
    std::memcpy(&y, b + at, 8);
    if (x != y) {
      at += static_cast<std::size_t>(__builtin_ctzll(x ^ y)) / 8;
      set_int(s[0], static_cast<std::int32_t>(at >> shift));
      return true;
    }
    at += 8;
  }
  for (; at < bytes; ++at) {
    if (a[at] != b[at]) {
      set_int(s[0], static_cast<std::int32_t>(at >> shift));
      return true;
    }
  }
  set_int(s[0], ~0);
  return true;
}

const Intrinsic kTable[] = {
    {kSystem, "arraycopy", "(Ljava/lang/Object;ILjava/lang/Object;II)V", array_copy},
    {kArrays, "fill", "([BB)V", fill_all<std::int8_t>},
    {kArrays, "fill", "([ZZ)V", fill_all<std::int8_t>},
    {kArrays, "fill", "([CC)V", fill_all<std::uint16_t>},
    {kArrays, "fill", "([SS)V", fill_all<std::int16_t>},
    {kArrays, "fill", "([II)V", fill_all<std::int32_t>},
    {kArrays, "fill", "([JJ)V", fill_all<std::int64_t>},
    {kArrays, "fill", "([FF)V", fill_all<std::int32_t>},
    {kArrays, "fill", "([DD)V", fill_all<std::int64_t>},
    {kArrays, "fill", "([BIIB)V", fill_range<std::int8_t>},
    {kArrays, "fill", "([CIIC)V", fill_range<std::uint16_t>},
    {kArrays, "fill", "([IIII)V", fill_range<std::int32_t>},
    {kArrays, "fill", "([JIIJ)V", fill_range<std::int64_t>},
    {kArrays, "equals", "([B[B)Z", equal_arrays<std::int8_t>},
    {kArrays, "equals", "([C[C)Z", equal_arrays<std::int16_t>},
    {kArrays, "equals", "([I[I)Z", equal_arrays<std::int32_t>},
    {kArrays, "equals", "([J[J)Z", equal_arrays<std::int64_t>},
    {kArrays, "hashCode", "([B)I", hash_array<std::int8_t>},
    {kArrays, "hashCode", "([C)I", hash_array<std::uint16_t>},
    {kArrays, "hashCode", "([I)I", hash_array<std::int32_t>},
    {kArrays, "hashCode", "([J)I", hash_array<std::int64_t>},
    {kSupport, "vectorizedMismatch", "(Ljava/lang/Object;JLjava/lang/Object;JII)I",
     vectorized_mismatch},
};

}  // namespace

std::span<const Intrinsic> array_intrinsics() { return kTable; }

}  // namespace cjvm
