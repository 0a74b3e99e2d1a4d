// SPDX-License-Identifier: Apache-2.0
// Class initialization, the twelve steps of JVMS 5.5. Who may proceed is decided in link_state.cc;
// here run constants, supers, <clinit>, and what happens when they fail. Java threads; no lock is
// held while Java code runs.
#include "jvm/linking/initializer.h"

#include "jvm/base/check.h"
#include "jvm/base/log.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/link_state.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

// Step 6: ConstantValue attributes.
void set_constants(JavaThread& thread, Class* klass) {
  const ConstantPool& constants = klass->file->constants();
  HeapAccess& heap = thread.heap();
  for (const Field& field : klass->fields) {
    std::uint16_t index = field.info->constant_value_index;
    if (index == 0 || !field.is_static()) continue;
    switch (field.type) {
      case BasicType::Boolean:
        heap.store<std::uint8_t>(klass->mirror, field.offset,
                                 static_cast<std::uint8_t>(constants.integer(index) & 1));
        break;
      case BasicType::Byte:
        heap.store<std::int8_t>(klass->mirror, field.offset,
                                static_cast<std::int8_t>(constants.integer(index)));
        break;
      case BasicType::Char:
      case BasicType::Short:
        heap.store<std::uint16_t>(klass->mirror, field.offset,
                                  static_cast<std::uint16_t>(constants.integer(index)));
        break;
      case BasicType::Int:
        heap.store<std::int32_t>(klass->mirror, field.offset, constants.integer(index));
        break;
      case BasicType::Float:
        heap.store<float>(klass->mirror, field.offset, constants.float_value(index));
        break;
      case BasicType::Long:
        heap.store<std::int64_t>(klass->mirror, field.offset, constants.long_value(index));
        break;
      case BasicType::Double:
        heap.store<double>(klass->mirror, field.offset, constants.double_value(index));
        break;
      case BasicType::Reference:
        heap.store_reference(klass->mirror, field.offset, intern_string(constants.string(index)),
                             Order::Plain);
        break;
      case BasicType::Void:
        break;
    }
  }
}

// Step 7: interfaces with default methods, the topmost first; those without are passed over but
// searched.
void initialize_interfaces(JavaThread& thread, Class* klass) {
  for (Class* interface : klass->interfaces) {
    if (!interface->has_default_methods) continue;
    initialize_interfaces(thread, interface);
    if (interface->declares_default_methods) initialize_class(thread, interface);
  }
}

void initialize_supers(JavaThread& thread, Class* klass) {
  if (klass->is_interface()) return;
  if (klass->super != nullptr) initialize_class(thread, klass->super);
  if (klass->has_default_methods) initialize_interfaces(thread, klass);
}

void run_class_initializer(JavaThread& thread, Class* klass) {
  static const Symbol* name = Symbol::intern("<clinit>");
  static const Symbol* descriptor = Symbol::intern("()V");
  Method* initializer = klass->find_declared_method(name, descriptor);
  if (initializer == nullptr || !initializer->has(kClassInitializer)) return;
  if (!initializer->is_static() && klass->file->major_version() >= 51) return;
  Vm::instance().engine().invoke(thread, initializer, nullptr);
}

std::string thread_name(JavaThread& thread) {
  Object* name =
      thread.java_thread == nullptr
          ? nullptr
          : thread.heap().load_reference(thread.java_thread, well_known::Thread_name, Order::Plain);
  return name == nullptr ? "<unknown>" : string_utf8(name);
}

// Gives `to` the stack trace of `from`, as elements: the backtrace would keep showing where `to`
// was made.
void copy_stack_trace(JavaThread& thread, Object* from, Object* to) {
  static Method* get_stack_trace = well_known::Throwable->find_declared_method(
      Symbol::intern("getStackTrace"), Symbol::intern("()[Ljava/lang/StackTraceElement;"));
  check(get_stack_trace != nullptr, "Throwable.getStackTrace exists");
  Object* trace = call_virtual(thread, get_stack_trace, {from}).ref;
  thread.heap().store_reference(to, well_known::Throwable_stackTrace, trace, Order::Plain);
  thread.heap().store_reference(to, well_known::Throwable_backtrace, nullptr, Order::Plain);
}

// What later attempts to use the class get as cause: a light copy of the throwable with its stack
// trace.
Object* make_record(JavaThread& thread, Object* throwable) {
  HeapAccess& heap = thread.heap();
  Object* message =
      heap.load_reference(throwable, well_known::Throwable_detailMessage, Order::Plain);
  std::string text = cat("Exception ", throwable->klass()->external_name());
  if (message != nullptr) text += cat(": ", string_utf8(message));
  text += cat(" [in thread \"", thread_name(thread), "\"]");
  Object* record = make_throwable(Throwable::ExceptionInInitializerError, text);
  copy_stack_trace(thread, throwable, record);
  return record;
}

void record_failure(JavaThread& thread, Class* klass, Object* throwable) {
  try {
    klass->initialization_error = make_record(thread, throwable);
  } catch (const JavaThrow&) {
    take_pending(thread);  // the class fails all the same, later errors just have no cause
  }
}

// Steps 10 and 11.
[[noreturn]] void fail(JavaThread& thread, Class* klass) {
  Object* throwable = take_pending(thread);
  record_failure(thread, klass, throwable);
  log(Topic::ClassInit, klass->external_name(), " failed: ", throwable->klass()->external_name());
  complete_initialization(klass, false);
  if (throwable->klass()->is_subclass_of(well_known::Error)) throw_object(throwable);
  static const Symbol* error_name =
      Symbol::intern(throwable_class_name(Throwable::ExceptionInInitializerError));
  Class* error_class = load_class(thread, error_name, boot_loader());
  throw_object(new_instance(thread, error_class, "(Ljava/lang/Throwable;)V", {throwable}));
}

}  // namespace

void initialize_class_slow(JavaThread& thread, Class* klass) {
  check_native_stack(thread);
  link_class(thread, klass);
  if (thread.vm->extension().initialize(thread, klass)) return;
  switch (begin_initialization(thread, klass)) {
    case InitializeClaim::Initialized:
    case InitializeClaim::Recursive:
      return;
    case InitializeClaim::Failed:
      throw_java_with_cause(Throwable::NoClassDefFoundError,
                            cat("Could not initialize class ", klass->external_name()),
                            klass->initialization_error);
    case InitializeClaim::Mine:
    case InitializeClaim::Wait:
      break;
  }
  log(Topic::ClassInit, "Initializing ", klass->external_name());
  try {
    set_constants(thread, klass);
    initialize_supers(thread, klass);
    run_class_initializer(thread, klass);
  } catch (const JavaThrow&) {
    fail(thread, klass);
  }
  complete_initialization(klass, true);
}

}  // namespace cjvm
