// SPDX-License-Identifier: Apache-2.0
// What -Xlog, -Xtrace and -verbose ask for, as outputs and topics of log.h. Knows HotSpot's grammar
// of -Xlog (selections, output, decorators, output options) and refuses what HotSpot refuses. Pure
// functions on the parser's thread (options.cc).
#pragma once

#include <string_view>

#include "jvm/base/options.h"

namespace cjvm {

// -verbose:WORD; words without a topic are accepted, as `java` does.
void apply_verbose(Options& options, std::string_view word);

// -Xtrace:TOPIC,TOPIC: every topic by the tags it has in -Xlog. Throws BadOption.
void apply_trace(Options& options, std::string_view topics);

// -Xlog:TAIL, the whole option in `word` (for messages). Throws BadOption, with exit code 0 for
// -Xlog:help. Tags of which nothing is logged here are taken without a word; `notice` gets the
// reason of a refusal.
void apply_log(Options& options, std::string_view tail, std::string_view word,
               const OptionNotice& notice);

}  // namespace cjvm
