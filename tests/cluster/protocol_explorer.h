// SPDX-License-Identifier: Apache-2.0
// Visits every state that a small model of a protocol can reach, breadth first, so that what it
// reports is a shortest way to the mistake. A model ("world") is a copyable value with
//
//   std::vector<Step> steps() const       what may happen next, in any order
//   void take(const Step&)                lets it happen
//   std::string name(const Step&) const   for the trace
//   std::string broken() const            which rule the state violates; empty if none
//   bool finished() const                 whether nothing more needs to happen
//   std::string outcome() const           of a finished world in which nothing more can happen
//   void encode(Encoding&) const          everything that distinguishes this state from others
//
// Reported are a broken rule, a deadlock (nothing can happen in an unfinished world) and a cycle
// (something could go on for ever): without any of them every run ends finished, however the steps
// are interleaved.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cjvm::cluster {

// Bytes of a state. Counts stand before lists, so that different states never look the same.
class Encoding {
 public:
  template <class... T>
  void operator()(T... values) {
    (bytes_.push_back(static_cast<char>(values)), ...);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

struct Exploration {
  std::size_t states = 0;
  std::size_t transitions = 0;
  std::set<std::string> outcomes;
  std::string violation;  // empty if there is none
  std::string trace;      // the steps that lead to it, one per line
  bool complete = false;  // every state has been visited; false also after a violation
};

namespace exploring {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// Which states were found how, and what follows them.
struct Graph {
  std::vector<std::uint32_t> parents, steps;      // per state: found from which, by which step
  std::vector<std::uint32_t> first_successor{0};  // per state, in the order of the numbers
  std::vector<std::uint32_t> successors;

  std::size_t size() const { return parents.size(); }
  std::uint32_t add(std::uint32_t parent, std::size_t step) {
    parents.push_back(parent);
    steps.push_back(static_cast<std::uint32_t>(step));
    return static_cast<std::uint32_t>(parents.size() - 1);
  }

  // A state on or behind a cycle; kNone if the graph has none. Every state has been expanded.
  std::uint32_t find_cycle() const {
    std::vector<std::uint32_t> incoming(size()), ready;
    for (std::uint32_t to : successors) ++incoming[to];
    for (std::uint32_t state = 0; state < size(); ++state) {
      if (incoming[state] == 0) ready.push_back(state);
    }
    for (std::size_t done = 0; done < ready.size(); ++done) {
      for (std::uint32_t i = first_successor[ready[done]]; i < first_successor[ready[done] + 1];
           ++i) {
        if (--incoming[successors[i]] == 0) ready.push_back(successors[i]);
      }
    }
    if (ready.size() == size()) return kNone;
    return static_cast<std::uint32_t>(std::ranges::find_if(incoming, [](auto n) { return n > 0; }) -
                                      incoming.begin());
  }
};

template <class World>
std::string trace(World world, const Graph& graph, std::uint32_t state) {
  std::vector<std::uint32_t> path;
  for (; graph.parents[state] != kNone; state = graph.parents[state])
    path.push_back(graph.steps[state]);
  std::string text;
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    auto next = world.steps()[*step];
    text += "  " + world.name(next) + "\n";
    world.take(next);
  }
  return text;
}

}  // namespace exploring

template <class World>
Exploration explore(const World& start, std::size_t limit = 2'000'000) {
  using namespace exploring;
  Exploration result;
  Graph graph;
  std::unordered_map<std::string, std::uint32_t> known;
  std::deque<World> frontier;
  auto fail = [&](std::string violation, std::uint32_t state) {
    result.violation = std::move(violation);
    result.trace = trace(start, graph, state);
    result.states = graph.size();
    return result;
  };
  auto visit = [&](World&& world, std::uint32_t parent, std::size_t step) {
    Encoding encoding;
    world.encode(encoding);
    auto [place, added] = known.try_emplace(encoding.bytes(), 0);
    if (added) {
      place->second = graph.add(parent, step);
      frontier.push_back(std::move(world));
    }
    return place->second;
  };
  visit(World(start), kNone, 0);
  for (std::uint32_t state = 0; !frontier.empty(); ++state) {
    World world = std::move(frontier.front());
    frontier.pop_front();
    if (std::string rule = world.broken(); !rule.empty()) return fail(rule, state);
    auto steps = world.steps();
    if (steps.empty()) {
      if (!world.finished()) return fail("deadlock or wrong end: " + world.outcome(), state);
      result.outcomes.insert(world.outcome());
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
      World next = world;
      next.take(steps[i]);
      graph.successors.push_back(visit(std::move(next), state, i));
      ++result.transitions;
    }
    graph.first_successor.push_back(static_cast<std::uint32_t>(graph.successors.size()));
    if (graph.size() > limit) return fail("too many states", state);
  }
  result.states = graph.size();
  if (std::uint32_t state = graph.find_cycle(); state != kNone) return fail("a cycle", state);
  result.complete = true;
  return result;
}

}  // namespace cjvm::cluster
