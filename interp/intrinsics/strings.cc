// SPDX-License-Identifier: Apache-2.0
// java.lang.String and its helpers on byte arrays: Latin-1, one byte per char, or UTF-16 in native
// order. A String whose constructor has not run has no value yet: refused.
#include <algorithm>
#include <cstring>

#include "interp/intrinsics/intrinsics.h"
#include "jvm/linking/well_known.h"

namespace cjvm {

namespace {

constexpr char kString[] = "java/lang/String", kLatin1[] = "java/lang/StringLatin1",
               kUtf16[] = "java/lang/StringUTF16", kCoding[] = "java/lang/StringCoding";

// The characters of a String.
struct Text {
  const Array* value;
  bool utf16;

  explicit Text(Object* string)
      : value(static_cast<const Array*>(*string->at<Object*>(well_known::String_value))),
        utf16(*string->at<std::int8_t>(well_known::String_coder) != 0) {}
  std::int32_t length() const { return value->length >> (utf16 ? 1 : 0); }
  std::uint16_t at(std::int32_t i) const {
    return utf16 ? value->elements<std::uint16_t>()[i] : value->elements<std::uint8_t>()[i];
  }
};

template <class T>
std::uint32_t hash_units(const T* units, std::int32_t count) {
  std::uint32_t hash = 0;
  for (std::int32_t i = 0; i < count; ++i) hash = 31 * hash + units[i];
  return hash;
}

bool string_length(JavaThread&, Slot* s) {
  Text text(s[0].ref);
  if (text.value == nullptr) return false;
  set_int(s[0], text.length());
  return true;
}

bool string_char_at(JavaThread&, Slot* s) {
  Text text(s[0].ref);
  if (text.value == nullptr) return false;
  std::int32_t index = s[1].i;
  if (static_cast<std::uint32_t>(index) >= static_cast<std::uint32_t>(text.length())) return false;
  set_int(s[0], text.at(index));
  return true;
}

bool string_equals(JavaThread&, Slot* s) {
  Object* other = s[1].ref;
  bool equal = s[0].ref == other;
  if (!equal && other != nullptr && other->klass() == well_known::String) {
    Text a(s[0].ref), b(other);
    if (a.value == nullptr || b.value == nullptr) return false;
    equal = a.utf16 == b.utf16 && a.value->length == b.value->length &&
            std::memcmp(a.value->elements<char>(), b.value->elements<char>(),
                        static_cast<std::size_t>(a.value->length)) == 0;
  }
  set_int(s[0], equal);
  return true;
}

// Racing threads store the same values, as in the Java code.
bool string_hash_code(JavaThread&, Slot* s) {
  Object* string = s[0].ref;
  auto* cached = string->at<std::int32_t>(well_known::String_hash);
  std::int32_t hash = __atomic_load_n(cached, __ATOMIC_RELAXED);
  if (hash == 0 && *string->at<std::int8_t>(well_known::String_hashIsZero) == 0) {
    Text text(string);
    if (text.value == nullptr) return false;
    hash = static_cast<std::int32_t>(
        text.utf16 ? hash_units(text.value->elements<std::uint16_t>(), text.length())
                   : hash_units(text.value->elements<std::uint8_t>(), text.length()));
    if (hash == 0) {
      *string->at<std::int8_t>(well_known::String_hashIsZero) = 1;
    } else {
      __atomic_store_n(cached, hash, __ATOMIC_RELAXED);
    }
  }
  set_int(s[0], hash);
  return true;
}

bool string_compare_to(JavaThread&, Slot* s) {
  if (s[1].ref == nullptr) return false;
  Text a(s[0].ref), b(s[1].ref);
  if (a.value == nullptr || b.value == nullptr) return false;
  std::int32_t n = std::min(a.length(), b.length());
  for (std::int32_t i = 0; i < n; ++i) {
    if (a.at(i) != b.at(i)) {
      set_int(s[0], a.at(i) - b.at(i));
      return true;
    }
  }
  set_int(s[0], a.length() - b.length());
  return true;
}

// indexOf(int ch, int from); supplementary characters are left to Java.
std::int32_t index_of_char(const Text& text, std::int32_t c, std::int32_t from) {
  from = std::max(from, 0);
  std::int32_t length = text.length();
  if (from >= length) return -1;
  if (!text.utf16) {
    if (c > 0xff) return -1;
    const auto* units = text.value->elements<std::uint8_t>();
    const void* found = std::memchr(units + from, c, static_cast<std::size_t>(length - from));
    return found == nullptr
               ? -1
               : static_cast<std::int32_t>(static_cast<const std::uint8_t*>(found) - units);
  }
  const auto* units = text.value->elements<std::uint16_t>();
  const auto* found = std::find(units + from, units + length, static_cast<std::uint16_t>(c));
  return found == units + length ? -1 : static_cast<std::int32_t>(found - units);
}
bool string_index_of_char(JavaThread&, Slot* s) {
  Text text(s[0].ref);
  if (text.value == nullptr || s[1].i < 0 || s[1].i > 0xffff) return false;
  set_int(s[0], index_of_char(text, s[1].i, 0));
  return true;
}
bool string_index_of_char_from(JavaThread&, Slot* s) {
  Text text(s[0].ref);
  if (text.value == nullptr || s[1].i < 0 || s[1].i > 0xffff) return false;
  set_int(s[0], index_of_char(text, s[1].i, s[2].i));
  return true;
}

// indexOf(String): both Latin-1.
bool string_index_of(JavaThread&, Slot* s) {
  if (s[1].ref == nullptr) return false;
  Text text(s[0].ref), part(s[1].ref);
  if (text.value == nullptr || part.value == nullptr || text.utf16 || part.utf16) return false;
  const char* chars = text.value->elements<char>();
  const void* found = memmem(chars, static_cast<std::size_t>(text.length()),
                             part.value->elements<char>(), static_cast<std::size_t>(part.length()));
  set_int(s[0], found == nullptr
                    ? -1
                    : static_cast<std::int32_t>(static_cast<const char*>(found) - chars));
  return true;
}

bool string_starts_with(JavaThread&, Slot* s) {
  if (s[1].ref == nullptr) return false;
  Text text(s[0].ref), prefix(s[1].ref);
  if (text.value == nullptr || prefix.value == nullptr || text.utf16 != prefix.utf16) return false;
  std::int32_t from = s[2].i;
  bool result =
      from >= 0 && from <= text.length() - prefix.length() &&
      std::memcmp(
          text.value->elements<char>() + (static_cast<std::size_t>(from) << (text.utf16 ? 1 : 0)),
          prefix.value->elements<char>(), static_cast<std::size_t>(prefix.value->length)) == 0;
  set_int(s[0], result);
  return true;
}

// ---- StringLatin1, StringUTF16, StringCoding

template <class T>
bool hash_bytes(JavaThread&, Slot* s) {
  Array* value = array_at(s[0]);
  if (value == nullptr) return false;
  s[0].bits =
      hash_units(value->elements<T>(), value->length / static_cast<std::int32_t>(sizeof(T)));
  return true;
}

bool equal_bytes(JavaThread&, Slot* s) {
  Array *a = array_at(s[0]), *b = array_at(s[1]);
  if (a == nullptr || b == nullptr) return false;
  set_int(s[0], a->length == b->length && std::memcmp(a->elements<char>(), b->elements<char>(),
                                                      static_cast<std::size_t>(a->length)) == 0);
  return true;
}

// inflate(byte[] source, int from, byte[] or char[] destination, int to, int count); kBytes:
// positions of the destination are in chars, its length in bytes.
template <bool kBytes>
bool inflate(JavaThread&, Slot* s) {
  Array *source = array_at(s[0]), *destination = array_at(s[2]);
  if (source == nullptr || destination == nullptr) return false;
  std::int32_t count = s[4].i;
  if (!in_range(s[1].i, count, source->length) ||
      !in_range(s[3].i, count, destination->length >> (kBytes ? 1 : 0)))
    return false;
  const auto* from = source->elements<std::uint8_t>() + s[1].i;
  std::copy_n(from, count, destination->elements<std::uint16_t>() + s[3].i);
  return true;
}

// compress(char[] or byte[] source, int from, byte[] destination, int to, int count): how many were
// compressed, 0 if one does not fit; like the Java code it may have written some then.
template <bool kBytes>
bool compress(JavaThread&, Slot* s) {
  Array *source = array_at(s[0]), *destination = array_at(s[2]);
  if (source == nullptr || destination == nullptr) return false;
  std::int32_t count = s[4].i;
  if (!in_range(s[1].i, count, source->length >> (kBytes ? 1 : 0)) ||
      !in_range(s[3].i, count, destination->length))
    return false;
  const auto* from = source->elements<std::uint16_t>() + s[1].i;
  auto* to = destination->elements<std::uint8_t>() + s[3].i;
  for (std::int32_t i = 0; i < count; ++i) {
    if (from[i] > 0xff) {
      s[0].bits = 0;
      return true;
    }
    to[i] = static_cast<std::uint8_t>(from[i]);
  }
  set_int(s[0], count);
  return true;
}

bool has_negatives(JavaThread&, Slot* s) {
  Array* array = array_at(s[0]);
  if (array == nullptr || !in_range(s[1].i, s[2].i, array->length)) return false;
  const auto* bytes = array->elements<std::uint8_t>() + s[1].i;
  std::int32_t count = s[2].i, i = 0;
  bool found = false;
  for (; i + 8 <= count && !found; i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes + i, 8);
    found = (word & 0x8080808080808080u) != 0;
  }
  for (; i < count && !found; ++i) found = bytes[i] >= 0x80;
  set_int(s[0], found);
  return true;
}

bool utf16_get_char(JavaThread&, Slot* s) {
  Array* value = array_at(s[0]);
  if (value == nullptr ||
      static_cast<std::uint32_t>(s[1].i) >= static_cast<std::uint32_t>(value->length >> 1))
    return false;
  set_int(s[0], value->elements<std::uint16_t>()[s[1].i]);
  return true;
}
bool utf16_put_char(JavaThread&, Slot* s) {
  Array* value = array_at(s[0]);
  if (value == nullptr ||
      static_cast<std::uint32_t>(s[1].i) >= static_cast<std::uint32_t>(value->length >> 1))
    return false;
  value->elements<std::uint16_t>()[s[1].i] = static_cast<std::uint16_t>(s[2].i);
  return true;
}

// implEncodeISOArray, implEncodeAsciiArray(source, int from, byte[] destination, int to, int
// count): how many chars before one that is above `kMax`. kBytes: the source is a byte[] of UTF-16,
// else a char[].
template <unsigned kMax, bool kBytes>
bool encode_chars(JavaThread&, Slot* s) {
  Array *source = array_at(s[0]), *destination = array_at(s[2]);
  if (source == nullptr || destination == nullptr) return false;
  std::int32_t count = s[4].i;
  if (!in_range(s[1].i, count, source->length >> (kBytes ? 1 : 0)) ||
      !in_range(s[3].i, count, destination->length)) {
    return false;
  }
  const auto* from = source->elements<std::uint16_t>() + s[1].i;
  auto* to = destination->elements<std::uint8_t>() + s[3].i;
  std::int32_t i = 0;
  for (; i < count && from[i] <= kMax; ++i) to[i] = static_cast<std::uint8_t>(from[i]);
  set_int(s[0], i);
  return true;
}

const Intrinsic kTable[] = {
    {kString, "length", "()I", string_length},
    {kString, "charAt", "(I)C", string_char_at},
    {kString, "equals", "(Ljava/lang/Object;)Z", string_equals},
    {kString, "hashCode", "()I", string_hash_code},
    {kString, "compareTo", "(Ljava/lang/String;)I", string_compare_to},
    {kString, "indexOf", "(I)I", string_index_of_char},
    {kString, "indexOf", "(II)I", string_index_of_char_from},
    {kString, "indexOf", "(Ljava/lang/String;)I", string_index_of},
    {kString, "startsWith", "(Ljava/lang/String;I)Z", string_starts_with},
    {kLatin1, "hashCode", "([B)I", hash_bytes<std::uint8_t>},
    {kLatin1, "equals", "([B[B)Z", equal_bytes},
    {kLatin1, "inflate", "([BI[CII)V", inflate<false>},
    {kLatin1, "inflate", "([BI[BII)V", inflate<true>},
    {kUtf16, "hashCode", "([B)I", hash_bytes<std::uint16_t>},
    {kUtf16, "equals", "([B[B)Z", equal_bytes},
    {kUtf16, "compress", "([CI[BII)I", compress<false>},
    {kUtf16, "compress", "([BI[BII)I", compress<true>},
    {kUtf16, "getChar", "([BI)C", utf16_get_char},
    {kUtf16, "putChar", "([BII)V", utf16_put_char},
    {kCoding, "hasNegatives", "([BII)Z", has_negatives},
    {kCoding, "implEncodeISOArray", "([BI[BII)I", encode_chars<0xff, true>},
    {kCoding, "implEncodeAsciiArray", "([CI[BII)I", encode_chars<0x7f, false>},
    {"sun/nio/cs/ISO_8859_1$Encoder", "implEncodeISOArray", "([CI[BII)I",
     encode_chars<0xff, false>},
};

}  // namespace

std::span<const Intrinsic> string_intrinsics() { return kTable; }

}  // namespace cjvm
