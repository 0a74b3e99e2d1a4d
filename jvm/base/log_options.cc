// SPDX-License-Identifier: Apache-2.0
// The grammar of -Xlog, one function for each of its parts; the tags that HotSpot knows are a list
// of words, because build scripts name them freely and a misspelt one must be refused.
#include "jvm/base/log_options.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>

#include "jvm/base/text.h"
#include "jvm/base/xx_options.h"

namespace cjvm {
namespace {

struct TopicName {
  std::string_view tags;  // as in -Xlog, '+' between them
  Topic topic;
};
constexpr TopicName kTopics[] = {
    {"class+load", Topic::ClassLoad},
    {"class+init", Topic::ClassInit},
    {"verification", Topic::Verify},
    {"gc", Topic::Gc},
    {"jni", Topic::Jni},
    {"jni+resolve", Topic::Jni},
    {"monitor", Topic::Monitor},
    {"monitorinflation", Topic::Monitor},
    {"thread", Topic::Thread},
    {"os+thread", Topic::Thread},
    {"call", Topic::Call},
    {"exceptions", Topic::Exception},
    {"module", Topic::Module},
    {"module+load", Topic::Module},
    {"prepare", Topic::Prepare},
    {"startup", Topic::Startup},
    {"startuptime", Topic::Startup},
};

// The tags of HotSpot 17 and our own; blanks between them and at both ends.
constexpr std::string_view kTags =
    " add age alloc annotation arguments attach barrier biasedlocking blocks bot breakpoint "
    "bytecode cds census class classhisto cleanup codecache compaction compilation condy "
    "constantpool constraints container coops cpu cset data datacreation dcmd decoder "
    "defaultmethods director dump dynamic ergo event exceptions exit fingerprint free freelist gc "
    "handshake hashtables heap humongous ihop iklass indy init inlining install interpreter "
    "itables jfr jit jni jvmci jvmti lambda library liveness load loader logging malloc map mark "
    "marking membername memops metadata metaspace methodcomparator methodhandles mirror mmu module "
    "monitorinflation monitormismatch nestmates nmethod nmt normalize numa objecttagging obsolete "
    "oldobject oom oopmap oops oopstorage os owner pagesize parser patch path perf periodic phases "
    "plab placeholders preorder preview promotion protectiondomain ptrqueue purge record redefine "
    "ref refine region reloc remset resolve safepoint sampling scavenge sealed setting smr "
    "stackbarrier stackmap stacktrace stackwalk start startup startuptime state stats streaming "
    "stringdedup stringtable subclass survivor suspend sweep symboltable system table task thread "
    "throttle time timer tlab tracking trimnative unload unshareable update valuebasedclasses "
    "verification verify vmmutex vmoperation vmthread vtables vtablestubs workgang monitor call "
    "prepare ";

constexpr std::string_view kLevels = " off trace debug info warning error ";
struct DecoratorName {
  std::string_view name, abbreviation;
};
// In the order of Decorator.
constexpr DecoratorName kDecorators[] = {
    {"time", "t"},          {"utctime", "utc"},  {"uptime", "u"},       {"timemillis", "tm"},
    {"uptimemillis", "um"}, {"timenanos", "tn"}, {"uptimenanos", "un"}, {"hostname", "hn"},
    {"pid", "p"},           {"tid", "ti"},       {"level", "l"},        {"tags", "tg"},
};
static_assert(std::size(kDecorators) == static_cast<std::size_t>(Decorator::kCount));

constexpr std::string_view kHelp =
    "-Xlog[:[selections][:[output][:[decorators][:output-options]]]]\n"
    "  selections  tag[+tag...][*][=level], commas between them; 'all' for every tag\n"
    "  output      stdout, stderr or file=NAME (%p: process id, %t: time of the start)\n"
    "  levels      off, trace, debug, info, warning, error\n"
    "  decorators  time (t), utctime (utc), uptime (u), timemillis (tm), uptimemillis (um),\n"
    "              timenanos (tn), uptimenanos (un), hostname (hn), pid (p), tid (ti), level (l),\n"
    "              tags (tg); none\n"
    "  output-options  filecount=N, filesize=BYTES: how many full files are kept, and how large "
    "they get\n"
    "-Xlog:disable turns everything off, -Xlog:help prints this. What is logged, by its tags:\n";

bool has_word(std::string_view words, std::string_view word) {
  return !word.empty() && word.find(' ') == std::string_view::npos &&
         words.find(cat(" ", word, " ")) != std::string_view::npos;
}

// Whether all tags of `some` (with '+') are among those of `all`.
bool tags_within(std::string_view some, std::string_view all) {
  const std::string padded = cat("+", all, "+");
  while (!some.empty()) {
    const std::size_t end = std::min(some.find('+'), some.size());
    if (padded.find(cat("+", some.substr(0, end), "+")) == std::string::npos) return false;
    some.remove_prefix(std::min(end + 1, some.size()));
  }
  return true;
}

// Takes the part before `separator` off `text`.
std::string_view next(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

// The part before the next ':' that stands outside of double quotes, which file names may have.
std::string_view next_field(std::string_view& text) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (quoted || text[end] != ':'); ++end) {
    if (text[end] == '"') quoted = !quoted;
  }
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return field;
}

LogOutput& output_named(Options& options, std::string_view name) {
  for (LogOutput& output : options.log_outputs) {
    if (output.name == name) return output;
  }
  options.log_outputs.emplace_back().name = name;
  return options.log_outputs.back();
}

// Options::topics are those that any output wants.
void note_topics(Options& options) {
  std::uint32_t all = 0;
  for (const LogOutput& output : options.log_outputs) all |= output.topics;
  options.topics.clear();
  for (unsigned i = 0; i < static_cast<unsigned>(Topic::kCount); ++i) {
    if ((all >> i & 1) != 0) options.topics.push_back(static_cast<Topic>(i));
  }
  options.verbose_gc = (all >> static_cast<unsigned>(Topic::Gc) & 1) != 0;
}

void switch_topic(LogOutput& output, Topic topic, bool on) {
  const std::uint32_t bit = 1u << static_cast<unsigned>(topic);
  output.topics = on ? output.topics | bit : output.topics & ~bit;
}

void turn_on(Options& options, Topic topic) {
  switch_topic(output_named(options, "stdout"), topic, true);
  note_topics(options);
}

// HotSpot's log takes the reason, standard error the outcome.
[[noreturn]] void refuse(std::string_view problem, std::string_view word,
                         const OptionNotice& notice) {
  notice(cat("[0.000s][error][logging] ", problem, "\n"), true);
  throw BadOption(cat("Invalid -Xlog option '", word, "', see error log for details.\n"), false,
                  false);
}

// Everything is logged at level info: a lower level shows it too, a higher one does not.
void select(LogOutput& output, std::string_view selection, std::string_view word,
            const OptionNotice& notice) {
  std::string_view tags = next(selection, '=');
  const std::string_view level = selection.empty() ? "info" : selection;
  bool wildcard = tags.ends_with('*');
  if (wildcard) tags.remove_suffix(1);
  if (tags == "all") {
    tags = "";
    wildcard = true;
  } else {
    for (std::string_view rest = tags; !rest.empty();) {
      const std::string_view tag = next(rest, '+');
      if (!has_word(kTags, tag))
        refuse(cat("Invalid tag '", tag, "' in log selection."), word, notice);
    }
  }
  if (!has_word(kLevels, level))
    refuse(cat("Invalid level '", level, "' in log selection."), word, notice);
  const bool on = level != "off" && level != "warning" && level != "error";
  for (const TopicName& topic : kTopics) {
    if (topic.tags == tags || (wildcard && tags_within(tags, topic.tags)))
      switch_topic(output, topic.topic, on);
  }
}

// The two lines that say why an output cannot be used.
[[noreturn]] void refuse_output(std::string_view problem, std::string_view name,
                                std::string_view file_options, std::string_view word,
                                const OptionNotice& notice) {
  refuse(cat(problem, "\n[0.000s][error][logging] Initialization of output 'file=", name,
             "' using options '", file_options.empty() ? "(null)" : file_options, "' failed."),
         word, notice);
}

// The output that these words mean, made if it is new.
LogOutput& choose_output(Options& options, std::string_view output, std::string_view file_options,
                         std::string_view word, const OptionNotice& notice) {
  if (output.empty() || output == "stdout") return output_named(options, "stdout");
  if (output == "stderr") return output_named(options, "stderr");
  if (output.starts_with("file=")) output.remove_prefix(5);
  std::string name(output);
  std::erase(name, '"');
  std::error_code error;
  if (std::filesystem::exists(name, error) && !std::filesystem::is_regular_file(name, error)) {
    refuse_output(cat("Unable to log to file ", name, " with log file rotation: ", name,
                      " is not a regular file"),
                  name, file_options, word, notice);
  }
  const std::filesystem::path parent = std::filesystem::path(name).parent_path();
  if (!parent.empty() && ::access(parent.c_str(), W_OK | X_OK) != 0) {
    refuse_output(cat("Error opening log file '", name, "': ", std::strerror(errno)), name,
                  file_options, word, notice);
  }
  return output_named(options, name);
}

void set_decorators(LogOutput& output, std::string_view decorators, std::string_view word,
                    const OptionNotice& notice) {
  output.decorators = decorators.empty() ? LogOutput::kDefaultDecorators : 0;
  if (decorators == "none") return;
  while (!decorators.empty()) {
    const std::string_view name = next(decorators, ',');
    const auto* found = std::find_if(
        std::begin(kDecorators), std::end(kDecorators),
        [&](const DecoratorName& d) { return d.name == name || d.abbreviation == name; });
    if (found == std::end(kDecorators))
      refuse(cat("Invalid decorator '", name, "'."), word, notice);
    output.decorators |= 1u << (found - std::begin(kDecorators));
  }
}

void set_file_options(LogOutput& output, std::string_view all, std::string_view word,
                      const OptionNotice& notice) {
  auto bad = [&](const std::string& problem) {
    refuse_output(problem, output.name, all, word, notice);
  };
  for (std::string_view text = all; !text.empty();) {
    std::string_view value = next(text, ',');
    const std::string_view key = next(value, '=');
    const auto number = parse_number(value);
    if (key == "filecount") {
      if (!number || *number < 0 || *number > 1000)
        bad("Invalid option: filecount must be in range [0, 1000]");
      output.file_count = static_cast<std::uint32_t>(*number);
    } else if (key == "filesize") {
      if (!number || *number < 0)
        bad("Invalid option: filesize must be in range [0, 18446744073709551615]");
      output.file_bytes = static_cast<std::uint64_t>(*number);
    } else {
      bad(cat("Invalid option '", key, "' for log file output."));
    }
  }
}

}  // namespace

void apply_verbose(Options& options, std::string_view word) {
  if (word.empty() || word == "class") turn_on(options, Topic::ClassLoad);
  if (word == "gc") turn_on(options, Topic::Gc);
  if (word == "jni") turn_on(options, Topic::Jni);
  if (word == "module") turn_on(options, Topic::Module);
}

void apply_trace(Options& options, std::string_view topics) {
  while (!topics.empty()) {
    const std::string_view name = next(topics, ',');
    bool known = false;
    for (const TopicName& topic : kTopics) {
      if (topic.tags != name && name != "all") continue;
      turn_on(options, topic.topic);
      known = true;
    }
    if (!known) throw BadOption(cat("Unrecognized trace topic: ", name, "\n"), false, false);
  }
}

void apply_log(Options& options, std::string_view tail, std::string_view word,
               const OptionNotice& notice) {
  if (tail == "help") {
    std::string text(kHelp);
    for (const TopicName& topic : kTopics) text += cat("  ", topic.tags, "\n");
    throw BadOption(text, true, true, 0);
  }
  if (tail == "disable") {
    options.log_outputs.clear();
    note_topics(options);
    return;
  }
  if (tail == "async") return;
  std::string_view selections = next_field(tail);
  const std::string_view place = next_field(tail);
  const std::string_view decorators = next_field(tail);
  const std::string_view file_options = next_field(tail);
  if (selections.empty()) selections = "all";
  // All of it is checked before anything is changed.
  LogOutput checked;
  for (std::string_view rest = selections; !rest.empty();)
    select(checked, next(rest, ','), word, notice);
  set_decorators(checked, decorators, word, notice);
  LogOutput& output = choose_output(options, place, file_options, word, notice);
  set_file_options(output, file_options, word, notice);
  output.decorators = checked.decorators;
  while (!selections.empty()) select(output, next(selections, ','), word, notice);
  note_topics(options);
}

}  // namespace cjvm
