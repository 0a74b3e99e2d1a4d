// SPDX-License-Identifier: Apache-2.0
// A cluster without a VM, for lifecycle_test.py: joins, says so, and ends as it is told.
//   lifecycle_main [--nodes N] [--distant] [--odd-build NODE] [--odd-jdk NODE] end CODE | wait
// `wait` ends when standard input of node 0 does (code 0), or by SIGINT or SIGTERM there (code 128
// + signal). --distant: every node takes itself for a machine of its own.
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "cluster/launch/start.h"
#include "cluster/lifecycle/membership.h"

namespace {

using namespace cjvm::cluster;

std::atomic<int> caught{0};

void wait_for_end_of_input() {
  pollfd input = {STDIN_FILENO, POLLIN, 0};
  char bytes[256];
  while (caught == 0) {
    if (::poll(&input, 1, -1) <= 0) continue;
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof(bytes));
    if (count <= 0) return;
    std::printf("read %.*s", static_cast<int>(count), bytes);
  }
}

// Node 0 tells the others that the program is over.
void part(Membership& membership) {
  Transport& transport = membership.transport();
  for (int node = 1; node < transport.node_count(); ++node)
    transport.send(static_cast<NodeId>(node), {std::byte{1}});
  membership.leave();
}

void wait_to_part(Membership& membership) {
  Incoming message;
  while (!membership.transport().receive(message))
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  membership.leave();
}

int run(std::vector<std::string> words) {
  cjvm::launch::keep_stream_numbers();
  if (auto given = cjvm::launch::join_start()) words = *given;
  int code = 0, nodes = 0;
  bool distant = false, waits = false;
  int odd_build = -1, odd_jdk = -1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto number = [&] { return std::atoi(words.at(++i).c_str()); };
    if (words[i] == "--nodes") nodes = number();
    if (words[i] == "--odd-build") odd_build = number();
    if (words[i] == "--odd-jdk") odd_jdk = number();
    if (words[i] == "--distant") distant = true;
    if (words[i] == "end") code = number();
    if (words[i] == "wait") waits = true;
  }
  if (!cjvm::launch::own_rank() && nodes > 1) {
    char path[4096] = {};
    if (::readlink("/proc/self/exe", path, sizeof(path) - 1) < 0) return 2;
    cjvm::launch::start_nodes(nodes, path, words);
  }
  const int self = cjvm::launch::own_rank().value_or(0);
  Greeting greeting = own_greeting(self == odd_jdk ? "17.0.0-odd" : "17.0.1");
  if (self == odd_build) greeting.build = "odd";
  if (distant) greeting.peer.machine += " " + std::to_string(self);
  if (self == 0)
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int s) { caught = s; });

  Membership membership(greeting);
  std::printf("node %d pid %d of %d\n", self, static_cast<int>(::getpid()),
              membership.transport().node_count());
  std::fflush(stdout);
  if (self != 0) {
    wait_to_part(membership);
    return 0;
  }
  if (waits) wait_for_end_of_input();
  part(membership);
  return caught != 0 ? 128 + caught : code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const cjvm::launch::LaunchError& error) {
    std::fprintf(stderr, "lifecycle_main: %s\n", error.what());
    return 1;
  }
}
