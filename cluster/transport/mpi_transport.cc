// SPDX-License-Identifier: Apache-2.0
// The only file that knows MPI. Two receives for small messages are always posted, so that MPI
// copies what arrives straight into them. A large message is announced by a small one, which keeps
// its place in the order, and follows on a communicator of its own. Sends that MPI has not finished
// keep their bytes in `unfinished_`; receive() tests them, because large messages need both sides
// to make progress.
#include "cluster/transport/mpi_transport.h"

#include <mpi.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <deque>
#include <mutex>
#include <span>
#include <thread>

#include "cluster/transport/doorbell.h"
#include "jvm/base/check.h"

namespace cjvm::cluster {

namespace {

// What a message on the first communicator is.
constexpr int kWholeTag = 0;
constexpr int kAnnouncementTag = 1;

constexpr std::size_t kMostSmallBytes = 4096;  // what MPI sends at once over shared memory
constexpr std::uint32_t kBulkTags = 32768;     // every MPI has so many

struct Announcement {
  std::uint32_t size = 0;
  std::uint32_t tag = 0;
};

class MpiTransport final : public Transport {
 public:
  MpiTransport(int* argc, char*** argv) {
    int provided = 0;
    MPI_Init_thread(argc, argv, MPI_THREAD_MULTIPLE, &provided);
    check(provided == MPI_THREAD_MULTIPLE, "MPI supports several threads");
    MPI_Comm_dup(MPI_COMM_WORLD, &world_);
    MPI_Comm_dup(MPI_COMM_WORLD, &bulk_);
    MPI_Comm_rank(world_, &rank_);
    MPI_Comm_size(world_, &size_);
    share_bells();
    for (Posted& posted : posted_) {
      MPI_Recv_init(posted.bytes.data(), kMostSmallBytes, MPI_BYTE, MPI_ANY_SOURCE, MPI_ANY_TAG,
                    world_, &posted.request);
      MPI_Start(&posted.request);
    }
  }

  ~MpiTransport() override {
    drain();
    for (std::size_t i = 0; i < posted_.size(); ++i) {
      if (i == first_ || !is_taken_) {
        MPI_Cancel(&posted_[i].request);
        MPI_Wait(&posted_[i].request, MPI_STATUS_IGNORE);
      }
      MPI_Request_free(&posted_[i].request);
    }
    MPI_Win_free(&window_);
    MPI_Comm_free(&bulk_);
    MPI_Comm_free(&world_);
    MPI_Finalize();
  }

  NodeId self() const override { return static_cast<NodeId>(rank_); }
  int node_count() const override { return size_; }

  void send(NodeId to, std::vector<std::byte> bytes) override {
    bool done = bytes.size() <= kMostSmallBytes
                    ? start_send(to, kWholeTag, world_, std::move(bytes))
                    : send_large(to, std::move(bytes));
    doorbell_->ring(to);
    // Somebody here must keep a large message moving.
    if (!done) doorbell_->wake(Sleeper::Idle);
  }

  bool receive(Incoming& message) override {
    if (unfinished_count_.load(std::memory_order_relaxed) != 0) finish_sends();
    // Posted again only now: until here the other receive was enough.
    if (is_taken_) MPI_Start(&posted_[1 - first_].request);
    is_taken_ = false;
    Posted& posted = posted_[first_];
    int there = 0;
    MPI_Status status;
    MPI_Test(&posted.request, &there, &status);
    if (!there) return false;
    first_ = 1 - first_;
    is_taken_ = true;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    message.from = static_cast<NodeId>(status.MPI_SOURCE);
    if (status.MPI_TAG == kAnnouncementTag) {
      Announcement announced;
      std::memcpy(&announced, posted.bytes.data(), sizeof(announced));
      message.bytes.resize(announced.size);
      MPI_Recv(message.bytes.data(), static_cast<int>(announced.size), MPI_BYTE, status.MPI_SOURCE,
               static_cast<int>(announced.tag), bulk_, MPI_STATUS_IGNORE);
    } else {
      message.bytes.assign(posted.bytes.begin(), posted.bytes.begin() + size);
    }
    doorbell_->heard(message.from);
    return true;
  }

  void arm() override { doorbell_->arm(); }
  bool has_rung() override { return doorbell_->has_rung(); }
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

  struct Posted {
    MPI_Request request = MPI_REQUEST_NULL;
    alignas(64) std::array<std::byte, kMostSmallBytes> bytes;
  };

  // False if MPI still needs the bytes.
  bool start_send(NodeId to, int tag, MPI_Comm where, std::vector<std::byte> bytes) {
    MPI_Request request;
    MPI_Isend(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, index(to), tag, where,
              &request);
    int done = 0;
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    if (done) return true;
    std::lock_guard lock(mutex_);
    unfinished_.push_back({request, std::move(bytes)});
    unfinished_count_.store(unfinished_.size(), std::memory_order_relaxed);
    return false;
  }

  bool send_large(NodeId to, std::vector<std::byte> bytes) {
    Announcement announcement{static_cast<std::uint32_t>(bytes.size()),
                              last_bulk_.fetch_add(1, std::memory_order_relaxed) % kBulkTags};
    auto raw = std::as_bytes(std::span(&announcement, 1));
    bool announced = start_send(to, kAnnouncementTag, world_, {raw.begin(), raw.end()});
    return start_send(to, static_cast<int>(announcement.tag), bulk_, std::move(bytes)) && announced;
  }

  // One window per machine; every node of it maps the words of the others.
  void share_bells() {
    MPI_Comm machine;
    MPI_Comm_split_type(world_, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &machine);
    void* base = nullptr;
    MPI_Win_allocate_shared(sizeof(Bell) + alignof(Bell), 1, MPI_INFO_NULL, machine, &base,
                            &window_);
    // MPI aligns it to a word. All processes map it at the same place in a page, so all of them
    // find the same aligned one.
    auto bell_in = [](void* memory) {
      auto at = (reinterpret_cast<std::uintptr_t>(memory) + alignof(Bell) - 1) & -alignof(Bell);
      return reinterpret_cast<Bell*>(at);
    };
    new (bell_in(base)) Bell{};
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
      bells[static_cast<std::size_t>(ranks[static_cast<std::size_t>(mate)])] = bell_in(address);
    }
    MPI_Comm_free(&machine);
    doorbell_ = std::make_unique<Doorbell>(self(), std::move(bells));
    sockaddr_in own = doorbell_->address();
    std::vector<sockaddr_in> all(static_cast<std::size_t>(size_));
    MPI_Allgather(&own, sizeof(own), MPI_BYTE, all.data(), sizeof(own), MPI_BYTE, world_);
    doorbell_->set_peer_addresses(std::move(all));
  }

  // Nobody starts a send any more. One that has been started ends when the other side receives it,
  // though nobody there wants it now.
  void drain() {
    MPI_Request all_sent = MPI_REQUEST_NULL;
    for (int over = 0; !over;) {
      Incoming unwanted;
      while (receive(unwanted)) continue;
      if (all_sent != MPI_REQUEST_NULL) {
        MPI_Test(&all_sent, &over, MPI_STATUS_IGNORE);
      } else if (finish_sends()) {
        MPI_Ibarrier(world_, &all_sent);
      }
      std::this_thread::yield();
    }
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
  MPI_Comm bulk_ = MPI_COMM_NULL;  // what was announced
  MPI_Win window_ = MPI_WIN_NULL;
  int rank_ = 0;
  int size_ = 1;
  std::unique_ptr<Doorbell> doorbell_;
  // ---- of whoever receives
  std::array<Posted, 2> posted_;
  std::size_t first_ = 0;  // in posted_: what the next message goes to
  bool is_taken_ = false;  // the other one is not posted at the moment

  std::atomic<std::uint32_t> last_bulk_{0};
  std::mutex mutex_;
  std::deque<Unfinished> unfinished_;  // under mutex_
  std::atomic<std::size_t> unfinished_count_{0};
};

}  // namespace

std::unique_ptr<Transport> make_mpi_transport(int* argc, char*** argv) {
  return std::make_unique<MpiTransport>(argc, argv);
}

}  // namespace cjvm::cluster
