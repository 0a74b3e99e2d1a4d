// SPDX-License-Identifier: Apache-2.0
// Making and raising Java throwables. Constructors run as Java code, so a throwable looks as if
// `new` had made it; the two exceptions are OutOfMemoryError and StackOverflowError, which must not
// need what has just run out.
#include "jvm/frames/exceptions.h"

#include <atomic>

#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {
namespace {

constexpr std::string_view kThrowableNames[] = {
#define THROWABLE(name, class_name) class_name,
#include "jvm/frames/throwables.def"
};

constexpr int kMaxNestedBeforeBoot = 8;

// Throwables being made by this thread; more than one when making one fails.
thread_local int making = 0;
struct MakingScope {
  MakingScope() { ++making; }
  ~MakingScope() { --making; }
};

// An OutOfMemoryError without stack trace, for when nothing can be allocated.
struct Reserve {
  Object* out_of_memory;
};
std::atomic<Reserve*> reserve{nullptr};

bool throwables_work() {
  return well_known::Iterator != nullptr && well_known::Shutdown_shutdown != nullptr;
}

Class* throwable_class(JavaThread& thread, Throwable kind) {
  static std::atomic<Class*> classes[static_cast<unsigned>(Throwable::kCount)];
  auto& slot = classes[static_cast<unsigned>(kind)];
  Class* klass = slot.load(std::memory_order_acquire);
  if (klass == nullptr) {
    klass = load_class(thread, Symbol::intern(throwable_class_name(kind)), boot_loader());
    slot.store(klass, std::memory_order_release);
  }
  return klass;
}

JavaThread& current_thread(Throwable kind, std::string_view message) {
  JavaThread* thread = JavaThread::current();
  if (thread == nullptr || !throwables_work() ||
      (making >= kMaxNestedBeforeBoot && !thread->vm->is_booted())) {
    fatal(cat("a throwable was raised before Java code can run: ", throwable_class_name(kind), ": ",
              message.data() == nullptr ? std::string_view("(no message)") : message));
  }
  return *thread;
}

}  // namespace

std::string_view throwable_class_name(Throwable kind) {
  return kThrowableNames[static_cast<unsigned>(kind)];
}

Object* make_throwable(Throwable kind, std::string_view message) {
  JavaThread& thread = current_thread(kind, message);
  MakingScope scope;
  Class* klass = throwable_class(thread, kind);
  if (message.data() == nullptr) return new_instance(thread, klass, "()V", {});
  return new_instance(thread, klass, "(Ljava/lang/String;)V", {make_string(message)});
}

void throw_object(Object* throwable) {
  JavaThread& thread = *JavaThread::current();
  if (throwable == nullptr) throw_java(Throwable::NullPointerException);
  log(Topic::Exception, throwable->klass()->external_name(), " raised by the VM");
  thread.pending = throwable;
  throw JavaThrow{};
}

void throw_java(Throwable kind, std::string_view message) {
  throw_object(make_throwable(kind, message));
}

void throw_not_on_proxy(std::string_view what) {
  throw_java(Throwable::InternalError,
             cat(what, ": not available for an object that is not in this process"));
}

void throw_java_with_cause(Throwable kind, std::string_view message, Object* cause) {
  if (cause == nullptr) throw_java(kind, message);
  JavaThread& thread = current_thread(kind, message);
  if (message.data() == nullptr) {
    MakingScope scope;
    throw_object(
        new_instance(thread, throwable_class(thread, kind), "(Ljava/lang/Throwable;)V", {cause}));
  }
  Object* throwable = make_throwable(kind, message);
  Method* init_cause = well_known::Throwable->find_declared_method(
      Symbol::intern("initCause"), Symbol::intern("(Ljava/lang/Throwable;)Ljava/lang/Throwable;"));
  call_virtual(thread, init_cause, {throwable, cause});
  throw_object(throwable);
}

void prepare_preallocated_throwables(JavaThread& thread) {
  if (reserve.load(std::memory_order_acquire) != nullptr) return;
  auto* made = Collector::make_metadata<Reserve>();
  made->out_of_memory = make_throwable(Throwable::OutOfMemoryError, "Java heap space");
  auto& heap = thread.heap();
  heap.store_reference(made->out_of_memory, well_known::Throwable_backtrace, nullptr, Order::Plain);
  heap.store<std::int32_t>(made->out_of_memory, well_known::Throwable_depth, 0);
  // Not needed now, but they must not have to be linked when they are.
  link_class(thread, throwable_class(thread, Throwable::StackOverflowError));
  Reserve* expected = nullptr;
  reserve.compare_exchange_strong(expected, made, std::memory_order_acq_rel);
}

void throw_out_of_memory(std::string_view message) {
  static thread_local bool failing = false;
  Reserve* reserved = reserve.load(std::memory_order_acquire);
  if (failing && reserved != nullptr) throw_object(reserved->out_of_memory);
  Object* throwable = nullptr;
  failing = true;
  try {
    throwable = make_throwable(Throwable::OutOfMemoryError, message);
  } catch (const JavaThrow&) {
    throwable = take_pending(*JavaThread::current());
  }
  failing = false;
  throw_object(throwable);
}

void throw_stack_overflow(JavaThread& thread) {
  if (!throwables_work()) fatal("stack overflow before Java code can run");
  Class* klass = throwable_class(thread, Throwable::StackOverflowError);
  link_class(thread, klass);
  // No constructor runs: there is no room for its frames. The fields it would set are those that
  // Throwable treats as "nothing suppressed, no cause".
  Object* throwable = allocate_object(thread, klass);
  fill_in_stack_trace(thread, throwable);
  throw_object(throwable);
}

Object* take_pending(JavaThread& thread) {
  Object* throwable = thread.pending;
  thread.pending = nullptr;
  return throwable;
}

bool is_throwable(Object* throwable, Throwable kind) {
  std::string_view name = throwable_class_name(kind);
  for (const Class* c = throwable->klass(); c != nullptr; c = c->super) {
    if (c->loader == boot_loader() && c->name->text() == name) return true;
  }
  return false;
}

std::string class_cast_message(Class* from, Class* to) {
  return cat("class ", from->external_name(), " cannot be cast to class ", to->external_name(),
             " (", modules_of(from, to), ")");
}

std::string external_name_of(const Method* method) {
  return external_method_name(method->holder->external_name(), method->name->text(),
                              method->descriptor->text());
}

std::string signature_text(std::string_view name, std::string_view descriptor) {
  std::string text = external_method_name("", name, descriptor);
  text.erase(text.find(" .") + 1, 1);
  return text;
}

std::string signature_of(const Method* method) {
  return signature_text(method->name->text(), method->descriptor->text());
}

std::string abstract_method_message(const Class* receiver, const Method* resolved,
                                    const Method* selected) {
  auto modifiers = [](const Method* method) {
    return cat(method->is_abstract() ? "abstract " : "", method->is_private() ? "private " : "");
  };
  const Class* holder = resolved->holder;
  std::string text = receiver == nullptr
                         ? "Missing implementation of"
                         : cat("Receiver class ", receiver->external_name(),
                               " does not define or inherit an implementation of the");
  text += cat(" resolved method '", modifiers(resolved), signature_of(resolved), "' of ",
              holder->is_interface()  ? "interface "
              : holder->is_abstract() ? "abstract class "
                                      : "class ",
              holder->external_name(), ".");
  if (selected != nullptr && selected != resolved) {
    text += cat(" Selected method is '", modifiers(selected), external_name_of(selected), "'.");
  }
  return text;
}

}  // namespace cjvm
