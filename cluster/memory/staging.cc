// SPDX-License-Identifier: Apache-2.0
// Calls of natives with addresses of other nodes' memory: they get copies that are here. Files are
// mapped into the arena.
#include <sys/uio.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "cluster/memory/native_buffers.h"
#include "cluster/memory/shared_memory.h"
#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/symbol.h"
#include "jvm/threads/java_thread.h"

namespace cjvm::cluster {

namespace {

static_assert(sizeof(iovec) == 16);

// A copy of memory of another node.
class Copy {
 public:
  // `compares`: what the native may have written is found by comparison with what was there.
  Copy(SharedMemory& memory, std::int64_t original, std::size_t bytes, bool reads, bool compares)
      : memory_(memory), original_(original), here_(bytes) {
    if (reads) memory.read(original, here_.data(), bytes);
    if (compares) before_ = here_;
  }
  std::int64_t address() const { return reinterpret_cast<std::int64_t>(here_.data()); }
  std::size_t size() const { return here_.size(); }
  void write_back(std::size_t bytes) const {
    memory_.write(original_, here_.data(), std::min(bytes, here_.size()));
  }
  // From the first to the last byte that has changed.
  void write_back_changes() const {
    auto first = std::ranges::mismatch(before_, here_).in2;
    if (first == here_.end()) return;
    auto last = std::mismatch(before_.rbegin(), before_.rend(), here_.rbegin()).second.base();
    memory_.write(original_ + (first - here_.begin()), std::to_address(first),
                  static_cast<std::size_t>(last - first));
  }

 private:
  SharedMemory& memory_;
  std::int64_t original_;
  std::vector<std::byte> here_, before_;
};

// The memory of one argument; empty if the native can use it as it is.
class StagedBuffer {
 public:
  StagedBuffer(SharedMemory& memory, const NativeBuffer& what, Slot* slots) : what_(what) {
    if (what.address == NativeBuffer::kNone) return;
    bool is_array = what.direction == Direction::Gather || what.direction == Direction::Scatter;
    std::int64_t items = what.count == NativeBuffer::kNone ? 1 : slots[what.count].i;
    if (items <= 0) return;
    std::int64_t offset = what.offset == NativeBuffer::kNone ? 0 : slots[what.offset].i;
    std::int64_t original = slots[what.address].j + offset;
    std::size_t bytes = static_cast<std::size_t>(items) * what.item_bytes;
    if (is_array) {
      stage_array(memory, original, bytes);
      if (!copies_.empty()) slots[what.address].j = reinterpret_cast<std::int64_t>(vectors_.data());
    } else if (NativeMemory::is_elsewhere(original)) {
      bool compares = what.direction == Direction::InOut;
      copies_.emplace_back(memory, original, bytes, compares || what.direction == Direction::In,
                           compares);
      slots[what.address].j = copies_.back().address() - offset;
    }
  }

  // The native has ended; `result` is what it returned, 0 if it has thrown.
  void finish(std::int64_t result) {
    std::size_t written = result > 0 ? static_cast<std::size_t>(result) * scale() : 0;
    switch (what_.direction) {
      case Direction::Out:
        if (!copies_.empty() && written != 0) copies_.front().write_back(written);
        break;
      case Direction::InOut:
        for (const Copy& copy : copies_) copy.write_back_changes();
        break;
      case Direction::Scatter:
        finish_array(written);
        break;
      default:
        break;
    }
  }

 private:
  std::size_t scale() const { return what_.direction == Direction::Out ? what_.item_bytes : 1; }

  void stage_array(SharedMemory& memory, std::int64_t original, std::size_t bytes) {
    vectors_.resize(bytes / sizeof(iovec));
    bool is_foreign = NativeMemory::is_elsewhere(original);
    if (is_foreign) {
      memory.read(original, vectors_.data(), bytes);
    } else {
      std::memcpy(vectors_.data(), reinterpret_cast<const void*>(original), bytes);
    }
    auto has_copy = [](const iovec& vector) {
      return NativeMemory::is_elsewhere(reinterpret_cast<std::int64_t>(vector.iov_base));
    };
    if (!is_foreign && std::ranges::none_of(vectors_, has_copy)) return;
    copies_.reserve(vectors_.size());
    for (iovec& vector : vectors_) {
      auto base = reinterpret_cast<std::int64_t>(vector.iov_base);
      // Those that are here are not copied; an empty copy keeps the place.
      std::size_t length = has_copy(vector) ? vector.iov_len : 0;
      copies_.emplace_back(memory, base, length, what_.direction == Direction::Gather, false);
      if (length != 0) vector.iov_base = reinterpret_cast<void*>(copies_.back().address());
    }
  }

  void finish_array(std::size_t written) {
    for (std::size_t i = 0; i < copies_.size() && written != 0; ++i) {
      std::size_t part = std::min(written, vectors_[i].iov_len);
      if (copies_[i].size() != 0) copies_[i].write_back(part);
      written -= part;
    }
  }

  const NativeBuffer& what_;
  std::vector<Copy> copies_;
  std::vector<iovec> vectors_;
};

bool is_array(const NativeBuffer& buffer) {
  return buffer.address != NativeBuffer::kNone &&
         (buffer.direction == Direction::Gather || buffer.direction == Direction::Scatter);
}

}  // namespace

bool SharedMemory::wraps(const Method* method) {
  if (mapping_native(method) != MappingNative::None) return true;
  const BufferNative* native = find_buffer_native(method);
  return native != nullptr && std::ranges::any_of(native->buffers, is_array);
}

Slot SharedMemory::map_file(JavaThread& thread, Method* method, Slot* locals, NativeCall run) {
  constexpr int kLength = 4;  // this, protection, position, length
  auto bytes = static_cast<std::size_t>(locals[kLength].j);
  Slot mapped = run(thread, method, locals);
  // Without an arena or room in it only this node can use the memory.
  if (void* moved = arena_ ? arena_->adopt(reinterpret_cast<void*>(mapped.j), bytes) : nullptr)
    mapped.j = reinterpret_cast<std::int64_t>(moved);
  return mapped;
}

Slot SharedMemory::unmap_file(JavaThread& thread, Method* method, Slot* locals, NativeCall run) {
  if (!is_own(locals[0].j)) return run(thread, method, locals);
  arena_->release(reinterpret_cast<void*>(locals[0].j));
  return {.j = 0};
}

Slot SharedMemory::call(JavaThread& thread, Method* method, Slot* locals, NativeCall run) {
  switch (mapping_native(method)) {
    case MappingNative::Map:
      return map_file(thread, method, locals, run);
    case MappingNative::Unmap:
      return unmap_file(thread, method, locals, run);
    case MappingNative::None:
      break;
  }
  const BufferNative* native = find_buffer_native(method);
  if (native == nullptr) {
    throw_java(Throwable::InternalError,
               cat(method->holder->external_name(), '.', method->name->text(),
                   ": not available for memory that is not in this process"));
  }
  Slot slots[256];
  std::copy_n(locals, method->argument_slots, slots);
  StagedBuffer first(*this, native->buffers[0], slots);
  StagedBuffer second(*this, native->buffers[1], slots);
  Slot result;
  Object* thrown = nullptr;
  try {
    result = run(thread, method, slots);
  } catch (const JavaThrow&) {
    thrown = take_pending(thread);
  }
  std::int64_t returned = thrown != nullptr                       ? 0
                          : method->return_type == BasicType::Int ? result.i
                                                                  : result.j;
  first.finish(returned);
  second.finish(returned);
  if (thrown != nullptr) throw_object(thrown);
  return result;
}

}  // namespace cjvm::cluster
