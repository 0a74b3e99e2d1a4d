// SPDX-License-Identifier: Apache-2.0
// A model for the explorer: threads on several nodes run scripts at one monitor, whose home is node
// 0. Requests, answers and grants travel through channels that keep the order per pair of nodes.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "cluster/protocols/shared_monitor.h"
#include "tests/cluster/protocol_explorer.h"

namespace cjvm::cluster::monitor_model {

// The name of the thread that runs script `index`.
constexpr LogicalThreadId thread_id(std::size_t index) {
  return LogicalThreadId::make(NodeId{0}, index + 1);
}

// What a thread does. `node` is where it does it: a thread goes from node to node by remote calls.
struct Op {
  enum Kind : std::uint8_t {
    Enter,
    Exit,
    Wait,   // Object.wait once
    Await,  // waits until the value is >= argument; interrupted or timed out: skips one operation
    Add,    // adds one to the value that the monitor guards
    Notify,
    NotifyAll,
    Interrupt,  // thread `argument`
  };
  Kind kind;
  int node = 0;
  int argument = 0;
  bool timed = false;
};
using Script = std::vector<Op>;

// A rule that the model breaks on purpose.
enum class Break {
  Nothing,
  LosesGrants,          // a grant does not arrive
  CancelWins,           // a cancelled wait ends as cancelled although it was notified
  DoesNotWaitForGrant,  // a cancelled wait ends without the home's answer
  CancelsTwice,         // every cancel is sent twice (which does no harm)
  CancelsAnyWait,       // a cancel ends whatever wait the thread is in
  Overtaking,           // channels do not keep the order
  ForgetsDepth,         // the thread has the monitor once after a wait
};

struct Message {
  enum Kind : std::uint8_t { Enter, Exit, Wait, Notify, NotifyAll, Cancel, Reply, Grant };
  Kind kind;
  std::uint8_t thread;
  std::uint8_t ticket = 0;
  std::uint8_t detail = 0;  // CancelReason, MonitorOutcome, GrantKind
};

inline const char* name_of(Message::Kind kind) {
  return std::array{
      "enter", "exit", "wait", "notify", "notifyAll", "cancel", "reply", "grant"}[kind];
}

struct Actor {
  enum State : std::uint8_t { Runs, AwaitsReply, AwaitsGrant };
  std::uint8_t next = 0;   // operation
  std::uint8_t depth = 0;  // as often as the thread knows that it owns the monitor
  std::uint8_t saved_depth = 0;
  std::uint8_t tickets = 0;
  State state = Runs;
  bool timed = false;
  bool interrupted = false;
  MonitorRequest request = MonitorRequest::enter(0);
  std::string ends;  // of its waits
};

struct Step {
  enum Kind : std::uint8_t { Run, TimeOut, NoticeInterrupt, ToHome, FromHome };
  Kind kind;
  std::uint8_t which = 0;  // thread or node
  std::uint8_t place = 0;  // in the channel
};

class World {
 public:
  // The scripts outlive the world.
  World(const std::vector<Script>& scripts, int nodes, Break rule = Break::Nothing,
        SharedMonitor monitor = {})
      : scripts_(&scripts), rule_(rule), monitor_(std::move(monitor)), actors_(scripts.size()) {
    to_home_.resize(static_cast<std::size_t>(nodes));
    from_home_.resize(static_cast<std::size_t>(nodes));
    for (std::size_t t = 0; t < actors_.size(); ++t) {
      if (monitor_.owner() == id(t)) actors_[t].depth = static_cast<std::uint8_t>(monitor_.depth());
    }
  }

  std::vector<Step> steps() const {
    std::vector<Step> result;
    for (std::uint8_t t = 0; t < actors_.size(); ++t) {
      const Actor& actor = actors_[t];
      if (actor.state == Actor::Runs && actor.next < script(t).size())
        result.push_back({Step::Run, t});
      if (actor.state != Actor::AwaitsGrant ||
          actor.request.state() != MonitorRequest::State::Sent || !is_wait(op(t).kind)) {
        continue;
      }
      if (actor.timed) result.push_back({Step::TimeOut, t});
      if (actor.interrupted) result.push_back({Step::NoticeInterrupt, t});
    }
    for (std::uint8_t n = 0; n < to_home_.size(); ++n) {
      add_deliveries(result, Step::ToHome, n, to_home_[n]);
      add_deliveries(result, Step::FromHome, n, from_home_[n]);
    }
    return result;
  }

  void take(const Step& step) {
    switch (step.kind) {
      case Step::Run:
        return run(step.which);
      case Step::TimeOut:
        return cancel(step.which, CancelReason::Timeout);
      case Step::NoticeInterrupt:
        return cancel(step.which, CancelReason::Interrupt);
      case Step::ToHome:
        return serve(take_out(to_home_[step.which], step.place), step.which);
      case Step::FromHome:
        return answer(take_out(from_home_[step.which], step.place));
    }
  }

  std::string name(const Step& step) const {
    std::string text;
    if (step.kind == Step::ToHome || step.kind == Step::FromHome) {
      bool home = step.kind == Step::ToHome;
      const Message& message = (home ? to_home_ : from_home_)[step.which][step.place];
      text = home ? "home gets " : "node " + std::to_string(step.which) + " gets ";
      return text + name_of(message.kind) + " of T" + std::to_string(message.thread) + ", ticket " +
             std::to_string(message.ticket) + ", detail " + std::to_string(message.detail);
    }
    constexpr std::array what{"runs", "times out", "notices its interrupt"};
    return "T" + std::to_string(step.which) + " " + what[step.kind] + " at operation " +
           std::to_string(actors_[step.which].next);
  }

  std::string broken() const {
    if (!error_.empty()) return error_;
    int inside = 0;
    for (std::size_t t = 0; t < actors_.size(); ++t) {
      const Actor& actor = actors_[t];
      if (actor.depth == 0) continue;
      ++inside;
      if (actor.state == Actor::Runs &&
          (monitor_.owner() != id(t) || monitor_.depth() != actor.depth)) {
        return "the home thinks otherwise of what T" + std::to_string(t) + " owns";
      }
    }
    return inside > 1 ? "two threads own the monitor" : "";
  }

  bool finished() const {
    for (std::size_t t = 0; t < actors_.size(); ++t) {
      if (actors_[t].next < script(t).size() || actors_[t].state != Actor::Runs) return false;
    }
    return monitor_.is_idle();
  }

  // How the waits ended, thread by thread: n(otified), t(imed out), i(nterrupted).
  std::string outcome() const {
    std::string text;
    for (const Actor& actor : actors_) text += (text.empty() ? "" : " ") + actor.ends + '.';
    return text;
  }

  void encode(Encoding& to) const {
    to(value_, monitor_.owner().number(), monitor_.depth(), error_.empty());
    for (auto entries : {monitor_.entering(), monitor_.waiting()}) {
      to(entries.size());
      for (const auto& entry : entries) {
        to(entry.thread.number(), entry.ticket, entry.how, entry.depth);
      }
    }
    for (const Actor& actor : actors_) {
      to(actor.next, actor.depth, actor.saved_depth, actor.tickets, actor.state, actor.timed,
         actor.interrupted, actor.request.state(), actor.request.ticket(), actor.ends.size());
      for (char end : actor.ends) to(end);
    }
    for (const auto* channels : {&to_home_, &from_home_}) {
      for (const auto& channel : *channels) {
        to(channel.size());
        for (const Message& m : channel) to(m.kind, m.thread, m.ticket, m.detail);
      }
    }
  }

 private:
  using Channel = std::vector<Message>;

  static LogicalThreadId id(std::size_t thread) { return thread_id(thread); }
  static bool is_wait(Op::Kind kind) { return kind == Op::Wait || kind == Op::Await; }
  const Script& script(std::size_t thread) const { return (*scripts_)[thread]; }
  const Op& op(std::size_t thread) const { return script(thread)[actors_[thread].next]; }

  void add_deliveries(std::vector<Step>& to, Step::Kind kind, std::uint8_t node,
                      const Channel& channel) const {
    std::size_t count =
        rule_ == Break::Overtaking ? channel.size() : std::min<std::size_t>(channel.size(), 1);
    for (std::uint8_t place = 0; place < count; ++place) to.push_back({kind, node, place});
  }
  static Message take_out(Channel& channel, std::size_t place) {
    Message message = channel[place];
    channel.erase(channel.begin() + static_cast<std::ptrdiff_t>(place));
    return message;
  }

  // A request goes to the home; at the home it is executed at once.
  void request(std::uint8_t t, Message message) {
    int node = op(t).node;
    if (node == 0) {
      serve(message, 0);
    } else {
      to_home_[static_cast<std::size_t>(node)].push_back(message);
    }
  }

  void run(std::uint8_t t) {
    Actor& actor = actors_[t];
    const Op& todo = op(t);
    switch (todo.kind) {
      case Op::Enter:
        actor.state = Actor::AwaitsGrant;
        actor.request = MonitorRequest::enter(++actor.tickets);
        return request(t, {Message::Enter, t, actor.tickets});
      case Op::Exit:
        --actor.depth;
        actor.state = Actor::AwaitsReply;
        return request(t, {Message::Exit, t});
      case Op::Notify:
      case Op::NotifyAll:
        actor.state = Actor::AwaitsReply;
        return request(t, {todo.kind == Op::Notify ? Message::Notify : Message::NotifyAll, t});
      case Op::Add:
        ++value_;
        ++actor.next;
        return;
      case Op::Interrupt:
        actors_[static_cast<std::size_t>(todo.argument)].interrupted = true;
        ++actor.next;
        return;
      case Op::Await:
        if (value_ >= todo.argument) {
          ++actor.next;
          return;
        }
        [[fallthrough]];
      case Op::Wait:
        if (actor.interrupted) return end_wait(t, GrantKind::Interrupted);
        actor.saved_depth = actor.depth;
        actor.depth = 0;
        actor.timed = todo.timed;
        actor.state = Actor::AwaitsGrant;
        actor.request = MonitorRequest::wait(++actor.tickets);
        return request(t, {Message::Wait, t, actor.tickets});
    }
  }

  void cancel(std::uint8_t t, CancelReason reason) {
    Actor& actor = actors_[t];
    if (!actor.request.cancel(reason)) return;
    Message message{Message::Cancel, t, static_cast<std::uint8_t>(actor.request.ticket()),
                    static_cast<std::uint8_t>(reason)};
    if (rule_ == Break::CancelsTwice) request(t, message);
    request(t, message);
    if (rule_ == Break::DoesNotWaitForGrant) {
      own_again(actor);
      end_wait(t, reason == CancelReason::Timeout ? GrantKind::TimedOut : GrantKind::Interrupted);
    }
  }

  // The home's part.
  void serve(const Message& message, std::uint8_t from) {
    LogicalThreadId thread = id(message.thread);
    MonitorResult result{MonitorOutcome::Ignored};
    switch (message.kind) {
      case Message::Enter:
        result = monitor_.enter(thread, message.ticket);
        if (result.outcome == MonitorOutcome::Granted)
          send_grant({thread, message.ticket, GrantKind::Entered}, from);
        break;
      case Message::Wait:
        result = monitor_.wait(thread, message.ticket);
        break;
      case Message::Exit:
        result = monitor_.exit(thread);
        break;
      case Message::Notify:
      case Message::NotifyAll:
        result = monitor_.notify(thread, message.kind == Message::NotifyAll);
        break;
      case Message::Cancel:
        result = monitor_.cancel(thread, cancelled_ticket(message),
                                 static_cast<CancelReason>(message.detail));
        break;
      case Message::Reply:
      case Message::Grant:
        break;
    }
    if (result.outcome == MonitorOutcome::NotOwner) error_ = "an owner is refused";
    if (result.grant) send_grant(*result.grant, node_of(result.grant->thread));
    if (message.kind == Message::Exit || message.kind == Message::Notify ||
        message.kind == Message::NotifyAll) {
      Message reply{Message::Reply, message.thread, 0, static_cast<std::uint8_t>(result.outcome)};
      if (from == 0) {
        answer(reply);
      } else {
        from_home_[from].push_back(reply);
      }
    }
  }

  Ticket cancelled_ticket(const Message& message) const {
    if (rule_ != Break::CancelsAnyWait) return message.ticket;
    for (const auto& entry : monitor_.waiting()) {
      if (entry.thread == id(message.thread)) return entry.ticket;
    }
    return 0;
  }

  // A thread stays where its request was made until that is answered.
  std::uint8_t node_of(LogicalThreadId thread) const {
    std::size_t t = thread.number() - 1;
    return static_cast<std::uint8_t>(actors_[t].next < script(t).size() ? op(t).node : 0);
  }

  void send_grant(const MonitorGrant& grant, std::uint8_t to) {
    if (rule_ == Break::LosesGrants && grant.how == GrantKind::Notified) return;
    from_home_[to].push_back({Message::Grant, static_cast<std::uint8_t>(grant.thread.number() - 1),
                              static_cast<std::uint8_t>(grant.ticket),
                              static_cast<std::uint8_t>(grant.how)});
  }

  void answer(const Message& message) {
    Actor& actor = actors_[message.thread];
    if (message.kind == Message::Reply) {
      actor.state = Actor::Runs;
      ++actor.next;
      return;
    }
    auto how = static_cast<GrantKind>(message.detail);
    bool cancelled = actor.request.state() == MonitorRequest::State::Cancelling;
    if (!actor.request.granted(message.ticket, how)) {
      error_ = "a grant that nobody waits for";
      return;
    }
    if (how == GrantKind::Entered) {
      ++actor.depth;
      actor.state = Actor::Runs;
      ++actor.next;
      return;
    }
    own_again(actor);
    if (rule_ == Break::CancelWins && cancelled && how == GrantKind::Notified) {
      how = actor.interrupted ? GrantKind::Interrupted : GrantKind::TimedOut;
    }
    end_wait(message.thread, how);
  }

  void own_again(Actor& actor) {
    actor.depth = rule_ == Break::ForgetsDepth ? 1 : actor.saved_depth;
    actor.saved_depth = 0;
  }

  void end_wait(std::uint8_t t, GrantKind how) {
    Actor& actor = actors_[t];
    actor.state = Actor::Runs;
    actor.timed = false;
    if (how == GrantKind::Interrupted) {
      if (!actor.interrupted) error_ = "InterruptedException without an interrupt";
      actor.interrupted = false;
    }
    actor.ends += "enti"[static_cast<int>(how)];
    if (op(t).kind == Op::Wait) {
      ++actor.next;
    } else if (how != GrantKind::Notified) {
      actor.next += 2;
    }
  }

  const std::vector<Script>* scripts_;
  Break rule_;
  SharedMonitor monitor_;
  std::vector<Actor> actors_;
  std::vector<Channel> to_home_, from_home_;  // per node; from_home_[0] carries local wake-ups
  std::uint8_t value_ = 0;
  std::string error_;
};

}  // namespace cjvm::cluster::monitor_model
