// SPDX-License-Identifier: Apache-2.0
// A place is classified once, when a search first reaches it; jars stay open for the life of the
// path.
#include "jvm/archive/class_path.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "jvm/archive/bad_archive.h"

namespace cjvm {
namespace {

std::optional<std::vector<std::uint8_t>> read_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file),
                                   std::istreambuf_iterator<char>());
}

// A resource name must not lead out of its directory.
bool leaves_directory(std::string_view resource) {
  return resource.starts_with('/') || resource == ".." || resource.starts_with("../") ||
         resource.find("/../") != std::string_view::npos;
}

}  // namespace

void ClassPath::append(std::string_view path) {
  const std::lock_guard lock(mutex_);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find(':'), path.size());
    if (end > 0)
      places_.push_back(Place{std::string(path.substr(0, end)), Kind::kUnopened, nullptr});
    path.remove_prefix(std::min(end + 1, path.size()));
  }
}

std::optional<ClassPath::Place> ClassPath::opened(std::size_t index) const {
  const std::lock_guard lock(mutex_);
  if (index >= places_.size()) return std::nullopt;
  Place& place = places_[index];
  if (place.kind == Kind::kUnopened) {
    std::error_code error;
    if (std::filesystem::is_directory(place.path, error)) {
      place.kind = Kind::kDirectory;
    } else {
      try {
        place.jar = JarFile::open(place.path);
        place.kind = Kind::kJar;
      } catch (const BadArchive&) {
        place.kind = Kind::kNothing;
      }
    }
  }
  return place;
}

std::optional<ClassPath::Resource> ClassPath::find(std::string_view resource) const {
  for (std::size_t i = 0; const auto place = opened(i); ++i) {
    std::optional<std::vector<std::uint8_t>> bytes;
    if (place->kind == Kind::kJar) {
      bytes = place->jar->find(resource);
    } else if (place->kind == Kind::kDirectory && !leaves_directory(resource)) {
      bytes = read_file(place->path + "/" + std::string(resource));
    }
    if (bytes) return Resource{std::move(*bytes), place->path};
  }
  return std::nullopt;
}

bool ClassPath::has_package(std::string_view package) const {
  const std::string prefix = std::string(package) + "/";
  for (std::size_t i = 0; const auto place = opened(i); ++i) {
    if (place->kind == Kind::kJar) {
      for (const std::string& entry : place->jar->entries()) {
        if (entry.starts_with(prefix) && entry.ends_with(".class") &&
            entry.find('/', prefix.size()) == std::string::npos) {
          return true;
        }
      }
    } else if (place->kind == Kind::kDirectory && !leaves_directory(package)) {
      std::error_code error;
      for (std::filesystem::directory_iterator file(place->path + "/" + prefix, error), end;
           !error && file != end; file.increment(error)) {
        if (file->path().extension() == ".class") return true;
      }
    }
  }
  return false;
}

std::string ClassPath::text() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const Place& place : places_) {
    if (!text.empty()) text += ':';
    text += place.path;
  }
  return text;
}

bool ClassPath::empty() const {
  const std::lock_guard lock(mutex_);
  return places_.empty();
}

}  // namespace cjvm
