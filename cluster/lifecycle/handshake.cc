// SPDX-License-Identifier: Apache-2.0
// A greeting and its answer begin with the same two fields in every version of the protocol, so
// that a node understands at least that it does not understand.
#include "cluster/lifecycle/handshake.h"

#include <elf.h>
#include <link.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <cstring>
#include <fstream>
#include <optional>

#include "cluster/wire/codec.h"

namespace cjvm::cluster {
namespace {

constexpr std::uint64_t kMagic = 0x6c6c65686d766a63;  // "cjvmhell", as the bytes stand
constexpr std::uint16_t kProtocol = 1;
constexpr auto kSleep = std::chrono::milliseconds(10);

struct Answer {
  std::string refusal;  // empty: welcome
  std::vector<Peer> nodes;
  WatchPoint watch_point;

  template <class A>
  void fields(A& a) {
    a(refusal, nodes, watch_point);
  }
};

template <class T>
std::vector<std::byte> pack(const T& value) {
  Writer writer;
  writer(kMagic, kProtocol, value);
  return std::move(writer.bytes());
}

// Nothing if it is no message of this protocol.
template <class T>
std::optional<T> unpack(const std::vector<std::byte>& bytes) {
  try {
    Reader reader(bytes);
    std::uint64_t magic = 0;
    std::uint16_t protocol = 0;
    reader(magic, protocol);
    if (magic != kMagic || protocol != kProtocol) return std::nullopt;
    T value;
    reader(value);
    reader.finish();
    return value;
  } catch (const MalformedMessage&) {
    return std::nullopt;
  }
}

Incoming next_message(Transport& transport) {
  Incoming message;
  while (!transport.receive(message)) {
    const std::uint32_t seen = transport.rings();
    transport.arm();
    const bool there = transport.receive(message);
    if (!there) transport.sleep(Sleeper::Waiter, seen, kSleep);
    transport.disarm();
    if (there) break;
  }
  return message;
}

std::string node_text(int node, const Peer& peer) {
  return "node " + std::to_string(node) + " on " + peer.host;
}

// Why the node cannot join; empty if it can.
std::string objection(int node, const std::optional<Greeting>& guest, const Greeting& own) {
  if (!guest)
    return "node " + std::to_string(node) + " does not speak the protocol of node 0 (version " +
           std::to_string(kProtocol) + "): it is another version of cjvm, or no cjvm";
  if (guest->build != own.build)
    return "nodes run different builds of cjvm: " + node_text(0, own.peer) + " is " + own.build +
           ", " + node_text(node, guest->peer) + " is " + guest->build;
  if (guest->jdk_version != own.jdk_version)
    return "nodes have different class libraries: " + node_text(0, own.peer) + " has " +
           own.jdk_version + ", " + node_text(node, guest->peer) + " has " + guest->jdk_version;
  return "";
}

Answer judge(Transport& transport, const Greeting& own,
             const std::function<WatchPoint()>& make_watch_point) {
  Answer answer;
  answer.nodes.resize(static_cast<std::size_t>(transport.node_count()));
  answer.nodes[0] = own.peer;
  bool distant = false;
  for (int missing = transport.node_count() - 1; missing > 0; --missing) {
    const Incoming message = next_message(transport);
    const int node = index(message.from);
    const auto guest = unpack<Greeting>(message.bytes);
    if (answer.refusal.empty()) answer.refusal = objection(node, guest, own);
    if (!guest) continue;
    answer.nodes[static_cast<std::size_t>(node)] = guest->peer;
    distant |= guest->peer.machine != own.peer.machine;
  }
  if (distant && answer.refusal.empty()) answer.watch_point = make_watch_point();
  return answer;
}

// Processes are numbered per start of the system and per name space of process numbers.
std::string machine() {
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  std::array<char, 64> processes{};
  if (::readlink("/proc/self/ns/pid", processes.data(), processes.size() - 1) < 0) return boot;
  return boot + ' ' + processes.data();
}

struct Search {
  std::uintptr_t inside;
  std::string found;
};

// The note GNU/3 in the loaded segments of the object that contains `inside`.
int look_at(dl_phdr_info* object, std::size_t, void* search_of) {
  auto* search = static_cast<Search*>(search_of);
  const std::span headers(object->dlpi_phdr, object->dlpi_phnum);
  const auto starts_at = [&](const ElfW(Phdr) & header) {
    return object->dlpi_addr + header.p_vaddr;
  };
  bool contains = false;
  for (const auto& header : headers)
    contains |= header.p_type == PT_LOAD && search->inside >= starts_at(header) &&
                search->inside - starts_at(header) < header.p_memsz;
  if (!contains) return 0;
  for (const auto& header : headers) {
    if (header.p_type != PT_NOTE) continue;
    const std::uintptr_t end = starts_at(header) + header.p_memsz;
    for (std::uintptr_t at = starts_at(header); at + sizeof(ElfW(Nhdr)) <= end;) {
      const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(at);
      const auto* name = reinterpret_cast<const char*>(note + 1);
      const auto* text =
          reinterpret_cast<const unsigned char*>(name) + (note->n_namesz + 3U) / 4 * 4;
      at = reinterpret_cast<std::uintptr_t>(text) + (note->n_descsz + 3U) / 4 * 4;
      if (note->n_type != NT_GNU_BUILD_ID || note->n_namesz != 4 ||
          std::memcmp(name, "GNU", 4) != 0)
        continue;
      for (std::uint32_t i = 0; i < note->n_descsz; ++i) {
        search->found += "0123456789abcdef"[text[i] >> 4];
        search->found += "0123456789abcdef"[text[i] & 15];
      }
    }
  }
  return 1;
}

}  // namespace

std::string build_id() {
  Search search{reinterpret_cast<std::uintptr_t>(&look_at), ""};
  ::dl_iterate_phdr(&look_at, &search);
  return search.found.empty() ? "none" : search.found;
}

Greeting own_greeting(const std::string& jdk_version) {
  std::array<char, HOST_NAME_MAX + 1> host{};
  ::gethostname(host.data(), host.size() - 1);
  return {build_id(), jdk_version,
          Peer{static_cast<std::uint32_t>(::getpid()), host.data(), machine()}};
}

Company shake_hands(Transport& transport, const Greeting& own,
                    const std::function<WatchPoint()>& make_watch_point) {
  Answer answer;
  if (index(transport.self()) == 0) {
    answer = judge(transport, own, make_watch_point);
    for (int node = 1; node < transport.node_count(); ++node)
      transport.send(static_cast<NodeId>(node), pack(answer));
  } else {
    transport.send(NodeId{0}, pack(own));
    const auto received = unpack<Answer>(next_message(transport).bytes);
    if (received) {
      answer = *received;
    } else {
      answer.refusal =
          "node 0 does not speak the protocol of node " + std::to_string(index(transport.self()));
    }
  }
  // Otherwise a node that has its answer could write to one that still waits for it.
  transport.barrier();
  if (!answer.refusal.empty()) throw HandshakeRefused(answer.refusal);
  return {std::move(answer.nodes), answer.watch_point};
}

}  // namespace cjvm::cluster
