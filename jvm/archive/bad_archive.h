// SPDX-License-Identifier: Apache-2.0
// The one failure of this folder: an archive (lib/modules, a jar) that cannot be opened or is
// damaged. It is bad input, never our bug; the layer that asked turns it into a Java error or an
// end of the start-up.
#pragma once

#include <stdexcept>
#include <string>

namespace cjvm {

class BadArchive : public std::runtime_error {
 public:
  explicit BadArchive(const std::string& what) : std::runtime_error(what) {}
};

}  // namespace cjvm
