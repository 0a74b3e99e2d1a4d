// SPDX-License-Identifier: Apache-2.0
// The handlers instantiated for objects of this process: the table that prepared.def describes.
// Nothing else is in this translation unit, so that its optimization options are those of handlers
// only.
#include "interp/handlers/arithmetic.h"
#include "interp/handlers/calls.h"
#include "interp/handlers/control.h"
#include "interp/handlers/memory.h"
#include "interp/handlers/objects.h"
#include "interp/local_access.h"
#include "interp/prepared_code.h"

namespace cjvm {

extern const HandlerTable kLocalHandlers;
constinit const HandlerTable kLocalHandlers = {{
#define PREPARED(name, operands, base, cells) &handlers::name<LocalAccess>,
#include "interp/prepared.def"
}};

}  // namespace cjvm
