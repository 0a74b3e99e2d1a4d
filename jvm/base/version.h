// SPDX-License-Identifier: Apache-2.0
// What this VM calls itself.
#pragma once

#include <string_view>

namespace cjvm {

inline constexpr std::string_view kVmName = "cjvm";
inline constexpr std::string_view kVmVersion = "0.1";

}  // namespace cjvm
