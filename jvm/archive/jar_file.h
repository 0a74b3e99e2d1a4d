// SPDX-License-Identifier: Apache-2.0
// One jar (or zip) file: entries by name, the list of names, the main attributes of its manifest.
// The only user of libzip. Not a class path and not a security check: signatures and multi-release
// versions are the business of the Java side. Any thread may call; one lock per file, because a
// libzip handle belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace cjvm {

// Orders attribute names without regard to the case of ASCII letters (JAR specification,
// "Name-Value pairs").
struct AttributeNameLess {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};

using ManifestAttributes = std::map<std::string, std::string, AttributeNameLess>;

// Main section of a manifest: "Name: value" lines, continued by lines that begin with a space.
// Malformed lines are skipped.
ManifestAttributes parse_manifest(std::string_view text);

// Attribute Class-Path, which names jars and directories relative to `jar_path`, as paths. URLs
// that are not files are left out.
std::vector<std::string> class_path_of(const ManifestAttributes& manifest,
                                       const std::string& jar_path);

class JarFile {
 public:
  // Throws BadArchive if `path` is not a readable zip file.
  static std::unique_ptr<JarFile> open(const std::string& path);

  ~JarFile();
  JarFile(const JarFile&) = delete;
  JarFile& operator=(const JarFile&) = delete;

  // Contents of the entry of exactly this name; nothing if there is none. Throws BadArchive if it
  // cannot be inflated.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> find(std::string_view entry) const;

  [[nodiscard]] bool contains(std::string_view entry) const;

  // Names of all entries in the order of the archive, directories with their closing slash.
  [[nodiscard]] std::vector<std::string> entries() const;

  // Main attributes of META-INF/MANIFEST.MF; empty without one.
  [[nodiscard]] ManifestAttributes manifest() const;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  JarFile(std::string path, zip* archive);

  std::string path_;
  mutable std::mutex mutex_;  // guards archive_ and all that libzip keeps behind it
  zip* archive_;
};

}  // namespace cjvm
