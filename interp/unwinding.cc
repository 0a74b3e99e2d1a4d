// SPDX-License-Identifier: Apache-2.0
// The handler search, and the slow paths with which handlers raise. A throwable that a handler
// raises never becomes a C++ exception unless making it fails.
#include "interp/unwinding.h"

#include <algorithm>

#include "interp/machine.h"
#include "interp/quickening.h"
#include "interp/stale_slots.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/linking/resolver.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/class.h"

namespace cjvm {

namespace {

// [0] stands for the call (its a is 0), [1] for its extension; return goes on at [2], which leaves.
Instruction entry_cells[3];

// The cell of the first handler of `frame` that catches `throwable`, or null. Resolving a catch
// type may raise another throwable, which replaces this one.
const Instruction* handler_in(JavaThread& thread, Frame* frame, Object*& throwable) {
  const Method* method = frame->method;
  if (method->is_native() || frame->pc == nullptr) return nullptr;
  const PreparedCode* code = method->code.load(std::memory_order_acquire);
  int bci = code->bci_of(frame->pc);
  for (const auto& range : code->handlers()) {
    if (bci < range.start_bci || bci >= range.end_bci) continue;
    if (range.catch_type == 0) return code->begin() + range.target;
    Class* type;
    try {
      type = resolve_class(thread, method->holder, range.catch_type);
    } catch (const JavaThrow&) {
      // The linking error takes the place of the throwable; only the handlers behind this one can
      // still be meant.
      throwable = take_pending(thread);
      continue;
    }
    if (throwable->klass()->is_subtype_of(type)) return code->begin() + range.target;
  }
  return nullptr;
}

// Clears what the frames left behind held: nothing clears the locals of a new frame, and a program
// that has caught OutOfMemoryError needs the memory that they kept alive.
void forget_left_frames(Slot* from, Slot* to) {
  if (to > from) std::fill(from, to, Slot{.bits = 0});
}

}  // namespace

const Instruction* entry_call() { return entry_cells; }

void set_entry_handlers(const HandlerTable& table) {
  entry_cells[0] = {};
  entry_cells[1] = {};
  entry_cells[2].handler = table[Op::leave];
}

Resume find_handler(JavaThread& thread, Object* throwable) {
  Slot* top = thread.frame->top();
  for (;;) {
    Frame* frame = thread.frame;
    Method* method = frame->method;
    if (method == nullptr) {
      thread.pending = throwable;
      frame->pc = nullptr;
      forget_left_frames(frame->operand_stack(), top);
      return {entry_cells + 2, nullptr};
    }
    if (const Instruction* target = handler_in(thread, frame, throwable)) {
      frame->operand_stack()[0].ref = throwable;
      forget_left_frames(frame->operand_stack() + 1, top);
      if (throwable->klass() == well_known::OutOfMemoryError) {
        const PreparedCode* code = method->code.load(std::memory_order_acquire);
        clear_behind_handler(thread, frame, code->bci_of(target), top);
      }
      return {target, frame->locals()};
    }
    if (method->is_synchronized()) {
      try {
        unlock_frame(thread, frame);
      } catch (const JavaThrow&) {
        throwable = take_pending(thread);
      }
    }
    thread.frame = frame->caller;
  }
}

Resume raise_new(JavaThread& thread, Throwable kind, std::string_view message) {
  Object* throwable = make_throwable(kind, message);
  log(Topic::Exception, throwable_class_name(kind), " raised by an instruction: ", message);
  return find_handler(thread, throwable);
}

// ---- slow paths of handlers

#define CJVM_RAISE(throwable, message)                                 \
  do {                                                                 \
    Resume resume = raise_new(*thread, Throwable::throwable, message); \
    fp = resume.fp;                                                    \
    CJVM_FORGET();                                                     \
    CJVM_CONTINUE(resume.pc);                                          \
  } while (false)

namespace {

Resume raise_bounds(JavaThread& thread, const Object* array, std::int32_t index) {
  return raise_new(
      thread, Throwable::ArrayIndexOutOfBoundsException,
      cat("Index ", index, " out of bounds for length ", static_cast<const Array*>(array)->length));
}
Resume raise_store(JavaThread& thread, Object* value) {
  return raise_new(thread, Throwable::ArrayStoreException, value->klass()->external_name());
}
Resume raise_cast(JavaThread& thread, Object* object, Class* target) {
  return raise_new(thread, Throwable::ClassCastException,
                   class_cast_message(object->klass(), target));
}

}  // namespace

CJVM_SLOW_PATH(raise_null_pointer) {
  thread->frame->pc = pc;
  CJVM_RAISE(NullPointerException, {});
}
CJVM_SLOW_PATH(raise_null_in_caller) { CJVM_RAISE(NullPointerException, {}); }
CJVM_SLOW_PATH(raise_division_by_zero) {
  thread->frame->pc = pc;
  CJVM_RAISE(ArithmeticException, "/ by zero");
}
CJVM_SLOW_PATH(raise_load_bounds) {
  thread->frame->pc = pc;
  Resume resume = raise_bounds(*thread, fp[pc->b].ref, fp[pc->c].i);
  fp = resume.fp;
  CJVM_FORGET();
  CJVM_CONTINUE(resume.pc);
}
CJVM_SLOW_PATH(raise_store_bounds) {
  thread->frame->pc = pc;
  Resume resume = raise_bounds(*thread, fp[pc->a].ref, fp[pc->b].i);
  fp = resume.fp;
  CJVM_FORGET();
  CJVM_CONTINUE(resume.pc);
}
CJVM_SLOW_PATH(raise_array_store) {
  thread->frame->pc = pc;
  Resume resume = raise_store(*thread, fp[pc->c].ref);
  fp = resume.fp;
  CJVM_FORGET();
  CJVM_CONTINUE(resume.pc);
}
CJVM_SLOW_PATH(raise_class_cast) {
  thread->frame->pc = pc;
  Resume resume = raise_cast(*thread, fp[pc->b].ref, pc[1].pointer<Class>());
  fp = resume.fp;
  CJVM_FORGET();
  CJVM_CONTINUE(resume.pc);
}
CJVM_SLOW_PATH(raise_stack_overflow) { throw_stack_overflow(*thread); }
CJVM_SLOW_PATH(raise_object) {
  if (fp[pc->a].ref == nullptr) CJVM_TAIL(raise_null_pointer);
  thread->frame->pc = pc;
  Resume resume = find_handler(*thread, fp[pc->a].ref);
  fp = resume.fp;
  CJVM_FORGET();
  CJVM_CONTINUE(resume.pc);
}

#undef CJVM_RAISE

}  // namespace cjvm
