// SPDX-License-Identifier: Apache-2.0
// JNI functions on java.lang.String. Native code always gets copies, even from the critical
// functions, because the text may be stored as bytes. Copies are malloc-ed and end in a zero.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "jvm/jni/functions.h"
#include "jvm/object/java_string.h"

namespace cjvm::jni {

namespace {

bool is_continuation(char byte) { return (byte & 0xc0) == 0x80; }

}  // namespace

std::u16string lenient_utf16(std::string_view text) {
  // HotSpot takes every byte that cannot continue a character for the start of one, and stops after
  // that many.
  auto count = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
  std::u16string units;
  units.reserve(count);
  auto byte = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  for (std::size_t i = 0; units.size() < count;) {
    unsigned first = static_cast<unsigned char>(byte(i));
    if ((first & 0xe0) == 0xc0 && is_continuation(byte(i + 1))) {
      units += static_cast<char16_t>((first & 0x1f) << 6 | (byte(i + 1) & 0x3f));
      i += 2;
    } else if ((first & 0xf0) == 0xe0 && is_continuation(byte(i + 1)) &&
               is_continuation(byte(i + 2))) {
      units += static_cast<char16_t>((first & 0x0f) << 12 | (byte(i + 1) & 0x3f) << 6 |
                                     (byte(i + 2) & 0x3f));
      i += 3;
    } else {
      units += static_cast<char16_t>(first);
      i += 1;
    }
  }
  return units;
}

Object* make_lenient_string(std::string_view text) {
  bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (ascii) return make_latin1_string(text.data(), static_cast<std::int32_t>(text.size()));
  std::u16string units = lenient_utf16(text);
  return make_string(reinterpret_cast<const std::uint16_t*>(units.data()),
                     static_cast<std::int32_t>(units.size()));
}

namespace {

jstring NewString(JNIEnv* env, const jchar* units, jsize length) {
  return entry(
      env, [&](JavaThread& thread) { return local<jstring>(thread, make_string(units, length)); });
}

jsize GetStringLength(JNIEnv* env, jstring string) {
  return entry(env, [&](JavaThread&) -> jsize { return string_length(non_null(string)); });
}

const jchar* GetStringChars(JNIEnv* env, jstring string, jboolean* is_copy) {
  return entry(env, [&](JavaThread&) -> const jchar* {
    Object* text = non_null(string);
    std::int32_t length = string_length(text);
    auto* copy =
        static_cast<jchar*>(std::malloc((static_cast<std::size_t>(length) + 1) * sizeof(jchar)));
    if (copy == nullptr) return nullptr;
    string_region(text, 0, length, copy);
    copy[length] = 0;
    if (is_copy != nullptr) *is_copy = JNI_TRUE;
    return copy;
  });
}

void ReleaseStringChars(JNIEnv*, jstring, const jchar* chars) {
  std::free(const_cast<jchar*>(chars));
}

jstring NewStringUTF(JNIEnv* env, const char* utf) {
  return entry(env, [&](JavaThread& thread) -> jstring {
    if (utf == nullptr) return nullptr;
    return local<jstring>(thread, make_lenient_string(utf));
  });
}

jsize GetStringUTFLength(JNIEnv* env, jstring string) {
  return entry(env, [&](JavaThread&) -> jsize {
    return static_cast<jsize>(string_utf8(non_null(string)).size());
  });
}

const char* GetStringUTFChars(JNIEnv* env, jstring string, jboolean* is_copy) {
  return entry(env, [&](JavaThread&) -> const char* {
    std::string text = string_utf8(non_null(string));
    auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) return nullptr;
    std::memcpy(copy, text.c_str(), text.size() + 1);
    if (is_copy != nullptr) *is_copy = JNI_TRUE;
    return copy;
  });
}

void ReleaseStringUTFChars(JNIEnv*, jstring, const char* chars) {
  std::free(const_cast<char*>(chars));
}

void check_region(Object* text, jsize start, jsize count) {
  if (start < 0 || count < 0 || start > string_length(text) - count) {
    throw_java(Throwable::StringIndexOutOfBoundsException);
  }
}

void GetStringRegion(JNIEnv* env, jstring string, jsize start, jsize count, jchar* to) {
  entry(env, [&](JavaThread&) {
    Object* text = non_null(string);
    check_region(text, start, count);
    if (count > 0) string_region(text, start, count, to);
  });
}

void GetStringUTFRegion(JNIEnv* env, jstring string, jsize start, jsize count, char* to) {
  entry(env, [&](JavaThread&) {
    Object* text = non_null(string);
    check_region(text, start, count);
    if (count == 0) {
      // Some callers pass no buffer then.
      if (to != nullptr) *to = 0;
      return;
    }
    std::u16string units(static_cast<std::size_t>(count), u'\0');
    string_region(text, start, count, reinterpret_cast<std::uint16_t*>(units.data()));
    std::string utf =
        utf16_to_utf8(reinterpret_cast<const std::uint16_t*>(units.data()), units.size());
    std::memcpy(to, utf.c_str(), utf.size() + 1);
  });
}

}  // namespace

void install_strings(JNINativeInterface_& table) {
  table.NewString = NewString;
  table.GetStringLength = GetStringLength;
  table.GetStringChars = GetStringChars;
  table.ReleaseStringChars = ReleaseStringChars;
  table.NewStringUTF = NewStringUTF;
  table.GetStringUTFLength = GetStringUTFLength;
  table.GetStringUTFChars = GetStringUTFChars;
  table.ReleaseStringUTFChars = ReleaseStringUTFChars;
  table.GetStringRegion = GetStringRegion;
  table.GetStringUTFRegion = GetStringUTFRegion;
  table.GetStringCritical = GetStringChars;
  table.ReleaseStringCritical = ReleaseStringChars;
}

}  // namespace cjvm::jni
