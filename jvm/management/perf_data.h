// SPDX-License-Identifier: Apache-2.0
// The file /tmp/hsperfdata_<user>/<pid> by which jps and jcmd -l find running VMs: a list of named
// constants that never changes here. Any thread.
#pragma once

namespace cjvm {

struct Options;

// Does nothing where that is not possible (a directory that is not ours, no room).
void publish_perf_data(const Options& options);
// At the process's end.
void remove_perf_data();

}  // namespace cjvm
