// SPDX-License-Identifier: Apache-2.0
// The virtual tables of proxies: one per class and kind. Java threads.
#pragma once

#include "jvm/object/vtable.h"

namespace cjvm::proxies {

// Makes, once, the table of the simple kind for a linked class: every method that can be selected
// is a stub that ships the call to the master.
const VTable* make_simple_vtable(Class* klass);

}  // namespace cjvm::proxies
