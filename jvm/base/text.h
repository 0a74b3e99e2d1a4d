// SPDX-License-Identifier: Apache-2.0
// Text helpers without Java knowledge beyond its encodings: concatenation, modified UTF-8
// (JVMS 4.4.7) to and from UTF-16, class name forms. Pure functions; any thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace cjvm {

// One part of cat(): text, a character, a truth value ("true", "false") or an integer in decimal.
inline void append_part(std::string& out, std::string_view text) { out += text; }
inline void append_part(std::string& out, const char* text) { out += text; }
inline void append_part(std::string& out, const std::string& text) { out += text; }
inline void append_part(std::string& out, char c) { out += c; }
inline void append_part(std::string& out, bool b) { out += b ? "true" : "false"; }
void append_integer(std::string& out, long long value);
void append_unsigned(std::string& out, unsigned long long value);
template <std::integral T>
void append_part(std::string& out, T value) {
  if constexpr (std::is_signed_v<T>) {
    append_integer(out, value);
  } else {
    append_unsigned(out, value);
  }
}

// Concatenates its parts.
template <class... Parts>
std::string cat(const Parts&... parts) {
  std::string out;
  (append_part(out, parts), ...);
  return out;
}

// Number of UTF-16 units that `utf` (valid modified UTF-8) encodes.
std::size_t utf16_length(std::string_view utf);
// Decodes valid modified UTF-8 into `out`, which has room for utf16_length(utf) units.
void utf8_to_utf16(std::string_view utf, std::uint16_t* out);
// Encodes UTF-16 as modified UTF-8 (zero as two bytes, supplementary characters as surrogate
// pairs).
std::string utf16_to_utf8(const std::uint16_t* units, std::size_t count);
// True if `utf` is well-formed modified UTF-8.
bool is_modified_utf8(std::string_view utf);

// "java/lang/Object" -> "java.lang.Object" and back.
std::string dots(std::string_view internal_name);
std::string slashes(std::string_view external_name);
// "[Ljava/lang/Object;" -> "java.lang.Object[]", "I" -> "int": a descriptor as the language writes
// it.
std::string external_type_name(std::string_view descriptor);
// (name, descriptor) as HotSpot prints methods in messages: "void java.lang.Object.wait(long,
// int)".
std::string external_method_name(std::string_view class_name, std::string_view name,
                                 std::string_view descriptor);
// The package part of an internal class name ("java/lang"), empty for the unnamed package.
std::string_view package_of(std::string_view internal_name);

}  // namespace cjvm
