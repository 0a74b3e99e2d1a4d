// SPDX-License-Identifier: Apache-2.0
// Linking of one class: supers first, then verification, method tables and entries, under the
// class's link state. The state is guarded by link_state.h; no lock is held while supers are linked
// or Java code runs. Also selection of methods and the errors of a failed selection.
#include "jvm/linking/linker.h"

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/class_verification.h"
#include "jvm/linking/link_state.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/vtable_builder.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

// Gives the state back if linking fails. A nested link (by the thread that links the class further
// out) leaves that to the outer one, which in turn leaves a class alone that the nested one has
// finished.
class LinkingScope {
 public:
  LinkingScope(Class* klass, bool is_outermost) : class_(klass), is_outermost_(is_outermost) {}
  ~LinkingScope() {
    if (is_outermost_ && !class_->is_linked()) set_link_state(class_, ClassState::Loaded, nullptr);
  }
  LinkingScope(const LinkingScope&) = delete;

 private:
  Class* class_;
  bool is_outermost_;
};

void link_supers(JavaThread& thread, Class* klass) {
  if (klass->super != nullptr) link_class(thread, klass->super);
  for (Class* interface : klass->interfaces) link_class(thread, interface);
}

Method* find_instance_method(Class* klass, const Method* like) {
  for (Class* c = klass; c != nullptr; c = c->super) {
    Method* found = c->find_declared_method(like->name, like->descriptor);
    if (found != nullptr && !found->is_static() && !found->is_private()) return found;
  }
  return nullptr;
}

}  // namespace

void link_class_slow(JavaThread& thread, Class* klass) {
  check_native_stack(thread);
  link_supers(thread, klass);
  LinkClaim claim = begin_linking(thread, klass);
  if (claim == LinkClaim::AlreadyLinked) return;
  // Nested: a loader that verification asked uses the very class; for that use the class has to be
  // linked now.
  LinkingScope scope(klass, claim == LinkClaim::Mine);
  if (klass->needs_verification) verify(thread, klass);
  if (klass->is_linked()) return;  // by a nested use
  build_vtable(thread, klass);
  ExecutionEngine& engine = Vm::instance().engine();
  for (Method& method : klass->methods) engine.install(&method);
  for (Method* method : klass->extra_methods) engine.install(method);
  Vm::instance().extension().class_linked(klass);
  set_link_state(klass, ClassState::Linked, nullptr);
}

Method* select_method(JavaThread&, Class* receiver, Method* resolved) {
  if (resolved->is_static() || resolved->is_private() || resolved->is_initializer())
    return resolved;
  Method* selected = nullptr;
  if (resolved->vtable_index >= 0) {
    const VTable* table = receiver->vtable();
    check(static_cast<std::uint32_t>(resolved->vtable_index) < table->length,
          "the receiver has the slot of the method");
    selected = table->entries[resolved->vtable_index];
  } else if (resolved->itable_index >= 0) {
    Method** methods = find_itable(receiver->vtable(), resolved->holder);
    selected = methods == nullptr ? nullptr : methods[resolved->itable_index];
  } else {
    selected = resolved;
  }
  return selected == nullptr || selected->is_abstract() ? nullptr : selected;
}

void throw_selection_error(JavaThread&, Class* receiver, Method* resolved) {
  Method* selected = nullptr;
  if (resolved->holder->is_interface()) {
    if (!receiver->is_subtype_of(resolved->holder)) {
      throw_java(
          Throwable::IncompatibleClassChangeError,
          cat("Class ", receiver->external_name(), " does not implement the requested interface ",
              resolved->holder->external_name()));
    }
    selected = find_instance_method(receiver, resolved);
    if (selected != nullptr && !selected->is_public()) {
      throw_java(Throwable::IllegalAccessError,
                 cat('\'',
                     external_method_name(receiver->external_name(), selected->name->text(),
                                          selected->descriptor->text()),
                     '\''));
    }
  } else if (resolved->vtable_index >= 0) {
    selected = receiver->vtable()->entries[resolved->vtable_index];
  }
  throw_java(Throwable::AbstractMethodError, abstract_method_message(receiver, resolved, selected));
}

Method* target_of_missing(Class* receiver, const Method* resolved) {
  const Method* found = find_instance_method(receiver, resolved);
  return found != nullptr && !found->is_public() ? well_known::Unsafe_throwIllegalAccessError
                                                 : nullptr;
}

void throw_abstract_call(JavaThread&, Class* receiver, Method* method) {
  if (method->has(kDefaultConflict)) {
    throw_java(Throwable::IncompatibleClassChangeError, default_conflict_message(method));
  }
  // Where default methods are in play HotSpot gives every class that lacks an implementation a
  // method of its own that says so.
  if (receiver != nullptr && method->holder->is_interface() && receiver->has_default_methods) {
    throw_java(Throwable::AbstractMethodError,
               cat("Method ", receiver->name->text(), '.', method->name->text(),
                   method->descriptor->text(), " is abstract"));
  }
  throw_java(Throwable::AbstractMethodError, abstract_method_message(receiver, method));
}

}  // namespace cjvm
