// SPDX-License-Identifier: Apache-2.0
// jdk.internal.misc.Unsafe: memory access by (object, offset) or, with a null object, by address.
// Plain accesses are relaxed atomics, so that nothing tears.
#include <cstring>

#include "interp/intrinsics/intrinsics.h"

namespace cjvm {

namespace {

constexpr char kUnsafe[] = "jdk/internal/misc/Unsafe";

// slots: this, object, offset (2), value or expected, ...
template <class T>
T* place(const Slot* s) {
  auto offset = static_cast<std::uintptr_t>(s[2].j);
  return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(s[1].ref) + offset);
}

template <class T>
void give(Slot& slot, T value) {
  if constexpr (sizeof(T) == 8) {
    slot.bits = static_cast<std::uint64_t>(value);
  } else {
    slot.bits = static_cast<std::uint32_t>(static_cast<std::int32_t>(value));
  }
}
// Number of slots of a value of type T; references are uint64_t here but take one.
template <class T, bool kReference>
constexpr int kSlotsOf = sizeof(T) == 8 && !kReference ? 2 : 1;

template <class T, int kOrder>
bool get(JavaThread&, Slot* s) {
  if constexpr (sizeof(T) == 1) {
    give(s[0], *place<volatile T>(s));
  } else {
    // Off-heap memory may be unaligned; x86-64 loads are atomic enough as they are.
    give(s[0], __atomic_load_n(place<T>(s), kOrder));
  }
  return true;
}
template <class T, int kOrder>
bool put(JavaThread&, Slot* s) {
  __atomic_store_n(place<T>(s), static_cast<T>(s[4].bits), kOrder);
  return true;
}
bool get_boolean(JavaThread&, Slot* s) {
  give(s[0], *place<volatile std::int8_t>(s) != 0);
  return true;
}
bool put_boolean(JavaThread&, Slot* s) {
  __atomic_store_n(place<std::int8_t>(s), static_cast<std::int8_t>(s[4].bits & 1),
                   __ATOMIC_SEQ_CST);
  return true;
}

template <class T, bool kReference = false>
bool compare_and_set(JavaThread&, Slot* s) {
  auto expected = static_cast<T>(s[4].bits);
  auto desired = static_cast<T>(s[4 + kSlotsOf<T, kReference>].bits);
  bool done = __atomic_compare_exchange_n(place<T>(s), &expected, desired, false, __ATOMIC_SEQ_CST,
                                          __ATOMIC_SEQ_CST);
  give(s[0], done);
  return true;
}
template <class T, bool kReference = false>
bool compare_and_exchange(JavaThread&, Slot* s) {
  auto expected = static_cast<T>(s[4].bits);
  auto desired = static_cast<T>(s[4 + kSlotsOf<T, kReference>].bits);
  __atomic_compare_exchange_n(place<T>(s), &expected, desired, false, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  give(s[0], expected);
  return true;
}
template <class T>
bool get_and_add(JavaThread&, Slot* s) {
  give(s[0], __atomic_fetch_add(place<T>(s), static_cast<T>(s[4].bits), __ATOMIC_SEQ_CST));
  return true;
}
template <class T>
bool get_and_set(JavaThread&, Slot* s) {
  give(s[0], __atomic_exchange_n(place<T>(s), static_cast<T>(s[4].bits), __ATOMIC_SEQ_CST));
  return true;
}

bool fence(JavaThread&, Slot*) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  return true;
}

using Bits = std::uint64_t;  // of a reference, long or double

#define CJVM_ACCESS(Name, letter, T)                                                              \
  {kUnsafe, "get" Name, "(Ljava/lang/Object;J)" letter, get<T, __ATOMIC_RELAXED>},                \
      {kUnsafe, "put" Name, "(Ljava/lang/Object;J" letter ")V", put<T, __ATOMIC_RELAXED>},        \
      {kUnsafe, "get" Name "Volatile", "(Ljava/lang/Object;J)" letter, get<T, __ATOMIC_SEQ_CST>}, \
      {kUnsafe, "put" Name "Volatile", "(Ljava/lang/Object;J" letter ")V",                        \
       put<T, __ATOMIC_SEQ_CST>},                                                                 \
      {kUnsafe, "get" Name "Acquire", "(Ljava/lang/Object;J)" letter, get<T, __ATOMIC_ACQUIRE>},  \
      {kUnsafe, "put" Name "Release", "(Ljava/lang/Object;J" letter ")V",                         \
       put<T, __ATOMIC_RELEASE>},                                                                 \
      {kUnsafe, "get" Name "Opaque", "(Ljava/lang/Object;J)" letter, get<T, __ATOMIC_RELAXED>}, { \
    kUnsafe, "put" Name "Opaque", "(Ljava/lang/Object;J" letter ")V", put<T, __ATOMIC_RELAXED>    \
  }
#define CJVM_EXCHANGE(Name, letter, set, exchange)                                                 \
  {kUnsafe, "compareAndSet" Name, "(Ljava/lang/Object;J" letter letter ")Z", set},                 \
      {kUnsafe, "weakCompareAndSet" Name, "(Ljava/lang/Object;J" letter letter ")Z", set},         \
      {kUnsafe, "weakCompareAndSet" Name "Plain", "(Ljava/lang/Object;J" letter letter ")Z", set}, \
      {kUnsafe, "weakCompareAndSet" Name "Acquire", "(Ljava/lang/Object;J" letter letter ")Z",     \
       set},                                                                                       \
      {kUnsafe, "weakCompareAndSet" Name "Release", "(Ljava/lang/Object;J" letter letter ")Z",     \
       set},                                                                                       \
      {kUnsafe, "compareAndExchange" Name, "(Ljava/lang/Object;J" letter letter ")" letter,        \
       exchange},                                                                                  \
      {kUnsafe, "compareAndExchange" Name "Acquire",                                               \
       "(Ljava/lang/Object;J" letter letter ")" letter, exchange},                                 \
  {                                                                                                \
    kUnsafe, "compareAndExchange" Name "Release", "(Ljava/lang/Object;J" letter letter ")" letter, \
        exchange                                                                                   \
  }

const Intrinsic kTable[] = {
    CJVM_ACCESS("Byte", "B", std::int8_t),
    CJVM_ACCESS("Short", "S", std::int16_t),
    CJVM_ACCESS("Char", "C", std::uint16_t),
    CJVM_ACCESS("Int", "I", std::int32_t),
    CJVM_ACCESS("Long", "J", Bits),
    CJVM_ACCESS("Float", "F", std::int32_t),
    CJVM_ACCESS("Double", "D", Bits),
    CJVM_ACCESS("Reference", "Ljava/lang/Object;", Bits),
    {kUnsafe, "getBoolean", "(Ljava/lang/Object;J)Z", get_boolean},
    {kUnsafe, "putBoolean", "(Ljava/lang/Object;JZ)V", put_boolean},
    {kUnsafe, "getBooleanVolatile", "(Ljava/lang/Object;J)Z", get_boolean},
    {kUnsafe, "putBooleanVolatile", "(Ljava/lang/Object;JZ)V", put_boolean},
    CJVM_EXCHANGE("Int", "I", compare_and_set<std::int32_t>, compare_and_exchange<std::int32_t>),
    CJVM_EXCHANGE("Long", "J", compare_and_set<Bits>, compare_and_exchange<Bits>),
    CJVM_EXCHANGE("Reference", "Ljava/lang/Object;", (compare_and_set<Bits, true>),
                  (compare_and_exchange<Bits, true>)),
    {kUnsafe, "getAndAddInt", "(Ljava/lang/Object;JI)I", get_and_add<std::int32_t>},
    {kUnsafe, "getAndAddLong", "(Ljava/lang/Object;JJ)J", get_and_add<Bits>},
    {kUnsafe, "getAndSetInt", "(Ljava/lang/Object;JI)I", get_and_set<std::int32_t>},
    {kUnsafe, "getAndSetLong", "(Ljava/lang/Object;JJ)J", get_and_set<Bits>},
    {kUnsafe, "getAndSetReference", "(Ljava/lang/Object;JLjava/lang/Object;)Ljava/lang/Object;",
     get_and_set<Bits>},
    {kUnsafe, "fullFence", "()V", fence},
    {kUnsafe, "loadFence", "()V", fence},
    {kUnsafe, "storeFence", "()V", fence},
};

#undef CJVM_ACCESS
#undef CJVM_EXCHANGE

}  // namespace

std::span<const Intrinsic> unsafe_intrinsics() { return kTable; }

}  // namespace cjvm
