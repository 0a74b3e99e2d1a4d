// SPDX-License-Identifier: Apache-2.0
// Which mpirun, and with which arguments. Pure functions of their arguments and the file system.
#pragma once

#include <string>
#include <vector>

#include "cluster/launch/options.h"

namespace cjvm::launch {

// Path of Open MPI's mpirun: CJVM_MPIRUN if set, else `mpirun.openmpi`, else `mpirun` on PATH.
// Throws LaunchError if there is none.
std::string find_mpirun(const Environment& environment);

// The command that runs `executable` without arguments in `nodes` processes on this machine.
std::vector<std::string> mpirun_command(const std::string& mpirun, const std::string& executable,
                                        int nodes, bool as_root);

}  // namespace cjvm::launch
