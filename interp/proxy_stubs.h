// SPDX-License-Identifier: Apache-2.0
// What a call on a proxy runs, and a call of a native method whose libraries another process has: a
// method made by the VM whose code is the entry, `execute_remote` and the return. Made under the
// engine's lock; never freed.
#pragma once

#include "interp/prepared_code.h"
#include "jvm/object/method.h"

namespace cjvm {

// False for methods that run on a proxy as they are: those that use no memory of their receiver
// (kRunsOnProxy), natives of a program's libraries, those without code, whose call fails in the
// same way everywhere, static ones, and stubs themselves.
bool needs_proxy_stub(const Method* method);
// The stub of `method`; everything that callers, stack walks and the collector ask of it is as in
// the method, but it is neither native nor abstract nor synchronized. Requires: calls are
// serialized. OutOfMemoryError.
Method* make_proxy_stub(Method* method, const HandlerTable& table);

// Slots above a frame's locals that its entry must find free: the frame, its operand stack, and an
// entry frame with a few arguments, which C++ may push.
std::int32_t slots_needed(const Method& method);

}  // namespace cjvm
