// SPDX-License-Identifier: Apache-2.0
// The command line of the program is not among the arguments: mpirun takes a lone ':' for its own.
#include "cluster/launch/mpirun.h"

#include <unistd.h>

#include <algorithm>

namespace cjvm::launch {

std::string find_mpirun(const Environment& environment) {
  if (const auto chosen = environment("CJVM_MPIRUN")) {
    if (::access(chosen->c_str(), X_OK) == 0) return *chosen;
    throw LaunchError(*chosen + " cannot be executed (CJVM_MPIRUN)");
  }
  const std::string path = environment("PATH").value_or("/usr/bin:/bin");
  // Debian's own name first: `mpirun` may be that of another MPI.
  for (const char* name : {"/mpirun.openmpi", "/mpirun"}) {
    for (std::size_t begin = 0; begin <= path.size();) {
      const std::size_t end = std::min(path.find(':', begin), path.size());
      const std::string file = path.substr(begin, end - begin) + name;
      begin = end + 1;
      if (::access(file.c_str(), X_OK) == 0) return file;
    }
  }
  throw LaunchError("--nodes needs Open MPI's mpirun: install openmpi-bin, or set CJVM_MPIRUN");
}

std::vector<std::string> mpirun_command(const std::string& mpirun, const std::string& executable,
                                        int nodes, bool as_root) {
  std::vector<std::string> command = {mpirun};
  if (as_root) command.emplace_back("--allow-run-as-root");
  for (const char* word : {
           "--oversubscribe",                          // more nodes than cores
           "--bind-to", "none",                        // a JVM has many threads
           "--quiet",                                  // the nodes say themselves what happened
           "--mca", "odls_base_sigkill_timeout", "0",  // nobody asks for time when a node is lost
           "--mca", "plm", "isolated"  // this machine only: needs neither ssh nor a batch system
       })
    command.emplace_back(word);
  command.insert(command.end(), {"-np", std::to_string(nodes), executable});
  return command;
}

}  // namespace cjvm::launch
