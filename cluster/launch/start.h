// SPDX-License-Identifier: Apache-2.0
// Starting the processes of a cluster on this machine. The process that the user has started
// becomes node 0 itself: it keeps its standard streams, terminal, process group, signals and exit
// code, as `java` would. mpirun runs in a session of its own; what it starts as rank 0 only hands
// its environment over and waits for the end of node 0, so that MPI takes node 0 for that rank. The
// other ranks write straight to node 0's standard output and error.
//
// Called by the main thread before other threads exist.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/launch/options.h"

namespace cjvm::launch {

// A standard stream that the user has closed stays useless, but its number is taken: no connection
// of the cluster gets it. Before everything else.
void keep_stream_numbers();

// In a process that mpirun has started for start_nodes(): gets the streams of node 0 and returns
// its command line (without the program's name). Does not return on rank 0. Nothing in any other
// process. Ends the process quietly if node 0 is gone.
std::optional<std::vector<std::string>> join_start();

// From now on this process writes to the streams of node 0, if it has got them. What it has said
// before went to mpirun: node 0, with the same command line, has said it too.
void take_over_streams();

// Starts the other nodes and returns as node 0, once all of them have joined. `words` is the
// command line without the program's name. Throws LaunchError, with mpirun's own words if it has
// failed.
void start_nodes(int nodes, const std::string& executable, const std::vector<std::string>& words);

// The rank that mpirun has given this process; nothing if it has not started it.
std::optional<int> own_rank();

// Process to be watched as mpirun; 0 if there is none. Under start_nodes() not the parent.
int mpirun_process();

// What mpirun has made on this machine and removes at its end: files and directories, for whoever
// has to do it instead. After MPI has been initialised, before restore_environment().
std::vector<std::string> files_of_mpirun();

// Before MPI is initialised: a process that mpirun has not started is told to be a job of its own.
void prepare_environment();

// Takes what mpirun and the start have put into the environment out again, so that the program sees
// the user's own and processes that it starts are no nodes. After MPI has been initialised.
void restore_environment();

}  // namespace cjvm::launch
