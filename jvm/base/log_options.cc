// SPDX-License-Identifier: Apache-2.0
// The grammar of -Xlog, one function for each of its parts; the tags that HotSpot knows are a list
// of words, because build scripts name them freely and a misspelt one must be refused.
#include "jvm/base/log_options.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "jvm/base/text.h"

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
constexpr std::string_view kDecorators =
    " time utctime uptime timemillis uptimemillis timenanos uptimenanos hostname pid tid level "
    "tags "
    "t utc u tm um tn un hn p ti l tg none ";

constexpr std::string_view kHelp =
    "-Xlog[:[selections][:[output][:[decorators][:output-options]]]]\n"
    "  selections  tag[+tag...][*][=level], commas between them; 'all' for every tag\n"
    "  output      stdout, stderr or file=NAME (%p is the process id)\n"
    "  levels      off, trace, debug, info, warning, error\n"
    "Decorators and output options are accepted without effect. What is logged, by its tags:\n";

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

void turn_on(Options& options, Topic topic) {
  if (topic == Topic::Gc) options.verbose_gc = true;
  if (std::find(options.topics.begin(), options.topics.end(), topic) == options.topics.end())
    options.topics.push_back(topic);
}

// HotSpot's log takes the reason, standard error the outcome.
[[noreturn]] void refuse(std::string_view problem, std::string_view word,
                         const OptionNotice& notice) {
  notice(cat("[0.000s][error][logging] ", problem, "\n"), true);
  throw BadOption(cat("Invalid -Xlog option '", word, "', see error log for details.\n"), false,
                  false);
}

void select(Options& options, std::string_view selection, std::string_view word,
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
  if (level == "off" || level == "warning" || level == "error") return;
  for (const TopicName& topic : kTopics) {
    if (topic.tags == tags || (wildcard && tags_within(tags, topic.tags)))
      turn_on(options, topic.topic);
  }
}

void set_output(Options& options, std::string_view output, std::string_view word,
                const OptionNotice& notice) {
  if (output.empty() || output == "stdout") {
    options.log_output.clear();
  } else if (output == "stderr") {
    options.log_output = output;
  } else {
    if (output.starts_with("file=")) output.remove_prefix(5);
    std::string name(output);
    std::erase(name, '"');
    std::error_code error;
    if (std::filesystem::exists(name, error) && !std::filesystem::is_regular_file(name, error)) {
      refuse(cat("Unable to log to file ", name, " with log file rotation: ", name,
                 " is not a regular file\n[0.000s][error][logging] Initialization of output 'file=",
                 name, "' using options '(null)' failed."),
             word, notice);
    }
    options.log_output = cat("file=", name);
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
    options.topics.clear();
    options.verbose_gc = false;
    return;
  }
  if (tail == "async") return;
  std::string_view selections = next_field(tail);
  const std::string_view output = next_field(tail);
  std::string_view decorators = next_field(tail);
  if (selections.empty()) selections = "all";
  while (!selections.empty()) select(options, next(selections, ','), word, notice);
  while (!decorators.empty()) {
    const std::string_view decorator = next(decorators, ',');
    if (!has_word(kDecorators, decorator))
      refuse(cat("Invalid decorator '", decorator, "'."), word, notice);
  }
  set_output(options, output, word, notice);
}

}  // namespace cjvm
