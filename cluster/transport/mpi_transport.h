// SPDX-License-Identifier: Apache-2.0
// The cluster as mpirun started it. Each message is one MPI message of tag 0; small ones are on
// their way when send() returns, large ones while somebody calls receive(), which every node does
// whenever it waits.
#pragma once

#include <memory>

#include "cluster/transport/transport.h"

namespace cjvm::cluster {

// Initialises MPI with full thread support and starts the transport. Ends the process with a
// message if MPI cannot do that. Called once, on the main thread, before other threads exist; the
// destructor finalises MPI, on the same thread, after a barrier().
std::unique_ptr<Transport> make_mpi_transport(int* argc, char*** argv);

}  // namespace cjvm::cluster
