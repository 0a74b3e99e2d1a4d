// SPDX-License-Identifier: Apache-2.0
// The message of a VerifyError: first line, location, reason, frames, bytes and stack map, laid out
// as `java` does. Internal to jvm/verifier; used once per failing class, so it may be slow.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jvm/verifier/type_state.h"

namespace cjvm {

// Why a method was refused: the sentence after "Reason:".
enum class Fault : std::uint8_t {
  kBadBytecode,
  kWrongType,
  kFlagsMismatch,
  kBadPoolIndex,
  kBadLocalIndex,
  kLocalsSizeMismatch,
  kStackSizeMismatch,
  kStackOverflow,
  kStackUnderflow,
  kMissingStackMap,
  kBadStackMap,
};

// Where a type in the reason comes from.
enum class Origin : std::uint8_t {
  kFrameLocal,
  kFrameStack,
  kStackMapLocal,
  kStackMapStack,
  kPool,
  kSignature,
  kImplicit,
  kFrameOnly,  // no type, only a frame to show
};

struct TypeOrigin {
  Origin origin = Origin::kImplicit;
  std::uint32_t index = 0;
  VerificationType type;
  const FrameView* frame = nullptr;
};

// No type, only a frame to show; nullptr stands for the current one.
inline TypeOrigin only_frame(const FrameView* frame = nullptr) {
  return {Origin::kFrameOnly, 0, {}, frame};
}
// An index that is out of bounds.
inline TypeOrigin only_index(std::uint32_t index) {
  return {Origin::kImplicit, index, {}, nullptr};
}

struct ErrorDetails {
  Fault fault = Fault::kBadBytecode;
  std::uint32_t bci = 0;
  std::optional<TypeOrigin> type;
  std::optional<TypeOrigin> expected;
};

// The whole text of "Exception Details:", starting with a line end.
std::string describe_error(const ErrorDetails& details, const TypeTable& types,
                           const ClassFile& file, std::string_view class_name,
                           const MethodInfo& method);

}  // namespace cjvm
