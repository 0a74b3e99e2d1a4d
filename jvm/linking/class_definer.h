// SPDX-License-Identifier: Apache-2.0
// From a parsed class file and its loaded superinterfaces to an unrecorded Class. Internal to
// jvm/linking.
#pragma once

#include "jvm/classfile/class_file.h"
#include "jvm/linking/class_loader.h"
#include "jvm/memory/gc_vector.h"

namespace cjvm {

// Loads the superclass, checks what the class may inherit from (JVMS 5.3.5), fills in the Class,
// lays it out and makes its mirror (unless java.lang.Class is not linked yet). `name`: what the
// class is to be called; a hidden class need not have the name in its file. `file` must live for
// ever if this succeeds. Java threads; throws JavaThrow; may run Java code.
Class* make_class(JavaThread& thread, LoaderData* loader, const DefineOptions& options,
                  const ClassFile& file, const Symbol* name, const GcVector<Class*>& interfaces);

}  // namespace cjvm
