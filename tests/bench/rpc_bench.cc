// SPDX-License-Identifier: Apache-2.0
// Round trips between two nodes: a raw MPI ping-pong, null calls and field loads through Rpc,
// alternating in one process pair, so that the ratio stands even on a noisy machine. Prints medians
// over the rounds, in microseconds, and those of the best quarter: with other work on the machine
// they are what the code itself takes.
//   mpirun -np 2 rpc_bench [calls per round] [pause between calls, microseconds]
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

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

// A load of a field, as the VM's message of that name and its handler: the object's number is
// looked up in the table of masters under its lock.
struct Load {
  static constexpr Runs runs = Runs::AtOnce;
  std::uint64_t object = 0, statics = 0, offset = 0;
  std::uint8_t size = 0, order = 0;
  struct Reply {
    std::uint64_t bits = 0;
    template <class A>
    void fields(A& a) {
      a(bits);
    }
  };
  template <class A>
  void fields(A& a) {
    a(object, statics, offset, size, order);
  }
};

class Masters {
 public:
  std::uint64_t load(const Load& m) {
    return __atomic_load_n(at(m.object) + m.offset / sizeof(std::uint64_t), __ATOMIC_RELAXED);
  }

 private:
  const std::uint64_t* at(std::uint64_t number) {
    std::lock_guard lock(mutex_);
    return masters_[number % masters_.size()].data();
  }
  std::mutex mutex_;
  std::vector<std::vector<std::uint64_t>> masters_{100, std::vector<std::uint64_t>(4, 42)};
};

struct Finish : Null {};

using BenchMessages = MessageList<Null, NullOnThread, Load, Finish>;
template <class M>
  requires BenchMessages::contains<M>
struct MessageNumber<M> {
  static constexpr std::uint16_t value = BenchMessages::id<M>();
};

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 41;
constexpr std::size_t kBytes = Envelope::kSize;

double micros(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

// How long something took in each round.
struct Series {
  std::vector<double> rounds = {};

  void print(const char* name, const Series& raw) const {
    std::printf("%-28s %6.2f us (%.2f x), best quarter %6.2f us (%.2f x)\n", name, part(2),
                part(2) / raw.part(2), part(8), part(8) / raw.part(8));
  }

 private:
  // The round below which one in `n` lies.
  double part(std::size_t n) const {
    std::vector<double> sorted = rounds;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / n];
  }
};

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

void raw(int rank, int calls, std::chrono::microseconds pause, Series& result) {
  std::byte buffer[kBytes] = {};
  auto send = [&](int to) { MPI_Send(buffer, kBytes, MPI_BYTE, to, 1, MPI_COMM_WORLD); };
  auto receive = [&](int from) {
    MPI_Recv(buffer, kBytes, MPI_BYTE, from, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  };
  if (rank == 0) {
    result.rounds.push_back(per_call(calls, pause, [&] { send(1), receive(1); }));
  } else {
    for (int i = 0; i < calls; ++i) receive(0), send(0);
  }
}

void run(int calls, std::chrono::microseconds pause, Transport& transport) {
  int rank = index(transport.self());
  LogicalThreadId thread = LogicalThreadId::make(transport.self(), 1);
  Series raws, nulls, loads, threads;
  Masters masters;
  for (int round = 0; round < kRounds; ++round) {
    raw(rank, calls, pause, raws);
    Rpc rpc(transport, [](std::function<void()> body) { std::thread(std::move(body)).detach(); });
    rpc.serve<Null>([](const Null&, const CallContext&) { return Null::Reply{}; });
    rpc.serve<NullOnThread>([](const NullOnThread&, const CallContext&) { return Null::Reply{}; });
    rpc.serve<Load>(
        [&](const Load& m, const CallContext&) { return Load::Reply{masters.load(m)}; });
    std::latch finished(1);  // not a barrier: that would poll beside the server
    rpc.serve<Finish>([&](const Finish&, const CallContext&) {
      finished.count_down();
      return Null::Reply{};
    });
    rpc.start();
    transport.barrier();
    if (rank == 0) {
      for (int i = 0; i < calls / 10; ++i) rpc.call(NodeId{1}, Null{}, thread);  // warms up
      nulls.rounds.push_back(per_call(calls, pause, [&] { rpc.call(NodeId{1}, Null{}, thread); }));
      loads.rounds.push_back(per_call(calls, pause, [&] {
        rpc.call(NodeId{1}, Load{.object = 7, .offset = 16, .size = 4}, thread);
      }));
      threads.rounds.push_back(
          per_call(calls, pause, [&] { rpc.call(NodeId{1}, NullOnThread{}, thread); }));
      rpc.call(NodeId{1}, Finish{}, thread);
    } else {
      finished.wait();
    }
    transport.barrier();
    rpc.stop();
  }
  if (rank != 0) return;
  raws.print("raw ping-pong", raws);
  nulls.print("null call", raws);
  loads.print("getfield", raws);
  threads.print("null call, server thread", raws);
}

}  // namespace

}  // namespace cjvm::cluster

int main(int argc, char** argv) {
  auto transport = cjvm::cluster::make_mpi_transport(&argc, &argv);
  int calls = argc > 1 ? std::atoi(argv[1]) : 2000;
  cjvm::cluster::run(calls, std::chrono::microseconds(argc > 2 ? std::atoi(argv[2]) : 0),
                     *transport);
  transport->barrier();
}
