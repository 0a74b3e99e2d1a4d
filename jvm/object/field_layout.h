// SPDX-License-Identifier: Apache-2.0
// Where fields lie: in instances and, for statics, in the class's mirror. Looks at nothing but the
// class and its superclasses (which are laid out already); writes offsets, sizes and the lists of
// reference offsets. The thread that makes the class.
#pragma once

#include <cstdint>

namespace cjvm {

struct Class;

// Sets the offsets of instance fields, instance_size, reference_offsets, and gc_kind from the
// reference strength. Gaps that the superclass left are filled first; what does not fit is placed
// references first, then by falling size.
void layout_instance_fields(Class* klass);

// Sets the offsets of static fields behind `mirror_base` (java.lang.Class's instance_size),
// mirror_size and static_reference_offsets.
void layout_static_fields(Class* klass, std::uint32_t mirror_base);

}  // namespace cjvm
