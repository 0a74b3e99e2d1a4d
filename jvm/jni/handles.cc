// SPDX-License-Identifier: Apache-2.0
// Local references are objects on a stack of the thread; global ones are slots of chunks that are
// never freed. A free slot holds the address of the next free one with its lowest bit set, so that
// a reference used after its deletion is recognized. Tables are under one lock; reading a global
// slot needs none.
#include "jvm/jni/handles.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "jvm/base/check.h"
#include "jvm/base/guarded.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/jni/entry.h"
#include "jvm/jni/functions.h"
#include "jvm/jni/jni_state.h"
#include "jvm/memory/collector.h"
#include "jvm/threads/lock_word.h"

namespace cjvm {

namespace {

constexpr std::uintptr_t kGlobalTag = 1;
constexpr std::uintptr_t kWeakTag = 2;
// A weak reference in a global one's slot: nobody here knows whether its object is reachable.
constexpr std::uintptr_t kHeldWeakTag = 4;
constexpr std::uintptr_t kTagMask = 7;
constexpr std::uintptr_t kFreeBit = 1;
constexpr std::size_t kChunkSlots = 512;
constexpr std::size_t kFirstLocals = 64;

using Word = std::atomic<std::uintptr_t>;

bool is_free(std::uintptr_t value) { return (value & kFreeBit) != 0; }

// Slots of one kind of reference.
class SlotTable {
 public:
  using MakeChunk = void* (*)();
  explicit SlotTable(MakeChunk make_chunk) : make_chunk_(make_chunk) {}

  Word* take() {
    for (;;) {
      {
        MutexLock lock(mutex_);
        if (free_ != nullptr) {
          Word* slot = free_;
          debug_check(is_free(slot->load(std::memory_order_relaxed)), "the free slots are free");
          free_ = reinterpret_cast<Word*>(slot->load(std::memory_order_relaxed) & ~kFreeBit);
          return slot;
        }
      }
      // Outside the lock, because it may collect.
      add_chunk(static_cast<Word*>(make_chunk_()));
    }
  }

  void give_back(Word* slot) {
    MutexLock lock(mutex_);
    link(slot);
  }

  bool contains(const Word* slot) {
    MutexLock lock(mutex_);
    for (const Word* chunk : chunks_) {
      if (slot >= chunk && slot < chunk + kChunkSlots) return true;
    }
    return false;
  }

 private:
  void link(Word* slot) {
    slot->store(reinterpret_cast<std::uintptr_t>(free_) | kFreeBit, std::memory_order_relaxed);
    free_ = slot;
  }
  void add_chunk(Word* chunk) {
    MutexLock lock(mutex_);
    chunks_.push_back(chunk);
    for (std::size_t i = kChunkSlots; i-- > 0;) link(chunk + i);
  }

  const MakeChunk make_chunk_;
  Mutex mutex_{LockRank::Handles};
  Word* free_ = nullptr;
  std::vector<Word*> chunks_;
};

// Never destroyed: daemon threads run until the process is gone.
SlotTable& globals() {
  static auto* table =
      new SlotTable([] { return Collector::allocate_metadata(kChunkSlots * sizeof(Word)); });
  return *table;
}
SlotTable& weaks() {
  static auto* table = new SlotTable([]() -> void* {
    void* chunk = std::calloc(kChunkSlots, sizeof(Word));
    if (chunk == nullptr) throw_out_of_memory("weak references");
    return chunk;
  });
  return *table;
}

std::uintptr_t tag_of(Handle handle) { return reinterpret_cast<std::uintptr_t>(handle) & kTagMask; }
Word* slot_of(Handle handle) {
  return reinterpret_cast<Word*>(reinterpret_cast<std::uintptr_t>(handle) & ~kTagMask);
}
Handle tagged(Word* slot, std::uintptr_t tag) {
  return reinterpret_cast<Handle>(reinterpret_cast<std::uintptr_t>(slot) | tag);
}
void* read_weak(void* slot) {
  return reinterpret_cast<void*>(static_cast<Word*>(slot)->load(std::memory_order_relaxed));
}

}  // namespace

Object* resolve_tagged_handle(Handle handle) {
  std::uintptr_t value = 0;
  switch (tag_of(handle)) {
    case kGlobalTag:
    case kHeldWeakTag:
      value = slot_of(handle)->load(std::memory_order_acquire);
      break;
    case kWeakTag:
      value = reinterpret_cast<std::uintptr_t>(Collector::with_lock(read_weak, slot_of(handle)));
      break;
    default:
      fatal("a JNI reference that the VM did not make");
  }
  return is_free(value) ? nullptr : reinterpret_cast<Object*>(value);
}

Handle make_local(JavaThread& thread, Object* object) {
  debug_check(tag_of(object) == 0, "an object's address has room for the tags of references");
  if (object != nullptr) jni_state(thread).push(object);
  return object;
}

void delete_local(JavaThread& thread, Handle handle) {
  if (handle == nullptr || tag_of(handle) != 0) return;
  JniState& state = jni_state(thread);
  for (Object** entry = state.top; entry-- > state.base;) {
    if (*entry != handle) continue;
    *entry = nullptr;
    // Holes below stay until what is above them goes.
    std::uint32_t floor = state.frames.empty() ? 0 : state.frames.back();
    while (state.mark() > floor && state.top[-1] == nullptr) --state.top;
    return;
  }
}

Handle make_global(Object* object) {
  if (object == nullptr) return nullptr;
  Word* slot = globals().take();
  slot->store(reinterpret_cast<std::uintptr_t>(object), std::memory_order_release);
  return tagged(slot, kGlobalTag);
}

void delete_global(Handle handle) {
  if (handle == nullptr || tag_of(handle) != kGlobalTag) return;
  if (is_free(slot_of(handle)->load(std::memory_order_relaxed))) return;
  globals().give_back(slot_of(handle));
}

Handle make_weak(Object* object) {
  if (object == nullptr) return nullptr;
  if (LockWord::is_import(object->lock_word.load(std::memory_order_relaxed)))
    return tagged(slot_of(make_global(object)), kHeldWeakTag);
  Word* slot = weaks().take();
  slot->store(reinterpret_cast<std::uintptr_t>(object), std::memory_order_release);
  Collector::register_weak(reinterpret_cast<void**>(slot), object);
  return tagged(slot, kWeakTag);
}

void delete_weak(Handle handle) {
  if (handle == nullptr) return;
  std::uintptr_t tag = tag_of(handle);
  if (tag != kWeakTag && tag != kHeldWeakTag) return;
  if (is_free(slot_of(handle)->load(std::memory_order_relaxed))) return;
  if (tag == kHeldWeakTag) return globals().give_back(slot_of(handle));
  Collector::unregister_weak(reinterpret_cast<void**>(slot_of(handle)));
  weaks().give_back(slot_of(handle));
}

std::uint32_t local_mark(JavaThread& thread) { return jni_state(thread).mark(); }

void release_locals(JavaThread& thread, std::uint32_t mark) {
  JniState& state = jni_state(thread);
  std::size_t frames = state.frames.size();
  while (frames > 0 && state.frames[frames - 1] > mark) --frames;
  state.release(mark, frames);
}

HandleKind handle_kind(JavaThread& thread, Handle handle) {
  if (handle == nullptr) return HandleKind::Invalid;
  switch (tag_of(handle)) {
    case 0:
      break;
    case kGlobalTag:
      return globals().contains(slot_of(handle)) && !is_free(slot_of(handle)->load())
                 ? HandleKind::Global
                 : HandleKind::Invalid;
    case kWeakTag:
    case kHeldWeakTag:
      return (tag_of(handle) == kWeakTag ? weaks() : globals()).contains(slot_of(handle)) &&
                     !is_free(slot_of(handle)->load())
                 ? HandleKind::Weak
                 : HandleKind::Invalid;
    default:
      return HandleKind::Invalid;
  }
  JniState& state = jni_state(thread);
  for (Object** entry = state.top; entry-- > state.base;) {
    if (*entry == handle) return HandleKind::Local;
  }
  // The arguments of native methods are not on the stack of references: the frames hold them.
  for (FrameWalker walk(thread); !walk.at_end(); walk.next()) {
    Method* method = walk.method();
    if (!method->is_native()) continue;
    if (method->is_static() && method->holder->mirror == handle) return HandleKind::Local;
    Slot* arguments = walk.frame()->locals();
    for (unsigned i = 0; i < method->argument_slots; ++i) {
      if (arguments[i].ref == handle) return HandleKind::Local;
    }
  }
  return HandleKind::Invalid;
}

JniState& make_jni_state(JavaThread& thread) {
  auto* state = new (Collector::allocate_scanned(sizeof(JniState))) JniState();
  state->env.functions = jni_functions();
  state->thread = &thread;
  thread.jni = state;
  thread.jni_env = &state->env;
  return *state;
}

void JniState::grow() {
  std::size_t used = static_cast<std::size_t>(top - base);
  std::size_t capacity = used == 0 ? kFirstLocals : used * 2;
  auto** larger = static_cast<Object**>(Collector::allocate_scanned(capacity * sizeof(Object*)));
  if (used != 0) std::memcpy(larger, base, used * sizeof(Object*));
  base = larger;
  top = larger + used;
  limit = larger + capacity;
}

void JniState::release(std::uint32_t mark_to_keep, std::size_t frame_count) {
  Object** floor = base + mark_to_keep;
  while (top > floor) *--top = nullptr;
  if (frames.size() > frame_count) frames.resize(frame_count);
}

JavaThread& thread_of(JNIEnv* env) { return *reinterpret_cast<JniState*>(env)->thread; }

}  // namespace cjvm
