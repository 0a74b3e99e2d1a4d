// SPDX-License-Identifier: Apache-2.0
// Classes, fields and methods that the VM itself names (well_known.def). Looked up once at start; a
// missing one is fatal with its name, never a guessed offset. After well_known start-up everything
// is constant.
#pragma once

#include <cstdint>

#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;

// well_known::String etc. are Class*; well_known::String_value etc. are byte offsets of fields
// (instance offset, or mirror offset for statics); well_known::Thread_run etc. are Method*.
namespace well_known {
#define WELL_KNOWN_CLASS(id, name) extern cjvm::Class* id;
#define WELL_KNOWN_FIELD(class_id, id, name, descriptor) extern std::uint32_t class_id##_##id;
#define WELL_KNOWN_STATIC(class_id, id, name, descriptor) extern std::uint32_t class_id##_##id;
#define WELL_KNOWN_METHOD(class_id, id, name, descriptor) extern cjvm::Method* class_id##_##id;
#include "jvm/linking/well_known.def"
// Primitive types by BasicType.
extern cjvm::Class* primitives[10];
extern cjvm::Class* primitive_arrays[10];
}  // namespace well_known

// Loads (does not initialize) all of them, makes primitive types and fixes up mirrors. Called once,
// first thing.
void load_well_known(JavaThread& thread);

}  // namespace cjvm
