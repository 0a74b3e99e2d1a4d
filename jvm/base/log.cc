// SPDX-License-Identifier: Apache-2.0
#include "jvm/base/log.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <iterator>
#include <mutex>

namespace cjvm {

std::atomic<std::uint32_t> Log::mask_{0};

namespace {

constexpr std::string_view kTopicNames[] = {"class,load", "class,init", "verification", "gc",
                                            "jni",        "monitor",    "thread",       "call",
                                            "exceptions", "module",     "prepare",      "startup"};
static_assert(std::size(kTopicNames) == static_cast<std::size_t>(Topic::kCount));
constexpr unsigned kDecorators = static_cast<unsigned>(Decorator::kCount);

std::int64_t nanos_of(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

std::string iso_time(std::int64_t nanos, bool utc) {
  std::time_t seconds = nanos / 1'000'000'000;
  std::tm fields;
  if (utc) {
    gmtime_r(&seconds, &fields);
  } else {
    localtime_r(&seconds, &fields);
  }
  char date[32], zone[8];
  std::strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &fields);
  std::strftime(zone, sizeof(zone), "%z", &fields);
  return fmt::format("{}.{:03}{}", date, nanos / 1'000'000 % 1000, zone);
}

std::string host_name() {
  char name[256] = "";
  ::gethostname(name, sizeof(name) - 1);
  return name;
}

// An open output. Never destroyed: daemon threads log until the process is gone.
class Sink {
 public:
  explicit Sink(const LogOutput& settings) : settings_(settings) {}

  // False, after a message, if the file cannot be made.
  bool open(std::int64_t start_nanos) {
    if (settings_.name == "stdout") {
      file_ = stdout;
    } else if (settings_.name == "stderr") {
      file_ = stderr;
    } else {
      expand_name(start_nanos);
      if (rotates()) keep_earlier_file();
      file_ = std::fopen(path_.c_str(), rotates() ? "we" : "ae");
      if (file_ == nullptr) {
        std::fprintf(stderr, "Error opening log file '%s': %s\n", path_.c_str(),
                     std::strerror(errno));
      }
    }
    return file_ != nullptr;
  }

  bool wants(Topic topic) const {
    return (topics().load(std::memory_order_relaxed) >> static_cast<unsigned>(topic) & 1) != 0;
  }
  std::atomic<std::uint32_t>& topics() { return topics_; }
  const std::atomic<std::uint32_t>& topics() const { return topics_; }
  const LogOutput& settings() const { return settings_; }

  void write(Topic topic, std::string_view text, std::int64_t start_nanos) {
    std::lock_guard lock(mutex_);
    std::string line = decorations(topic, start_nanos);
    line.append(text).append(1, '\n');
    std::fwrite(line.data(), 1, line.size(), file_);
    std::fflush(file_);
    written_ += line.size();
    if (rotates() && written_ >= settings_.file_bytes) rotate();
  }

 private:
  bool is_file() const { return !path_.empty(); }
  bool rotates() const {
    return is_file() && settings_.file_count != 0 && settings_.file_bytes != 0;
  }

  void expand_name(std::int64_t start_nanos) {
    path_ = settings_.name;
    auto replace = [this](std::string_view mark, const std::string& by) {
      if (std::size_t at = path_.find(mark); at != std::string::npos)
        path_.replace(at, mark.size(), by);
    };
    replace("%p", cat(::getpid()));
    std::time_t now =
        std::time(nullptr) - (nanos_of(CLOCK_MONOTONIC) - start_nanos) / 1'000'000'000;
    std::tm fields;
    localtime_r(&now, &fields);
    char text[32];
    std::strftime(text, sizeof(text), "%Y-%m-%d_%H-%M-%S", &fields);
    replace("%t", text);
  }

  std::string archive_name(std::uint32_t number) const {
    std::size_t digits = fmt::format("{}", settings_.file_count - 1).size();
    return fmt::format("{}.{:0{}}", path_, number, digits);
  }

  // A file of an earlier run becomes the first free archive, or the oldest one.
  void keep_earlier_file() {
    struct stat status;
    if (::stat(path_.c_str(), &status) != 0) return;
    std::time_t oldest = 0;
    for (std::uint32_t i = 0; i < settings_.file_count; ++i) {
      if (::stat(archive_name(i).c_str(), &status) != 0) {
        next_archive_ = i;
        break;
      }
      if (i == 0 || status.st_mtime < oldest) {
        oldest = status.st_mtime;
        next_archive_ = i;
      }
    }
    archive();
  }

  void archive() {
    std::rename(path_.c_str(), archive_name(next_archive_).c_str());
    next_archive_ = (next_archive_ + 1) % settings_.file_count;
  }

  void rotate() {
    archive();
    std::FILE* fresh = std::freopen(path_.c_str(), "we", file_);
    if (fresh == nullptr) {
      file_ = stdout;
      path_.clear();
    }
    written_ = 0;
  }

  std::string decorations(Topic topic, std::int64_t start_nanos) {
    std::string line;
    for (unsigned i = 0; i < kDecorators; ++i) {
      if ((settings_.decorators >> i & 1) == 0) continue;
      std::string text = decoration(static_cast<Decorator>(i), topic, start_nanos);
      // Columns stay as wide as the widest text so far.
      if (text.size() > widths_[i]) widths_[i] = text.size();
      line += fmt::format("[{:{}}]", text, widths_[i]);
    }
    return line.empty() ? line : line + " ";
  }

  static std::string decoration(Decorator decorator, Topic topic, std::int64_t start_nanos) {
    std::int64_t up = nanos_of(CLOCK_MONOTONIC) - start_nanos;
    switch (decorator) {
      case Decorator::Time:
        return iso_time(nanos_of(CLOCK_REALTIME), false);
      case Decorator::UtcTime:
        return iso_time(nanos_of(CLOCK_REALTIME), true);
      case Decorator::Uptime:
        return fmt::format("{:.3f}s", static_cast<double>(up) / 1e9);
      case Decorator::TimeMillis:
        return fmt::format("{}ms", nanos_of(CLOCK_REALTIME) / 1'000'000);
      case Decorator::UptimeMillis:
        return fmt::format("{}ms", up / 1'000'000);
      case Decorator::TimeNanos:
        return fmt::format("{}ns", nanos_of(CLOCK_REALTIME));
      case Decorator::UptimeNanos:
        return fmt::format("{}ns", up);
      case Decorator::HostName:
        return host_name();
      case Decorator::Pid:
        return cat(::getpid());
      case Decorator::Tid:
        return cat(::gettid());
      case Decorator::Level:
        return "info";
      default:
        return std::string(kTopicNames[static_cast<std::size_t>(topic)]);
    }
  }

  const LogOutput settings_;
  std::atomic<std::uint32_t> topics_{settings_.topics};
  std::mutex mutex_;  // of everything below
  std::FILE* file_ = nullptr;
  std::string path_;  // empty: a standard stream
  std::uint64_t written_ = 0;
  std::uint32_t next_archive_ = 0;
  std::size_t widths_[kDecorators] = {};
};

constexpr std::size_t kMaxSinks = 16;
Sink* sinks[kMaxSinks] = {};  // constant once the VM runs; the first one is stdout
std::int64_t start_time = 0;

void add_sink(const LogOutput& settings) {
  auto* sink = new Sink(settings);
  if (!sink->open(start_time)) return;
  for (Sink*& place : sinks) {
    if (place != nullptr) continue;
    place = sink;
    return;
  }
}

std::uint32_t wanted_anywhere() {
  std::uint32_t mask = 0;
  for (Sink* sink : sinks)
    mask |= sink == nullptr ? 0 : sink->topics().load(std::memory_order_relaxed);
  return mask;
}

}  // namespace

void Log::configure(const std::vector<LogOutput>& outputs) {
  start_time = nanos_of(CLOCK_MONOTONIC);
  LogOutput standard;
  standard.name = "stdout";
  for (const LogOutput& output : outputs) {
    if (output.name == "stdout") standard = output;
  }
  add_sink(standard);
  for (const LogOutput& output : outputs) {
    if (output.name != "stdout" && output.topics != 0) add_sink(output);
  }
  mask_.store(wanted_anywhere(), std::memory_order_relaxed);
}

void Log::set(Topic topic, bool on) {
  std::uint32_t bit = 1u << static_cast<unsigned>(topic);
  for (Sink* sink : sinks) {
    if (sink == nullptr) continue;
    if (!on) {
      sink->topics().fetch_and(~bit, std::memory_order_relaxed);
    } else if (sink->settings().name == "stdout") {
      sink->topics().fetch_or(bit, std::memory_order_relaxed);
    }
  }
  mask_.store(wanted_anywhere(), std::memory_order_relaxed);
}

void Log::write(Topic topic, std::string_view text) {
  for (Sink* sink : sinks) {
    if (sink != nullptr && sink->wants(topic)) sink->write(topic, text, start_time);
  }
}

}  // namespace cjvm
