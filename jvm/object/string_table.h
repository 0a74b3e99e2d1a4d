// SPDX-License-Identifier: Apache-2.0
// The table of interned strings: holds them weakly; changed and read only under the collector's
// lock, so that no collection sees it half changed and no string dies between being found and being
// returned. Any Java thread.
#pragma once

#include <cstdint>
#include <span>

#include "jvm/object/object.h"

namespace cjvm::string_table {

// The interned string with this text and Java hash, or null.
Object* find(std::span<const std::uint16_t> units, std::int32_t hash);
// The interned string with the same text as `candidate`, which becomes it if there is none.
Object* find_or_add(Object* candidate, std::int32_t hash);
std::size_t size();

}  // namespace cjvm::string_table
