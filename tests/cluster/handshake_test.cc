// SPDX-License-Identifier: Apache-2.0
#include "cluster/lifecycle/handshake.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "cluster/transport/loopback_transport.h"
#include "cluster/wire/codec.h"

namespace cjvm::cluster {
namespace {

struct Outcome {
  std::optional<Company> company;
  std::string refusal;
};

struct Handshake {
  std::vector<Greeting> greetings;
  int watch_points = 0;

  explicit Handshake(int nodes) {
    for (int i = 0; i < nodes; ++i)
      greetings.push_back({"b1", "17.0.1", {static_cast<std::uint32_t>(100 + i), "here", "m"}});
  }

  std::vector<Outcome> run(std::uint64_t seed = 0) {
    LoopbackCluster network(static_cast<int>(greetings.size()), seed);
    std::vector<Outcome> outcomes(greetings.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < greetings.size(); ++i) {
      threads.emplace_back([&, i] {
        try {
          outcomes[i].company =
              shake_hands(network.endpoint(static_cast<int>(i)), greetings[i], [this] {
                ++watch_points;
                return WatchPoint{1, 2, 3};
              });
        } catch (const HandshakeRefused& refused) {
          outcomes[i].refusal = refused.what();
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    return outcomes;
  }
};

TEST(Handshake, TellsEveryNodeWhoIsThere) {
  for (std::uint64_t seed : {0, 1, 2, 3}) {
    Handshake handshake(4);
    for (const Outcome& outcome : handshake.run(seed)) {
      ASSERT_TRUE(outcome.company);
      ASSERT_EQ(outcome.company->nodes.size(), 4U);
      for (std::uint32_t i = 0; i < 4; ++i) EXPECT_EQ(outcome.company->nodes[i].pid, 100 + i);
      EXPECT_EQ(outcome.company->watch_point.port, 0);
    }
    EXPECT_EQ(handshake.watch_points, 0);
  }
}

TEST(Handshake, OfOneNodeSendsNothing) {
  EXPECT_EQ(Handshake(1).run()[0].company->nodes.size(), 1U);
}

TEST(Handshake, MakesAWatchPointForOtherMachines) {
  Handshake handshake(3);
  handshake.greetings[2].peer.machine = "n";
  for (const Outcome& outcome : handshake.run()) EXPECT_EQ(outcome.company->watch_point.port, 2);
  EXPECT_EQ(handshake.watch_points, 1);
}

TEST(Handshake, RefusesAnotherBuildOnAllNodes) {
  Handshake handshake(3);
  handshake.greetings[1].build = "b2";
  handshake.greetings[1].peer.host = "there";
  for (const Outcome& outcome : handshake.run(5)) {
    EXPECT_FALSE(outcome.company);
    EXPECT_EQ(outcome.refusal,
              "nodes run different builds of cjvm: node 0 on here is b1, node 1 on there is b2");
  }
}

TEST(Handshake, RefusesAnotherClassLibrary) {
  Handshake handshake(2);
  handshake.greetings[1].jdk_version = "17.0.2";
  for (const Outcome& outcome : handshake.run())
    EXPECT_EQ(outcome.refusal,
              "nodes have different class libraries: node 0 on here has 17.0.1, node 1 on here has "
              "17.0.2");
}

TEST(Handshake, RefusesWhatIsNoGreeting) {
  const Bytes greeting = [] {  // what a node sends, cut to every length
    LoopbackCluster network(2, 0);
    std::thread node([&] {
      EXPECT_THROW(shake_hands(network.endpoint(1), Handshake(1).greetings[0], nullptr),
                   HandshakeRefused);
    });
    Incoming message;
    while (!network.endpoint(0).receive(message)) std::this_thread::yield();
    network.endpoint(0).send(NodeId{1}, {});
    network.endpoint(0).barrier();
    node.join();
    return message.bytes;
  }();
  for (std::size_t length = 0; length < greeting.size(); ++length) {
    LoopbackCluster network(2, 0);
    network.endpoint(1).send(NodeId{0},
                             {greeting.begin(), greeting.begin() + static_cast<long>(length)});
    std::thread node([&] { network.endpoint(1).barrier(); });
    EXPECT_THROW(shake_hands(network.endpoint(0), Handshake(1).greetings[0], nullptr),
                 HandshakeRefused);
    node.join();
  }
}

TEST(Handshake, FindsTheBuildOfThisProgram) {
  EXPECT_EQ(build_id().size(), 40U);
  EXPECT_EQ(build_id().find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(own_greeting("17").peer.pid, static_cast<std::uint32_t>(::getpid()));
}

}  // namespace
}  // namespace cjvm::cluster
