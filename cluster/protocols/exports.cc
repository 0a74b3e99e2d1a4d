// SPDX-License-Identifier: Apache-2.0
#include "cluster/protocols/exports.h"

#include <algorithm>
#include <utility>

#include "jvm/base/check.h"

namespace cjvm::cluster {

std::int64_t ExportCounts::count(NodeId node) const {
  auto found = std::ranges::lower_bound(holders_, node, {}, &Holder::node);
  return found == holders_.end() || found->node != node ? 0 : found->count;
}

bool ExportCounts::add(NodeId node, std::int64_t change) {
  auto found = std::ranges::lower_bound(holders_, node, {}, &Holder::node);
  if (found == holders_.end() || found->node != node) found = holders_.insert(found, {node, 0});
  found->count += change;
  if (found->count == 0) holders_.erase(found);
  return holders_.empty();
}

std::uint64_t ImportCounts::take_release() {
  check(count_ > 0, "a proxy that goes was received");
  return std::exchange(count_, 0);
}

}  // namespace cjvm::cluster
