// SPDX-License-Identifier: Apache-2.0
// The format (version 2.0) is a prologue and entries, each a header, a name and a value.
#include "jvm/management/perf_data.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "jvm/base/options.h"
#include "jvm/base/text.h"
#include "jvm/base/version.h"

namespace cjvm {

namespace {

constexpr std::size_t kPage = 4096;

struct Prologue {
  unsigned char magic[4] = {0xca, 0xfe, 0xc0, 0xc0};
  std::uint8_t byte_order = 1;  // little-endian
  std::uint8_t major = 2, minor = 0;
  std::uint8_t accessible = 1;
  std::int32_t used = 0;
  std::int32_t overflow = 0;
  std::int64_t modified = 0;
  std::int32_t first_entry = sizeof(Prologue);
  std::int32_t entries = 0;
};
static_assert(sizeof(Prologue) == 32);

struct EntryHeader {
  std::int32_t length;
  std::int32_t name_offset;
  std::int32_t vector_length;
  std::uint8_t type = 'B';
  std::uint8_t flags = 1;        // stable
  std::uint8_t units = 5;        // text
  std::uint8_t variability = 1;  // constant
  std::int32_t data_offset;
};
static_assert(sizeof(EntryHeader) == 20);

class Entries {
 public:
  void add(std::string_view name, std::string_view value) {
    EntryHeader header;
    header.name_offset = sizeof(EntryHeader);
    header.data_offset = static_cast<std::int32_t>(sizeof(EntryHeader) + name.size() + 1);
    header.vector_length = static_cast<std::int32_t>(value.size() + 1);
    std::size_t length = static_cast<std::size_t>(header.data_offset + header.vector_length);
    std::size_t padding = (8 - length % 8) % 8;
    header.length = static_cast<std::int32_t>(length + padding);
    bytes_.append(reinterpret_cast<const char*>(&header), sizeof(header));
    bytes_.append(name).append(1, '\0').append(value).append(1 + padding, '\0');
    ++count_;
  }
  std::string file() const {
    Prologue prologue;
    prologue.entries = count_;
    prologue.used = static_cast<std::int32_t>(sizeof(prologue) + bytes_.size());
    return std::string(reinterpret_cast<const char*>(&prologue), sizeof(prologue)) + bytes_;
  }

 private:
  std::string bytes_;
  std::int32_t count_ = 0;
};

// Never destroyed: the process may end while threads run.
std::atomic<const std::string*> published{nullptr};

// The directory, made if need be; empty if there is one that others could have put in our way.
std::string private_directory() {
  const char* user = nullptr;
  passwd record;
  passwd* found = nullptr;
  char buffer[1024];
  if (::getpwuid_r(::geteuid(), &record, buffer, sizeof(buffer), &found) == 0 && found != nullptr)
    user = record.pw_name;
  if (user == nullptr || *user == '\0') return {};
  std::string path = cat("/tmp/hsperfdata_", user);
  ::mkdir(path.c_str(), 0755);
  struct stat status;
  if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) ||
      status.st_uid != ::geteuid() || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return {};
  }
  return path;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += cat(text.empty() ? "" : " ", word);
  return text;
}

}  // namespace

void publish_perf_data(const Options& options) {
  if (!options.use_perf_data) return;
  std::string directory = private_directory();
  if (directory.empty()) return;
  Entries entries;
  entries.add("sun.rt.javaCommand", options.property("sun.java.command").value_or(""));
  entries.add("java.rt.vmArgs", joined(options.arguments));
  entries.add("java.rt.vmFlags", "");
  entries.add("java.property.java.vm.name", kVmName);
  entries.add("java.property.java.vm.version", kVmVersion);
  entries.add("java.property.java.vm.vendor", kVmName);
  // Digits of abilities; the first one is being attached to.
  entries.add("sun.rt.jvmCapabilities",
              cat(options.disable_attach ? "0" : "1", std::string(63, '0')));
  std::string bytes = entries.file();
  bytes.resize((bytes.size() + kPage - 1) / kPage * kPage);  // readers map whole pages only
  auto* path = new std::string(cat(directory, "/", ::getpid()));
  ::unlink(path->c_str());  // of an earlier process with this number
  int file = ::open(path->c_str(), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0 &&
      ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
    published.store(path);
  }
  if (file >= 0) ::close(file);
}

void remove_perf_data() {
  if (const std::string* path = published.exchange(nullptr)) ::unlink(path->c_str());
}

}  // namespace cjvm
