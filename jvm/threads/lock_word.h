// SPDX-License-Identifier: Apache-2.0
// The second header word of every object.
//
//   inline form (bit 0 = 0):  63 .......... 33 | 32 ........ 12 | 11 ... 4 | 3..1 | 0
//                             identity hash    | owner lock id  | depth    | 0    | 0
//   inflated form (bit 0 = 1): Monitor* | 1; the monitor keeps the hash and is kept alive by the
//   monitor table.
//   foreign form (bit 2 = 1): record* | 4, or | 6 for a proxy. Monitor and hash are the extension's
//   (HeapAccess verbs); bit 1 says the same of the fields and of calls; bit 3 that the object
//   stands for one that is elsewhere, so that nobody here can tell when that is unreachable. The
//   record is 16-aligned.
//
// An owner of 0 means unlocked; depth counts re-entries beyond the first. A hash of 0 means "not
// yet computed".
#pragma once

#include <cstdint>

namespace cjvm {

struct LockWord {
  static constexpr std::uint64_t kInflatedBit = 1;
  static constexpr std::uint64_t kProxyBit = 2;
  static constexpr std::uint64_t kForeignMonitorBit = 4;
  static constexpr std::uint64_t kImportBit = 8;
  // The record's address in the foreign form.
  static constexpr std::uint64_t kRecordMask = ~std::uint64_t{15};
  // What must all be zero for a thread to take the lock by setting the owner.
  static constexpr std::uint64_t kFormMask = kInflatedBit | kForeignMonitorBit;
  static constexpr unsigned kDepthShift = 4;
  static constexpr std::uint64_t kDepthOne = std::uint64_t{1} << kDepthShift;
  static constexpr std::uint64_t kDepthMask = std::uint64_t{0xff} << kDepthShift;
  static constexpr unsigned kOwnerShift = 12;
  static constexpr std::uint32_t kMaxOwner = (1u << 21) - 1;
  static constexpr std::uint64_t kOwnerMask = std::uint64_t{kMaxOwner} << kOwnerShift;
  static constexpr unsigned kHashShift = 33;

  static constexpr bool is_inflated(std::uint64_t word) { return (word & kInflatedBit) != 0; }
  static constexpr bool is_foreign(std::uint64_t word) { return (word & kForeignMonitorBit) != 0; }
  static constexpr bool is_import(std::uint64_t word) {
    return (word & (kForeignMonitorBit | kImportBit)) == (kForeignMonitorBit | kImportBit);
  }
  static constexpr std::uint32_t owner(std::uint64_t word) {
    return static_cast<std::uint32_t>((word & kOwnerMask) >> kOwnerShift);
  }
  static constexpr std::uint32_t depth(std::uint64_t word) {
    return static_cast<std::uint32_t>((word & kDepthMask) >> kDepthShift);
  }
  static constexpr std::int32_t hash(std::uint64_t word) {
    return static_cast<std::int32_t>(word >> kHashShift);
  }
};

}  // namespace cjvm
