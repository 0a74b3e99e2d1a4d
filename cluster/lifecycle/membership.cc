// SPDX-License-Identifier: Apache-2.0
// The watchdog comes first and goes last: MPI_Init and MPI_Finalize wait for other processes too.
// MPI_Finalize lets nobody go before all have come to it, and so past the barrier before it: as
// long as a node has not passed that barrier, no other ends in order.
#include "cluster/lifecycle/membership.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include "cluster/launch/start.h"
#include "cluster/transport/mpi_transport.h"

namespace cjvm::cluster {

Membership::Membership(Greeting own) {
  launch::take_over_streams();
  const auto self = static_cast<NodeId>(launch::own_rank().value_or(0));
  if (index(self) != 0) leave_signals_to_node_0();
  watchdog_ = std::make_unique<Watchdog>(self, launch::mpirun_process());
  launch::prepare_environment();
  transport_ = make_mpi_transport(nullptr, nullptr);
  watchdog_->inherit(launch::files_of_mpirun());
  launch::restore_environment();
  try {
    company_ = shake_hands(*transport_, own, [this] { return watchdog_->make_watch_point(); });
  } catch (const HandshakeRefused& refused) {
    if (index(self) == 0) std::fprintf(stderr, "cjvm: %s\n", refused.what());
    leave();
    ::_exit(1);
  }
  watchdog_->watch(company_);
}

Membership::~Membership() = default;

void Membership::leave() {
  transport_->barrier();
  watchdog_->expect_end();
  transport_.reset();
}

}  // namespace cjvm::cluster
