// SPDX-License-Identifier: Apache-2.0
// Format of the image, as found in the file itself: a header of seven little-endian words, a
// perfect hash table in two levels (redirect, offsets), attribute streams of the entries, strings,
// then the contents.
#include "jvm/archive/jimage_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>

#include "jvm/archive/bad_archive.h"

namespace cjvm {
namespace {

constexpr std::uint32_t kMagic = 0xCAFEDADA;
constexpr std::uint32_t kVersion = 1u << 16;  // major 1, minor 0
constexpr std::uint32_t kHashSeed = 0x01000193;
constexpr std::size_t kHeaderSize = 7 * 4;

enum AttributeKind : unsigned {
  kEnd,
  kModule,
  kParent,
  kBase,
  kExtension,
  kOffset,
  kCompressed,
  kUncompressed,
  kKindCount
};

// Continues the image's string hash; the final mask is the caller's.
std::uint32_t hash_more(std::uint32_t hash, std::string_view text) {
  for (char c : text) hash = (hash * kHashSeed) ^ static_cast<std::uint8_t>(c);
  return hash;
}

// Takes `prefix` off the front of `text`; false if it is not there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

struct JimageFile::Location {
  std::array<std::uint64_t, kKindCount> value{};
  std::string_view module, parent, base, extension;

  // Whether this is the entry of the path made of the pieces of `path` read one after the other.
  [[nodiscard]] bool is(std::string_view path) const {
    if (!module.empty() && !(take(path, "/") && take(path, module) && take(path, "/")))
      return false;
    if (!parent.empty() && !(take(path, parent) && take(path, "/"))) return false;
    if (!take(path, base)) return false;
    if (!extension.empty() && !(take(path, ".") && take(path, extension))) return false;
    return path.empty();
  }

  [[nodiscard]] std::string path() const {
    std::string path;
    if (!module.empty()) path.append("/").append(module).append("/");
    if (!parent.empty()) path.append(parent).append("/");
    path.append(base);
    if (!extension.empty()) path.append(".").append(extension);
    return path;
  }
};

std::unique_ptr<JimageFile> JimageFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw BadArchive(path + ": " + std::strerror(errno));
  struct stat status{};
  if (::fstat(file, &status) != 0 || status.st_size < static_cast<off_t>(kHeaderSize)) {
    ::close(file);
    throw BadArchive(path + ": too short for a jimage file");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  const int error = errno;
  ::close(file);
  if (map == MAP_FAILED) throw BadArchive(path + ": " + std::strerror(error));
  try {
    std::unique_ptr<JimageFile> image(
        new JimageFile({static_cast<const std::uint8_t*>(map), size}));
    image->map_ = map;
    return image;
  } catch (const BadArchive& bad) {
    ::munmap(map, size);
    throw BadArchive(path + ": " + bad.what());
  }
}

std::unique_ptr<JimageFile> JimageFile::over(std::span<const std::uint8_t> bytes) {
  return std::unique_ptr<JimageFile>(new JimageFile(bytes));
}

JimageFile::JimageFile(std::span<const std::uint8_t> bytes) : bytes_(bytes) {
  if (bytes_.size() < kHeaderSize) throw BadArchive("too short for a jimage file");
  if (word(0) != kMagic) throw BadArchive("not a jimage file (bad magic number)");
  if (word(4) != kVersion) throw BadArchive("jimage version is not 1.0");
  table_length_ = word(16);
  locations_size_ = word(20);
  strings_size_ = word(24);
  redirect_ = kHeaderSize;
  offsets_ = redirect_ + 4 * std::size_t{table_length_};
  locations_ = offsets_ + 4 * std::size_t{table_length_};
  strings_ = locations_ + locations_size_;
  resources_ = strings_ + strings_size_;
  if (resources_ > bytes_.size()) throw BadArchive("jimage index is longer than the file");
}

JimageFile::~JimageFile() {
  if (map_ != nullptr) ::munmap(map_, bytes_.size());
}

std::uint32_t JimageFile::word(std::size_t offset) const {
  const std::uint8_t* p = bytes_.data() + offset;
  return p[0] | std::uint32_t{p[1]} << 8 | std::uint32_t{p[2]} << 16 | std::uint32_t{p[3]} << 24;
}

std::string_view JimageFile::string(std::uint64_t offset) const {
  if (offset >= strings_size_) throw BadArchive("jimage string lies outside the string table");
  const auto* begin = reinterpret_cast<const char*>(bytes_.data() + strings_ + offset);
  const void* end = std::memchr(begin, 0, strings_size_ - offset);
  if (end == nullptr) throw BadArchive("jimage string does not end");
  return {begin, static_cast<std::size_t>(static_cast<const char*>(end) - begin)};
}

JimageFile::Location JimageFile::location(std::uint32_t index) const {
  std::size_t at = word(offsets_ + 4 * std::size_t{index});
  Location location;
  const auto next = [&]() -> std::uint8_t {
    if (at >= locations_size_) throw BadArchive("jimage entry lies outside the location table");
    return bytes_[locations_ + at++];
  };
  for (std::uint8_t head = next(); head >> 3 != kEnd; head = next()) {
    const unsigned kind = head >> 3;
    if (kind >= kKindCount) throw BadArchive("jimage entry has an unknown attribute");
    std::uint64_t value = 0;
    for (unsigned i = 0; i <= (head & 7u); ++i) value = value << 8 | next();
    location.value[kind] = value;
  }
  location.module = string(location.value[kModule]);
  location.parent = string(location.value[kParent]);
  location.base = string(location.value[kBase]);
  location.extension = string(location.value[kExtension]);
  return location;
}

std::span<const std::uint8_t> JimageFile::content(const Location& location) const {
  if (location.value[kCompressed] != 0)
    throw BadArchive("compressed jimage entries are not supported");
  const std::uint64_t offset = location.value[kOffset];
  const std::uint64_t size = location.value[kUncompressed];
  const std::uint64_t room = bytes_.size() - resources_;
  if (offset > room || size > room - offset) throw BadArchive("jimage entry lies outside the file");
  return bytes_.subspan(resources_ + offset, size);
}

std::optional<std::span<const std::uint8_t>> JimageFile::find(std::string_view module,
                                                              std::string_view name) const {
  std::string path;
  path.reserve(module.size() + name.size() + 2);
  path.append("/").append(module).append("/").append(name);
  return find_path(path);
}

std::optional<std::span<const std::uint8_t>> JimageFile::find_path(std::string_view path) const {
  if (table_length_ == 0) return std::nullopt;
  const auto slot = [&](std::uint32_t seed) {
    return (hash_more(seed, path) & 0x7fffffff) % table_length_;
  };
  const auto redirect =
      static_cast<std::int32_t>(word(redirect_ + 4 * std::size_t{slot(kHashSeed)}));
  if (redirect == 0) return std::nullopt;
  // A positive redirect is the seed of a second hash, a negative one the slot itself, off by one.
  const std::uint32_t index = redirect > 0 ? slot(static_cast<std::uint32_t>(redirect))
                                           : static_cast<std::uint32_t>(-1 - redirect);
  if (index >= table_length_) throw BadArchive("jimage redirect lies outside the table");
  const Location found = location(index);
  if (!found.is(path)) return std::nullopt;
  return content(found);
}

std::optional<std::string_view> JimageFile::module_of_package(std::string_view package) const {
  std::string path = "/packages/";
  path.append(package);
  std::replace(path.begin() + 10, path.end(), '/', '.');
  const auto entry = find_path(path);
  if (!entry) return std::nullopt;
  // Pairs {1 if the module has the package but no class in it, offset of the module's name}.
  for (std::size_t i = 0; i + 8 <= entry->size(); i += 8) {
    const std::size_t at = static_cast<std::size_t>(entry->data() - bytes_.data()) + i;
    if (word(at) == 0) return string(word(at + 4));
  }
  return std::nullopt;
}

std::vector<std::string> JimageFile::packages_of(std::string_view module) const {
  std::set<std::string_view> packages;
  for (std::uint32_t i = 0; i < table_length_; ++i) {
    const Location entry = location(i);
    if (entry.module == module && entry.extension == "class" && !entry.parent.empty())
      packages.insert(entry.parent);
  }
  return {packages.begin(), packages.end()};
}

std::vector<std::string> JimageFile::modules() const {
  std::set<std::string_view> modules;
  for (std::uint32_t i = 0; i < table_length_; ++i) {
    const Location entry = location(i);
    if (entry.base == "module-info" && entry.extension == "class") modules.insert(entry.module);
  }
  return {modules.begin(), modules.end()};
}

std::vector<std::string> JimageFile::paths() const {
  std::vector<std::string> paths;
  paths.reserve(table_length_);
  for (std::uint32_t i = 0; i < table_length_; ++i) paths.push_back(location(i).path());
  return paths;
}

}  // namespace cjvm
