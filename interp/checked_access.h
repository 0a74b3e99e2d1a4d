// SPDX-License-Identifier: Apache-2.0
// CheckedAccess: the heap policy of handlers where an object may be a proxy. They test that first,
// and use these verbs, which are those of LocalAccess, for objects of this process only.
#pragma once

#include "interp/local_access.h"

namespace cjvm {

struct CheckedAccess : LocalAccess {
  static constexpr bool checks = true;
  static std::uint32_t present(const Array* array) {
    return static_cast<std::uint32_t>(array->present);
  }
  // One test of a byte in memory next to what the access itself needs.
  static bool is_proxy(const Object* object) {
    return (*reinterpret_cast<const unsigned char*>(&object->lock_word) & LockWord::kProxyBit) != 0;
  }
};

}  // namespace cjvm
