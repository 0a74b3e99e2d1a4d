// SPDX-License-Identifier: Apache-2.0
// A list of message types gives each its number on the wire. A message is a struct with `name`,
// `runs`, a Reply and field lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace cjvm::cluster {

// Where a request is executed.
enum class Runs : std::uint8_t {
  AtOnce,    // by whoever polls: takes microseconds, blocks on nothing, runs no Java code
  OnThread,  // by the logical thread's segment here, or a server thread
};

template <class... M>
struct MessageList {
  static constexpr std::size_t size = sizeof...(M);

  template <class Wanted>
  static constexpr bool contains = (std::is_same_v<Wanted, M> || ...);

  template <class Wanted>
  static constexpr std::uint16_t id() {
    static_assert((std::is_same_v<Wanted, M> + ... + 0) == 1, "a message stands in the list once");
    std::uint16_t at = 0;
    bool found = false;
    ((found = found || std::is_same_v<Wanted, M>, at = static_cast<std::uint16_t>(at + !found)),
     ...);
    return at;
  }
};

// The number of a message: whoever defines a list specialises this for what it contains.
template <class M>
struct MessageNumber;
template <class M>
constexpr std::uint16_t message_id = MessageNumber<M>::value;

}  // namespace cjvm::cluster
