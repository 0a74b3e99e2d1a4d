// SPDX-License-Identifier: Apache-2.0
// Field and method descriptors (JVMS 4.3): validation, slot counting, walking the parameters. Works
// on text in modified UTF-8 and allocates nothing. Any thread. Apart from the is_valid_/parse_
// functions everything requires a valid descriptor.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cjvm {

// What a method descriptor says about the frame. Slots count long and double twice; the receiver is
// not included.
struct MethodShape {
  std::uint16_t parameter_count = 0;
  std::uint32_t parameter_slots = 0;
  char return_type = 'V';  // first character of the return descriptor: B C D F I J S Z L [ V
};

// Why a descriptor was refused.
enum class DescriptorFault : std::uint8_t { kNone, kMalformed, kBadClassName, kTooManyDimensions };

struct ScannedType {
  std::size_t length = 0;  // of the type at the start of the text; 0 if there is none
  DescriptorFault fault = DescriptorFault::kNone;
};
struct ScannedMethod {
  MethodShape shape;
  DescriptorFault fault = DescriptorFault::kNone;
};

// Reads the field type (or V if `void_ok`) at the start of `text`. `old_names` asks for the
// identifier rule of class files before version 49. Any input.
ScannedType scan_type(std::string_view text, bool void_ok, bool old_names);
// Reads a whole method descriptor. Any input.
ScannedMethod scan_method_descriptor(std::string_view descriptor, bool old_names);

bool is_valid_field_descriptor(std::string_view descriptor);
// The shape of a valid method descriptor, nothing if it is malformed.
std::optional<MethodShape> parse_method_descriptor(std::string_view descriptor);

// JVMS 4.2.2: an unqualified name without . ; [ / (and < > for methods; <init> and <clinit> are the
// caller's business).
bool is_valid_unqualified_name(std::string_view name, bool is_method);
// JVMS 4.2.1: unqualified names separated by single slashes.
bool is_valid_class_name(std::string_view name);
// Length of the Java identifier (with single slashes inside if `allow_slash`) at the start of
// `text`: the names that class files before version 49 may use. 0 if there is none.
std::size_t identifier_length(std::string_view text, bool allow_slash);

// Requires a valid method descriptor; anything else gives some shape without reading outside the
// text.
MethodShape method_shape(std::string_view descriptor);

constexpr bool is_method_descriptor(std::string_view d) { return !d.empty() && d[0] == '('; }
// Slots of a value whose descriptor starts with `type`: 2 for J and D, 0 for V, else 1.
constexpr int slots_of(char type) { return type == 'J' || type == 'D' ? 2 : type == 'V' ? 0 : 1; }
// The letter of the computational type: I (also B C S Z), J, F, D, A, or V.
constexpr char computational_type(char type) {
  switch (type) {
    case 'B':
    case 'C':
    case 'S':
    case 'Z':
      return 'I';
    case 'L':
    case '[':
      return 'A';
    default:
      return type;
  }
}

// The return descriptor of a valid method descriptor ("V", "I", "Ljava/lang/String;"). Names of
// classes may contain parentheses.
constexpr std::string_view return_descriptor(std::string_view method) {
  std::size_t at = 1;
  for (; at < method.size() && method[at] != ')'; ++at) {
    if (method[at] == 'L') at = std::min(method.find(';', at), method.size() - 1);
  }
  return method.substr(at + 1);
}
// "Ljava/lang/String;" -> "java/lang/String"; array descriptors stay as they are: the form of a
// Class constant.
constexpr std::string_view class_of_descriptor(std::string_view d) {
  return !d.empty() && d[0] == 'L' ? d.substr(1, d.size() - 2) : d;
}
// "[[I" -> 2.
constexpr int array_dimensions(std::string_view d) {
  auto n = d.find_first_not_of('[');
  return static_cast<int>(n == std::string_view::npos ? d.size() : n);
}

// Range over the parameter descriptors of a valid method descriptor: for (std::string_view type :
// ParameterTypes(d)).
class ParameterTypes {
 public:
  class Iterator {
   public:
    explicit Iterator(std::string_view rest) : rest_(rest) { measure(); }
    std::string_view operator*() const { return rest_.substr(0, length_); }
    Iterator& operator++() {
      rest_.remove_prefix(length_);
      measure();
      return *this;
    }
    bool operator!=(const Iterator&) const { return !rest_.empty() && rest_[0] != ')'; }

   private:
    void measure() {
      std::size_t n = 0;
      while (n < rest_.size() && rest_[n] == '[') ++n;
      if (n < rest_.size() && rest_[n] == 'L') {
        n = rest_.find(';', n);
        if (n == std::string_view::npos) n = rest_.size() - 1;
      }
      length_ = n + 1 < rest_.size() ? n + 1 : rest_.size();
    }
    std::string_view rest_;
    std::size_t length_ = 0;
  };

  explicit ParameterTypes(std::string_view descriptor) : rest_(descriptor.substr(1)) {}
  Iterator begin() const { return Iterator(rest_); }
  Iterator end() const { return Iterator({}); }

 private:
  std::string_view rest_;
};

}  // namespace cjvm
