// SPDX-License-Identifier: Apache-2.0
// libzip reads the central directory at open() and inflates an entry at each find(); nothing is
// cached here.
#include "jvm/archive/jar_file.h"

#include <dlfcn.h>
#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "jvm/archive/bad_archive.h"

namespace cjvm {
namespace {

// An entry that says it is larger than this is taken for damaged rather than allocated.
constexpr std::uint64_t kLargestEntry = std::uint64_t{1} << 31;

// clang-format off
#define ZIP_FUNCTIONS(X) \
  X(zip_open) \
  X(zip_discard) \
  X(zip_stat_init) \
  X(zip_stat) \
  X(zip_fopen_index) \
  X(zip_fread) \
  X(zip_fclose) \
  X(zip_name_locate) \
  X(zip_get_num_entries) \
  X(zip_get_name) \
  X(zip_strerror) \
  X(zip_error_init_with_code) \
  X(zip_error_strerror) \
  X(zip_error_fini)
// clang-format on

// libzip, loaded with the first jar: few programs give the VM itself one to read, and libzip brings
// libcrypto along, whose relocation would be a good part of every start.
struct ZipLibrary {
#define ZIP_MEMBER(name) decltype(&::name) name;
  ZIP_FUNCTIONS(ZIP_MEMBER)
#undef ZIP_MEMBER

  ZipLibrary() {
    void* library = ::dlopen(CJVM_LIBZIP, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw BadArchive(std::string("jars cannot be read: ") + ::dlerror());
#define ZIP_LOOKUP(name) name = reinterpret_cast<decltype(name)>(function(library, #name));
    ZIP_FUNCTIONS(ZIP_LOOKUP)
#undef ZIP_LOOKUP
  }

  static void* function(void* library, const char* name) {
    void* address = ::dlsym(library, name);
    if (address == nullptr) throw BadArchive(std::string("jars cannot be read: no ") + name);
    return address;
  }
};
#undef ZIP_FUNCTIONS

const ZipLibrary& libzip() {
  static const ZipLibrary library;
  return library;
}

unsigned char lower(char c) {
  return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

std::string decode_percent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace

bool AttributeNameLess::operator()(std::string_view a, std::string_view b) const {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return lower(x) < lower(y); });
}

ManifestAttributes parse_manifest(std::string_view text) {
  ManifestAttributes attributes;
  std::string line;
  const auto finish_line = [&] {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos && colon > 0)
      attributes[line.substr(0, colon)] = line.substr(colon + 2);
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("\r\n");
    const std::string_view piece = text.substr(0, end);
    if (end == std::string_view::npos) {
      text = {};
    } else {
      text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    if (piece.empty()) break;  // an empty line ends the main section
    if (piece.front() == ' ') {
      line.append(piece.substr(1));
    } else {
      finish_line();
      line = piece;
    }
  }
  finish_line();
  return attributes;
}

std::vector<std::string> class_path_of(const ManifestAttributes& manifest,
                                       const std::string& jar_path) {
  std::vector<std::string> paths;
  const auto attribute = manifest.find("Class-Path");
  if (attribute == manifest.end()) return paths;
  const std::filesystem::path base = std::filesystem::path(jar_path).parent_path();
  std::string_view rest = attribute->second;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    std::string_view url = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (url.starts_with("file:")) {
      url.remove_prefix(5);
      while (url.starts_with("//")) url.remove_prefix(1);
    } else if (url.find(':') != std::string_view::npos) {
      continue;
    }
    if (!url.empty()) paths.push_back((base / decode_percent(url)).string());
  }
  return paths;
}

std::unique_ptr<JarFile> JarFile::open(const std::string& path) {
  int error = 0;
  zip_t* archive = libzip().zip_open(path.c_str(), ZIP_RDONLY, &error);
  if (archive == nullptr) {
    zip_error_t description;
    libzip().zip_error_init_with_code(&description, error);
    const std::string message = path + ": " + libzip().zip_error_strerror(&description);
    libzip().zip_error_fini(&description);
    throw BadArchive(message);
  }
  return std::unique_ptr<JarFile>(new JarFile(path, archive));
}

JarFile::JarFile(std::string path, zip* archive) : path_(std::move(path)), archive_(archive) {}

JarFile::~JarFile() { libzip().zip_discard(archive_); }

std::optional<std::vector<std::uint8_t>> JarFile::find(std::string_view entry) const {
  const std::string name(entry);
  const std::lock_guard lock(mutex_);
  zip_stat_t status;
  libzip().zip_stat_init(&status);
  if (libzip().zip_stat(archive_, name.c_str(), ZIP_FL_ENC_GUESS, &status) != 0)
    return std::nullopt;
  if ((status.valid & ZIP_STAT_SIZE) == 0 || status.size > kLargestEntry) {
    throw BadArchive(path_ + ": entry " + name + " has no usable size");
  }
  zip_file_t* file = libzip().zip_fopen_index(archive_, status.index, 0);
  if (file == nullptr)
    throw BadArchive(path_ + ": entry " + name + ": " + libzip().zip_strerror(archive_));
  std::vector<std::uint8_t> bytes;
  // Grows with what really arrives: the size a damaged archive states is not trusted for an
  // allocation.
  constexpr std::size_t kStep = std::size_t{1} << 20;
  bool good = true;
  while (good && bytes.size() < status.size) {
    const std::size_t have = bytes.size();
    const std::size_t want = std::min<std::size_t>(kStep, status.size - have);
    bytes.resize(have + want);
    const zip_int64_t read = libzip().zip_fread(file, bytes.data() + have, want);
    good = read > 0;
    bytes.resize(have + static_cast<std::size_t>(std::max<zip_int64_t>(read, 0)));
  }
  // One more read makes libzip compare the checksum.
  std::uint8_t beyond = 0;
  if (good) good = libzip().zip_fread(file, &beyond, 1) == 0;
  libzip().zip_fclose(file);
  if (!good) throw BadArchive(path_ + ": entry " + name + " is damaged");
  return bytes;
}

bool JarFile::contains(std::string_view entry) const {
  const std::string name(entry);
  const std::lock_guard lock(mutex_);
  return libzip().zip_name_locate(archive_, name.c_str(), ZIP_FL_ENC_GUESS) >= 0;
}

std::vector<std::string> JarFile::entries() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  const zip_int64_t count = libzip().zip_get_num_entries(archive_, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name =
        libzip().zip_get_name(archive_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    if (name != nullptr) names.emplace_back(name);
  }
  return names;
}

ManifestAttributes JarFile::manifest() const {
  const auto bytes = find("META-INF/MANIFEST.MF");
  if (!bytes) return {};
  return parse_manifest({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
}

}  // namespace cjvm
