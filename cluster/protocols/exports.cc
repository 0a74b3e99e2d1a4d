// SPDX-License-Identifier: Apache-2.0
#include "cluster/protocols/exports.h"

#include <algorithm>
#include <utility>

#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

void add(std::vector<ReferenceCount>& counts, NodeId node, std::int64_t change) {
  auto found = std::ranges::lower_bound(counts, node, {}, &ReferenceCount::node);
  if (found == counts.end() || found->node != node) found = counts.insert(found, {node, 0});
  found->count += change;
  if (found->count == 0) counts.erase(found);
}

}  // namespace

void ExportCounts::sent(NodeId to) { add(counts_, to, 1); }

bool ExportCounts::resolved(NodeId home) {
  add(counts_, home, -1);
  return counts_.empty();
}

bool ExportCounts::released(NodeId from, const ExportRelease& release) {
  add(counts_, from, -static_cast<std::int64_t>(release.received));
  for (const ReferenceCount& sent : release.sent) add(counts_, sent.node, sent.count);
  return counts_.empty();
}

void ImportCounts::sent(NodeId to) {
  check(received_ > 0, "who sends a reference on has received it");
  add(sent_, to, 1);
}

ExportRelease ImportCounts::take_release() {
  check(received_ > 0, "a proxy that goes was received");
  return {std::exchange(received_, 0), std::exchange(sent_, {})};
}

}  // namespace cjvm::cluster
