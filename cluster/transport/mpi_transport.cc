// SPDX-License-Identifier: Apache-2.0
// The only file that knows MPI. Sends that MPI has not finished keep their bytes in `unfinished_`;
// receive() tests them, because large messages need both sides to make progress.
#include "cluster/transport/mpi_transport.h"

#include <mpi.h>

#include <deque>
#include <mutex>
#include <thread>

#include "cluster/transport/doorbell.h"
#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

constexpr int kTag = 0;

class MpiTransport final : public Transport {
 public:
  MpiTransport(int* argc, char*** argv) {
    int provided = 0;
    MPI_Init_thread(argc, argv, MPI_THREAD_MULTIPLE, &provided);
    check(provided == MPI_THREAD_MULTIPLE, "MPI supports several threads");
    MPI_Comm_dup(MPI_COMM_WORLD, &world_);
    MPI_Comm_rank(world_, &rank_);
    MPI_Comm_size(world_, &size_);
    share_bells();
  }

  ~MpiTransport() override {
    while (!finish_sends()) std::this_thread::yield();
    MPI_Win_free(&window_);
    MPI_Comm_free(&world_);
    MPI_Finalize();
  }

  NodeId self() const override { return static_cast<NodeId>(rank_); }
  int node_count() const override { return size_; }

  void send(NodeId to, std::vector<std::byte> bytes) override {
    MPI_Request request;
    MPI_Isend(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, index(to), kTag, world_,
              &request);
    int done = 0;
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (!done) {
      std::lock_guard lock(mutex_);
      unfinished_.push_back({request, std::move(bytes)});
      unfinished_count_.store(unfinished_.size(), std::memory_order_relaxed);
    }
    doorbell_->ring(to);
    // Somebody here must keep a large message moving.
    if (!done) doorbell_->wake(Sleeper::Idle);
  }

  bool receive(Incoming& message) override {
    if (unfinished_count_.load(std::memory_order_relaxed) != 0) finish_sends();
    int there = 0;
    MPI_Message handle;
    MPI_Status status;
    MPI_Improbe(MPI_ANY_SOURCE, kTag, world_, &there, &handle, &status);
    if (!there) return false;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    message.from = static_cast<NodeId>(status.MPI_SOURCE);
    message.bytes.resize(static_cast<std::size_t>(size));
    MPI_Mrecv(message.bytes.data(), size, MPI_BYTE, &handle, MPI_STATUS_IGNORE);
    doorbell_->heard(message.from);
    return true;
  }

  void arm() override { doorbell_->arm(); }
  void disarm() override { doorbell_->disarm(); }
  std::uint32_t rings() override { return doorbell_->rings(); }
  void wake(Sleeper who) override { doorbell_->wake(who); }

  void sleep(Sleeper who, std::uint32_t seen, std::chrono::microseconds timeout) override {
    if (unfinished_count_.load(std::memory_order_relaxed) != 0) {
      std::this_thread::yield();
    } else {
      doorbell_->sleep(who, seen, timeout);
    }
  }

  void barrier() override { MPI_Barrier(world_); }

 private:
  struct Unfinished {
    MPI_Request request;
    std::vector<std::byte> bytes;
  };

  // One window per machine; every node of it maps the words of the others.
  void share_bells() {
    MPI_Comm machine;
    MPI_Comm_split_type(world_, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &machine);
    void* base = nullptr;
    MPI_Win_allocate_shared(sizeof(Bell), 1, MPI_INFO_NULL, machine, &base, &window_);
    new (base) Bell{};
    int mates = 0;
    MPI_Comm_size(machine, &mates);
    std::vector<int> ranks(static_cast<std::size_t>(mates));
    MPI_Allgather(&rank_, 1, MPI_INT, ranks.data(), 1, MPI_INT, machine);
    std::vector<Bell*> bells(static_cast<std::size_t>(size_), nullptr);
    for (int mate = 0; mate < mates; ++mate) {
      MPI_Aint bytes = 0;
      int unit = 0;
      void* address = nullptr;
      MPI_Win_shared_query(window_, mate, &bytes, &unit, &address);
      bells[static_cast<std::size_t>(ranks[static_cast<std::size_t>(mate)])] =
          static_cast<Bell*>(address);
    }
    MPI_Comm_free(&machine);
    doorbell_ = std::make_unique<Doorbell>(self(), std::move(bells));
    sockaddr_in own = doorbell_->address();
    std::vector<sockaddr_in> all(static_cast<std::size_t>(size_));
    MPI_Allgather(&own, sizeof(own), MPI_BYTE, all.data(), sizeof(own), MPI_BYTE, world_);
    doorbell_->set_peer_addresses(std::move(all));
  }

  bool finish_sends() {
    std::lock_guard lock(mutex_);
    for (auto at = unfinished_.begin(); at != unfinished_.end();) {
      int done = 0;
      MPI_Test(&at->request, &done, MPI_STATUS_IGNORE);
      at = done ? unfinished_.erase(at) : at + 1;
    }
    unfinished_count_.store(unfinished_.size(), std::memory_order_relaxed);
    return unfinished_.empty();
  }

  MPI_Comm world_ = MPI_COMM_NULL;
  MPI_Win window_ = MPI_WIN_NULL;
  int rank_ = 0;
  int size_ = 1;
  std::unique_ptr<Doorbell> doorbell_;
  std::mutex mutex_;
  std::deque<Unfinished> unfinished_;  // under mutex_
  std::atomic<std::size_t> unfinished_count_{0};
};

}  // namespace

std::unique_ptr<Transport> make_mpi_transport(int* argc, char*** argv) {
  return std::make_unique<MpiTransport>(argc, argv);
}

}  // namespace cjvm::cluster
