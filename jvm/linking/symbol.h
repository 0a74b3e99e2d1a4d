// SPDX-License-Identifier: Apache-2.0
// Interned names: class names, member names and descriptors in modified UTF-8. Equal text means
// equal pointer. Symbols are never freed. Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace cjvm {

class Symbol {
 public:
  // The symbol with this text, made if it does not exist yet.
  static const Symbol* intern(std::string_view text);
  // The symbol with this text, or null if nobody has interned it.
  static const Symbol* find(std::string_view text);

  std::string_view text() const { return {chars_, length_}; }
  std::uint32_t hash() const { return hash_; }

 private:
  friend class SymbolTable;
  Symbol() = default;
  std::uint32_t hash_;
  std::uint32_t length_;
  char chars_[];  // length_ bytes, then a zero
};

}  // namespace cjvm
