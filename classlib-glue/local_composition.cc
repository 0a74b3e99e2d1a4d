// SPDX-License-Identifier: Apache-2.0
// The VM of one process.
#include "classlib-glue/composition.h"
#include "interp/local_engine.h"
#include "jvm/local_heap.h"

namespace cjvm {

Vm::Parts make_parts(const Options&, const std::string&) {
  Vm::Parts parts;
  parts.heap = std::make_unique<LocalHeap>();
  parts.engine = make_local_engine();
  parts.extension = std::make_unique<VmExtension>();
  return parts;
}

void vm_created(JavaThread&) {}
void vm_booted(JavaThread&) {}

}  // namespace cjvm
