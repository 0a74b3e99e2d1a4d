// SPDX-License-Identifier: Apache-2.0
// Strings are read directly, not through HeapAccess: they are immutable, so every machine that
// knows one has its text.
#include "jvm/object/java_string.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/string_table.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::uint8_t kLatin1 = 0;
constexpr std::uint8_t kUtf16 = 1;

Array* value_of(Object* string) { return *string->at<Array*>(well_known::String_value); }
bool is_latin1(Object* string) {
  return *string->at<std::uint8_t>(well_known::String_coder) == kLatin1;
}

// Null for a string whose constructor has not run.
struct Text {
  const std::uint8_t* bytes;
  std::int32_t length;  // in units
  bool latin1;
  std::uint16_t at(std::int32_t i) const {
    if (latin1) return bytes[i];
    std::uint16_t unit;
    std::memcpy(&unit, bytes + 2 * static_cast<std::size_t>(i), sizeof(unit));
    return unit;
  }
};

Text text_of(Object* string) {
  Array* value = value_of(string);
  if (value == nullptr) {
    require_no_proxy(string, "the text of a java.lang.String");
    return {nullptr, 0, true};
  }
  require_no_proxy(value, "the text of a java.lang.String");
  bool latin1 = is_latin1(string);
  return {value->elements<std::uint8_t>(), latin1 ? value->length : value->length / 2, latin1};
}

Object* wrap(JavaThread& thread, Array* value, std::uint8_t coder) {
  Object* string = allocate_object(thread, well_known::String);
  *string->at<Object*>(well_known::String_value) = value;
  *string->at<std::uint8_t>(well_known::String_coder) = coder;
  return string;
}

std::int32_t hash_units(std::span<const std::uint16_t> units) {
  std::uint32_t hash = 0;
  for (std::uint16_t unit : units) hash = 31 * hash + unit;
  return static_cast<std::int32_t>(hash);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) > 0; });
}

}  // namespace

Object* make_latin1_string(const char* bytes, std::int32_t count) {
  JavaThread& thread = *JavaThread::current();
  Array* value = allocate_primitive_array(thread, BasicType::Byte, count);
  std::memcpy(value->elements<char>(), bytes, static_cast<std::size_t>(count));
  return wrap(thread, value, kLatin1);
}

Object* make_string(const std::uint16_t* units, std::int32_t count) {
  JavaThread& thread = *JavaThread::current();
  bool fits = std::all_of(units, units + count, [](std::uint16_t unit) { return unit < 0x100; });
  if (fits) {
    Array* value = allocate_primitive_array(thread, BasicType::Byte, count);
    std::copy(units, units + count, value->elements<std::uint8_t>());
    return wrap(thread, value, kLatin1);
  }
  if (count > kMaxArrayLength / 2) throw_out_of_memory("Requested array size exceeds VM limit");
  Array* value = allocate_primitive_array(thread, BasicType::Byte, 2 * count);
  std::memcpy(value->elements<std::uint8_t>(), units, 2 * static_cast<std::size_t>(count));
  return wrap(thread, value, kUtf16);
}

Object* make_string(std::string_view utf) {
  if (is_ascii(utf)) return make_latin1_string(utf.data(), static_cast<std::int32_t>(utf.size()));
  std::vector<std::uint16_t> units(utf16_length(utf));
  utf8_to_utf16(utf, units.data());
  return make_string(units.data(), static_cast<std::int32_t>(units.size()));
}

std::int32_t string_length(Object* string) { return text_of(string).length; }

std::uint16_t string_char_at(Object* string, std::int32_t index) {
  return text_of(string).at(index);
}

void string_region(Object* string, std::int32_t start, std::int32_t count, std::uint16_t* out) {
  Text text = text_of(string);
  if (text.latin1) {
    std::copy(text.bytes + start, text.bytes + start + count, out);
  } else {
    std::memcpy(out, text.bytes + 2 * static_cast<std::size_t>(start),
                2 * static_cast<std::size_t>(count));
  }
}

std::string string_utf8(Object* string) {
  Text text = text_of(string);
  if (text.latin1) {
    std::string_view bytes(reinterpret_cast<const char*>(text.bytes),
                           static_cast<std::size_t>(text.length));
    if (is_ascii(bytes)) return std::string(bytes);
  }
  std::vector<std::uint16_t> units(static_cast<std::size_t>(text.length));
  string_region(string, 0, text.length, units.data());
  return utf16_to_utf8(units.data(), units.size());
}

bool string_equals(Object* a, Object* b) {
  if (a == b) return true;
  Text left = text_of(a), right = text_of(b);
  // With compact strings equal texts have equal coders.
  if (left.length != right.length || left.latin1 != right.latin1) return false;
  std::size_t bytes = static_cast<std::size_t>(left.length) << (left.latin1 ? 0 : 1);
  return bytes == 0 || std::memcmp(left.bytes, right.bytes, bytes) == 0;
}

std::int32_t string_hash(Object* string) {
  std::int32_t cached = *string->at<std::int32_t>(well_known::String_hash);
  if (cached != 0) return cached;
  Text text = text_of(string);
  std::uint32_t hash = 0;
  for (std::int32_t i = 0; i < text.length; ++i) hash = 31 * hash + text.at(i);
  return static_cast<std::int32_t>(hash);
}

Object* intern_string(Object* string) {
  std::int32_t hash = string_hash(string);
  return string_table::find_or_add(Vm::instance().extension().intern(string), hash);
}

Object* intern_string(std::string_view utf) {
  constexpr std::size_t kInline = 128;
  std::uint16_t few[kInline];
  std::vector<std::uint16_t> many;
  std::size_t length = utf16_length(utf);
  std::uint16_t* units = few;
  if (length > kInline) {
    many.resize(length);
    units = many.data();
  }
  utf8_to_utf16(utf, units);
  std::int32_t hash = hash_units({units, length});
  if (Object* found = string_table::find({units, length}, hash)) return found;
  Object* made = make_string(units, static_cast<std::int32_t>(length));
  return string_table::find_or_add(Vm::instance().extension().intern(made), hash);
}

Object* symbol_string(const Symbol* symbol) { return intern_string(symbol->text()); }

std::size_t interned_count() { return string_table::size(); }

}  // namespace cjvm
