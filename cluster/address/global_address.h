// SPDX-License-Identifier: Apache-2.0
// Names of objects and classes that mean the same on every node. Value types; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "cluster/node.h"

namespace cjvm::cluster {

// GAO: the name of an object that more than one node knows. Given by its home when it is first
// passed on, never reused.
struct GlobalObject {
  std::uint64_t bits = 0;  // 16 home, 48 number from 1

  static constexpr GlobalObject make(NodeId home, std::uint64_t number) {
    return {static_cast<std::uint64_t>(home) << 48 | number};
  }
  constexpr NodeId home() const { return static_cast<NodeId>(bits >> 48); }
  constexpr std::uint64_t number() const { return bits & ((std::uint64_t{1} << 48) - 1); }
  constexpr explicit operator bool() const { return bits != 0; }
  friend constexpr auto operator<=>(GlobalObject, GlobalObject) = default;
  template <class A>
  void fields(A& a) {
    a(bits);
  }
};

// GAC: the name of a class: a hash of what makes it that class, so that all nodes find the same one
// without asking anybody.
struct GlobalClass {
  std::uint64_t bits = 0;

  // `loader`: the defining loader, zero for the boot loader. `definer`: the node that defined a
  // hidden class, whose name other nodes may have given, too; 0 otherwise.
  static GlobalClass of(GlobalObject loader, std::string_view name, NodeId definer);
  constexpr explicit operator bool() const { return bits != 0; }
  friend constexpr auto operator<=>(GlobalClass, GlobalClass) = default;
  template <class A>
  void fields(A& a) {
    a(bits);
  }
};

// A well-mixed hash of a word, for tables keyed by addresses and global names.
std::uint64_t mix(std::uint64_t word);

struct MixHash {
  std::size_t operator()(std::uint64_t word) const { return mix(word); }
};

}  // namespace cjvm::cluster
