// SPDX-License-Identifier: Apache-2.0
// Round trips between two nodes: a raw MPI ping-pong and null calls through Rpc, alternating in one
// process pair, so that the ratio stands even on a noisy machine. Prints medians over the rounds,
// in microseconds.
//   mpirun -np 2 rpc_bench [calls per round] [pause between calls, microseconds]
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <latch>
#include <thread>

#include "cluster/rpc/rpc.h"
#include "cluster/transport/mpi_transport.h"

namespace cjvm::cluster {

struct Null {
  static constexpr Runs runs = Runs::AtOnce;
  struct Reply {
    template <class A>
    void fields(A&) {}
  };
  template <class A>
  void fields(A&) {}
};

// The same on the thread of the logical thread.
struct NullOnThread : Null {
  static constexpr Runs runs = Runs::OnThread;
};

struct Finish : Null {};

using BenchMessages = MessageList<Null, NullOnThread, Finish>;
template <class M>
  requires BenchMessages::contains<M>
struct MessageNumber<M> {
  static constexpr std::uint16_t value = BenchMessages::id<M>();
};

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 11;
constexpr std::size_t kBytes = Envelope::kSize;

double micros(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <class F>
double per_call(int calls, std::chrono::microseconds pause, F&& call) {
  Clock::duration spent{};
  for (int i = 0; i < calls; ++i) {
    if (pause.count() > 0) std::this_thread::sleep_for(pause);
    Clock::time_point start = Clock::now();
    call();
    spent += Clock::now() - start;
  }
  return micros(spent) / calls;
}

void raw(int rank, int calls, std::chrono::microseconds pause, std::vector<double>& result) {
  std::byte buffer[kBytes] = {};
  auto send = [&](int to) { MPI_Send(buffer, kBytes, MPI_BYTE, to, 1, MPI_COMM_WORLD); };
  auto receive = [&](int from) {
    MPI_Recv(buffer, kBytes, MPI_BYTE, from, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  };
  if (rank == 0) {
    result.push_back(per_call(calls, pause, [&] { send(1), receive(1); }));
  } else {
    for (int i = 0; i < calls; ++i) receive(0), send(0);
  }
}

void run(int calls, std::chrono::microseconds pause, Transport& transport) {
  int rank = index(transport.self());
  LogicalThreadId thread = LogicalThreadId::make(transport.self(), 1);
  std::vector<double> raws, nulls, threads;
  for (int round = 0; round < kRounds; ++round) {
    raw(rank, calls, pause, raws);
    Rpc rpc(transport, [](std::function<void()> body) { std::thread(std::move(body)).detach(); });
    rpc.serve<Null>([](const Null&, const CallContext&) { return Null::Reply{}; });
    rpc.serve<NullOnThread>([](const NullOnThread&, const CallContext&) { return Null::Reply{}; });
    std::latch finished(1);  // not a barrier: that would poll beside the server
    rpc.serve<Finish>([&](const Finish&, const CallContext&) {
      finished.count_down();
      return Null::Reply{};
    });
    rpc.start();
    transport.barrier();
    if (rank == 0) {
      nulls.push_back(per_call(calls, pause, [&] { rpc.call(NodeId{1}, Null{}, thread); }));
      threads.push_back(
          per_call(calls, pause, [&] { rpc.call(NodeId{1}, NullOnThread{}, thread); }));
      rpc.call(NodeId{1}, Finish{}, thread);
    } else {
      finished.wait();
    }
    transport.barrier();
    rpc.stop();
  }
  if (rank != 0) return;
  std::printf(
      "raw ping-pong %.2f us\nnull call %.2f us (%.2f x)\nnull call on a server thread %.2f us "
      "(%.2f x)\n",
      median(raws), median(nulls), median(nulls) / median(raws), median(threads),
      median(threads) / median(raws));
}

}  // namespace

}  // namespace cjvm::cluster

int main(int argc, char** argv) {
  auto transport = cjvm::cluster::make_mpi_transport(&argc, &argv);
  int calls = argc > 1 ? std::atoi(argv[1]) : 20'000;
  cjvm::cluster::run(calls, std::chrono::microseconds(argc > 2 ? std::atoi(argv[2]) : 0),
                     *transport);
  transport->barrier();
}
