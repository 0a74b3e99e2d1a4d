// SPDX-License-Identifier: Apache-2.0
// The parser proper: one pass over the sources in HotSpot's order, forms with a fixed spelling from
// a table, the rest by prefix; then the checks that need the whole set. The -XX options are in
// xx_options.cc.
#include "jvm/base/options.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "jvm/base/host_hooks.h"
#include "jvm/base/log_options.h"
#include "jvm/base/text.h"
#include "jvm/base/xx_options.h"

namespace cjvm {
namespace {

constexpr std::string_view kWarning = "OpenJDK 64-Bit Server VM warning: ";
constexpr std::int64_t kSmallestHeap = 2 << 20;
constexpr std::int64_t kSmallestInitialHeap = 1 << 20;
constexpr std::int64_t kSmallestStackKb = 136;
constexpr std::int64_t kLargestStack = 1 << 30;
constexpr std::int64_t kLargestHeap = std::int64_t{1}
                                      << 46;  // more cannot be reserved in 47 bits of addresses

[[noreturn]] void refuse(const std::string& message) { throw BadOption(message, false, false); }

// For the few messages that `java` writes to standard output.
[[noreturn]] void refuse_plainly(const std::string& message) {
  throw BadOption(message, true, false);
}

[[noreturn]] void refuse_start(const std::string& message) {
  throw BadOption(cat("Error occurred during initialization of VM\n", message, "\n"), true, true);
}

// If `text` begins with `prefix`, what follows it.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

// Text after `name` if the option is `name` alone or `name:tail`.
std::optional<std::string_view> with_tail(std::string_view text, std::string_view name) {
  auto tail = after(text, name);
  if (!tail || (!tail->empty() && tail->front() != ':')) return std::nullopt;
  if (!tail->empty()) tail->remove_prefix(1);
  return tail;
}

// Splits at white space; ' and " keep it, and are dropped. `source` names the text in the error.
std::vector<std::string> split_quoted(std::string_view text, std::string_view source) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = 0;
  for (char c : text) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      inside = true;
    } else if (std::string_view(" \t\n\r\v\f").find(c) != std::string_view::npos) {
      if (inside) words.push_back(std::exchange(word, {}));
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (quote != 0) refuse(cat("Unmatched quote in ", source, "\n"));
  if (inside) words.push_back(word);
  return words;
}

std::optional<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// Property names a user may give with -D but that stay the VM's.
constexpr std::string_view kFixedProperties[] = {"java.vm.specification.name",
                                                 "java.vm.specification.vendor",
                                                 "java.vm.specification.version",
                                                 "java.vm.version",
                                                 "java.vm.name",
                                                 "java.vm.vendor",
                                                 "java.vm.info",
                                                 "jdk.debug",
                                                 "jdk.boot.class.path.append",
                                                 "java.vm.compressedOopsMode",
                                                 "sun.nio.MaxDirectMemorySize"};

bool is_module_property(std::string_view name) {
  const auto rest = after(name, "jdk.module.");
  if (!rest) return false;
  for (std::string_view word : {"addexports", "addopens", "addreads", "addmods", "patch",
                                "limitmods", "path", "upgrade.path", "enable.native.access"}) {
    const auto tail = after(*rest, word);
    if (tail && (tail->empty() || tail->front() == '.')) return true;
  }
  return false;
}

// Options that take part in nothing here, spelled exactly.
constexpr std::string_view kAccepted[] = {"-Xmanagement",
                                          "-Xnoclassgc",
                                          "-Xbatch",
                                          "-Xdebug",
                                          "-Xdiag",
                                          "-Xshare:auto",
                                          "-Xshare:on",
                                          "-Xshare:off",
                                          "-Xconcurrentio",
                                          "-XX:+PrintVMOptions",
                                          "-XX:-PrintVMOptions",
                                          "vfprintf",
                                          "exit",
                                          "abort",
                                          "-green",
                                          "-native",
                                          "-classic",
                                          "--finalization=enabled"};

class OptionParser {
 public:
  explicit OptionParser(const OptionNotice& notice) : notice_(notice) {}

  Options run(const OptionSources& sources) {
    for (std::string& word : split_quoted(sources.image_options, "JDK options")) parse_word(word);
    const auto environment = [&](const std::optional<std::string>& text, std::string_view name) {
      if (!text) return;
      notice_(cat("Picked up ", name, ": ", *text, "\n"), false);
      parse_all(split_quoted(*text, name), name);
    };
    // The flags that change how others are read apply to the whole command line, wherever they
    // stand.
    lenient_ = sources.ignore_unrecognized;
    for (const std::string& word : sources.arguments) {
      if (word == "-XX:+IgnoreUnrecognizedVMOptions") options_.ignore_unrecognized = true;
    }
    for (const std::string& word : sources.arguments) {
      if (const auto path = after(word, "-XX:Flags=")) read_flags_file(std::string(*path));
    }
    environment(sources.java_tool_options, "JAVA_TOOL_OPTIONS");
    parse_all(sources.arguments, "cmd_line_args");
    environment(sources.java_options, "_JAVA_OPTIONS");
    finish();
    return std::move(options_);
  }

 private:
  void warn(const std::string& text) {
    if (options_.print_warnings) notice_(cat(kWarning, text, "\n"), false);
  }

  [[nodiscard]] bool lenient() const { return lenient_ || options_.ignore_unrecognized; }

  // A container of options: the command line or an environment variable. One options file may be
  // named in each.
  void parse_all(const std::vector<std::string>& words, std::string_view container) {
    std::string options_file;
    for (const std::string& word : words) {
      const auto path = after(word, "-XX:VMOptionsFile=");
      if (!path) {
        parse_word(word);
        continue;
      }
      if (!options_file.empty()) {
        refuse(cat("The option '", options_file,
                   "' is already specified in the options container '", container,
                   "' so the specification of '", word,
                   "' in the same options container is an error.\n"));
      }
      options_file = word;
      const auto text = read_text(std::string(*path));
      if (!text) refuse(cat("Could not open options file '", *path, "'\n"));
      for (const std::string& inner : split_quoted(*text, *path)) {
        if (inner.starts_with("-XX:VMOptionsFile=")) {
          refuse(cat("A VM options file may not refer to a VM options file. Specification of '",
                     inner, "' in the options file '", *path, "' in options container '", container,
                     "' is an error.\n"));
        }
        parse_word(inner);
      }
    }
  }

  void read_flags_file(const std::string& path) {
    const auto text = read_text(path);
    if (!text) refuse(cat("Could not open settings file ", path, "\n"));
    std::string without_comments;
    bool comment = false;
    for (char c : *text) {
      if (c == '#') comment = true;
      if (c == '\n') comment = false;
      if (!comment) without_comments += c;
    }
    for (const std::string& word : split_quoted(without_comments, path)) {
      apply_xx_option(options_, word, lenient(), ignored_, notices_);
    }
  }

  void parse_word(const std::string& word) {
    if (!word.starts_with("-Djava.class.path=") && !word.starts_with("-Dsun.java.command=") &&
        !word.starts_with("-Dsun.java.launcher=")) {
      options_.arguments.push_back(word);
    }
    if (std::find(std::begin(kAccepted), std::end(kAccepted), word) != std::end(kAccepted)) return;
    if (parse_exact(word) || parse_memory(word) || parse_assertion(word) || parse_property(word) ||
        parse_module_option(word) || parse_agent(word) || parse_tracing(word) || parse_xx(word) ||
        parse_other(word)) {
      return;
    }
    if (!lenient()) refuse(cat("Unrecognized option: ", word, "\n"));
  }

  bool parse_exact(std::string_view word) {
    if (word == "-Xint") {
      options_.execution_mode = ExecutionMode::kInterpret;
    } else if (word == "-Xcomp") {
      options_.execution_mode = ExecutionMode::kCompile;
    } else if (word == "-Xmixed") {
      options_.execution_mode = ExecutionMode::kMixed;
    } else if (word == "-Xrs") {
      options_.reduced_signals = true;
    } else if (word == "-Xcheck:jni") {
      options_.check_jni = true;
    } else if (word == "--enable-preview") {
      options_.enable_preview = true;
    } else if (word == "-Xfuture") {
      notice_("Warning: -Xfuture option is deprecated and may be removed in a future release.\n",
              false);
    } else if (word == "-Xinternalversion") {
      throw BadOption("cjvm 64-Bit VM for linux-amd64, class library of OpenJDK 17\n", true, true,
                      0);
    } else {
      return false;
    }
    return true;
  }

  // A size given with an -X option: more than nothing, with HotSpot's message.
  std::int64_t size(std::string_view tail, std::string_view word, std::string_view what,
                    std::int64_t lowest) {
    const auto number = parse_number(tail);
    if (!number || *number < lowest) refuse(cat("Invalid ", what, ": ", word, "\n"));
    return *number;
  }

  bool parse_memory(std::string_view word) {
    if (const auto tail = after(word, "-XX:MaxHeapSize="); tail || (word.starts_with("-Xmx"))) {
      options_.max_heap_size = size(tail ? *tail : word.substr(4), word, "maximum heap size", 1);
      options_.given_flags.emplace_back("MaxHeapSize");
    } else if (const auto initial = after(word, "-Xms")) {
      options_.initial_heap_size = size(*initial, word, "initial heap size", 0);
      options_.given_flags.emplace_back("InitialHeapSize");
    } else if (const auto young = after(word, "-Xmn")) {
      size(*young, word, "initial young generation size", 1);
    } else if (const auto stack = after(word, "-Xss")) {
      parse_stack(*stack, word);
    } else if (const auto old_stack = after(word, "-ss")) {
      parse_stack(*old_stack, word);
    } else {
      return false;
    }
    return true;
  }

  void parse_stack(std::string_view tail, std::string_view word) {
    const std::int64_t bytes = size(tail, word, "thread stack size", 0);
    if (bytes > kLargestStack) {
      refuse(cat("Invalid thread stack size: ", word,
                 "\nThe specified size exceeds the maximum representable size.\n"));
    }
    options_.thread_stack_kb = (bytes + 4095) / 4096 * 4;
    options_.given_flags.emplace_back("ThreadStackSize");
  }

  bool parse_assertion(std::string_view word) {
    if (word == "-esa" || word == "-enablesystemassertions" || word == "-dsa" ||
        word == "-disablesystemassertions") {
      options_.system_assertions = word.starts_with("-e");
      return true;
    }
    for (const auto& [name, enabled] : {std::pair<std::string_view, bool>{"-ea", true},
                                        {"-enableassertions", true},
                                        {"-da", false},
                                        {"-disableassertions", false}}) {
      const auto tail = with_tail(word, name);
      if (!tail) continue;
      if (word == name) {
        options_.assertions.push_back({AssertionSetting::kAll, "", enabled});
      } else if (tail->ends_with("...")) {
        options_.assertions.push_back(
            {AssertionSetting::kPackage, dots(tail->substr(0, tail->size() - 3)), enabled});
      } else {
        options_.assertions.push_back({AssertionSetting::kClass, dots(*tail), enabled});
      }
      return true;
    }
    return false;
  }

  void set_property(std::string_view name, std::string_view value) {
    const auto same = std::find_if(options_.properties.begin(), options_.properties.end(),
                                   [&](const auto& property) { return property.first == name; });
    if (same != options_.properties.end()) {
      same->second = std::string(value);
    } else {
      options_.properties.emplace_back(name, value);
    }
  }

  bool parse_property(std::string_view word) {
    const auto tail = after(word, "-D");
    if (!tail) return false;
    if (const auto dirs = after(*tail, "java.endorsed.dirs=");
        dirs || *tail == "java.endorsed.dirs") {
      refuse_plainly(
          cat(word, " is not supported: standards are upgraded with --upgrade-module-path.\n"));
    }
    if (tail->starts_with("java.ext.dirs=") || *tail == "java.ext.dirs") {
      refuse_plainly(cat(word, " is not supported.  Use -classpath instead.\n"));
    }
    const std::size_t equals = std::min(tail->find('='), tail->size());
    const std::string_view name = tail->substr(0, equals);
    const std::string_view value =
        equals < tail->size() ? tail->substr(equals + 1) : std::string_view();
    if (is_module_property(name)) {
      warn(
          "Ignoring system property options whose names match the '-Djdk.module.*'. names that are "
          "reserved for "
          "internal use.");
      return true;
    }
    if (std::find(std::begin(kFixedProperties), std::end(kFixedProperties), name) !=
        std::end(kFixedProperties))
      return true;
    set_property(name, value);
    return true;
  }

  bool parse_module_option(std::string_view word) {
    struct Repeated {
      std::string_view option, property;
    };
    static constexpr Repeated kRepeated[] = {
        {"--add-modules=", "jdk.module.addmods"},
        {"--add-reads=", "jdk.module.addreads"},
        {"--add-exports=", "jdk.module.addexports"},
        {"--add-opens=", "jdk.module.addopens"},
        {"--patch-module=", "jdk.module.patch"},
        {"--enable-native-access=", "jdk.module.enable.native.access"}};
    static constexpr Repeated kSingle[] = {{"--limit-modules=", "jdk.module.limitmods"},
                                           {"--module-path=", "jdk.module.path"},
                                           {"--upgrade-module-path=", "jdk.module.upgrade.path"}};
    for (std::size_t i = 0; i < std::size(kRepeated); ++i) {
      const auto tail = after(word, kRepeated[i].option);
      if (!tail) continue;
      if (kRepeated[i].option == "--patch-module=") add_patch(*tail);
      set_property(cat(kRepeated[i].property, ".", repeated_[i]++), *tail);
      return true;
    }
    for (const Repeated& single : kSingle) {
      if (const auto tail = after(word, single.option)) {
        set_property(single.property, *tail);
        return true;
      }
    }
    if (word.starts_with("--illegal-access=")) {
      warn(cat("Ignoring option ", word, "; support was removed in 17.0"));
      return true;
    }
    return false;
  }

  void add_patch(std::string_view tail) {
    const std::size_t equals = tail.find('=');
    if (equals == std::string_view::npos) {
      throw BadOption("Missing '=' in --patch-module specification\n", true, false);
    }
    options_.module_patches.push_back(
        {std::string(tail.substr(0, equals)), std::string(tail.substr(equals + 1))});
  }

  bool parse_agent(std::string_view word) {
    if (!word.starts_with("-agentlib:") && !word.starts_with("-agentpath:") &&
        !word.starts_with("-javaagent:") && !word.starts_with("-Xrun")) {
      return false;
    }
    refuse_start(cat("Agents are not supported by this VM: ", word));
  }

  bool parse_tracing(std::string_view word) {
    if (const auto what = with_tail(word, "-verbose")) {
      apply_verbose(options_, *what);
    } else if (const auto file = after(word, "-Xloggc:")) {
      notice_(cat("[0.000s][warning][gc] -Xloggc is deprecated. Will use -Xlog:gc:", *file,
                  " instead.\n"),
              true);
      apply_log(options_, cat("gc:", *file), word, notice_);
    } else if (const auto topics = after(word, "-Xtrace:")) {
      apply_trace(options_, *topics);
    } else if (const auto tail = with_tail(word, "-Xlog")) {
      apply_log(options_, *tail, word, notice_);
    } else {
      return false;
    }
    return true;
  }

  bool parse_xx(std::string_view word) {
    const auto tail = after(word, "-XX:");
    if (!tail) return false;
    if (tail->starts_with("Flags=")) return true;  // read before all others
    apply_xx_option(options_, *tail, lenient(), ignored_, notices_);
    return true;
  }

  bool parse_other(std::string_view word) {
    if (const auto append = after(word, "-Xbootclasspath/a:")) {
      if (!options_.boot_class_path_append.empty()) options_.boot_class_path_append += ':';
      options_.boot_class_path_append += *append;
    } else if (word.starts_with("-Xbootclasspath/p:")) {
      refuse_plainly("-Xbootclasspath/p is no longer a supported option.\n");
    } else if (word.starts_with("-Xbootclasspath:")) {
      refuse_plainly("-Xbootclasspath is no longer a supported option.\n");
    } else if (word == "-noverify" || word == "-Xverify:none") {
      options_.verify_remote = options_.verify_local = false;
      warn(
          "Options -Xverify:none and -noverify were deprecated in JDK 13 and will likely be "
          "removed in a future release.");
    } else if (word == "-Xverify" || word == "-Xverify:all") {
      options_.verify_remote = options_.verify_local = true;
    } else if (word == "-Xverify:remote") {
      options_.verify_remote = true;
      options_.verify_local = false;
    } else if (word.starts_with("-Xverify:")) {
      refuse(cat("Unrecognized verification option: ", word, "\n"));
    } else if (word.starts_with("-Xcheck:")) {
      refuse(cat("Unrecognized check option: ", word, "\n"));
    } else if (word == "-Xprof") {
      warn("Ignoring option -Xprof; support was removed in 10.0");
    } else {
      return false;
    }
    return true;
  }

  // Checks that need all options, and what follows from several.
  void finish() {
    if (options_.max_heap_size != 0 && options_.max_heap_size < kSmallestHeap)
      refuse_start("Too small maximum heap");
    if (options_.max_heap_size > kLargestHeap) {
      refuse_start(cat("Could not reserve enough space for ", options_.max_heap_size / 1024,
                       "KB object heap"));
    }
    if (options_.initial_heap_size != 0 && options_.initial_heap_size < kSmallestInitialHeap) {
      refuse_start("Too small initial heap");
    }
    if (options_.max_heap_size != 0 && options_.initial_heap_size > options_.max_heap_size) {
      refuse_start("Initial heap size set to a larger value than the maximum heap size");
    }
    if (options_.thread_stack_kb != 0 && options_.thread_stack_kb < kSmallestStackKb) {
      throw BadOption(cat("\nThe Java thread stack size specified is too small. Specify at least ",
                          kSmallestStackKb, "k\n"),
                      true, false);
    }
    if (options_.max_direct_memory_size != 0) {
      set_property("sun.nio.MaxDirectMemorySize", cat(options_.max_direct_memory_size));
    }
    if (options_.property("java.compiler") == "NONE")
      options_.execution_mode = ExecutionMode::kInterpret;
    if (options_.print_warnings) {
      for (const std::string& notice : notices_) warn(notice);
    }
    if (!ignored_.empty() && options_.print_warnings) {
      std::string names;
      for (const std::string& name : ignored_) names += cat(names.empty() ? "" : ", ", name);
      warn(cat("VM options without effect here: ", names));
    }
  }

  const OptionNotice& notice_;
  Options options_;
  bool lenient_ = false;
  std::vector<std::string> ignored_;
  std::vector<std::string> notices_;  // of single -XX options
  std::array<int, 6> repeated_{};     // next number of each module option that may be given again
};

}  // namespace

std::optional<std::string_view> Options::property(std::string_view name) const {
  for (const auto& [key, value] : properties) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::uint64_t Options::heap_limit(std::uint64_t physical_memory) const {
  if (max_heap_size != 0) return static_cast<std::uint64_t>(max_heap_size);
  const auto memory = static_cast<double>(
      std::min<std::uint64_t>(physical_memory, static_cast<std::uint64_t>(max_ram)));
  constexpr double kSmallMachineHeap = 96 << 20;
  const double small = memory * min_ram_percentage / 100;
  const double large = memory * max_ram_percentage / 100;
  const double limit = small < kSmallMachineHeap ? small : std::max(large, kSmallMachineHeap);
  return std::max({static_cast<std::uint64_t>(limit), static_cast<std::uint64_t>(initial_heap_size),
                   static_cast<std::uint64_t>(kSmallestHeap)});
}

std::uint64_t Options::thread_stack_bytes() const {
  constexpr std::uint64_t kDefaultKb = 1024;
  return (thread_stack_kb == 0 ? kDefaultKb : static_cast<std::uint64_t>(thread_stack_kb)) << 10;
}

bool Options::assertions_enabled(std::string_view class_name, bool system_class) const {
  // The class itself first, then its packages from the innermost outwards, then the default; the
  // last setting counts in each.
  bool by_default = system_class && system_assertions;
  for (auto setting = assertions.rbegin(); setting != assertions.rend(); ++setting) {
    if (setting->target == AssertionSetting::kClass && setting->name == class_name)
      return setting->enabled;
  }
  std::size_t dot = class_name.rfind('.');
  std::string_view package =
      dot == std::string_view::npos ? std::string_view() : class_name.substr(0, dot);
  while (true) {
    for (auto setting = assertions.rbegin(); setting != assertions.rend(); ++setting) {
      if (setting->target == AssertionSetting::kPackage && setting->name == package)
        return setting->enabled;
    }
    dot = package.rfind('.');
    if (dot == std::string_view::npos) break;
    package = package.substr(0, dot);
  }
  if (system_class) return by_default;
  for (const AssertionSetting& setting : assertions) {
    if (setting.target == AssertionSetting::kAll) by_default = setting.enabled;
  }
  return by_default;
}

OptionSources OptionSources::of_process(std::vector<std::string> arguments,
                                        bool ignore_unrecognized) {
  OptionSources sources;
  sources.arguments = std::move(arguments);
  sources.ignore_unrecognized = ignore_unrecognized;
  if (const char* text = std::getenv("JAVA_TOOL_OPTIONS")) sources.java_tool_options = text;
  if (const char* text = std::getenv("_JAVA_OPTIONS")) sources.java_options = text;
  return sources;
}

Options parse_options(const OptionSources& sources, const OptionNotice& notice) {
  return OptionParser(notice).run(sources);
}

Options parse_options(const OptionSources& sources) {
  return parse_options(sources, [](std::string_view text, bool to_stdout) {
    host_print(to_stdout ? stdout : stderr, text);
    std::fflush(to_stdout ? stdout : stderr);
  });
}

}  // namespace cjvm
