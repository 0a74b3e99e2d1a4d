// SPDX-License-Identifier: Apache-2.0
// Who stops polling declares it with a sequentially consistent store and then looks for messages
// again; ringing hands the message over, then fences, then looks for the declaration. So one of the
// two sees the other.
#include "cluster/transport/doorbell.h"

#include <fcntl.h>
#include <ifaddrs.h>
#include <linux/futex.h>
#include <net/if.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <ctime>

#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

// A distant node spins this long before it sleeps; whoever was heard from later than that is awake.
constexpr std::int64_t kAwakeNanos = 40'000;

std::int64_t now_nanos() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// One thread, of the kind wanted if one sleeps, else of the other.
void wake_futex(std::atomic<std::uint32_t>& word, Sleeper wanted) {
  auto wake = [&word](Sleeper who) {
    return syscall(SYS_futex, &word, FUTEX_WAKE_BITSET, 1, nullptr, nullptr,
                   static_cast<std::uint32_t>(who));
  };
  if (wake(wanted) == 0) wake(wanted == Sleeper::Waiter ? Sleeper::Idle : Sleeper::Waiter);
}

}  // namespace

in_addr own_address() {
  const char* wanted = std::getenv("CJVM_INTERFACE");
  in_addr found{};
  found.s_addr = htonl(INADDR_LOOPBACK);
  ifaddrs* all = nullptr;
  if (getifaddrs(&all) != 0) return found;
  for (ifaddrs* at = all; at != nullptr; at = at->ifa_next) {
    if (at->ifa_addr == nullptr || at->ifa_addr->sa_family != AF_INET ||
        (at->ifa_flags & IFF_UP) == 0)
      continue;
    if (wanted != nullptr ? std::strcmp(at->ifa_name, wanted) != 0
                          : (at->ifa_flags & IFF_LOOPBACK) != 0)
      continue;
    found = reinterpret_cast<sockaddr_in*>(at->ifa_addr)->sin_addr;
    break;
  }
  freeifaddrs(all);
  return found;
}

Doorbell::Doorbell(NodeId self, std::vector<Bell*> bells)
    : index_(static_cast<std::size_t>(self)),
      bells_(std::move(bells)),
      heard_at_(std::make_unique<std::atomic<std::int64_t>[]>(bells_.size())) {
  bool distant = false;
  for (Bell* bell : bells_) distant |= bell == nullptr;
  if (!distant) return;
  socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  own_ring_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  address_.sin_family = AF_INET;
  address_.sin_addr = own_address();
  socklen_t length = sizeof(address_);
  check(socket_ >= 0 && own_ring_ >= 0 &&
            bind(socket_, reinterpret_cast<sockaddr*>(&address_), length) == 0 &&
            getsockname(socket_, reinterpret_cast<sockaddr*>(&address_), &length) == 0,
        "a socket for doorbells");
}

Doorbell::~Doorbell() {
  if (socket_ >= 0) close(socket_);
  if (own_ring_ >= 0) close(own_ring_);
}

void Doorbell::set_peer_addresses(std::vector<sockaddr_in> addresses) {
  peers_ = std::move(addresses);
}

void Doorbell::ring(NodeId node) {
  auto i = static_cast<std::size_t>(node);
  if (bells_[i] == nullptr) return ring_distant(i);
  // Pairs with arm(): the message must be visible before the declaration is read.
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (bells_[i]->armed.load(std::memory_order_relaxed) == 0) return;
  // A machine-mate that has distant peers sleeps on its socket.
  if (!peers_.empty() && i != index_ && peers_[i].sin_port != 0) {
    if (bells_[i]->armed.exchange(0) != 0) heard_at_[i].store(0), ring_distant(i);
    return;
  }
  if (bells_[i]->armed.exchange(0) == 0) return;
  bells_[i]->rings.fetch_add(1, std::memory_order_seq_cst);
  wake_futex(bells_[i]->rings, Sleeper::Waiter);
}

void Doorbell::heard(NodeId node) {
  if (socket_ >= 0)
    heard_at_[static_cast<std::size_t>(node)].store(now_nanos(), std::memory_order_relaxed);
}

void Doorbell::wake(Sleeper who) {
  bells_[index_]->rings.fetch_add(1, std::memory_order_seq_cst);
  std::uint64_t one = 1;
  if (socket_ < 0) {
    wake_futex(bells_[index_]->rings, who);
  } else if (write(own_ring_, &one, sizeof(one)) < 0) {
    return;  // full: it rings already
  }
}

void Doorbell::ring_distant(std::size_t node) {
  if (now_nanos() - heard_at_[node].load(std::memory_order_relaxed) < kAwakeNanos) return;
  char empty = 0;
  sendto(socket_, &empty, 1, MSG_DONTWAIT | MSG_NOSIGNAL,
         reinterpret_cast<const sockaddr*>(&peers_[node]), sizeof(sockaddr_in));
}

void Doorbell::arm() { bells_[index_]->armed.store(1, std::memory_order_seq_cst); }

void Doorbell::disarm() {
  // Senders read the word: it stays in their caches unless it changes.
  std::atomic<std::uint32_t>& armed = bells_[index_]->armed;
  if (armed.load(std::memory_order_relaxed) != 0) armed.store(0, std::memory_order_relaxed);
}

void Doorbell::drain() {
  char bytes[64];
  while (recv(socket_, bytes, sizeof(bytes), MSG_DONTWAIT) >= 0) disarm();
  std::uint64_t count;
  if (read(own_ring_, &count, sizeof(count)) < 0) return;  // nothing rang
}

void Doorbell::sleep(Sleeper who, std::uint32_t seen, std::chrono::microseconds timeout) {
  timespec limit = {timeout.count() / 1'000'000, timeout.count() % 1'000'000 * 1000};
  if (socket_ >= 0) {
    pollfd sources[2] = {{socket_, POLLIN, 0}, {own_ring_, POLLIN, 0}};
    if (ppoll(sources, 2, &limit, nullptr) > 0) drain();
    return;
  }
  // FUTEX_WAIT_BITSET takes an absolute time.
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  limit.tv_sec += now.tv_sec;
  limit.tv_nsec += now.tv_nsec;
  if (limit.tv_nsec >= 1'000'000'000) limit.tv_nsec -= 1'000'000'000, ++limit.tv_sec;
  syscall(SYS_futex, &bells_[index_]->rings, FUTEX_WAIT_BITSET, seen, &limit, nullptr,
          static_cast<std::uint32_t>(who));
}

}  // namespace cjvm::cluster
