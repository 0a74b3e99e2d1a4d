// SPDX-License-Identifier: Apache-2.0
// Reads $JAVA_HOME/lib/modules, the one file that holds the classes of the JDK, from a memory map:
// hash lookup of /module/package/name.class without a copy. Not a general jimage library:
// compressed entries are refused. Any thread may call any function at any time; the map never
// changes after open(). Spans handed out live as long as the JimageFile. Every offset read from the
// file is checked before use, so a damaged file gives BadArchive, not a crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cjvm {

class JimageFile {
 public:
  // Maps the file at `path`. Throws BadArchive if it cannot be opened or its header is not that of
  // a version 1.0 image.
  static std::unique_ptr<JimageFile> open(const std::string& path);

  // Reads an image that lies in memory and stays there (tests, fuzzing). Throws BadArchive.
  static std::unique_ptr<JimageFile> over(std::span<const std::uint8_t> bytes);

  ~JimageFile();
  JimageFile(const JimageFile&) = delete;
  JimageFile& operator=(const JimageFile&) = delete;

  // Bytes of the resource `name` ("java/lang/Object.class") of `module` ("java.base"); nothing if
  // there is none. Throws BadArchive if the entry is damaged or compressed.
  [[nodiscard]] std::optional<std::span<const std::uint8_t>> find(std::string_view module,
                                                                  std::string_view name) const;

  // The same by full path, "/java.base/java/lang/Object.class".
  [[nodiscard]] std::optional<std::span<const std::uint8_t>> find_path(std::string_view path) const;

  // The module that holds the classes of `package` ("java/lang" or "java.lang"); nothing if no
  // module does. The view points into the map.
  [[nodiscard]] std::optional<std::string_view> module_of_package(std::string_view package) const;

  // All packages (with slashes, sorted) that hold at least one class in `module`. Walks the whole
  // image.
  [[nodiscard]] std::vector<std::string> packages_of(std::string_view module) const;

  // Names of all modules of the image, sorted. Walks the whole image.
  [[nodiscard]] std::vector<std::string> modules() const;

  // Full paths of all entries, in table order. Walks the whole image (tests, tools).
  [[nodiscard]] std::vector<std::string> paths() const;

  [[nodiscard]] std::uint32_t entry_count() const { return table_length_; }

 private:
  struct Location;

  explicit JimageFile(std::span<const std::uint8_t> bytes);

  [[nodiscard]] std::uint32_t word(std::size_t offset) const;
  [[nodiscard]] std::string_view string(std::uint64_t offset) const;
  [[nodiscard]] Location location(std::uint32_t index) const;
  [[nodiscard]] std::span<const std::uint8_t> content(const Location& location) const;

  std::span<const std::uint8_t> bytes_;
  void* map_ = nullptr;  // non-null if open() mapped the file
  std::uint32_t table_length_ = 0;
  std::size_t redirect_ = 0;  // offsets of the parts of the index
  std::size_t offsets_ = 0;
  std::size_t locations_ = 0;
  std::size_t locations_size_ = 0;
  std::size_t strings_ = 0;
  std::size_t strings_size_ = 0;
  std::size_t resources_ = 0;
};

}  // namespace cjvm
