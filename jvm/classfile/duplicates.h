// SPDX-License-Identifier: Apache-2.0
// Search for members with equal name and descriptor (JVMS 4.5, 4.6). Internal to jvm/classfile; any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace cjvm {

inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  for (unsigned char c : text) seed = (seed ^ c) * 0x100000001b3u;
  return seed;
}

// The first member that equals an earlier one, nullptr if all differ. Member has name and
// descriptor.
template <class Member>
const Member* find_duplicate_member(std::span<const Member> members) {
  if (members.size() < 2) return nullptr;
  std::size_t capacity = 16;
  while (capacity < members.size() * 2) capacity *= 2;
  auto slots = std::make_unique<const Member*[]>(capacity);
  for (const Member& member : members) {
    auto hash = hash_text(member.descriptor, hash_text(member.name, 0xcbf29ce484222325u));
    for (std::size_t i = (hash ^ hash >> 32) & (capacity - 1);; i = (i + 1) & (capacity - 1)) {
      if (slots[i] == nullptr) {
        slots[i] = &member;
        break;
      }
      if (slots[i]->name == member.name && slots[i]->descriptor == member.descriptor)
        return &member;
    }
  }
  return nullptr;
}

}  // namespace cjvm
