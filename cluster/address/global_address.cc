// SPDX-License-Identifier: Apache-2.0
#include "cluster/address/global_address.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace cjvm::cluster {

GlobalClass GlobalClass::of(GlobalObject loader, std::string_view name, NodeId definer) {
  std::uint64_t seed = mix(loader.bits) + static_cast<std::uint64_t>(definer);
  std::uint64_t hash = XXH64(name.data(), name.size(), seed);
  return {hash != 0 ? hash : 1};
}

std::uint64_t mix(std::uint64_t word) { return XXH64(&word, sizeof word, 0); }

}  // namespace cjvm::cluster
