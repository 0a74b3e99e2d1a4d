// SPDX-License-Identifier: Apache-2.0
// jdk.internal.misc.Unsafe: memory access by (object, offset) or, with a null object, by address.
// Plain accesses are relaxed atomics, so that nothing tears.
#include <cstring>

#include "interp/intrinsics/intrinsics.h"
#include "jvm/linking/well_known.h"
#include "jvm/memory/native_memory.h"

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

// The same where objects may be proxies: not for memory of one, not for a mirror, whose statics may
// be elsewhere, and not for native memory of another process.
template <IntrinsicFunction* kFunction>
bool on_local_base(JavaThread& thread, Slot* s) {
  const Object* base = s[1].ref;
  if (base == nullptr) {
    if (NativeMemory::is_elsewhere(s[2].j)) return false;
  } else if (base->is_proxy() || base->klass() == well_known::Class) {
    return false;
  }
  return kFunction(thread, s);
}

using Bits = std::uint64_t;  // of a reference, long or double

// A line of the table: a function of (base, offset).
#define CJVM_ON_BASE(name, descriptor, ...) \
  {kUnsafe, name, descriptor, __VA_ARGS__, on_local_base<__VA_ARGS__>}
#define CJVM_GET(name, letter, ...) CJVM_ON_BASE(name, "(Ljava/lang/Object;J)" letter, __VA_ARGS__)
#define CJVM_PUT(name, letter, ...) \
  CJVM_ON_BASE(name, "(Ljava/lang/Object;J" letter ")V", __VA_ARGS__)
#define CJVM_ACCESS(Name, letter, T)                                     \
  CJVM_GET("get" Name, letter, get<T, __ATOMIC_RELAXED>),                \
      CJVM_PUT("put" Name, letter, put<T, __ATOMIC_RELAXED>),            \
      CJVM_GET("get" Name "Volatile", letter, get<T, __ATOMIC_SEQ_CST>), \
      CJVM_PUT("put" Name "Volatile", letter, put<T, __ATOMIC_SEQ_CST>), \
      CJVM_GET("get" Name "Acquire", letter, get<T, __ATOMIC_ACQUIRE>),  \
      CJVM_PUT("put" Name "Release", letter, put<T, __ATOMIC_RELEASE>),  \
      CJVM_GET("get" Name "Opaque", letter, get<T, __ATOMIC_RELAXED>),   \
      CJVM_PUT("put" Name "Opaque", letter, put<T, __ATOMIC_RELAXED>)
#define CJVM_SET_IF(name, letter, ...) \
  CJVM_ON_BASE(name, "(Ljava/lang/Object;J" letter letter ")Z", __VA_ARGS__)
#define CJVM_EXCHANGE_IF(name, letter, ...) \
  CJVM_ON_BASE(name, "(Ljava/lang/Object;J" letter letter ")" letter, __VA_ARGS__)
#define CJVM_EXCHANGE(Name, letter, ...)                                                      \
  CJVM_SET_IF("compareAndSet" Name, letter, compare_and_set<__VA_ARGS__>),                    \
      CJVM_SET_IF("weakCompareAndSet" Name, letter, compare_and_set<__VA_ARGS__>),            \
      CJVM_SET_IF("weakCompareAndSet" Name "Plain", letter, compare_and_set<__VA_ARGS__>),    \
      CJVM_SET_IF("weakCompareAndSet" Name "Acquire", letter, compare_and_set<__VA_ARGS__>),  \
      CJVM_SET_IF("weakCompareAndSet" Name "Release", letter, compare_and_set<__VA_ARGS__>),  \
      CJVM_EXCHANGE_IF("compareAndExchange" Name, letter, compare_and_exchange<__VA_ARGS__>), \
      CJVM_EXCHANGE_IF("compareAndExchange" Name "Acquire", letter,                           \
                       compare_and_exchange<__VA_ARGS__>),                                    \
      CJVM_EXCHANGE_IF("compareAndExchange" Name "Release", letter,                           \
                       compare_and_exchange<__VA_ARGS__>)

const Intrinsic kTable[] = {
    CJVM_ACCESS("Byte", "B", std::int8_t),
    CJVM_ACCESS("Short", "S", std::int16_t),
    CJVM_ACCESS("Char", "C", std::uint16_t),
    CJVM_ACCESS("Int", "I", std::int32_t),
    CJVM_ACCESS("Long", "J", Bits),
    CJVM_ACCESS("Float", "F", std::int32_t),
    CJVM_ACCESS("Double", "D", Bits),
    CJVM_ACCESS("Reference", "Ljava/lang/Object;", Bits),
    CJVM_GET("getBoolean", "Z", get_boolean),
    CJVM_PUT("putBoolean", "Z", put_boolean),
    CJVM_GET("getBooleanVolatile", "Z", get_boolean),
    CJVM_PUT("putBooleanVolatile", "Z", put_boolean),
    CJVM_EXCHANGE("Int", "I", std::int32_t),
    CJVM_EXCHANGE("Long", "J", Bits),
    CJVM_EXCHANGE("Reference", "Ljava/lang/Object;", Bits, true),
    CJVM_ON_BASE("getAndAddInt", "(Ljava/lang/Object;JI)I", get_and_add<std::int32_t>),
    CJVM_ON_BASE("getAndAddLong", "(Ljava/lang/Object;JJ)J", get_and_add<Bits>),
    CJVM_ON_BASE("getAndSetInt", "(Ljava/lang/Object;JI)I", get_and_set<std::int32_t>),
    CJVM_ON_BASE("getAndSetLong", "(Ljava/lang/Object;JJ)J", get_and_set<Bits>),
    CJVM_ON_BASE("getAndSetReference", "(Ljava/lang/Object;JLjava/lang/Object;)Ljava/lang/Object;",
                 get_and_set<Bits>),
    {kUnsafe, "fullFence", "()V", fence},
    {kUnsafe, "loadFence", "()V", fence},
    {kUnsafe, "storeFence", "()V", fence},
};

#undef CJVM_ON_BASE
#undef CJVM_GET
#undef CJVM_PUT
#undef CJVM_SET_IF
#undef CJVM_EXCHANGE_IF
#undef CJVM_ACCESS
#undef CJVM_EXCHANGE

}  // namespace

std::span<const Intrinsic> unsafe_intrinsics() { return kTable; }

}  // namespace cjvm
