// SPDX-License-Identifier: Apache-2.0
// The cluster as mpirun started it. A small message is one MPI message and on its way when send()
// returns; a large one is two, an announcement and the bytes, and needs somebody to call receive()
// meanwhile, which every node does whenever it waits.
#pragma once

#include <memory>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

// Initialises MPI with full thread support and starts the transport. Ends the process with a
// message if MPI cannot do that. Called once, on the main thread, before other threads exist; the
// destructor finalises MPI, on the same thread, after a barrier().
std::unique_ptr<Transport> make_mpi_transport(int* argc, char*** argv);

}  // namespace cjvm::cluster
