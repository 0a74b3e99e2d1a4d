// SPDX-License-Identifier: Apache-2.0
// What the launcher works out before the VM exists: where the class library is, where libjvm.so is,
// and which arguments are its own. Every option of `java` itself is left to the class library's
// launcher code (libjli). Pure functions of their arguments and the file system; only the main
// thread calls them.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cjvm::launcher {

// The start cannot go on; the text tells the user what to do.
struct LauncherError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An installed class library.
struct JavaHome {
  std::string path;          // without a closing slash
  std::string full_version;  // JAVA_RUNTIME_VERSION of the file `release`, "17.0.21+9-Debian"
  [[nodiscard]] std::string libjli() const { return path + "/lib/libjli.so"; }
};

// Reads the environment; nothing if the variable is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

// `path` as a class library of Java 17; nothing if it is none.
std::optional<JavaHome> java_home_at(const std::string& path);

// First of: `chosen` (an error if it is none of 17), JAVA_HOME, the `java` found on PATH, the
// places where Linux distributions put it. Throws LauncherError if there is none.
JavaHome find_java_home(const std::string& chosen, const Environment& environment);

// Directory of libjvm.so: beside the executable, or ../lib of it (an installed tree); of another
// variant of the VM, the directory of that name in one of the two. Throws LauncherError.
std::string find_vm_directory(const std::string& executable, const std::string& variant = "");

// The command line, taken apart.
struct Arguments {
  std::string jdk_home;           // --jdk-home=DIR, our own option
  std::vector<std::string> java;  // the others, in order, without the program name
};

// Takes the words of an option away that somebody else knows: words[at] and those after it. Returns
// how many; 0 if it does not know the word.
using TakeOption =
    std::function<std::size_t(const std::vector<std::string>& words, std::size_t at)>;

// Takes the launcher's own options, and those that `take` knows, out of those before the main
// class; everything after it belongs to the program.
Arguments split_arguments(const std::vector<std::string>& command_line,
                          const TakeOption& take = nullptr);

}  // namespace cjvm::launcher
