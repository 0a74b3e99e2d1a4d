// SPDX-License-Identifier: Apache-2.0
// Handlers of allocation, type tests, monitors and athrow. The small allocations take a cell from
// the thread's free lists; the header is written at once, as Collector::allocate demands.
#pragma once

#include "interp/machine.h"
#include "interp/quickening.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/monitor.h"

namespace cjvm::handlers {

CJVM_HANDLER(new_large) {
  thread->frame->pc = pc;
  fp[pc->a].ref = allocate_instance(*thread, pc[1].pointer<const VTable>()->klass);
  CJVM_FORGET();
  acc = fp[pc->a].bits;
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(new_small) {
  void** list = reinterpret_cast<void**>(reinterpret_cast<char*>(thread) + pc->imm);
  void* cell = *list;
  if (cell == nullptr) [[unlikely]]
    CJVM_TAIL(new_large<Heap>);
  *list = *static_cast<void**>(cell);
  auto* object = static_cast<Object*>(cell);
  object->vtable.store(pc[1].pointer<const VTable>(), std::memory_order_relaxed);
  acc = reinterpret_cast<std::uint64_t>(object);
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}

// Where the object is, the extension decides when the constructor is called.
CJVM_HANDLER(remote_new) {
  thread->frame->pc = pc;
  fp[pc->a].ref = new_placed(*thread, pc[1].pointer<Class>());
  CJVM_FORGET();
  acc = fp[pc->a].bits;
  CJVM_CONTINUE(pc + 2);
}

CJVM_HANDLER_PART(new_primitive_array_slow) {
  thread->frame->pc = pc;
  fp[pc->a].ref = allocate_primitive(*thread, static_cast<BasicType>(pc->imm), fp[pc->b].i);
  CJVM_FORGET();
  acc = fp[pc->a].bits;
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(new_primitive_array) {
  auto length = static_cast<std::uint32_t>(fp[pc->b].i);
  auto type = static_cast<unsigned>(pc->imm);
  if (length >= 256) [[unlikely]]
    CJVM_TAIL(new_primitive_array_slow<Heap>);
  std::size_t granules =
      (Array::kElementBase + (std::size_t{length} << kTypeShift[type]) + 15) / 16;
  if (granules > AllocationLists::kMaxGranules) [[unlikely]]
    CJVM_TAIL(new_primitive_array_slow<Heap>);
  void** list = &thread->allocation.cells[static_cast<unsigned>(GcKind::Plain)][granules];
  void* cell = *list;
  if (cell == nullptr) [[unlikely]]
    CJVM_TAIL(new_primitive_array_slow<Heap>);
  *list = *static_cast<void**>(cell);
  auto* array = static_cast<Array*>(cell);
  array->vtable.store(well_known::primitive_arrays[type]->vtables[0], std::memory_order_relaxed);
  array->set_length(static_cast<std::int32_t>(length));
  acc = reinterpret_cast<std::uint64_t>(array);
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 1);
}

CJVM_HANDLER_PART(new_ref_array_slow) {
  thread->frame->pc = pc;
  fp[pc->a].ref = allocate_references(*thread, pc[1].pointer<Class>(), fp[pc->b].i);
  CJVM_FORGET();
  acc = fp[pc->a].bits;
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(new_ref_array_quick) {
  auto length = static_cast<std::uint32_t>(fp[pc->b].i);
  if (length > 60) [[unlikely]]
    CJVM_TAIL(new_ref_array_slow<Heap>);
  std::size_t granules = (Array::kElementBase + std::size_t{length} * 8 + 15) / 16;
  void** list = &thread->allocation.cells[static_cast<unsigned>(GcKind::ReferenceArray)][granules];
  void* cell = *list;
  if (cell == nullptr) [[unlikely]]
    CJVM_TAIL(new_ref_array_slow<Heap>);
  *list = *static_cast<void**>(cell);
  auto* array = static_cast<Array*>(cell);
  array->vtable.store(pc[1].pointer<Class>()->vtables[0], std::memory_order_relaxed);
  array->set_length(static_cast<std::int32_t>(length));
  acc = reinterpret_cast<std::uint64_t>(array);
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(new_multi_array_quick) {
  thread->frame->pc = pc;
  fp[pc->a].ref = allocate_multi(*thread, pc[1].pointer<Class>(), fp + pc->b, pc->imm);
  CJVM_FORGET();
  acc = fp[pc->a].bits;
  CJVM_CONTINUE(pc + 2);
}

// ---- type tests
CJVM_HANDLER_PART(check_cast_slow) {
  Object* object = fp[pc->b].ref;
  if (!object->klass()->is_subtype_of(pc[1].pointer<Class>())) [[unlikely]] {
    CJVM_TAIL(raise_class_cast);
  }
  CJVM_FORGET();
  acc = reinterpret_cast<std::uint64_t>(object);
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}
#define CJVM_CHECK_CAST(name, object_bits)                                                     \
  CJVM_HANDLER(name) {                                                                         \
    std::uint64_t object = object_bits;                                                        \
    if (object != 0) {                                                                         \
      Class* target = pc[1].pointer<Class>();                                                  \
      const Class* klass = reinterpret_cast<Object*>(object)->klass();                         \
      if (klass != target && klass->subtype_cache.load(std::memory_order_relaxed) != target && \
          (target->depth >= kDisplayDepth || klass->display[target->depth] != target)) {       \
        CJVM_TAIL(check_cast_slow<Heap>);                                                      \
      }                                                                                        \
    }                                                                                          \
    acc = object;                                                                              \
    fp[pc->a].bits = acc;                                                                      \
    CJVM_CONTINUE(pc + 2);                                                                     \
  }
CJVM_CHECK_CAST(check_cast_quick, fp[pc->b].bits)
CJVM_CHECK_CAST(check_cast_quick_x, acc)
#undef CJVM_CHECK_CAST

CJVM_HANDLER_PART(instance_of_slow) {
  bool result = fp[pc->b].ref->klass()->is_subtype_of(pc[1].pointer<Class>());
  CJVM_FORGET();
  acc = result;
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}
CJVM_HANDLER(instance_of_quick) {
  const Object* object = fp[pc->b].ref;
  acc = 0;
  if (object != nullptr) {
    Class* target = pc[1].pointer<Class>();
    const Class* klass = object->klass();
    acc = klass == target || klass->subtype_cache.load(std::memory_order_relaxed) == target;
    if (acc == 0) {
      // A class of small depth that is not in the display is not a superclass; everything else
      // needs the search.
      if (target->depth >= kDisplayDepth || target->is_interface() || target->is_array) {
        CJVM_TAIL(instance_of_slow<Heap>);
      }
      acc = klass->display[target->depth] == target;
    }
  }
  fp[pc->a].bits = acc;
  CJVM_CONTINUE(pc + 2);
}

// ---- monitors
CJVM_HANDLER_PART(monitor_enter_contended) {
  thread->frame->pc = pc;
  monitor_enter_by_heap(*thread, fp[pc->a].ref);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER_PART(monitor_exit_contended) {
  thread->frame->pc = pc;
  monitor_exit_by_heap(*thread, fp[pc->a].ref);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(monitor_enter) {
  Object* object = fp[pc->a].ref;
  if (object == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  std::uint64_t word = object->lock_word.load(std::memory_order_relaxed);
  if ((word & (LockWord::kFormMask | LockWord::kOwnerMask)) != 0 ||
      !object->lock_word.compare_exchange_strong(word, word | thread->lock_owner_bits,
                                                 std::memory_order_acquire,
                                                 std::memory_order_relaxed)) [[unlikely]] {
    CJVM_TAIL(monitor_enter_contended<Heap>);
  }
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(monitor_exit) {
  Object* object = fp[pc->a].ref;
  if (object == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  std::uint64_t word = object->lock_word.load(std::memory_order_relaxed);
  if ((word & (LockWord::kFormMask | LockWord::kOwnerMask | LockWord::kDepthMask)) !=
          thread->lock_owner_bits ||
      !object->lock_word.compare_exchange_strong(
          word, word & ~LockWord::kOwnerMask, std::memory_order_release, std::memory_order_relaxed))
      [[unlikely]] {
    CJVM_TAIL(monitor_exit_contended<Heap>);
  }
  CJVM_CONTINUE(pc + 1);
}

CJVM_HANDLER(monitor_enter_recorded) {
  if (fp[pc->a].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  thread->frame->pc = pc;
  enter_recorded(*thread, thread->frame, fp[pc->a].ref);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}
CJVM_HANDLER(monitor_exit_recorded) {
  if (fp[pc->a].ref == nullptr) [[unlikely]]
    CJVM_TAIL(raise_null_pointer);
  thread->frame->pc = pc;
  exit_recorded(*thread, thread->frame, fp[pc->a].ref);
  CJVM_FORGET();
  CJVM_CONTINUE(pc + 1);
}

CJVM_HANDLER(throw_object) { CJVM_TAIL(raise_object); }

}  // namespace cjvm::handlers
