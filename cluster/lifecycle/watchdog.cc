// SPDX-License-Identifier: Apache-2.0
// A stranger can connect to the watch point but not get watched: it would have to know the token.
#include "cluster/lifecycle/watchdog.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>

#include "cluster/transport/doorbell.h"
#include "jvm/base/check.h"

namespace cjvm::cluster {
namespace {

// Stand for something else than a node.
constexpr int kMpirun = -1;
constexpr int kListener = -2;
constexpr int kStranger = -3;  // has not yet said which node it is

using Clock = std::chrono::steady_clock;
constexpr auto kEndLimit = std::chrono::seconds(2);
// mpirun ends when a node has ended: which one it was is worth waiting for.
constexpr auto kMpirunLimit = std::chrono::milliseconds(100);
// Those who say nothing leave that to node 0, and end when it does.
constexpr int kSilenceMicros = 300'000;
constexpr int kRemovals = 100;

// What a node says on its connection.
struct [[gnu::packed]] Introduction {
  std::uint64_t token;
  std::uint16_t node;
};

int open_process(pid_t process) { return static_cast<int>(::syscall(SYS_pidfd_open, process, 0)); }

// Also if nobody has asked how it ended.
bool is_over(pid_t process) {
  pollfd end = {open_process(process), POLLIN, 0};
  if (end.fd < 0) return errno == ESRCH;
  const bool over = ::poll(&end, 1, 0) > 0;
  ::close(end.fd);
  return over;
}

// The kernel tests a silent connection after a second; a machine that is gone counts as lost after
// two.
void keep_alive(int socket) {
  const auto set = [socket](int level, int option, int value) {
    ::setsockopt(socket, level, option, &value, sizeof(value));
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 1);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 1);
  set(IPPROTO_TCP, TCP_KEEPCNT, 1);
}

sockaddr_in socket_address(const WatchPoint& point) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = point.address;
  address.sin_port = htons(point.port);
  return address;
}

int make_listener(WatchPoint& point) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  point.address = own_address().s_addr;
  sockaddr_in address = socket_address(point);
  socklen_t length = sizeof(address);
  check(listener >= 0 && ::bind(listener, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
            ::listen(listener, SOMAXCONN) == 0 &&
            ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length) == 0 &&
            ::getrandom(&point.token, sizeof(point.token), 0) == sizeof(point.token),
        "a socket by which other machines watch node 0");
  point.port = ntohs(address.sin_port);
  return listener;
}

// A connection to node 0, introduced; -1 if it cannot be reached.
int connect_to_node_0(const WatchPoint& point, NodeId self) {
  const int link = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = socket_address(point);
  const Introduction words = {point.token, static_cast<std::uint16_t>(self)};
  if (link < 0) return -1;
  if (::connect(link, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
      ::send(link, &words, sizeof(words), MSG_NOSIGNAL) != sizeof(words)) {
    ::close(link);
    return -1;
  }
  keep_alive(link);
  return link;
}

}  // namespace

Watchdog::Watchdog(NodeId self, pid_t mpirun)
    : self_(self), mpirun_(mpirun), bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  check(bell_ >= 0, "an eventfd for the watchdog");
  if (mpirun_ != 0) {
    const int process = open_process(mpirun_);
    if (process < 0 && errno == ESRCH) end(kMpirun);
    if (process >= 0) watched_.push_back({process, kMpirun, false});
  }
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread([this] { run(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Watchdog::~Watchdog() {
  stopping_.store(true);
  ring();
  thread_.join();
  for (const Watched& watched : watched_) ::close(watched.descriptor);
  ::close(bell_);
}

WatchPoint Watchdog::make_watch_point() {
  WatchPoint point;
  const int listener = make_listener(point);
  {
    std::lock_guard lock(mutex_);
    watch_point_ = point;
  }
  add({listener, kListener, true});
  return point;
}

void Watchdog::watch(const Company& company) {
  {
    std::lock_guard lock(mutex_);
    nodes_ = company.nodes;
  }
  const Peer& own = company.nodes[static_cast<std::size_t>(self_)];
  for (int node = 0; node < static_cast<int>(company.nodes.size()); ++node) {
    const Peer& peer = company.nodes[static_cast<std::size_t>(node)];
    if (node == index(self_) || (index(self_) != 0 && node != 0)) continue;
    if (peer.machine == own.machine) {
      const int process = open_process(static_cast<pid_t>(peer.pid));
      if (process < 0 && errno == ESRCH) end(node);
      check(process >= 0, "a descriptor for a process");
      add({process, node, false});
    } else if (node == 0) {
      const int link = connect_to_node_0(company.watch_point, self_);
      if (link < 0) end(node);
      add({link, node, true});
    }  // else it connects to node 0, which is here
  }
}

void Watchdog::inherit(std::vector<std::string> files) {
  std::lock_guard lock(mutex_);
  inheritance_ = std::move(files);
}

void Watchdog::expect_end() {
  ending_.store(true);
  ring();
}

void Watchdog::add(Watched watched) {
  {
    std::lock_guard lock(mutex_);
    watched_.push_back(watched);
  }
  ring();
}

void Watchdog::ring() {
  const std::uint64_t one = 1;
  if (::write(bell_, &one, sizeof(one)) < 0) return;  // full: it rings already
}

void Watchdog::run() {
  pthread_setname_np(pthread_self(), "watchdog");
  std::optional<int> lost;  // the first that ended
  Clock::time_point limit;  // what that means is decided then
  while (!stopping_.load()) {
    std::vector<Watched> all;
    {
      std::lock_guard lock(mutex_);
      all = watched_;
    }
    std::vector<pollfd> sources = {{bell_, POLLIN, 0}};
    for (const Watched& watched : all) sources.push_back({watched.descriptor, POLLIN, 0});
    int patience = -1;
    if (lost) {
      const auto rest = std::chrono::ceil<std::chrono::milliseconds>(limit - Clock::now());
      patience = static_cast<int>(std::max<std::int64_t>(rest.count(), 0));
    }
    const int ready = ::poll(sources.data(), sources.size(), patience);
    if (ready < 0) continue;
    if (stopping_.load()) return;
    if (sources[0].revents != 0) {
      std::uint64_t count;
      if (::read(bell_, &count, sizeof(count)) < 0) count = 0;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (sources[i + 1].revents == 0 || !has_ended(all[i])) continue;
      const int who = all[i].node;
      {
        std::lock_guard lock(mutex_);
        std::erase_if(watched_,
                      [&](const Watched& w) { return w.descriptor == all[i].descriptor; });
      }
      ::close(all[i].descriptor);
      if (who == kStranger) continue;
      const bool better = !lost || (*lost == kMpirun && who >= 0);
      if (better) lost = who;
      if (ending_.load()) {
        if (limit == Clock::time_point{}) limit = Clock::now() + kEndLimit;
      } else if (who >= 0) {
        end(who);
      } else {
        limit = Clock::now() + kMpirunLimit;
      }
    }
    if (lost && Clock::now() >= limit) end(*lost);
  }
}

bool Watchdog::has_ended(Watched& watched) {
  if (!watched.is_connection) return true;
  if (watched.node == kListener) {
    accept_node(watched.descriptor);
    return false;
  }
  if (watched.node == kStranger) return !identify(watched);
  char nothing;
  const ssize_t count = ::recv(watched.descriptor, &nothing, 1, MSG_DONTWAIT);
  if (count > 0) ::_exit(1);  // node 0 has said why
  return count >= 0 || (errno != EAGAIN && errno != EINTR);
}

void Watchdog::accept_node(int listener) {
  const int link = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (link < 0) return;
  keep_alive(link);
  add({link, kStranger, true});
}

// False if it is none of us.
bool Watchdog::identify(Watched& watched) {
  Introduction words{};
  if (::recv(watched.descriptor, &words, sizeof(words), 0) != sizeof(words)) return false;
  std::lock_guard lock(mutex_);
  if (words.token != watch_point_.token || words.node == 0) return false;
  for (Watched& each : watched_)
    if (each.descriptor == watched.descriptor) each.node = words.node;
  return true;
}

std::string Watchdog::name_of(int lost) const {
  if (lost == kMpirun) return "mpirun (pid " + std::to_string(mpirun_) + ")";
  std::lock_guard lock(mutex_);
  const std::string number = "node " + std::to_string(lost);
  if (static_cast<std::size_t>(lost) >= nodes_.size()) return number;
  const Peer& peer = nodes_[static_cast<std::size_t>(lost)];
  return number + " (pid " + std::to_string(peer.pid) + " on " + peer.host + ")";
}

// Before node 0 ends by itself: nobody must take it for lost.
void Watchdog::end_others() {
  std::lock_guard lock(mutex_);
  for (const Watched& watched : watched_) {
    if (watched.node < 0) continue;
    if (watched.is_connection) {
      ::send(watched.descriptor, "", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    } else {
      ::syscall(SYS_pidfd_send_signal, watched.descriptor, SIGKILL, nullptr, 0);
    }
  }
}

void Watchdog::remove_inheritance() {
  if (mpirun_ == 0 || !is_over(mpirun_)) return;
  std::lock_guard lock(mutex_);
  for (const std::string& file : inheritance_) {
    // It fails when another node is faster with a part of it.
    std::error_code error;
    for (int i = 0; i < kRemovals && (std::filesystem::remove_all(file, error), error); ++i)
      continue;
  }
}

void Watchdog::end(int lost) {
  remove_inheritance();
  const int speaker = lost == 0 ? 1 : 0;
  if (index(self_) == speaker) {
    const std::string line = "cjvm: " + name_of(lost) + " was lost\n";
    if (::write(STDERR_FILENO, line.data(), line.size()) < 0) ::_exit(1);
    if (speaker == 0) end_others();
  } else {
    ::usleep(kSilenceMicros);
  }
  ::_exit(1);
}

void leave_signals_to_node_0() {
  // An empty handler and not SIG_IGN: processes that the program starts here inherit the latter.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, [](int) {});
}

}  // namespace cjvm::cluster
