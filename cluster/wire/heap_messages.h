// SPDX-License-Identifier: Apache-2.0
// Messages about the words of objects, of statics and of native memory.
#pragma once

#include "cluster/wire/message_parts.h"

namespace cjvm::cluster {

struct LoadBits {
  static constexpr std::string_view name = "load";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t size = 0;
  std::uint8_t order = 0;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(place, size, order);
  }
};

struct StoreBits {
  static constexpr std::string_view name = "store";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t size = 0;
  std::uint8_t order = 0;
  std::uint64_t bits = 0;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(place, size, order, bits);
  }
};

struct ExchangeBits {
  static constexpr std::string_view name = "compare_exchange";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t size = 0;
  std::uint64_t expected = 0;
  std::uint64_t desired = 0;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(place, size, expected, desired);
  }
};

struct LoadReference {
  static constexpr std::string_view name = "load_reference";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint8_t order = 0;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(place, order);
  }
};

struct StoreReference {
  static constexpr std::string_view name = "store_reference";
  static constexpr Runs runs = Runs::OnThread;
  Place place;
  std::uint8_t order = 0;
  Bytes value;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(place, order, value);
  }
};

struct ExchangeReference {
  static constexpr std::string_view name = "compare_exchange_reference";
  static constexpr Runs runs = Runs::OnThread;
  Place place;
  Bytes expected;
  Bytes desired;
  using Reply = Outcome;  // the reference found
  template <class A>
  void fields(A& a) {
    a(place, expected, desired);
  }
};

struct ReadBytes {
  static constexpr std::string_view name = "read_bytes";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  std::uint64_t count = 0;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(place, count);
  }
};

struct WriteBytes {
  static constexpr std::string_view name = "write_bytes";
  static constexpr Runs runs = Runs::AtOnce;
  Place place;
  Bytes bytes;
  using Reply = Nothing;
  template <class A>
  void fields(A& a) {
    a(place, bytes);
  }
};

// realloc or free for a block in the receiver's arena; the answer is the new address.
struct ResizeMemory {
  static constexpr std::string_view name = "resize_memory";
  static constexpr Runs runs = Runs::AtOnce;
  std::uint64_t address = 0;
  std::uint64_t bytes = 0;
  bool is_release = false;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(address, bytes, is_release);
  }
};

// A run of elements of a reference array.
struct ReadReferences {
  static constexpr std::string_view name = "read_references";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject array;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(array, first, count);
  }
};

struct WriteReferences {
  static constexpr std::string_view name = "write_references";
  static constexpr Runs runs = Runs::OnThread;
  GlobalObject array;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  Bytes values;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(array, first, count, values);
  }
};

// Object.clone of a master.
struct Clone {
  static constexpr std::string_view name = "clone";
  static constexpr Runs runs = Runs::OnThread;
  GlobalObject object;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(object);
  }
};

// A reference to a master of the receiver, for somebody who only has its name.
struct FetchObject {
  static constexpr std::string_view name = "fetch_object";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  using Reply = Reference;
  template <class A>
  void fields(A& a) {
    a(object);
  }
};

struct IdentityHash {
  static constexpr std::string_view name = "identity_hash";
  static constexpr Runs runs = Runs::AtOnce;
  GlobalObject object;
  using Reply = Bits;
  template <class A>
  void fields(A& a) {
    a(object);
  }
};

// The identity hash of a class's mirrors.
struct MirrorHash {
  static constexpr std::string_view name = "mirror_hash";
  static constexpr Runs runs = Runs::OnThread;
  Bytes klass;
  using Reply = Outcome;
  template <class A>
  void fields(A& a) {
    a(klass);
  }
};

}  // namespace cjvm::cluster
