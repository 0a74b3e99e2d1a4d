// SPDX-License-Identifier: Apache-2.0
// Nodes meet at a socket in the abstract name space, whose name they find in CJVM_START. Both sides
// check that the other runs under the same user. A rank says {rank, process of mpirun}; rank 0
// adds its environment, the others get the command line, two descriptors, and a byte when all nodes
// have come.
#include "cluster/launch/start.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string_view>

#include "cluster/launch/mpirun.h"

extern char** environ;

namespace cjvm::launch {
namespace {

constexpr const char* kStart = "CJVM_START";          // the socket's name
constexpr const char* kMpirun = "CJVM_START_MPIRUN";  // process of mpirun
constexpr const char* kAdded = "CJVM_START_ADDED";    // variables that node 0 got from rank 0
constexpr const char* kSession = "OMPI_MCA_orte_jobfam_session_dir";  // mpirun's own files
constexpr const char* kStreams = "CJVM_START_STREAMS";  // descriptors of node 0's streams
constexpr auto kStartLimit = std::chrono::seconds(60);
// How long after node 0 the others may end by themselves.
constexpr int kAfterglowLooks = 60;
constexpr int kLookMicros = 5'000;
constexpr int kMpirunMillis = 1'000;

struct Hello {
  std::int32_t rank = 0;
  std::int32_t mpirun = 0;
};

// A descriptor that is closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  int get() const { return number_; }
  void reset() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

[[noreturn]] void fail(const std::string& what) {
  throw LaunchError(what + ": " + std::strerror(errno));
}

sockaddr_un address_of(const std::string& name, socklen_t& length) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  name.copy(address.sun_path + 1, sizeof(address.sun_path) - 1);
  length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  return address;
}

// The process at the other end, if it runs under this user; 0 if not.
pid_t peer_process(int socket) {
  ucred peer{};
  socklen_t length = sizeof(peer);
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return 0;
  return peer.uid == ::geteuid() ? peer.pid : 0;
}

bool write_all(int to, const void* from, std::size_t count) {
  const char* bytes = static_cast<const char*>(from);
  while (count > 0) {
    const ssize_t done = ::send(to, bytes, count, MSG_NOSIGNAL);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes += done, count -= static_cast<std::size_t>(done);
  }
  return true;
}

bool read_all(int from, void* to, std::size_t count) {
  char* bytes = static_cast<char*>(to);
  while (count > 0) {
    const ssize_t done = ::recv(from, bytes, count, 0);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes += done, count -= static_cast<std::size_t>(done);
  }
  return true;
}

// Texts with closing zeros, after their length together.
bool write_texts(int to, const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all.append(text.c_str(), text.size() + 1);
  const auto size = static_cast<std::uint32_t>(all.size());
  return write_all(to, &size, sizeof(size)) && write_all(to, all.data(), all.size());
}

std::optional<std::vector<std::string>> read_texts(int from) {
  std::uint32_t size = 0;
  if (!read_all(from, &size, sizeof(size))) return std::nullopt;
  std::string all(size, '\0');
  if (!read_all(from, all.data(), size)) return std::nullopt;
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < all.size(); at += texts.back().size() + 1)
    texts.emplace_back(all.c_str() + at);
  return texts;
}

// Standard output and error of this process.
bool send_streams(int to) {
  const std::array<int, 2> streams = {STDOUT_FILENO, STDERR_FILENO};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(streams))> control{};
  char nothing = 0;
  iovec data = {&nothing, 1};
  msghdr message{};
  message.msg_iov = &data, message.msg_iovlen = 1;
  message.msg_control = control.data(), message.msg_controllen = control.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(streams));
  std::memcpy(CMSG_DATA(header), streams.data(), sizeof(streams));
  return ::sendmsg(to, &message, MSG_NOSIGNAL) == 1;
}

bool take_streams(int from) {
  std::array<int, 2> streams{};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(streams))> control{};
  char nothing = 0;
  iovec data = {&nothing, 1};
  msghdr message{};
  message.msg_iov = &data, message.msg_iovlen = 1;
  message.msg_control = control.data(), message.msg_controllen = control.size();
  if (::recvmsg(from, &message, 0) != 1) return false;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(sizeof(streams)))
    return false;
  std::memcpy(streams.data(), CMSG_DATA(header), sizeof(streams));
  const std::string numbers = std::to_string(streams[0]) + ' ' + std::to_string(streams[1]);
  ::setenv(kStreams, numbers.c_str(), 1);
  return true;
}

// Whether `parent` has no other child than this process.
bool is_only_child(pid_t parent) {
  const std::string number = std::to_string(parent);
  std::ifstream children("/proc/" + number + "/task/" + number + "/children");
  int count = 0;
  for (pid_t child = 0; children >> child;) ++count;
  return count == 1;
}

// Ends this process because node 0 is gone, and mpirun with it: when its processes end before they
// have come to MPI, it may wait for itself for ever.
[[noreturn]] void end_in_vain() {
  const char* named = ::getenv(kSession);
  const std::string files = named == nullptr ? "" : named;
  const pid_t parent = ::getppid();
  const int process = static_cast<int>(::syscall(SYS_pidfd_open, parent, 0));
  // Else mpirun is gone already, and the parent somebody else.
  const bool is_mpirun =
      files.ends_with("/pid." + std::to_string(parent)) && process >= 0 && ::getppid() == parent;
  if (is_mpirun && ::fork() == 0) {
    ::setsid();
    // mpirun also waits for the end of what its processes say.
    ::dup2(process, STDIN_FILENO);
    ::close_range(STDIN_FILENO + 1, ~0U, 0);
    pollfd end = {STDIN_FILENO, POLLIN, 0};
    if (::poll(&end, 1, kMpirunMillis) == 0) {
      ::syscall(SYS_pidfd_send_signal, STDIN_FILENO, SIGKILL, nullptr, 0);
      std::error_code ignored;
      std::filesystem::remove_all(files, ignored);
    }
  }
  ::_exit(1);
}

// What rank 0's process does: MPI's server has node 0 in its place, mpirun waits for this one.
[[noreturn]] void stand_in(pid_t node0) {
  // What somebody sends to all processes of this name is for node 0.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
  const int process = static_cast<int>(::syscall(SYS_pidfd_open, node0, 0));
  if (process >= 0) {
    pollfd end = {process, POLLIN, 0};
    while (::poll(&end, 1, -1) < 0 && errno == EINTR) continue;
    for (int i = 0; i < kAfterglowLooks; ++i) {
      if (is_only_child(::getppid())) ::_exit(0);
      ::usleep(kLookMicros);
    }
  }
  end_in_vain();  // mpirun ends whoever is still there
}

std::string fresh_name() {
  std::uint64_t random = 0;
  if (::getrandom(&random, sizeof(random), 0) != sizeof(random)) fail("getrandom");
  return "cjvm-" + std::to_string(::getpid()) + "-" + std::to_string(random);
}

// Executes `command` in a session of its own, as nobody's child. `alive` is closed when it ends,
// `said` gets what it prints.
void execute_apart(const std::vector<std::string>& command, int alive, int said) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const pid_t between = ::fork();
  if (between < 0) fail("fork");
  if (between > 0) {
    int status = 0;
    while (::waitpid(between, &status, 0) < 0 && errno == EINTR) continue;
    return;
  }
  ::setsid();
  if (::fork() != 0) ::_exit(0);
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGQUIT})
    std::signal(signal, SIG_DFL);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(said, STDOUT_FILENO);
  ::dup2(said, STDERR_FILENO);
  ::dup2(alive, STDERR_FILENO + 1);
  ::close_range(STDERR_FILENO + 2, ~0U, 0);
  ::execv(words[0], words.data());
  const std::string text = std::string(words[0]) + ": " + std::strerror(errno) + "\n";
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) ::_exit(126);
  ::_exit(127);
}

std::string contents(int file) {
  std::string text;
  std::array<char, 4096> part{};
  ::lseek(file, 0, SEEK_SET);
  for (ssize_t count; (count = ::read(file, part.data(), part.size())) > 0;)
    text.append(part.data(), static_cast<std::size_t>(count));
  return text;
}

bool belongs_to_mpi(const std::string& variable) {
  return variable.starts_with("OMPI_") || variable.starts_with("PMIX_");
}

void adopt_environment(const std::vector<std::string>& variables) {
  std::string added;
  for (const std::string& variable : variables) {
    const std::size_t equals = variable.find('=');
    if (equals == std::string::npos || !belongs_to_mpi(variable)) continue;
    const std::string name = variable.substr(0, equals);
    if (::getenv(name.c_str()) != nullptr) continue;
    ::setenv(name.c_str(), variable.c_str() + equals + 1, 1);
    added += name + ':';
  }
  ::setenv(kAdded, added.c_str(), 1);
}

// True if it was a node, and not somebody else who found the socket.
bool receive_node(int socket, const std::vector<std::string>& words) {
  const timeval limit = {10, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  Hello hello;
  if (peer_process(socket) == 0 || !read_all(socket, &hello, sizeof(hello))) return false;
  if (hello.rank != 0) return send_streams(socket) && write_texts(socket, words);
  const auto variables = read_texts(socket);
  if (!variables) return false;
  adopt_environment(*variables);
  ::setenv(kMpirun, std::to_string(hello.mpirun).c_str(), 1);
  return true;
}

}  // namespace

void keep_stream_numbers() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number; of the wrong direction, so that its use fails as on a closed one.
    if (::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) fail("/dev/null");
  }
}

std::optional<std::vector<std::string>> join_start() {
  const char* name = ::getenv(kStart);
  const std::optional<int> rank = own_rank();
  if (name == nullptr || !rank) return std::nullopt;
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  socklen_t length = 0;
  const sockaddr_un address = address_of(name, length);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0)
    end_in_vain();
  const pid_t node0 = peer_process(socket.get());
  const Hello hello = {*rank, ::getppid()};
  if (node0 == 0 || !write_all(socket.get(), &hello, sizeof(hello))) end_in_vain();
  if (hello.rank == 0) {
    std::vector<std::string> variables;
    for (char** at = environ; *at != nullptr; ++at) variables.emplace_back(*at);
    if (!write_texts(socket.get(), variables)) end_in_vain();
    stand_in(node0);
  }
  if (!take_streams(socket.get())) end_in_vain();
  auto words = read_texts(socket.get());
  char all_are_here = 0;
  if (!words || !read_all(socket.get(), &all_are_here, 1)) end_in_vain();
  ::unsetenv(kStart);
  return words;
}

void start_nodes(int nodes, const std::string& executable, const std::vector<std::string>& words) {
  const Environment environment = [](const char* name) -> std::optional<std::string> {
    const char* value = ::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  const auto command =
      mpirun_command(find_mpirun(environment), executable, nodes, ::geteuid() == 0);

  Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const std::string name = fresh_name();
  socklen_t length = 0;
  const sockaddr_un address = address_of(name, length);
  if (listener.get() < 0 ||
      ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0 ||
      ::listen(listener.get(), nodes) != 0)
    fail("a socket for the nodes");
  std::array<int, 2> alive{};
  if (::pipe2(alive.data(), O_CLOEXEC) != 0) fail("pipe");
  Descriptor ended(alive[0]), holds(alive[1]);
  Descriptor said(::memfd_create("mpirun", MFD_CLOEXEC));

  ::setenv(kStart, name.c_str(), 1);
  execute_apart(command, holds.get(), said.get());
  holds.reset();
  ::unsetenv(kStart);

  // They wait for each other: what one of them fails at has node 0 failed at, too, and says so.
  std::vector<std::unique_ptr<Descriptor>> joined;
  const auto limit = std::chrono::steady_clock::now() + kStartLimit;
  while (joined.size() < static_cast<std::size_t>(nodes)) {
    std::array<pollfd, 2> sources = {pollfd{listener.get(), POLLIN, 0},
                                     pollfd{ended.get(), POLLIN, 0}};
    if (::poll(sources.data(), sources.size(), 1000) < 0 && errno != EINTR) fail("poll");
    if (sources[0].revents != 0) {
      auto node =
          std::make_unique<Descriptor>(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (node->get() >= 0 && receive_node(node->get(), words)) joined.push_back(std::move(node));
    } else if (sources[1].revents != 0) {
      throw LaunchError(command[0] + " could not start the nodes\n" + contents(said.get()));
    } else if (std::chrono::steady_clock::now() > limit) {
      throw LaunchError(command[0] + " has not started the nodes within a minute\n" +
                        contents(said.get()));
    }
  }
  for (const auto& node : joined) write_all(node->get(), "", 1);
}

std::optional<int> own_rank() {
  const char* rank = ::getenv("OMPI_COMM_WORLD_RANK");
  return rank == nullptr ? std::nullopt : std::optional(std::atoi(rank));
}

void take_over_streams() {
  const char* numbers = ::getenv(kStreams);
  if (numbers == nullptr) return;
  std::istringstream source(numbers);
  for (int to : {STDOUT_FILENO, STDERR_FILENO}) {
    int from = -1;
    if (!(source >> from)) break;
    ::dup2(from, to);
    ::close(from);
  }
  ::unsetenv(kStreams);
}

int mpirun_process() {
  const char* told = ::getenv(kMpirun);
  const int process = told != nullptr ? std::atoi(told) : own_rank() ? ::getppid() : 0;
  return process > 1 ? process : 0;
}

std::vector<std::string> files_of_mpirun() {
  std::vector<std::string> files;
  if (mpirun_process() == 0) return files;
  if (const char* directory = ::getenv(kSession)) files.emplace_back(directory);
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    for (const std::string_view name : {"/dev/shm/vader_segment.", "/dev/shm/osc_sm."}) {
      const std::size_t at = line.find(name);
      if (at != std::string::npos) files.push_back(line.substr(at));
    }
  }
  return files;
}

void prepare_environment() {
  constexpr const char* kIsolated = "OMPI_MCA_ess_singleton_isolated";  // else it starts a server
  if (own_rank() || ::getenv(kIsolated) != nullptr) return;
  ::setenv(kIsolated, "1", 1);
  ::setenv(kAdded, (std::string(kIsolated) + ':').c_str(), 1);
}

void restore_environment() {
  std::vector<std::string> names;
  if (const char* added = ::getenv(kAdded)) {
    const std::string all = added;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = all.find(':', at);
      names.push_back(all.substr(at, end - at));
      at = end + 1;
    }
  } else if (own_rank()) {
    for (char** at = environ; *at != nullptr; ++at) {
      const std::string variable = *at;
      if (belongs_to_mpi(variable)) names.push_back(variable.substr(0, variable.find('=')));
    }
  }
  names.insert(names.end(), {kStart, kMpirun, kAdded});
  for (const std::string& name : names) ::unsetenv(name.c_str());
}

}  // namespace cjvm::launch
