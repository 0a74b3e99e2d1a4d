// SPDX-License-Identifier: Apache-2.0
// Reference listing: the counters by themselves, then every order in which references, notices and
// releases of one object can travel between three and four nodes. Node 0 is the object's home.
#include <gtest/gtest.h>

#include <array>

#include "cluster/protocols/exports.h"
#include "tests/cluster/protocol_explorer.h"

namespace cjvm::cluster {

namespace {

constexpr NodeId kOne{1}, kTwo{2};

TEST(ExportCounts, IsDroppedWhenAllIsGivenBack) {
  ExportCounts counts;
  EXPECT_FALSE(counts.sent(kOne));
  EXPECT_FALSE(counts.sent(kOne));
  EXPECT_FALSE(counts.sent(kTwo));
  EXPECT_FALSE(counts.released(kOne, 2));
  EXPECT_EQ(counts.count(kTwo), 1);
  EXPECT_TRUE(counts.released(kTwo, 1));
}

TEST(ExportCounts, EarlyReleaseIsNotNothing) {
  ExportCounts counts;
  counts.sent(kOne);
  EXPECT_FALSE(counts.released(kTwo, 1));
  EXPECT_FALSE(counts.released(kOne, 1));
  EXPECT_EQ(counts.count(kTwo), -1);
  EXPECT_TRUE(counts.sent(kTwo)) << "the notice comes late";
}

TEST(ImportCounts, MakesOneProxyAtATime) {
  ImportCounts counts;
  EXPECT_TRUE(counts.received());
  EXPECT_FALSE(counts.received());
  EXPECT_EQ(counts.take_release(), 2u);
  EXPECT_TRUE(counts.received());
  EXPECT_EQ(counts.count(), 1u);
}

// ---- the model

// A rule that the model breaks on purpose.
enum class Break {
  Nothing,
  ForgetsNotice,       // a forwarder tells nobody
  NoticeAfterRelease,  // a forwarder's notice may go out after its own release
  SumsUp,              // the home keeps one count for all nodes together
  ClampsAtZero,        // the home ignores releases that come before their notice
  ReleasesAll,         // a release does not say how many references it is for
  Overtaking,          // channels do not keep the order
  NoNoticeToHome,      // a reference to the home is not told, though the home resolves it late
};

struct Message {
  enum Kind : std::uint8_t { Reference, Release, Notice };
  Kind kind;
  std::uint8_t detail = 0;  // how many; whom the reference goes to
};

struct Step {
  enum Kind : std::uint8_t { Send, Lose, PostRelease, PostNotice, Forget, Resolve, Deliver };
  Kind kind;
  std::uint8_t a = 0, b = 0, place = 0;
};

struct Bounds {
  int nodes = 3;
  int home_sends = 2;
  int forwards = 2;        // per node
  bool late_home = false;  // the home resolves references some time after they have arrived
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
      for (std::uint8_t i = 0; i < here.releases.size(); ++i)
        result.push_back({Step::PostRelease, node, i});
      for (std::uint8_t i = 0; i < here.notices.size(); ++i)
        result.push_back({Step::PostNotice, node, i});
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
        here.releases.push_back(static_cast<std::uint8_t>(here.counts.take_release()));
        return;
      case Step::PostRelease:
        return post(step.a, {Message::Release, take_out(here.releases, step.b)});
      case Step::PostNotice:
        return post(step.a, {Message::Notice, take_out(here.notices, step.b)});
      case Step::Forget:
        home_reaches_ = false;
        return;
      case Step::Resolve:
        --unresolved_;
        resolve_at_home();
        if (rule_ != Break::NoNoticeToHome) changed(exported_.released(NodeId{0}, 1));
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
      case Step::PostNotice:
        return "node " + a + " posts a notice";
      case Step::Forget:
        return "the home forgets the object";
      case Step::Resolve:
        return "the home resolves a reference";
      case Step::Deliver:
        break;
    }
    const Message& message = channels_[step.a * nodes_ + step.b][step.place];
    constexpr std::array what{"a reference", "a release of ", "the notice for "};
    return "node " + b + " gets from " + a + ": " + what[message.kind] +
           (message.kind == Message::Reference ? "" : std::to_string(message.detail));
  }

  std::string broken() const {
    if (!error_.empty() || is_exported_) return error_;
    bool needed = unresolved_ > 0;
    for (const Importer& node : importers_) needed |= node.proxy;
    for (const auto& channel : channels_) {
      for (const Message& message : channel) needed |= message.kind == Message::Reference;
    }
    return needed ? "dropped while somebody refers to it" : "";
  }

  bool finished() const { return !is_exported_; }
  std::string outcome() const { return is_exported_ ? "kept for nobody" : "dropped"; }

  void encode(Encoding& to) const {
    to(error_.empty(), is_exported_, home_reaches_, unresolved_, exported_.holders().size());
    for (const auto& holder : exported_.holders()) to(holder.node, holder.count);
    for (const Importer& node : importers_) {
      to(node.proxy, node.counts.count(), node.sends_left, node.releases.size(),
         node.notices.size());
      for (auto count : node.releases) to(count);
      for (auto target : node.notices) to(target);
    }
    for (const auto& channel : channels_) {
      to(channel.size());
      for (const Message& message : channel) to(message.kind, message.detail);
    }
  }

 private:
  struct Importer {
    bool proxy = false;
    ImportCounts counts;
    std::uint8_t sends_left = 0;
    std::vector<std::uint8_t> releases;  // of proxies that are gone, not yet posted
    std::vector<std::uint8_t> notices;   // not yet posted, where the model does that late
  };

  template <class T>
  static T take_out(std::vector<T>& list, std::size_t place) {
    T value = list[place];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
    return value;
  }
  void send(std::size_t from, std::size_t to, const Message& message) {
    channels_[from * nodes_ + to].push_back(message);
  }
  void post(std::size_t from, const Message& message) { send(from, 0, message); }

  void send_from_home(std::uint8_t to) {
    --importers_[0].sends_left;
    is_exported_ = true;
    changed(exported_.sent(NodeId{to}));
    send(0, to, {Message::Reference});
  }

  void forward(std::uint8_t from, std::uint8_t to) {
    Importer& here = importers_[from];
    --here.sends_left;
    bool tell = to == 0 ? bounds_.late_home && rule_ != Break::NoNoticeToHome
                        : rule_ != Break::ForgetsNotice;
    if (tell && rule_ == Break::NoticeAfterRelease) {
      here.notices.push_back(to);
    } else if (tell) {
      post(from, {Message::Notice, to});
    }
    send(from, to, {Message::Reference});
  }

  void deliver(std::uint8_t from, std::uint8_t to, const Message& message) {
    switch (message.kind) {
      case Message::Reference:
        if (to != 0) return arrives(importers_[to]);
        if (bounds_.late_home) {
          ++unresolved_;
        } else {
          resolve_at_home();
        }
        return;
      case Message::Release: {
        if (!is_exported_) error_ = "a release of what is not exported";
        std::int64_t count = message.detail;
        std::int64_t known = std::max<std::int64_t>(exported_.count(NodeId{from}), 0);
        if (rule_ == Break::ReleasesAll) count = known;
        if (rule_ == Break::ClampsAtZero) count = std::min(count, known);
        return changed(exported_.released(NodeId{from}, static_cast<std::uint64_t>(count)));
      }
      case Message::Notice:
        if (!is_exported_) error_ = "a notice about what is not exported";
        return changed(exported_.sent(NodeId{message.detail}));
    }
  }

  void arrives(Importer& node) {
    if (node.counts.received() == node.proxy) error_ = "no proxy, or two";
    node.proxy = true;
  }

  void resolve_at_home() {
    if (!is_exported_) error_ = "a reference to what is not exported";
    home_reaches_ = true;
  }

  // After every change of the counts.
  void changed(bool droppable) {
    if (rule_ == Break::SumsUp) {
      std::int64_t sum = 0;
      for (const auto& holder : exported_.holders()) sum += holder.count;
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

TEST(ExportsProtocol, TwoNodes) {
  EXPECT_HOLDS(run({.nodes = 2, .home_sends = 4, .forwards = 3}));
  EXPECT_HOLDS(run({.nodes = 2, .home_sends = 4, .forwards = 3, .late_home = true}));
}

TEST(ExportsProtocol, ThreeNodes) {
  EXPECT_HOLDS(run({.nodes = 3, .home_sends = 2, .forwards = 2}));
}

TEST(ExportsProtocol, ThreeNodesAndAHomeThatResolvesLate) {
  EXPECT_HOLDS(run({.nodes = 3, .home_sends = 2, .forwards = 1, .late_home = true}));
  EXPECT_HOLDS(run({.nodes = 3, .home_sends = 1, .forwards = 2, .late_home = true}));
}

TEST(ExportsProtocol, FourNodes) {
  EXPECT_HOLDS(run({.nodes = 4, .home_sends = 2, .forwards = 1}));
}

// ---- that the exploration sees mistakes

const Bounds kSmall{.nodes = 3, .home_sends = 2, .forwards = 1};

TEST(ExportsMistake, ForgottenNotice) {
  EXPECT_FOUND(run(kSmall, Break::ForgetsNotice), "dropped while somebody refers to it");
}

TEST(ExportsMistake, NoticeAfterTheForwardersRelease) {
  EXPECT_FOUND(run(kSmall, Break::NoticeAfterRelease), "dropped while somebody refers to it");
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

TEST(ExportsMistake, MessagesOutOfOrder) {
  EXPECT_FOUND(run(kSmall, Break::Overtaking), "dropped while somebody refers to it");
}

TEST(ExportsMistake, HomeThatResolvesLateAndIsNotTold) {
  EXPECT_FOUND(
      run({.nodes = 2, .home_sends = 1, .forwards = 1, .late_home = true}, Break::NoNoticeToHome),
      "dropped while somebody refers to it");
}

}  // namespace

}  // namespace cjvm::cluster
