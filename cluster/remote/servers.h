// SPDX-License-Identifier: Apache-2.0
// What a node does for the others, by subject. Called once each, before Rpc::start().
#pragma once

#include "cluster/rpc/rpc.h"

namespace cjvm::cluster {

void serve_calls(Rpc& rpc);
void serve_fields(Rpc& rpc);
void serve_classes(Rpc& rpc);
void serve_loaders(Rpc& rpc);
void serve_exports(Rpc& rpc);
void serve_threads(Rpc& rpc);
void serve_stacks(Rpc& rpc);
void serve_libraries(Rpc& rpc);

}  // namespace cjvm::cluster
