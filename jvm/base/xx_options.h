// SPDX-License-Identifier: Apache-2.0
// The -XX options: those of options.def set a member of Options, those of hotspot_flags.def are
// checked for form and remembered for one warning. Internal to the option parser; one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jvm/base/options.h"

namespace cjvm {

// "64m" -> 67108864: decimal or 0x digits, a minus sign, one suffix of kmgt in either case. Nothing
// if malformed or too large.
std::optional<std::int64_t> parse_number(std::string_view text);

// Applies one option to `options`; `text` is what follows -XX: ("+UseG1GC", "MaxHeapSize=64m").
// Names without effect are added to `ignored`, warnings of `java` to `notices`. Throws BadOption
// with HotSpot's words, unless the option is unknown and `lenient`.
void apply_xx_option(Options& options, std::string_view text, bool lenient,
                     std::vector<std::string>& ignored, std::vector<std::string>& notices);

}  // namespace cjvm
