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
#include "jvm/threads/lock_record.h"
#include "jvm/threads/thread_requests.h"

namespace cjvm {

namespace {

// [0] stands for the call (its a is 0), [1] for its extension; return goes on at [2], which leaves.
Instruction entry_cells[3];

// The cell of the first handler of `frame` that catches `throwable`, or null. When resolving a
// catch type fails, the error takes the place of the throwable, as if that handler had raised it:
// the search begins again for its position.
const Instruction* handler_in(JavaThread& thread, Frame* frame, Object*& throwable) {
  const Method* method = frame->method;
  if (method->is_native() || frame->pc == nullptr) return nullptr;
  const PreparedCode* code = method->code.load(std::memory_order_acquire);
  const auto& handlers = code->handlers();
  int bci = code->bci_of(frame->pc);
  std::size_t failures = 0;
  for (std::size_t i = 0; i < handlers.size(); ++i) {
    const auto& range = handlers[i];
    if (bci < range.start_bci || bci >= range.end_bci) continue;
    const Instruction* target = code->begin() + range.target;
    if (range.catch_type == 0) return target;
    Class* type;
    try {
      type = resolve_class(thread, method->holder, range.catch_type);
    } catch (const JavaThrow&) {
      throwable = take_pending(thread);
      // Handlers that cover each other and cannot be resolved would keep `java` searching for ever.
      if (++failures > handlers.size()) continue;
      bci = code->bci_of(target);
      i = static_cast<std::size_t>(-1);
      continue;
    }
    if (throwable->klass()->is_subtype_of(type)) return target;
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
  if (has_requests(thread)) [[unlikely]] {
    if (Object* stop = take_requests(thread)) throwable = stop;
  }
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
    if (method->is_synchronized() || holds_recorded_monitor(thread, frame)) {
      throwable = release_monitors(thread, frame, throwable);
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
CJVM_SLOW_PATH(raise_not_callable) { throw_not_on_proxy("java.lang.invoke.MemberName"); }
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
CJVM_SLOW_PATH(raise_stack_overflow) {
  // Requests of other threads set a limit that everything passes, see thread_requests.h; one may
  // just have been taken back.
  if (has_requests(*thread)) {
    meet_requests(*thread);
  } else if (fp + pc->imm > thread->stack_limit) {
    throw_stack_overflow(*thread);
  }
  CJVM_FORGET();
  CJVM_CONTINUE(pc);
}
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
