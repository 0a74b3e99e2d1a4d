// SPDX-License-Identifier: Apache-2.0
// A class library counts as one of Java 17 when its `release` file says so and lib/modules and
// lib/libjli.so exist.
#include "classlib-glue/launcher/arguments.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace cjvm::launcher {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kJdkHomeOption = "--jdk-home=";

// Options of `java` whose value is the next argument; needed to find where the main class stands.
constexpr std::array<std::string_view, 16> kOptionsWithValue = {"-cp",
                                                                "-classpath",
                                                                "--class-path",
                                                                "-p",
                                                                "--module-path",
                                                                "--upgrade-module-path",
                                                                "--add-modules",
                                                                "--add-exports",
                                                                "--add-opens",
                                                                "--add-reads",
                                                                "--patch-module",
                                                                "--limit-modules",
                                                                "-d",
                                                                "--describe-module",
                                                                "--source",
                                                                "--enable-native-access"};

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// Value of `key` in a `release` file: lines KEY="value".
std::string release_value(const std::string& file, std::string_view key) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != '=') continue;
    std::string value = line.substr(key.size() + 1);
    std::erase(value, '"');
    return value;
  }
  return "";
}

std::optional<JavaHome> java_on_path(const Environment& environment) {
  const std::string path = environment("PATH").value_or("");
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find(':', begin), path.size());
    const std::string java = path.substr(begin, end - begin) + "/java";
    begin = end + 1;
    if (!exists(java)) continue;  // one look instead of one per part of the path
    std::error_code error;
    const fs::path real = fs::canonical(java, error);
    if (error) continue;
    if (auto home = java_home_at(real.parent_path().parent_path().string())) return home;
  }
  return std::nullopt;
}

std::optional<JavaHome> installed_java() {
  std::vector<std::string> candidates;
  std::error_code error;
  for (fs::directory_iterator entry("/usr/lib/jvm", error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename().string().find("17") != std::string::npos)
      candidates.push_back(entry->path().string());
  }
  std::sort(candidates.begin(), candidates.end());
  for (const std::string& candidate : candidates) {
    if (auto home = java_home_at(candidate)) return home;
  }
  return std::nullopt;
}

}  // namespace

std::optional<JavaHome> java_home_at(const std::string& path) {
  if (path.empty() || !exists(path + "/lib/modules") || !exists(path + "/lib/libjli.so"))
    return std::nullopt;
  const std::string version = release_value(path + "/release", "JAVA_VERSION");
  if (version != "17" && !version.starts_with("17.") && !version.starts_with("17-"))
    return std::nullopt;
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  const std::string full = release_value(path + "/release", "JAVA_RUNTIME_VERSION");
  return JavaHome{error ? path : real.string(), full.empty() ? version : full};
}

JavaHome find_java_home(const std::string& chosen, const Environment& environment) {
  if (!chosen.empty()) {
    if (auto home = java_home_at(chosen)) return *home;
    throw LauncherError(chosen + " is not a JDK 17 (given with --jdk-home)");
  }
  if (auto home = java_home_at(environment("JAVA_HOME").value_or(""))) return *home;
  if (auto home = java_on_path(environment)) return *home;
  if (auto home = installed_java()) return *home;
  throw LauncherError(
      "no class library of Java 17 found: install openjdk-17-jdk-headless, or set JAVA_HOME to a "
      "JDK 17");
}

std::string find_vm_directory(const std::string& executable, const std::string& variant) {
  const fs::path directory = fs::path(executable).parent_path();
  for (const fs::path& place : {directory, directory.parent_path() / "lib"}) {
    const fs::path candidate = variant.empty() ? place : place / variant;
    if (exists((candidate / "libjvm.so").string())) return candidate.string();
  }
  if (!variant.empty())
    throw LauncherError("built without the " + variant + ": there is no " +
                        (directory / variant / "libjvm.so").string());
  throw LauncherError("libjvm.so is not beside " + executable + " nor in " +
                      (directory.parent_path() / "lib").string());
}

Arguments split_arguments(const std::vector<std::string>& command_line, const TakeOption& take) {
  Arguments arguments;
  bool own = true;  // still before the main class
  for (std::size_t i = 0; i < command_line.size(); ++i) {
    const std::string& word = command_line[i];
    if (const std::size_t taken = own && take ? take(command_line, i) : 0) {
      i += taken - 1;
      continue;
    }
    if (own && word.starts_with(kJdkHomeOption)) {
      arguments.jdk_home = word.substr(kJdkHomeOption.size());
      continue;
    }
    arguments.java.push_back(word);
    if (!own) continue;
    if (std::find(kOptionsWithValue.begin(), kOptionsWithValue.end(), word) !=
        kOptionsWithValue.end()) {
      if (i + 1 < command_line.size()) arguments.java.push_back(command_line[++i]);
    } else if (word == "-jar" || word == "-m" || word == "--module" ||
               word.starts_with("--module=") ||
               (!word.starts_with('-') && !word.starts_with('@'))) {
      own = false;
    }
  }
  return arguments;
}

}  // namespace cjvm::launcher
