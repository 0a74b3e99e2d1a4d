// SPDX-License-Identifier: Apache-2.0
// Writing results in the convention of VmNative (jvm/object/method.h): ints extended to 64 bits,
// floats in the low half. Only the natives include this. Reading arguments needs no help:
// slots[i].i, .j, .f, .d, .ref.
#pragma once

#include <type_traits>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/natives.h"

namespace cjvm::glue {

template <class T>
void give(Slot* slots, T value) {
  if constexpr (std::is_same_v<T, float>) {
    slots[0].bits = 0;
    slots[0].f = value;
  } else if constexpr (std::is_same_v<T, double>) {
    slots[0].d = value;
  } else if constexpr (std::is_convertible_v<T, Object*>) {
    slots[0].ref = value;
  } else {
    slots[0].j = static_cast<std::int64_t>(value);
  }
}

}  // namespace cjvm::glue
