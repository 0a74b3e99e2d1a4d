// SPDX-License-Identifier: Apache-2.0
// Remote calls over the loopback transport: with messages that arrive at once, and with seeds that
// delay and reorder them.
#include "cluster/rpc/rpc.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "cluster/transport/loopback_transport.h"

namespace cjvm::cluster {

namespace {

struct Add {
  static constexpr Runs runs = Runs::AtOnce;
  std::int32_t a = 0, b = 0;
  struct Reply {
    std::int32_t sum = 0;
    template <class A>
    void fields(A& archive) {
      archive(sum);
    }
  };
  template <class A>
  void fields(A& archive) {
    archive(a, b);
  }
};

// Calls back and forth between the nodes until depth is used up; the reply counts the calls and
// names the threads that ran them.
struct Descend {
  static constexpr Runs runs = Runs::OnThread;
  std::int32_t depth = 0;
  std::vector<std::uint64_t>
      hosts;  // per node: the host thread that runs this logical thread there, 0 if none yet
  struct Reply {
    std::int32_t calls = 0;
    bool same_hosts = true;
    template <class A>
    void fields(A& archive) {
      archive(calls, same_hosts);
    }
  };
  template <class A>
  void fields(A& archive) {
    archive(depth, hosts);
  }
};

// Answered when Open comes.
struct Wait {
  static constexpr Runs runs = Runs::AtOnce;
  struct Reply {
    std::string word;
    template <class A>
    void fields(A& archive) {
      archive(word);
    }
  };
  template <class A>
  void fields(A&) {}
};

struct Open {
  static constexpr Runs runs = Runs::AtOnce;
  std::string word;
  struct Reply {
    template <class A>
    void fields(A&) {}
  };
  template <class A>
  void fields(A& archive) {
    archive(word);
  }
};

// Blocks its server thread until as many of them run as `together`.
struct Meet {
  static constexpr Runs runs = Runs::OnThread;
  std::int32_t together = 0;
  struct Reply {
    template <class A>
    void fields(A&) {}
  };
  template <class A>
  void fields(A& archive) {
    archive(together);
  }
};

// Takes a while to answer.
struct Linger {
  static constexpr Runs runs = Runs::AtOnce;
  struct Reply {
    template <class A>
    void fields(A&) {}
  };
  template <class A>
  void fields(A&) {}
};

using TestMessages = MessageList<Add, Descend, Wait, Open, Meet, Linger>;

std::uint64_t host() { return std::hash<std::thread::id>()(std::this_thread::get_id()); }

class Cluster {
 public:
  Cluster(int nodes, std::uint64_t seed) : network_(nodes, seed) {
    for (int i = 0; i < nodes; ++i) {
      nodes_.push_back(std::make_unique<Node>(network_.endpoint(i)));
      serve(*nodes_.back());
    }
    for (auto& node : nodes_) node->rpc.start();
  }
  ~Cluster() {
    for (auto& node : nodes_) node->rpc.stop();
  }

  void await_lingering(int node) { nodes_[static_cast<std::size_t>(node)]->lingers.wait(false); }
  Rpc& rpc(int node) { return nodes_[static_cast<std::size_t>(node)]->rpc; }
  int size() const { return static_cast<int>(nodes_.size()); }

 private:
  struct Node {
    explicit Node(Transport& transport)
        : rpc(transport,
              [](std::function<void()> body) { std::thread(std::move(body)).detach(); }) {}
    Rpc rpc;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<CallContext> waiting;
    int met = 0;
    std::atomic<bool> lingers{false};
  };

  void serve(Node& node) {
    node.rpc.serve<Add>([](const Add& m, const CallContext&) { return Add::Reply{m.a + m.b}; });
    node.rpc.serve<Descend>([this, &node](const Descend& m, const CallContext& context) {
      Descend next = m;
      auto here = static_cast<std::size_t>(node.rpc.self());
      bool same = next.hosts[here] == 0 || next.hosts[here] == host();
      next.hosts[here] = host();
      if (--next.depth <= 0) return Descend::Reply{1, same};
      auto to =
          static_cast<NodeId>((here + 1 + static_cast<std::size_t>(m.depth) % 2) % nodes_.size());
      Descend::Reply reply = node.rpc.call(to, next, context.thread);
      return Descend::Reply{reply.calls + 1, reply.same_hosts && same};
    });
    node.rpc.serve_later<Wait>([&node](const Wait&, const CallContext& context) {
      std::lock_guard lock(node.mutex);
      node.waiting.push_back(context);
    });
    node.rpc.serve<Open>([&node](const Open& m, const CallContext&) {
      std::lock_guard lock(node.mutex);
      for (const CallContext& context : node.waiting) node.rpc.reply<Wait>(context, {m.word});
      node.waiting.clear();
      return Open::Reply{};
    });
    node.rpc.serve<Meet>([&node](const Meet& m, const CallContext&) {
      std::unique_lock lock(node.mutex);
      ++node.met;
      node.changed.notify_all();
      node.changed.wait(lock, [&] { return node.met >= m.together; });
      return Meet::Reply{};
    });
    node.rpc.serve<Linger>([&node](const Linger&, const CallContext&) {
      node.lingers.store(true);
      node.lingers.notify_all();
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      return Linger::Reply{};
    });
  }

  LoopbackCluster network_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

LogicalThreadId thread(std::uint64_t number) { return LogicalThreadId::make(NodeId{0}, number); }

}  // namespace

template <class M>
  requires TestMessages::contains<M>
struct MessageNumber<M> {
  static constexpr std::uint16_t value = TestMessages::id<M>();
};

class RpcWithSeed : public testing::TestWithParam<int> {};

TEST_P(RpcWithSeed, AnswersCalls) {
  Cluster cluster(2, static_cast<std::uint64_t>(GetParam()));
  for (int i = 0; i < 200; ++i)
    EXPECT_EQ(cluster.rpc(0).call(NodeId{1}, Add{i, 7}, thread(1)).sum, i + 7);
}

TEST_P(RpcWithSeed, CallsItself) {
  Cluster cluster(1, static_cast<std::uint64_t>(GetParam()));
  EXPECT_EQ(cluster.rpc(0).call(NodeId{0}, Add{1, 2}, thread(1)).sum, 3);
}

TEST_P(RpcWithSeed, NestedCallsRunOnTheThreadThatWaits) {
  Cluster cluster(3, static_cast<std::uint64_t>(GetParam()));
  Descend start{60, std::vector<std::uint64_t>(3)};
  start.hosts[0] = host();
  Descend::Reply reply = cluster.rpc(0).call(NodeId{1}, start, thread(1));
  EXPECT_EQ(reply.calls, 60);
  EXPECT_TRUE(reply.same_hosts);
}

TEST_P(RpcWithSeed, ManyThreadsOnAllNodes) {
  Cluster cluster(3, static_cast<std::uint64_t>(GetParam()));
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (unsigned t = 0; t < 12; ++t) {
    threads.emplace_back([&, t] {
      int node = static_cast<int>(t % 3);
      for (int i = 0; i < 8; ++i) {
        Descend start{7 + i % 5, std::vector<std::uint64_t>(3)};
        start.hosts[static_cast<std::size_t>(node)] = host();
        auto reply =
            cluster.rpc(node).call(static_cast<NodeId>((node + 1) % 3), start,
                                   LogicalThreadId::make(static_cast<NodeId>(node), t + 1));
        if (reply.calls != start.depth || !reply.same_hosts) ++wrong;
      }
    });
  }
  for (auto& t : threads) t.join();
  EXPECT_EQ(wrong.load(), 0);
}

TEST_P(RpcWithSeed, AnswersLater) {
  Cluster cluster(3, static_cast<std::uint64_t>(GetParam()));
  std::vector<std::thread> threads;
  std::atomic<int> released{0};
  for (std::uint64_t t = 1; t <= 5; ++t) {
    threads.emplace_back([&, t] {
      if (cluster.rpc(static_cast<int>(t % 3)).call(NodeId{1}, Wait{}, thread(t)).word == "go")
        ++released;
    });
  }
  while (released.load() < 5) {
    cluster.rpc(2).call(NodeId{1}, Open{"go"}, thread(9));
    std::this_thread::yield();
  }
  for (auto& t : threads) t.join();
}

TEST_P(RpcWithSeed, StartsServersWhenTheyBlock) {
  Cluster cluster(2, static_cast<std::uint64_t>(GetParam()));
  std::vector<std::thread> threads;
  for (std::uint64_t t = 1; t <= 20; ++t) {
    threads.emplace_back([&, t] { cluster.rpc(0).call(NodeId{1}, Meet{20}, thread(t)); });
  }
  for (auto& t : threads) t.join();
  EXPECT_GE(cluster.rpc(1).server_count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RpcWithSeed, testing::Values(0, 1, 2, 3));

// Whoever deals a request out also answers it, after the silence has begun.
TEST(Rpc, FallsSilentWhileARequestIsAnswered) {
  // Threads of it stand still for ever.
  static auto* cluster = new Cluster(2, 0);
  std::thread([] { cluster->rpc(1).call(NodeId{0}, Linger{}, thread(1)); }).detach();
  cluster->await_lingering(0);
  std::promise<void> silent;
  std::thread([&silent] {
    cluster->rpc(0).silence();
    silent.set_value();
  }).detach();
  ASSERT_EQ(silent.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
}

// It may hold a lock that somebody needs who still answers.
TEST(Rpc, LetsWhoeverSendsAfterTheSilenceGoOn) {
  static auto* cluster = new Cluster(2, 0);  // as above
  cluster->rpc(0).silence();
  std::promise<void> sent;
  std::thread([&sent] {
    cluster->rpc(0).post(NodeId{1}, Open{"go"});
    sent.set_value();
  }).detach();
  ASSERT_EQ(sent.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
}

TEST(Codec, RoundTripsAndChecksBounds) {
  Descend message{5, {1, 2, 3}};
  Bytes bytes = encode(message);
  EXPECT_EQ(bytes.size(), 4U + 4U + 24U);
  EXPECT_EQ(decode<Descend>(bytes).hosts, message.hosts);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(decode<Descend>(std::span(bytes).first(size)), MalformedMessage);
  }
  bytes.push_back({});
  EXPECT_THROW(decode<Descend>(bytes), MalformedMessage);
  // A count that cannot be true must not allocate.
  Writer writer;
  writer(std::int32_t{0}, std::uint32_t{0xffffffff});
  EXPECT_THROW(decode<Descend>(writer.bytes()), MalformedMessage);
}

}  // namespace cjvm::cluster
