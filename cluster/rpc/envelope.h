// SPDX-License-Identifier: Apache-2.0
// What stands before the fields of every message (docs/wire-format.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "cluster/node.h"
#include "cluster/wire/codec.h"

namespace cjvm::cluster {

enum class EnvelopeKind : std::uint8_t {
  Request,  // asks for a reply
  Reply,
  Post,  // one way
};

struct Envelope {
  static constexpr std::size_t kSize = 20;

  std::uint16_t message = 0;  // position in the message list
  EnvelopeKind kind = EnvelopeKind::Request;
  std::uint8_t flags = 0;     // what travels with the logical thread
  std::uint32_t call = 0;     // the caller's number for this request; the reply repeats it
  LogicalThreadId thread;     // on whose behalf; zero: nobody's
  std::uint32_t segment = 0;  // number of the thread's segment on the sending node that waits

  // The fields lie in memory as they go over the wire, without padding in between.
  std::span<const std::byte> bytes() const {
    return std::as_bytes(std::span(this, 1)).first<kSize>();
  }
  static Envelope of(std::span<const std::byte> message) {
    if (message.size() < kSize) throw MalformedMessage("shorter than an envelope");
    Envelope envelope;
    std::memcpy(static_cast<void*>(&envelope), message.data(), kSize);
    return envelope;
  }
};
static_assert(offsetof(Envelope, kind) == 2 && offsetof(Envelope, flags) == 3 &&
              offsetof(Envelope, call) == 4 && offsetof(Envelope, thread) == 8 &&
              offsetof(Envelope, segment) == 16);

}  // namespace cjvm::cluster
