// SPDX-License-Identifier: Apache-2.0
// The libjvm.so of the looking glass.
#include "classlib-glue/composition.h"

#include <cstdlib>

#include "interp/checked_engine.h"
#include "jvm/threads/monitor.h"
#include "tests/looking_glass/looking_glass.h"

namespace cjvm {

Vm::Parts make_parts(const Options&, const std::string&) {
  if (std::getenv("CJVM_LOOKING_GLASS_COUNTS") != nullptr) std::atexit(looking_glass::print_counts);
  Vm::Parts parts;
  expect_foreign_monitors();
  parts.heap = std::make_unique<looking_glass::GlassHeap>();
  parts.engine = make_checked_engine();
  parts.extension = std::make_unique<looking_glass::GlassExtension>();
  return parts;
}

void vm_created(JavaThread&) {}
void vm_booted(JavaThread&) {}

}  // namespace cjvm
