// SPDX-License-Identifier: Apache-2.0
// The handlers instantiated for objects that may be proxies: the table that prepared.def describes.
// Nothing else is in this translation unit, as in local_handlers.cc.
#include "interp/checked_access.h"
#include "interp/handlers/arithmetic.h"
#include "interp/handlers/calls.h"
#include "interp/handlers/control.h"
#include "interp/handlers/memory.h"
#include "interp/handlers/objects.h"
#include "interp/prepared_code.h"

namespace cjvm {

extern const HandlerTable kCheckedHandlers;
constinit const HandlerTable kCheckedHandlers = {{
#define PREPARED(name, operands, base, cells) &handlers::name<CheckedAccess>,
#include "interp/prepared.def"
                                                 },
                                                 CheckedAccess::checks};

}  // namespace cjvm
