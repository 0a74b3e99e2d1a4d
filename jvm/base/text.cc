// SPDX-License-Identifier: Apache-2.0
#include "jvm/base/text.h"

#include <algorithm>

namespace cjvm {

void append_integer(std::string& out, long long value) { out += std::to_string(value); }
void append_unsigned(std::string& out, unsigned long long value) { out += std::to_string(value); }

std::size_t utf16_length(std::string_view utf) {
  return static_cast<std::size_t>(
      std::count_if(utf.begin(), utf.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

void utf8_to_utf16(std::string_view utf, std::uint16_t* out) {
  const auto* p = reinterpret_cast<const unsigned char*>(utf.data());
  const auto* end = p + utf.size();
  while (p < end) {
    unsigned b = *p++;
    if (b >= 0xe0 && end - p >= 2) {
      b = (b & 0x0f) << 12 | (p[0] & 0x3fu) << 6 | (p[1] & 0x3fu);
      p += 2;
    } else if (b >= 0xc0 && end - p >= 1) {
      b = (b & 0x1f) << 6 | (p[0] & 0x3fu);
      p += 1;
    }
    *out++ = static_cast<std::uint16_t>(b);
  }
}

std::string utf16_to_utf8(const std::uint16_t* units, std::size_t count) {
  std::string out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    unsigned c = units[i];
    if (c != 0 && c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xc0 | c >> 6);
      out += static_cast<char>(0x80 | (c & 0x3f));
    } else {
      out += static_cast<char>(0xe0 | c >> 12);
      out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
      out += static_cast<char>(0x80 | (c & 0x3f));
    }
  }
  return out;
}

bool is_modified_utf8(std::string_view utf) {
  const auto* p = reinterpret_cast<const unsigned char*>(utf.data());
  const auto* end = p + utf.size();
  auto continues = [&](int n) {
    if (end - p < n) return false;
    for (int i = 0; i < n; ++i) {
      if ((p[i] & 0xc0) != 0x80) return false;
    }
    return true;
  };
  while (p < end) {
    unsigned b = *p++;
    if (b == 0 || b >= 0xf0) return false;
    if (b < 0x80) continue;
    if ((b & 0xe0) == 0xc0) {
      if (!continues(1)) return false;
      p += 1;
    } else if ((b & 0xf0) == 0xe0) {
      if (!continues(2)) return false;
      p += 2;
    } else {
      return false;
    }
  }
  return true;
}

std::string dots(std::string_view internal_name) {
  std::string out(internal_name);
  std::replace(out.begin(), out.end(), '/', '.');
  return out;
}

std::string slashes(std::string_view external_name) {
  std::string out(external_name);
  std::replace(out.begin(), out.end(), '.', '/');
  return out;
}

std::string external_type_name(std::string_view d) {
  std::size_t dimensions = 0;
  while (dimensions < d.size() && d[dimensions] == '[') ++dimensions;
  std::string_view element = d.substr(dimensions);
  std::string out;
  switch (element.empty() ? '?' : element[0]) {
    case 'B':
      out = "byte";
      break;
    case 'C':
      out = "char";
      break;
    case 'D':
      out = "double";
      break;
    case 'F':
      out = "float";
      break;
    case 'I':
      out = "int";
      break;
    case 'J':
      out = "long";
      break;
    case 'S':
      out = "short";
      break;
    case 'Z':
      out = "boolean";
      break;
    case 'V':
      out = "void";
      break;
    case 'L':
      out = dots(element.substr(1, element.size() - 2));
      break;
    default:
      out = std::string(element);
      break;
  }
  for (std::size_t i = 0; i < dimensions; ++i) out += "[]";
  return out;
}

std::string external_method_name(std::string_view class_name, std::string_view name,
                                 std::string_view descriptor) {
  // Names of classes may contain parentheses: the types are taken one by one.
  std::string parameters;
  std::size_t i = 1;
  while (i < descriptor.size() && descriptor[i] != ')') {
    std::size_t start = i;
    while (descriptor[i] == '[') ++i;
    i = descriptor[i] == 'L' ? descriptor.find(';', i) + 1 : i + 1;
    if (start > 1) parameters += ", ";
    parameters += external_type_name(descriptor.substr(start, i - start));
  }
  return cat(external_type_name(descriptor.substr(i + 1)), ' ', dots(class_name), '.', name, '(',
             parameters, ')');
}

std::string_view package_of(std::string_view internal_name) {
  std::size_t slash = internal_name.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : internal_name.substr(0, slash);
}

}  // namespace cjvm
