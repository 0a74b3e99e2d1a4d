// SPDX-License-Identifier: Apache-2.0
// An ordered list of directories and jars in which the boot loader looks for resources: what
// -Xbootclasspath/a and
// --patch-module name. Not the application class path: that one is read by Java code of the class
// library. Any thread may call find() and append(). Places are opened when first searched; what
// does not exist or is no jar is passed over, as `java` does.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/archive/jar_file.h"

namespace cjvm {

class ClassPath {
 public:
  struct Resource {
    std::vector<std::uint8_t> bytes;
    std::string place;  // the directory or jar, as written in the path
  };

  ClassPath() = default;
  // `path` is a list with ':' between the places; empty places are left out.
  explicit ClassPath(std::string_view path) { append(path); }

  // Adds the places of `path` at the end.
  void append(std::string_view path);

  // First place that has `resource` ("p/Q.class"); nothing if none has. Never throws for a bad
  // place: a damaged jar entry is reported as BadArchive, because the class is there but cannot be
  // read.
  [[nodiscard]] std::optional<Resource> find(std::string_view resource) const;

  // Whether some place holds a class file directly in `package` ("java/util"); used for
  // --patch-module and Package lookups.
  [[nodiscard]] bool has_package(std::string_view package) const;

  // All places, ':' between them, as given.
  [[nodiscard]] std::string text() const;

  [[nodiscard]] bool empty() const;

 private:
  enum class Kind { kUnopened, kDirectory, kJar, kNothing };
  struct Place {
    std::string path;
    Kind kind = Kind::kUnopened;
    std::shared_ptr<const JarFile> jar;  // shared with searches that run outside the lock
  };

  // Place `index`, opened; nothing at the end of the list.
  std::optional<Place> opened(std::size_t index) const;

  mutable std::mutex mutex_;  // guards places_; never held while a file is read
  mutable std::vector<Place> places_;
};

}  // namespace cjvm
