// SPDX-License-Identifier: Apache-2.0
// What several messages consist of. `Bytes` fields hold Java values as wire/marshal.h writes
// them.
#pragma once

#include <cstdint>
#include <string_view>

#include "cluster/address/global_address.h"
#include "cluster/wire/codec.h"
#include "cluster/wire/message_list.h"

namespace cjvm::cluster {

struct Nothing {
  template <class A>
  void fields(A&) {}
};

// How a piece of Java code ended.
struct Outcome {
  bool thrown = false;  // `value` is the throwable
  bool permit = false;  // LockSupport's permit, which the logical thread takes along
  Bytes value;
  template <class A>
  void fields(A& a) {
    a(thrown, permit, value);
  }
};

// An object with fields: a master of the receiver, or the statics of a class; or native memory in
// the receiver's arena.
struct Place {
  GlobalObject object;       // zero: statics
  GlobalClass statics;       // zero, too: memory
  std::uint64_t offset = 0;  // bytes, as in HeapAccess
  template <class A>
  void fields(A& a) {
    a(object, statics, offset);
  }
};

struct Bits {
  std::uint64_t bits = 0;
  template <class A>
  void fields(A& a) {
    a(bits);
  }
};

struct Reference {
  Bytes value;
  template <class A>
  void fields(A& a) {
    a(value);
  }
};

}  // namespace cjvm::cluster
