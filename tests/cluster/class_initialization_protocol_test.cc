// SPDX-License-Identifier: Apache-2.0
// Class initialization over nodes: every interleaving of small programs. A program must not end in
// any way on several nodes in which it could not end on one; that includes the deadlock of two
// classes that initialize each other.
#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "cluster/node.h"
#include "cluster/protocols/class_initialization.h"
#include "jvm/linking/class_initialization.h"
#include "tests/cluster/protocol_explorer.h"

namespace cjvm::cluster {

namespace {

// What the authority says to a question: its answer, or that the answer is a throwable.
enum class Answer : std::uint8_t { None, Recursive, Initialized, Failed };

// What stands for the system thread of a logical thread at an authority: each has one there.
const std::array<char, 101> kThreads{};
constexpr const void* thread_id(std::size_t number) { return &kThreads[number]; }

// ---- the model

struct Op {
  enum Kind : std::uint8_t {
    Use,    // class `a`: a first active use, as far as anybody knows
    Call,   // method `a` on node `b`
    Throw,  // an exception that nobody catches before the thread's first frame
  };
  Kind kind;
  int a = 0;
  int b = 0;
};
using Code = std::vector<Op>;

struct Program {
  int nodes = 1;
  std::vector<std::pair<int, Code>> threads;  // where, and what
  std::vector<std::pair<int, Code>> classes;  // authority and initializer
  std::vector<Code> methods;
};

// The same with all nodes in one: what a JVM on one machine does.
Program on_one_node(Program program) {
  program.nodes = 1;
  for (auto& thread : program.threads) thread.first = 0;
  for (auto& klass : program.classes) klass.first = 0;
  auto stay = [](Code& code) {
    for (Op& op : code) {
      if (op.kind == Op::Call) op.b = 0;
    }
  };
  for (auto& thread : program.threads) stay(thread.second);
  for (auto& klass : program.classes) stay(klass.second);
  for (Code& method : program.methods) stay(method);
  return program;
}

// A rule that the model breaks on purpose.
enum class Break {
  Nothing,
  Overtaking,         // channels do not keep the order (which does no harm)
  WaitsForNeighbour,  // a thread waits for the answer to another thread's question on its node
  AdoptsRecursive,    // a node takes Recursive for the end
  ForgetsOneWaiter,   // one of the threads that wait is not woken
  LosesIdentity,      // the authority does not know on whose behalf it is asked
};

struct Message {
  std::uint8_t thread, klass, node;  // node: where the question comes from
  Answer answer = Answer::None;      // of an answer
  bool thrown = false;               // the initializer that ran for this question has thrown
};

struct Frame {
  enum Origin : std::uint8_t { Thread, Method, Initializer };
  Origin origin;
  std::uint8_t which;      // thread, method or class
  std::uint8_t next = 0;   // operation
  std::uint8_t node = 0;   // where it runs
  std::uint8_t asker = 0;  // of an initializer: the node whose question it runs for
};

struct Actor {
  enum State : std::uint8_t { Runs, Asks, WaitsForNeighbour, WaitsForEnd, Woken };
  State state = Runs;
  std::uint8_t klass = 0;  // what it asks for, or waits for at the authority
  std::uint8_t asker = 0;  // the node of the question that waits there
  std::vector<Frame> stack;
  std::string ends;  // of the operations of its first frame: k, or t if something was thrown
};

struct Step {
  bool deliver;
  std::uint8_t a = 0, b = 0;  // a thread; or from, to
  std::uint8_t place = 0;     // in the channel
};

class World {
 public:
  // `program` and `allowed` outlive the world; without `allowed` it may end in any way.
  World(const Program& program, const std::set<std::string>* allowed, Break rule)
      : program_(&program),
        allowed_(allowed),
        rule_(rule),
        classes_(program.classes.size(), ClassInitialization(ClassState::Linked, nullptr)) {
    nodes_ = static_cast<std::size_t>(program.nodes);
    views_.resize(nodes_ * classes_.size());
    channels_.resize(nodes_ * nodes_);
    for (std::uint8_t t = 0; t < program.threads.size(); ++t) {
      Actor actor;
      actor.stack.push_back(
          {Frame::Thread, t, 0, static_cast<std::uint8_t>(program.threads[t].first)});
      actors_.push_back(actor);
    }
  }

  std::vector<Step> steps() const {
    std::vector<Step> result;
    for (std::uint8_t t = 0; t < actors_.size(); ++t) {
      bool runs = actors_[t].state == Actor::Runs && !actors_[t].stack.empty();
      if (runs || actors_[t].state == Actor::Woken) result.push_back({false, t});
    }
    for (std::uint8_t from = 0; from < nodes_; ++from) {
      for (std::uint8_t to = 0; to < nodes_; ++to) {
        std::size_t count = channels_[from * nodes_ + to].size();
        if (rule_ != Break::Overtaking) count = std::min<std::size_t>(count, 1);
        for (std::uint8_t place = 0; place < count; ++place) {
          result.push_back({true, from, to, place});
        }
      }
    }
    return result;
  }

  void take(const Step& step) {
    if (!step.deliver) return run(step.a);
    auto& channel = channels_[step.a * nodes_ + step.b];
    Message message = channel[step.place];
    channel.erase(channel.begin() + step.place);
    if (message.answer == Answer::None) {
      asked(message);
    } else {
      answered(message);
    }
  }

  std::string name(const Step& step) const {
    if (step.deliver) {
      const Message& m = channels_[step.a * nodes_ + step.b][step.place];
      constexpr std::array what{"question", "answer recursive", "answer initialized",
                                "answer failed"};
      return "node " + std::to_string(step.b) + " gets from " + std::to_string(step.a) + ": " +
             what[static_cast<std::size_t>(m.answer)] + ", class " + std::to_string(m.klass) +
             ", T" + std::to_string(m.thread);
    }
    if (actors_[step.a].state == Actor::Woken)
      return "T" + std::to_string(step.a) + " wakes up at the authority";
    const Frame& top = actors_[step.a].stack.back();
    constexpr std::array where{"thread", "method", "initializer"};
    return "T" + std::to_string(step.a) + " runs " + where[top.origin] + " " +
           std::to_string(top.which) + ", operation " + std::to_string(top.next) + ", on node " +
           std::to_string(top.node);
  }

  std::string broken() const { return error_; }

  bool finished() const { return allowed_ == nullptr || allowed_->contains(outcome()); }

  // How each thread's operations ended, and the classes.
  std::string outcome() const {
    std::string text;
    for (const Actor& actor : actors_) {
      text += actor.ends + (actor.stack.empty() ? ". " : " hangs. ");
    }
    for (const ClassInitialization& c : classes_) text += letter(c.state());
    return text;
  }

  void encode(Encoding& to) const {
    to(error_.empty());
    for (const ClassInitialization& c : classes_) {
      to(c.state(), c.runner() == nullptr
                        ? 255
                        : static_cast<int>(static_cast<const char*>(c.runner()) - &kThreads[0]));
    }
    for (const InitializationView& view : views_) to(view.use());
    for (const Actor& actor : actors_) {
      to(actor.state, actor.klass, actor.asker, actor.ends.size(), actor.stack.size());
      for (char end : actor.ends) to(end);
      for (const Frame& f : actor.stack) to(f.origin, f.which, f.next, f.node, f.asker);
    }
    for (const auto& channel : channels_) {
      to(channel.size());
      for (const Message& m : channel) to(m.thread, m.klass, m.node, m.answer, m.thrown);
    }
  }

 private:
  static char letter(ClassState state) {
    switch (state) {
      case ClassState::Initializing:
        return 'r';
      case ClassState::Initialized:
        return 'i';
      case ClassState::Failed:
        return 'f';
      default:
        return '-';
    }
  }
  std::uint8_t authority(std::size_t klass) const {
    return static_cast<std::uint8_t>(program_->classes[klass].first);
  }
  InitializationView& view(std::size_t node, std::size_t klass) {
    return views_[node * classes_.size() + klass];
  }
  void send(std::size_t from, std::size_t to, const Message& message) {
    channels_[from * nodes_ + to].push_back(message);
  }
  const Code& code(const Frame& frame) const {
    switch (frame.origin) {
      case Frame::Thread:
        return program_->threads[frame.which].second;
      case Frame::Method:
        return program_->methods[frame.which];
      case Frame::Initializer:
        break;
    }
    return program_->classes[frame.which].second;
  }

  void run(std::uint8_t t) {
    Actor& actor = actors_[t];
    if (actor.state == Actor::Woken) return begin(t, actor.klass, actor.asker);
    Frame& top = actor.stack.back();
    if (top.next == code(top).size()) return leave(t, false);
    const Op& op = code(top)[top.next];
    switch (op.kind) {
      case Op::Use:
        return use(t, static_cast<std::uint8_t>(op.a));
      case Op::Call:
        actor.stack.push_back(
            {Frame::Method, static_cast<std::uint8_t>(op.a), 0, static_cast<std::uint8_t>(op.b)});
        return;
      case Op::Throw:
        return go_on(t, true);
    }
  }

  // The operation of the top frame has ended.
  void go_on(std::uint8_t t, bool thrown) {
    Actor& actor = actors_[t];
    actor.state = Actor::Runs;
    if (actor.stack.size() > 1 && thrown) return leave(t, true);
    ++actor.stack.back().next;
    if (actor.stack.size() == 1) actor.ends += thrown ? 't' : 'k';
  }

  // The top frame has ended.
  void leave(std::uint8_t t, bool thrown) {
    Actor& actor = actors_[t];
    Frame frame = actor.stack.back();
    actor.stack.pop_back();
    if (frame.origin == Frame::Initializer) return initializer_ended(t, frame, thrown);
    if (!actor.stack.empty()) go_on(t, thrown);
  }

  // Ends a use of the class where the view or the authority has said what comes of it.
  void used(std::uint8_t t, std::uint8_t klass, bool ok) {
    const ClassInitialization& truth = classes_[klass];
    bool right = ok ? truth.state() == ClassState::Initialized ||
                          (truth.state() == ClassState::Initializing &&
                           (truth.runner() == thread_id(t) || rule_ == Break::LosesIdentity))
                    : truth.state() == ClassState::Failed;
    if (!right)
      error_ = "T" + std::to_string(t) + " sees class " + std::to_string(klass) + " too early";
    go_on(t, !ok);
  }

  void use(std::uint8_t t, std::uint8_t klass) {
    Actor& actor = actors_[t];
    std::uint8_t node = actor.stack.back().node;
    if (node == authority(klass)) return begin(t, klass, node);
    if (view(node, klass).use() == InitializationView::Use::GoOn) return used(t, klass, true);
    actor.klass = klass;
    if (rule_ == Break::WaitsForNeighbour && somebody_asks(node, klass)) {
      actor.state = Actor::WaitsForNeighbour;
      return;
    }
    actor.state = Actor::Asks;
    send(node, authority(klass), {t, klass, node});
  }

  bool somebody_asks(std::uint8_t node, std::uint8_t klass) const {
    return std::ranges::any_of(actors_, [&](const Actor& other) {
      return other.state == Actor::Asks && other.klass == klass && !other.stack.empty() &&
             other.stack.back().node == node;
    });
  }

  // ---- at the authority

  void asked(const Message& question) { begin(question.thread, question.klass, question.node); }

  void begin(std::uint8_t t, std::uint8_t klass, std::uint8_t asker) {
    const void* thread = thread_id(t);
    if (rule_ == Break::LosesIdentity && asker != authority(klass)) thread = thread_id(100);
    Actor& actor = actors_[t];
    switch (classes_[klass].begin(thread)) {
      case InitializeClaim::Mine:
        if (runs_[klass]++ > 0) error_ = "an initializer runs twice";
        actor.state = Actor::Runs;
        actor.stack.push_back({Frame::Initializer, klass, 0, authority(klass), asker});
        return;
      case InitializeClaim::Wait:
        actor.state = Actor::WaitsForEnd;
        actor.klass = klass;
        actor.asker = asker;
        return;
      case InitializeClaim::Recursive:
        return answer_to(t, klass, asker, Answer::Recursive, false);
      case InitializeClaim::Initialized:
        return answer_to(t, klass, asker, Answer::Initialized, false);
      case InitializeClaim::Failed:
        return answer_to(t, klass, asker, Answer::Failed, false);
    }
  }

  void answer_to(std::uint8_t t, std::uint8_t klass, std::uint8_t asker, Answer answer,
                 bool thrown) {
    std::uint8_t home = authority(klass);
    if (asker != home) {
      actors_[t].state = Actor::Asks;
      return send(home, asker, {t, klass, asker, answer, thrown});
    }
    used(t, klass, answer != Answer::Failed);
  }

  void initializer_ended(std::uint8_t t, const Frame& frame, bool thrown) {
    std::uint8_t klass = frame.which;
    classes_[klass].complete(!thrown);
    answer_to(t, klass, frame.asker, thrown ? Answer::Failed : Answer::Initialized, thrown);
    bool forgets = rule_ == Break::ForgetsOneWaiter;
    for (Actor& actor : actors_) {
      if (actor.state != Actor::WaitsForEnd || actor.klass != klass) continue;
      if (!std::exchange(forgets, false)) actor.state = Actor::Woken;
    }
  }

  // ---- at the asking node

  void answered(const Message& message) {
    InitializationView& here = view(message.node, message.klass);
    bool ok = message.answer != Answer::Failed;
    if (ok) {
      bool ended = message.answer == Answer::Initialized || rule_ == Break::AdoptsRecursive;
      here.answered(ended ? InitializationAnswer::Initialized : InitializationAnswer::Recursive);
    }
    if (message.thrown && ok) error_ = "a failure is taken for success";
    used(message.thread, message.klass, ok);
    for (std::uint8_t t = 0; t < actors_.size(); ++t) {
      Actor& actor = actors_[t];
      if (actor.state == Actor::WaitsForNeighbour && actor.klass == message.klass &&
          actor.stack.back().node == message.node) {
        actor.state = Actor::Runs;  // looks again
      }
    }
  }

  const Program* program_;
  const std::set<std::string>* allowed_;
  Break rule_;
  std::size_t nodes_;
  std::vector<ClassInitialization> classes_;
  std::array<std::uint8_t, 4> runs_{};     // follows from the states of the classes
  std::vector<InitializationView> views_;  // per node and class
  std::vector<Actor> actors_;
  std::vector<std::vector<Message>> channels_;  // per pair of nodes
  std::string error_;
};

// ---- what is explored

using enum Op::Kind;

struct Comparison {
  Exploration one_node, nodes;
};

Comparison compare(const Program& program, Break rule = Break::Nothing) {
  Comparison result;
  Program collapsed = on_one_node(program);
  result.one_node = explore(World(collapsed, nullptr, Break::Nothing));
  result.nodes = explore(World(program, &result.one_node.outcomes, rule));
  return result;
}

// Holds every rule, and ends in all the ways in which it ends on one node.
void expect_same(const Comparison& result) {
  EXPECT_EQ(result.one_node.violation, "") << result.one_node.trace;
  EXPECT_EQ(result.nodes.violation, "") << result.nodes.trace;
  EXPECT_EQ(result.nodes.outcomes, result.one_node.outcomes);
}

#define EXPECT_FOUND(result, what)                                  \
  EXPECT_NE((result).nodes.violation.find(what), std::string::npos) \
      << (result).nodes.violation << "\n"                           \
      << (result).nodes.trace

// The initializer calls to node 1, which uses the class; others use it there at the same time.
const Program kCallBack{.nodes = 2,
                        .threads = {{0, {{Use, 0}}}, {1, {{Use, 0}, {Use, 0}}}, {1, {{Use, 0}}}},
                        .classes = {{0, {{Call, 0, 1}, {Use, 0}}}},
                        .methods = {{{Use, 0}}}};

TEST(ClassInitializationProtocol, CallsToTheNodesThatWait) {
  Comparison result = compare(kCallBack);
  expect_same(result);
  EXPECT_EQ(result.nodes.outcomes, std::set<std::string>{"k. kk. k. i"});
}

TEST(ClassInitializationProtocol, UsedOnAllNodesAtOnce) {
  expect_same(
      compare({.nodes = 3,
               .threads = {{0, {{Use, 0}}}, {1, {{Use, 0}}}, {2, {{Use, 0}}}, {1, {{Use, 0}}}},
               .classes = {{0, {{Call, 0, 1}, {Call, 0, 2}}}},
               .methods = {{{Use, 0}}}}));
}

// As java itself: each order of the two may hang, or one thread does it all.
TEST(ClassInitializationProtocol, TwoClassesThatInitializeEachOther) {
  for (int other : {0, 1}) {
    Comparison result = compare({.nodes = 2,
                                 .threads = {{0, {{Use, 0}}}, {1, {{Use, 1}}}},
                                 .classes = {{0, {{Use, 1}}}, {other, {{Use, 0}}}},
                                 .methods = {}});
    expect_same(result);
    EXPECT_EQ(result.nodes.outcomes, (std::set<std::string>{"k. k. ii", " hangs.  hangs. rr"}));
  }
}

TEST(ClassInitializationProtocol, TwoClassesOfOtherNodesInitializeEachOther) {
  expect_same(compare({.nodes = 3,
                       .threads = {{0, {{Use, 0}, {Use, 1}}}, {1, {{Use, 1}}}, {2, {{Use, 0}}}},
                       .classes = {{1, {{Use, 1}}}, {2, {{Use, 0}}}},
                       .methods = {}}));
}

const Program kFailing{
    .nodes = 3,
    .threads = {{0, {{Use, 0}, {Use, 0}}}, {1, {{Use, 0}, {Use, 0}}}, {2, {{Use, 0}}}},
    .classes = {{0, {{Call, 0, 1}, {Throw}}}},
    .methods = {{{Use, 0}}}};

TEST(ClassInitializationProtocol, FailsForEverybody) {
  Comparison result = compare(kFailing);
  expect_same(result);
  EXPECT_EQ(result.nodes.outcomes, std::set<std::string>{"tt. tt. t. f"});
}

// The superclass's failure, on another node, is the subclass's.
TEST(ClassInitializationProtocol, FailsWithTheClassItNeeds) {
  expect_same(compare({.nodes = 3,
                       .threads = {{0, {{Use, 1}, {Use, 0}}}, {2, {{Use, 0}}}, {2, {{Use, 1}}}},
                       .classes = {{1, {{Call, 0, 2}, {Throw}}}, {0, {{Use, 0}}}},
                       .methods = {{{Use, 1}}}}));
}

// Initializers wander through all nodes and use three classes in a chain and back.
TEST(ClassInitializationProtocol, ChainOfThreeClasses) {
  expect_same(compare({.nodes = 3,
                       .threads = {{0, {{Use, 0}}}, {1, {{Use, 0}, {Use, 2}}}, {2, {{Use, 2}}}},
                       .classes = {{0, {{Call, 0, 1}}}, {1, {{Call, 1, 2}}}, {0, {{Call, 2, 1}}}},
                       .methods = {{{Use, 1}}, {{Use, 2}}, {{Use, 0}}}}));
}

// Every choice of two authorities and two initializers from a catalogue, for a few sets of threads.
TEST(ClassInitializationProtocol, AnyTwoClasses) {
  auto initializers = [](int other) {
    return std::vector<Code>{{},        {{Use, other}},     {{Call, 0, 1}, {Call, 1, 2}},
                             {{Throw}}, {{Call, other, 2}}, {{Use, other}, {Throw}}};
  };
  const std::vector<std::vector<std::pair<int, Code>>> threads{
      {{0, {{Use, 0}}}, {1, {{Use, 1}}}, {2, {{Use, 0}}}},
      {{1, {{Use, 0}, {Use, 1}}}, {1, {{Use, 1}, {Use, 0}}}, {0, {{Use, 1}}}},
      {{2, {{Use, 0}}}, {2, {{Use, 0}}}, {1, {{Call, 1, 0}, {Use, 0}}}}};
  std::size_t states = 0;
  for (auto [first, second] : {std::pair{0, 0}, std::pair{0, 1}, std::pair{1, 2}}) {
    for (const Code& one : initializers(1)) {
      for (const Code& two : initializers(0)) {
        for (const auto& set : threads) {
          Program program{.nodes = 3,
                          .threads = set,
                          .classes = {{first, one}, {second, two}},
                          .methods = {{{Use, 0}}, {{Use, 1}}}};
          for (Break rule : {Break::Nothing, Break::Overtaking}) {
            Comparison result = compare(program, rule);
            expect_same(result);
            states += result.nodes.states;
          }
          if (HasFailure()) return;
        }
      }
    }
  }
  RecordProperty("states", static_cast<int>(states));
}

// ---- that the exploration sees mistakes

TEST(ClassInitializationMistake, WaitingForAnotherThreadsQuestion) {
  EXPECT_FOUND(compare(kCallBack, Break::WaitsForNeighbour), "deadlock");
}

TEST(ClassInitializationMistake, AdoptingRecursive) {
  EXPECT_FOUND(compare(kCallBack, Break::AdoptsRecursive), "too early");
}

TEST(ClassInitializationMistake, ForgottenWaiter) {
  EXPECT_FOUND(compare(kCallBack, Break::ForgetsOneWaiter), "deadlock");
  EXPECT_FOUND(compare(kFailing, Break::ForgetsOneWaiter), "deadlock");
}

TEST(ClassInitializationMistake, QuestionWithoutItsThread) {
  EXPECT_FOUND(compare(kCallBack, Break::LosesIdentity), "deadlock");
}

}  // namespace

}  // namespace cjvm::cluster
