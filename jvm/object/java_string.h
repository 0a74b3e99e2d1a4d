// SPDX-License-Identifier: Apache-2.0
// java.lang.String with compact strings (value: byte[] Latin-1 or UTF-16, coder). Java threads;
// makers may throw OutOfMemoryError.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
class Symbol;

// From modified UTF-8.
Object* make_string(std::string_view utf);
Object* make_string(const std::uint16_t* units, std::int32_t count);
Object* make_latin1_string(const char* bytes, std::int32_t count);

// Length in UTF-16 units.
std::int32_t string_length(Object* string);
std::uint16_t string_char_at(Object* string, std::int32_t index);
void string_region(Object* string, std::int32_t start, std::int32_t count, std::uint16_t* out);
// As modified UTF-8.
std::string string_utf8(Object* string);
bool string_equals(Object* a, Object* b);
// String.hashCode of the text.
std::int32_t string_hash(Object* string);

// String.intern: the canonical instance; held weakly unless from a constant.
Object* intern_string(Object* string);
// The canonical instance for a CONSTANT_String or a name.
Object* intern_string(std::string_view utf);
Object* symbol_string(const Symbol* symbol);
// Number of interned strings, for statistics.
std::size_t interned_count();

}  // namespace cjvm
