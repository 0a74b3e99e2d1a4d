// SPDX-License-Identifier: Apache-2.0
// What a libjvm.so is put together from besides the class-library glue: which heap, engine and
// extension. One source file per libjvm.so defines these functions.
#pragma once

#include <string>

#include "jvm/base/options.h"
#include "jvm/vm.h"

namespace cjvm {

// Before the VM exists; the calling thread becomes its main thread. Throws StartError.
Vm::Parts make_parts(const Options& options, const std::string& java_home);
// The VM exists and the class library's natives are registered, no Java code has run. Need not
// return.
void vm_created(JavaThread& thread);
// The class library is booted. May throw JavaThrow.
void vm_booted(JavaThread& thread);

}  // namespace cjvm
