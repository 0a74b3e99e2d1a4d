// SPDX-License-Identifier: Apache-2.0
// Reference listing: the counters by themselves, then every order in which references and releases
// of one object can travel between three and four nodes. Node 0 is the object's home.
#include <gtest/gtest.h>

#include <array>

#include "cluster/protocols/exports.h"
#include "tests/cluster/protocol_explorer.h"

namespace cjvm::cluster {

namespace {

constexpr NodeId kOne{1}, kTwo{2};

TEST(ExportCounts, IsDroppedWhenAllIsGivenBack) {
  ExportCounts counts;
  counts.sent(kOne);
  counts.sent(kOne);
  counts.sent(kTwo);
  EXPECT_FALSE(counts.released(kOne, {2, {}}));
  ASSERT_EQ(counts.counts().size(), 1u);
  EXPECT_EQ(counts.counts()[0].node, kTwo);
  EXPECT_TRUE(counts.released(kTwo, {1, {}}));
}

TEST(ExportCounts, EarlyReleaseIsNotNothing) {
  ExportCounts counts;
  counts.sent(kOne);
  EXPECT_FALSE(counts.released(kTwo, {1, {}})) << "node 1 has sent it there, and still has it";
  EXPECT_TRUE(counts.released(kOne, {1, {{kTwo, 1}}}));
}

TEST(ExportCounts, WaitsForWhatIsOnItsWayHome) {
  ExportCounts counts;
  counts.sent(kOne);
  EXPECT_FALSE(counts.released(kOne, {1, {{NodeId{0}, 1}}}));
  EXPECT_TRUE(counts.resolved(NodeId{0}));
}

TEST(ImportCounts, MakesOneProxyAtATime) {
  ImportCounts counts;
  EXPECT_TRUE(counts.received());
  EXPECT_FALSE(counts.received());
  counts.sent(kTwo);
  counts.sent(kTwo);
  ExportRelease release = counts.take_release();
  EXPECT_EQ(release.received, 2u);
  ASSERT_EQ(release.sent.size(), 1u);
  EXPECT_EQ(release.sent[0].count, 2);
  EXPECT_TRUE(counts.received());
  EXPECT_TRUE(counts.take_release().sent.empty());
}

// ---- the model

// A rule that the model breaks on purpose.
enum class Break {
  Nothing,
  ForgetsOthers,  // a release does not say what was sent on to other nodes
  ForgetsHome,    // nor what was sent home, and the home does not count what it resolves
  SumsUp,         // the home keeps one count for all nodes together
  ClampsAtZero,   // the home ignores what is given back before it knows that it was sent
  ReleasesAll,    // a release does not say how many references it is for
  Overtaking,     // channels do not keep the order
};

struct Message {
  bool is_reference = true;  // else a release
  ExportRelease release{};
};

struct Step {
  enum Kind : std::uint8_t { Send, Lose, PostRelease, Forget, Resolve, Deliver };
  Kind kind;
  std::uint8_t a = 0, b = 0, place = 0;
};

struct Bounds {
  int nodes = 3;
  int home_sends = 2;
  int forwards = 2;  // per node
};

class World {
 public:
  explicit World(const Bounds& bounds, Break rule = Break::Nothing)
      : bounds_(bounds),
        rule_(rule),
        nodes_(static_cast<std::size_t>(bounds.nodes)),
        importers_(nodes_) {
    channels_.resize(nodes_ * nodes_);
    for (Importer& node : importers_) node.sends_left = static_cast<std::uint8_t>(bounds.forwards);
    importers_[0].sends_left = static_cast<std::uint8_t>(bounds.home_sends);
  }

  std::vector<Step> steps() const {
    std::vector<Step> result;
    for (std::uint8_t node = 0; node < nodes_; ++node) {
      const Importer& here = importers_[node];
      bool reaches = node == 0 ? home_reaches_ : here.proxy;
      for (std::uint8_t to = 0; to < nodes_ && reaches && here.sends_left > 0; ++to) {
        if (to != node) result.push_back({Step::Send, node, to});
      }
      if (here.proxy) result.push_back({Step::Lose, node});
      if (!here.releases.empty()) result.push_back({Step::PostRelease, node});
    }
    if (home_reaches_) result.push_back({Step::Forget});
    if (unresolved_ > 0) result.push_back({Step::Resolve});
    for (std::uint8_t from = 0; from < nodes_; ++from) {
      for (std::uint8_t to = 0; to < nodes_; ++to) {
        std::size_t count = channels_[from * nodes_ + to].size();
        if (rule_ != Break::Overtaking) count = std::min<std::size_t>(count, 1);
        for (std::uint8_t place = 0; place < count; ++place) {
          result.push_back({Step::Deliver, from, to, place});
        }
      }
    }
    return result;
  }

  void take(const Step& step) {
    Importer& here = importers_[step.a];
    switch (step.kind) {
      case Step::Send:
        return step.a == 0 ? send_from_home(step.b) : forward(step.a, step.b);
      case Step::Lose:
        here.proxy = false;
        here.releases.push_back(here.counts.take_release());
        return;
      case Step::PostRelease:
        send(step.a, 0, {false, take_out(here.releases, 0)});
        return;
      case Step::Forget:
        home_reaches_ = false;
        return;
      case Step::Resolve:
        --unresolved_;
        if (!is_exported_) error_ = "a reference to what is not exported";
        home_reaches_ = true;
        if (rule_ != Break::ForgetsHome) changed(exported_.resolved(NodeId{0}));
        return;
      case Step::Deliver:
        return deliver(step.a, step.b, take_out(channels_[step.a * nodes_ + step.b], step.place));
    }
  }

  std::string name(const Step& step) const {
    std::string a = std::to_string(step.a), b = std::to_string(step.b);
    switch (step.kind) {
      case Step::Send:
        return "node " + a + " sends a reference to " + b;
      case Step::Lose:
        return "node " + a + " loses its proxy";
      case Step::PostRelease:
        return "node " + a + " posts a release";
      case Step::Forget:
        return "the home forgets the object";
      case Step::Resolve:
        return "the home resolves a reference";
      case Step::Deliver:
        break;
    }
    const Message& message = channels_[step.a * nodes_ + step.b][step.place];
    if (message.is_reference) return "node " + b + " gets a reference from " + a;
    std::string text = "node " + b + " gets from " + a + " a release of " +
                       std::to_string(message.release.received);
    for (const ReferenceCount& sent : message.release.sent)
      text += ", " + std::to_string(sent.count) + " sent to " + std::to_string(index(sent.node));
    return text;
  }

  std::string broken() const {
    if (!error_.empty() || is_exported_) return error_;
    bool needed = unresolved_ > 0;
    for (const Importer& node : importers_) needed |= node.proxy;
    for (const auto& channel : channels_) {
      for (const Message& message : channel) needed |= message.is_reference;
    }
    return needed ? "dropped while somebody refers to it" : "";
  }

  bool finished() const { return !is_exported_; }
  std::string outcome() const { return is_exported_ ? "kept for nobody" : "dropped"; }

  void encode(Encoding& to) const {
    to(error_.empty(), is_exported_, home_reaches_, unresolved_);
    encode(to, exported_.counts());
    for (const Importer& node : importers_) {
      to(node.proxy, node.counts.received_count(), node.sends_left, node.releases.size());
      encode(to, node.counts.sent_counts());
      for (const ExportRelease& release : node.releases) encode(to, release);
    }
    for (const auto& channel : channels_) {
      to(channel.size());
      for (const Message& message : channel) {
        to(message.is_reference);
        encode(to, message.release);
      }
    }
  }

 private:
  struct Importer {
    bool proxy = false;
    ImportCounts counts;
    std::uint8_t sends_left = 0;
    std::vector<ExportRelease> releases;  // of proxies that are gone, not yet posted
  };

  static void encode(Encoding& to, std::span<const ReferenceCount> counts) {
    to(counts.size());
    for (const ReferenceCount& c : counts) to(c.node, c.count);
  }
  static void encode(Encoding& to, const ExportRelease& release) {
    to(release.received);
    encode(to, release.sent);
  }
  template <class T>
  static T take_out(std::vector<T>& list, std::size_t place) {
    T value = list[place];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
    return value;
  }
  void send(std::size_t from, std::size_t to, const Message& message) {
    channels_[from * nodes_ + to].push_back(message);
  }

  void send_from_home(std::uint8_t to) {
    --importers_[0].sends_left;
    is_exported_ = true;
    exported_.sent(NodeId{to});
    send(0, to, {});
  }

  void forward(std::uint8_t from, std::uint8_t to) {
    Importer& here = importers_[from];
    --here.sends_left;
    bool is_told = to == 0 ? rule_ != Break::ForgetsHome : rule_ != Break::ForgetsOthers;
    if (is_told) here.counts.sent(NodeId{to});
    send(from, to, {});
  }

  void deliver(std::uint8_t from, std::uint8_t to, const Message& message) {
    if (message.is_reference) {
      if (to != 0) return arrives(importers_[to]);
      ++unresolved_;
      return;
    }
    if (!is_exported_) error_ = "a release of what is not exported";
    ExportRelease release = message.release;
    std::int64_t known = 0;
    for (const ReferenceCount& c : exported_.counts()) {
      if (c.node == NodeId{from}) known = std::max<std::int64_t>(c.count, 0);
    }
    if (rule_ == Break::ReleasesAll) release.received = static_cast<std::uint64_t>(known);
    if (rule_ == Break::ClampsAtZero)
      release.received = std::min(release.received, static_cast<std::uint64_t>(known));
    changed(exported_.released(NodeId{from}, release));
  }

  void arrives(Importer& node) {
    if (node.counts.received() == node.proxy) error_ = "no proxy, or two";
    node.proxy = true;
  }

  // After every change of the counts.
  void changed(bool droppable) {
    if (rule_ == Break::SumsUp) {
      std::int64_t sum = 0;
      for (const ReferenceCount& c : exported_.counts()) sum += c.count;
      droppable = sum == 0;
    }
    if (!droppable) return;
    is_exported_ = false;
    exported_ = {};
  }

  Bounds bounds_;
  Break rule_;
  std::size_t nodes_;
  ExportCounts exported_;
  bool is_exported_ = false;
  bool home_reaches_ = true;         // else the master lives only as long as it is exported
  std::uint8_t unresolved_ = 0;      // references that have arrived at the home
  std::vector<Importer> importers_;  // per node; [0] is used for its sends_left only
  std::vector<std::vector<Message>> channels_;  // per pair of nodes
  std::string error_;
};

// ---- what is explored

Exploration run(const Bounds& bounds, Break rule = Break::Nothing) {
  return explore(World(bounds, rule));
}

#define EXPECT_HOLDS(result) EXPECT_EQ((result).violation, "") << (result).trace
#define EXPECT_FOUND(result, what) \
  EXPECT_NE((result).violation.find(what), std::string::npos) << (result).violation

TEST(ExportsProtocol, TwoNodes) { EXPECT_HOLDS(run({.nodes = 2, .home_sends = 4, .forwards = 3})); }

TEST(ExportsProtocol, ThreeNodes) {
  EXPECT_HOLDS(run({.nodes = 3, .home_sends = 2, .forwards = 1}));
  EXPECT_HOLDS(run({.nodes = 3, .home_sends = 1, .forwards = 2}));
}

TEST(ExportsProtocol, FourNodes) {
  EXPECT_HOLDS(run({.nodes = 4, .home_sends = 1, .forwards = 1}));
}

// ---- that the exploration sees mistakes

const Bounds kSmall{.nodes = 3, .home_sends = 2, .forwards = 1};

TEST(ExportsMistake, ReleaseThatDoesNotSayWhoElseHasIt) {
  EXPECT_FOUND(run(kSmall, Break::ForgetsOthers), "dropped while somebody refers to it");
}

TEST(ExportsMistake, ReleaseThatDoesNotSayWhatIsOnItsWayHome) {
  EXPECT_FOUND(run({.nodes = 2, .home_sends = 1, .forwards = 1}, Break::ForgetsHome),
               "dropped while somebody refers to it");
}

// Why the home keeps a count per node.
TEST(ExportsMistake, OneCountForAllNodes) {
  EXPECT_FOUND(run(kSmall, Break::SumsUp), "dropped while somebody refers to it");
}

TEST(ExportsMistake, EarlyReleasesIgnored) {
  EXPECT_FOUND(run(kSmall, Break::ClampsAtZero), "kept for nobody");
}

TEST(ExportsMistake, ReleaseWithoutItsNumber) {
  EXPECT_FOUND(run(kSmall, Break::ReleasesAll), "dropped while somebody refers to it");
}

TEST(ExportsMistake, ReleasesOutOfOrder) {
  EXPECT_FOUND(run(kSmall, Break::Overtaking), "dropped while somebody refers to it");
}

}  // namespace

}  // namespace cjvm::cluster
