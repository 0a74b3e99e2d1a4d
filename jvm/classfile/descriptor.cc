// SPDX-License-Identifier: Apache-2.0
// Scanning of descriptors and names: one pass over the bytes, no allocation. Legal characters are
// decided per byte, since the excluded ones are all ASCII and never part of a longer sequence in
// modified UTF-8.
#include "jvm/classfile/descriptor.h"

#include <array>
#include <cstring>

namespace cjvm {
namespace {

// Bytes that end the fast path of name scanning.
constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (char c : {'.', ';', '[', '/', '<', '>'}) special[static_cast<unsigned char>(c)] = true;
  return special;
}
constexpr std::array<bool, 256> kSpecial = make_special();

constexpr bool is_identifier_byte(unsigned char c, bool first) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 128 ||
         (!first && c >= '0' && c <= '9');
}

}  // namespace

bool is_valid_unqualified_name(std::string_view name, bool is_method) {
  if (name.empty()) return false;
  for (unsigned char c : name) {
    if (!kSpecial[c]) continue;
    if (is_method || (c != '<' && c != '>')) return false;
  }
  return true;
}

bool is_valid_class_name(std::string_view name) {
  if (name.empty()) return false;
  char previous = '/';
  for (char c : name) {
    if (kSpecial[static_cast<unsigned char>(c)]) {
      if (c == '/' ? previous == '/' : (c != '<' && c != '>')) return false;
    }
    previous = c;
  }
  return previous != '/';
}

std::size_t identifier_length(std::string_view text, bool allow_slash) {
  bool first = true;
  bool after_slash = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (is_identifier_byte(c, first)) {
      first = false;
      after_slash = false;
    } else if (allow_slash && c == '/') {
      // Two in a row are refused, but not one at the start or the end, nor a digit behind it.
      if (after_slash) return 0;
      after_slash = true;
      first = false;
    } else {
      return first ? 0 : i;
    }
  }
  return first ? 0 : i;
}

ScannedType scan_type(std::string_view text, bool void_ok, bool old_names) {
  constexpr ScannedType kMalformed{0, DescriptorFault::kMalformed};
  std::size_t dimensions = 0;
  while (dimensions < text.size() && text[dimensions] == '[') {
    if (++dimensions > 255) return {0, DescriptorFault::kTooManyDimensions};
  }
  if (dimensions == text.size()) return kMalformed;
  switch (text[dimensions]) {
    case 'V':
      if (!void_ok || dimensions > 0) return kMalformed;
      return {1, DescriptorFault::kNone};
    case 'B':
    case 'C':
    case 'D':
    case 'F':
    case 'I':
    case 'J':
    case 'S':
    case 'Z':
      return {dimensions + 1, DescriptorFault::kNone};
    case 'L': {
      auto rest = text.substr(dimensions + 1);
      if (old_names) {
        auto n = identifier_length(rest, true);
        if (n == 0 || n == rest.size() || rest[n] != ';') return kMalformed;
        return {dimensions + n + 2, DescriptorFault::kNone};
      }
      auto n = rest.find(';');
      if (n == std::string_view::npos) return kMalformed;
      if (!is_valid_class_name(rest.substr(0, n))) return {0, DescriptorFault::kBadClassName};
      return {dimensions + n + 2, DescriptorFault::kNone};
    }
    default:
      return kMalformed;
  }
}

ScannedMethod scan_method_descriptor(std::string_view descriptor, bool old_names) {
  ScannedMethod result;
  auto refuse = [&](DescriptorFault fault) {
    result.fault = fault;
    return result;
  };
  if (!is_method_descriptor(descriptor)) return refuse(DescriptorFault::kMalformed);
  auto rest = descriptor.substr(1);
  while (!rest.empty() && rest[0] != ')') {
    auto type = scan_type(rest, false, old_names);
    if (type.length == 0) return refuse(type.fault);
    ++result.shape.parameter_count;
    result.shape.parameter_slots += static_cast<std::uint32_t>(slots_of(rest[0]));
    rest.remove_prefix(type.length);
  }
  if (rest.empty()) return refuse(DescriptorFault::kMalformed);
  rest.remove_prefix(1);
  auto type = scan_type(rest, true, old_names);
  if (type.length == 0) return refuse(type.fault);
  if (type.length != rest.size()) return refuse(DescriptorFault::kMalformed);
  result.shape.return_type = rest[0];
  return result;
}

bool is_valid_field_descriptor(std::string_view descriptor) {
  auto type = scan_type(descriptor, false, false);
  return type.length != 0 && type.length == descriptor.size();
}

std::optional<MethodShape> parse_method_descriptor(std::string_view descriptor) {
  auto scanned = scan_method_descriptor(descriptor, false);
  if (scanned.fault != DescriptorFault::kNone) return std::nullopt;
  return scanned.shape;
}

MethodShape method_shape(std::string_view descriptor) {
  MethodShape shape;
  std::size_t i = 1;
  while (i < descriptor.size() && descriptor[i] != ')') {
    ++shape.parameter_count;
    char c = descriptor[i];
    shape.parameter_slots += c == 'J' || c == 'D' ? 2 : 1;
    while (i < descriptor.size() && descriptor[i] == '[') ++i;
    if (i < descriptor.size() && descriptor[i] == 'L') i = descriptor.find(';', i);
    if (i >= descriptor.size()) return shape;
    ++i;
  }
  if (i + 1 < descriptor.size()) shape.return_type = descriptor[i + 1];
  return shape;
}

}  // namespace cjvm
