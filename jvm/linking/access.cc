// SPDX-License-Identifier: Apache-2.0
// Access control of JVMS 5.4.4: run-time packages, modules, nests. Nest hosts are resolved on first
// use and kept; a host that cannot be resolved, or does not know the member, leaves the class in a
// nest of its own. Java threads.
#include "jvm/base/text.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/resolver.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr std::uint16_t kStrictAccessVersion = 52;

// Generated reflection accessors may touch everything.
bool is_magic(const Class* klass) {
  return well_known::MagicAccessorImpl != nullptr &&
         klass->is_subclass_of(well_known::MagicAccessorImpl);
}

// Loaders for which HotSpot does not insist on package access between old classes: the
// application's and its parents.
bool is_trusted(const LoaderData* loader) {
  return is_privileged(loader) || loader->java_loader->klass() == well_known::AppClassLoader;
}

// Java compilers before 8 did not keep all rules; classes from one place are given the benefit of
// the doubt.
bool is_relaxed(const Class* from, const Class* target) {
  return from->file != nullptr && target->file != nullptr &&
         from->file->major_version() < kStrictAccessVersion &&
         target->file->major_version() < kStrictAccessVersion && from->loader == target->loader &&
         from->protection_domain == target->protection_domain && is_trusted(from->loader) &&
         !Vm::instance().options().verify_local;
}

bool lists_member(const Class* host, const Class* member) {
  if (host->file == nullptr) return false;
  for (std::uint16_t index : host->file->nest_members()) {
    if (host->file->constants().class_name(index) == member->name->text()) return true;
  }
  return false;
}

// Keeps the reason for messages of access errors.
Class* in_own_nest(Class* klass, const std::string& reason) {
  klass->nest_host_error = Symbol::intern(reason)->text();
  return klass;
}

std::string type_and_loader(const Class* klass) {
  return cat(klass->external_name(), " (loader: ", loader_name_and_id(klass->loader), ')');
}

// "java.lang.Foo: message" of a throwable.
std::string describe(JavaThread& thread, Object* throwable) {
  Object* message =
      thread.heap().load_reference(throwable, well_known::Throwable_detailMessage, Order::Plain);
  std::string text = throwable->klass()->external_name();
  return message == nullptr ? text : cat(text, ": ", string_utf8(message));
}

// JVMS 5.4.4: the class that the NestHost attribute names, if it agrees.
Class* resolve_nest_host(JavaThread& thread, Class* klass) {
  std::uint16_t index = klass->file == nullptr ? 0 : klass->file->nest_host_index();
  if (index == 0) return klass;
  Class* host = nullptr;
  try {
    host = resolve_class(thread, klass, index);
  } catch (const JavaThrow&) {
    // Errors of the machine itself are not an answer.
    if (is_throwable(thread.pending, Throwable::VirtualMachineError)) throw;
    Object* error = take_pending(thread);
    return in_own_nest(klass, cat("Nest host resolution of ", klass->external_name(), " with host ",
                                  klass->file->constants().class_name(index),
                                  " failed: ", describe(thread, error)));
  }
  std::string_view reason = !host->is_instance_class()           ? "host is not an instance class"
                            : !same_runtime_package(host, klass) ? "types are in different packages"
                            : !lists_member(host, klass)
                                ? "current type is not listed as a nest member"
                                : "";
  if (reason.empty()) return host;
  return in_own_nest(klass, cat("Type ", type_and_loader(klass), " is not a nest member of type ",
                                type_and_loader(host), ": ", reason));
}

}  // namespace

bool same_runtime_package(const Class* a, const Class* b) {
  if (a == b) return true;
  return a->package != nullptr && a->package == b->package;
}

bool can_access_class(Class* from, Class* target) {
  if (target->is_array) target = target->element_class;
  if (from == nullptr || target->is_primitive || same_runtime_package(from, target)) return true;
  if (is_magic(from)) return true;
  if (!target->is_public()) return is_relaxed(from, target);
  const ModuleEntry* module_from = from->module;
  const ModuleEntry* module_to = target->module;
  if (module_from == module_to) return true;
  return can_read(module_from, module_to) && is_exported(target->package, module_from);
}

bool can_access_member(JavaThread& thread, Class* from, Class* resolved_in, Class* holder,
                       std::uint16_t member_flags) {
  if (from == nullptr || from == holder || (member_flags & kAccPublic) != 0) return true;
  if ((member_flags & kAccProtected) != 0 && from->is_subclass_of(holder)) {
    // JVMS 5.4.4: an instance member also needs the resolved class to be above or below the
    // accessing one.
    if ((member_flags & kAccStatic) != 0 || resolved_in == from ||
        resolved_in->is_subclass_of(from) || from->is_subclass_of(resolved_in)) {
      return true;
    }
  }
  bool is_private = (member_flags & kAccPrivate) != 0;
  if (!is_private && same_runtime_package(from, holder)) return true;
  if (is_private && are_nest_mates(thread, from, holder)) return true;
  return is_magic(from) || is_relaxed(from, holder);
}

Class* nest_host(JavaThread& thread, Class* klass) {
  Class* known = __atomic_load_n(&klass->nest_host, __ATOMIC_ACQUIRE);
  if (known != nullptr) return known;
  // Whoever is first decides: a nest host never changes (JVMS 5.4.4).
  Class* host = resolve_nest_host(thread, klass);
  bool is_first = __atomic_compare_exchange_n(&klass->nest_host, &known, host, false,
                                              __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  return is_first ? host : known;
}

bool are_nest_mates(JavaThread& thread, Class* a, Class* b) {
  return a == b || nest_host(thread, a) == nest_host(thread, b);
}

}  // namespace cjvm
