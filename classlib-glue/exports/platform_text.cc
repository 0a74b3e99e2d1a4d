// SPDX-License-Identifier: Apache-2.0
// Decoding by iconv from the encoding that the environment's locale names. The process's own locale
// is not touched and may not be set yet.
#include "classlib-glue/exports/platform_text.h"

#include <iconv.h>
#include <langinfo.h>
#include <locale.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <string>
#include <vector>

#include "jvm/object/java_string.h"

namespace cjvm::glue {
namespace {

constexpr std::uint16_t kReplacement = 0xfffd;

std::string environment_encoding() {
  std::string encoding = "ANSI_X3.4-1968";
  locale_t locale = newlocale(LC_CTYPE_MASK, "", nullptr);
  if (locale != nullptr) {
    encoding = nl_langinfo_l(CODESET, locale);
    freelocale(locale);
  }
  return encoding;
}

std::vector<std::uint16_t> decode(std::string_view bytes) {
  std::vector<std::uint16_t> units;
  iconv_t converter = iconv_open("UTF-16LE", environment_encoding().c_str());
  std::string input(bytes);
  char* from = input.data();
  std::size_t left = input.size();
  while (left > 0) {
    if (converter == reinterpret_cast<iconv_t>(-1)) {
      units.push_back(static_cast<unsigned char>(*from) < 0x80 ? static_cast<unsigned char>(*from)
                                                               : kReplacement);
      ++from;
      --left;
      continue;
    }
    std::uint16_t room[256];
    char* to = reinterpret_cast<char*>(room);
    std::size_t space = sizeof room;
    std::size_t outcome = iconv(converter, &from, &left, &to, &space);
    units.insert(units.end(), room, room + (sizeof room - space) / sizeof room[0]);
    if (outcome == static_cast<std::size_t>(-1) && errno != E2BIG && left > 0) {
      units.push_back(kReplacement);
      ++from;
      --left;
    }
  }
  if (converter != reinterpret_cast<iconv_t>(-1)) iconv_close(converter);
  return units;
}

}  // namespace

Object* make_platform_string(std::string_view bytes) {
  bool is_ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0; });
  if (is_ascii) return make_latin1_string(bytes.data(), static_cast<std::int32_t>(bytes.size()));
  std::vector<std::uint16_t> units = decode(bytes);
  return make_string(units.data(), static_cast<std::int32_t>(units.size()));
}

}  // namespace cjvm::glue
