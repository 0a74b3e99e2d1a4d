// SPDX-License-Identifier: Apache-2.0
// Resolution of class, field and method constants (JVMS 5.4.3.1 to 5.4.3.4) with the checks of the
// instructions that use them. A pool entry caches the resolved class, field or method; what depends
// on the instruction (static or not, final, the super call of invokespecial) is decided at each
// call, which the interpreter makes once per instruction. Any Java thread.
#include "jvm/linking/resolver.h"

#include <string>

#include "jvm/base/text.h"
#include "jvm/calls/method_handles.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/describe_class.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/lookup_errors.h"
#include "jvm/linking/modules.h"
#include "jvm/linking/package_access.h"
#include "jvm/linking/resolution_errors.h"
#include "jvm/linking/runtime_pool.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {
namespace {

// A reference to a method or field as a pool entry or a caller gives it.
struct MemberRef {
  Class* from;  // null: no access checks
  Class* klass;
  const Symbol* name;
  const Symbol* descriptor;
};

MemberRef member_ref(JavaThread& thread, Class* from, std::uint16_t index) {
  const ConstantPool& constants = from->file->constants();
  Class* klass = resolve_class(thread, from, constants.member_class_index(index));
  const std::uint16_t name_and_type = constants.member_nt_index(index);
  return {from, klass, from->pool->symbol(constants.nt_name_index(name_and_type)),
          from->pool->symbol(constants.nt_descriptor_index(name_and_type))};
}

// JVMS 5.3.4: every class named in the descriptor means the same to both loaders.
template <class Message>
void constrain_descriptor(JavaThread& thread, std::string_view descriptor, Class* from,
                          Class* holder, Message&& message) {
  if (from->loader == holder->loader || holder->loader == nullptr) return;
  auto constrain = [&](std::string_view type) {
    std::size_t element = type.find_first_not_of('[');
    if (element == type.npos || type[element] != 'L') return;
    const Symbol* name = Symbol::intern(class_of_descriptor(type.substr(element)));
    Class* here = find_loaded_class(name, from->loader);
    if (here != nullptr && here == find_loaded_class(name, holder->loader)) return;
    add_loader_constraint(thread, name, from->loader, holder->loader,
                          message(class_of_descriptor(type)));
  };
  if (is_method_descriptor(descriptor)) {
    for (std::string_view type : ParameterTypes(descriptor)) constrain(type);
    constrain(return_descriptor(descriptor));
  } else {
    constrain(descriptor);
  }
}

// ---- methods

Method* find_extra(Class* klass, const Symbol* name, const Symbol* descriptor) {
  for (Class* c = klass; c != nullptr; c = c->super) {
    for (Method* method : c->extra_methods) {
      if (method->name == name && method->descriptor == descriptor) return method;
    }
  }
  return nullptr;
}

// Maximally-specific superinterface method, else any that is neither private nor static
// (JVMS 5.4.3.3 step 3).
Method* find_in_interfaces(Class* klass, const Symbol* name, const Symbol* descriptor) {
  bool conflict = false;
  Method* specific = find_interface_method(klass, name, descriptor, &conflict);
  if (specific != nullptr && !conflict) return specific;
  for (Class* c = klass; c != nullptr; c = c->super) {
    for (Class* interface : c->all_interfaces) {
      Method* method = interface->find_declared_method(name, descriptor);
      if (method != nullptr && !method->is_private() && !method->is_static()) return method;
    }
  }
  return nullptr;
}

// JVMS 5.4.3.3 step 2 and 5.4.3.4 steps 2 to 5. Null: not found.
Method* find_class_method(JavaThread& thread, Class* klass, const Symbol* name,
                          const Symbol* descriptor) {
  if (Method* method = klass->find_method(name, descriptor)) return method;
  if (klass->is_array) return nullptr;
  Method* method = find_in_interfaces(klass, name, descriptor);
  if (method == nullptr) return nullptr;
  // The class has a vtable slot for it.
  link_class(thread, klass);
  Method* extra = find_extra(klass, name, descriptor);
  return extra != nullptr ? extra : method;
}

Method* find_method_of_interface(Class* klass, const Symbol* name, const Symbol* descriptor) {
  if (Method* method = klass->find_declared_method(name, descriptor)) return method;
  Method* method = well_known::Object->find_declared_method(name, descriptor);
  if (method != nullptr && method->is_public() && !method->is_static()) return method;
  return find_in_interfaces(klass, name, descriptor);
}

// MethodHandle.invokeBasic, linkTo*: one VM-made method per basic descriptor; invoke and the
// accessors of VarHandle as declared.
Method* find_polymorphic(JavaThread& thread, const MemberRef& ref, bool is_static) {
  auto [from, klass, name, descriptor] = ref;
  if (!has_polymorphic_methods(klass) || !is_signature_polymorphic(klass, name->text()))
    return nullptr;
  MethodHandleIntrinsic intrinsic = intrinsic_named(name->text());
  bool is_linker = klass == well_known::MethodHandle && intrinsic != MethodHandleIntrinsic::None &&
                   intrinsic != MethodHandleIntrinsic::Invoke;
  if (is_static != (is_linker && intrinsic != MethodHandleIntrinsic::InvokeBasic)) return nullptr;
  if (is_linker) {
    bool keep_last = intrinsic != MethodHandleIntrinsic::InvokeBasic;
    return thread.vm->engine().method_handle_intrinsic(
        thread, intrinsic, basic_descriptor(descriptor->text(), keep_last));
  }
  for (Method& method : klass->methods) {
    if (method.name == name) return &method;
  }
  return nullptr;
}

void check_method_access(JavaThread& thread, const MemberRef& ref, Method* method) {
  if (ref.from == nullptr) return;
  std::uint16_t flags = method->access_flags;
  // Arrays have a public clone (JLS 10.7).
  if (ref.klass->is_array && method->holder == well_known::Object &&
      method->name->text() == "clone") {
    flags = kAccPublic;
  }
  if (can_access_member(thread, ref.from, ref.klass, method->holder, flags)) return;
  throw_method_access_error(thread, ref.from, method);
}

Method* resolve_class_method(JavaThread& thread, const MemberRef& ref, InvokeKind kind,
                             bool constraints) {
  if (kind == InvokeKind::Virtual && ref.klass->is_interface()) {
    throw_java(Throwable::IncompatibleClassChangeError,
               cat("Found interface ", ref.klass->external_name(), ", but class was expected"));
  }
  if (Method* polymorphic = find_polymorphic(thread, ref, kind == InvokeKind::Static)) {
    check_method_access(thread, ref, polymorphic);
    return polymorphic;
  }
  Method* method = find_class_method(thread, ref.klass, ref.name, ref.descriptor);
  if (method == nullptr) throw_no_such_method(ref.klass, ref.name, ref.descriptor);
  check_method_access(thread, ref, method);
  if (constraints && ref.from != nullptr) {
    constrain_descriptor(
        thread, ref.descriptor->text(), ref.from, method->holder, [&](std::string_view type) {
          return method_constraint_message(ref.from, ref.klass, method, type, "method");
        });
  }
  return method;
}

Method* resolve_interface_method(JavaThread& thread, const MemberRef& ref, InvokeKind kind,
                                 bool constraints) {
  if (!ref.klass->is_interface()) {
    throw_java(Throwable::IncompatibleClassChangeError,
               cat("Found class ", ref.klass->external_name(), ", but interface was expected"));
  }
  Method* method = find_method_of_interface(ref.klass, ref.name, ref.descriptor);
  if (method == nullptr) throw_no_such_method(ref.klass, ref.name, ref.descriptor);
  check_method_access(thread, ref, method);
  if (kind == InvokeKind::Interface && method->is_static()) {
    throw_java(Throwable::IncompatibleClassChangeError,
               cat("Expected instance not static method '", external_name_of(method), "'"));
  }
  if (constraints && ref.from != nullptr) {
    constrain_descriptor(
        thread, ref.descriptor->text(), ref.from, method->holder, [&](std::string_view type) {
          return method_constraint_message(ref.from, ref.klass, method, type, "interface method");
        });
  }
  return method;
}

Method* resolve_by_class_kind(JavaThread& thread, const MemberRef& ref, InvokeKind kind,
                              bool constraints) {
  bool as_interface =
      kind == InvokeKind::Interface || (kind != InvokeKind::Virtual && ref.klass->is_interface());
  return as_interface ? resolve_interface_method(thread, ref, kind, constraints)
                      : resolve_class_method(thread, ref, kind, constraints);
}

// What the instruction asks of the resolved method (JVMS 6.5).
void check_method_kind(const MemberRef& ref, Method* method, InvokeKind kind) {
  auto incompatible = [](const std::string& message) {
    throw_java(Throwable::IncompatibleClassChangeError, message);
  };
  switch (kind) {
    case InvokeKind::Static:
      if (!method->is_static()) {
        incompatible(cat("Expected static method '", external_name_of(method), "'"));
      }
      return;
    case InvokeKind::Virtual:
      if (method->holder->is_interface() && method->is_private()) {
        incompatible(
            cat("private interface method requires invokespecial, not invokevirtual: method '",
                external_name_of(method), "', caller-class: ",
                ref.from == nullptr ? std::string("<unknown>") : ref.from->external_name()));
      }
      if (method->is_static()) {
        incompatible(cat("Expecting non-static method '", external_name_of(method), "'"));
      }
      return;
    case InvokeKind::Special:
      if (method->is_initializer() && method->holder != ref.klass) {
        throw_java(Throwable::NoSuchMethodError, cat(ref.klass->external_name(), ": method '",
                                                     signature_of(method), "' not found"));
      }
      if (ref.from != nullptr && ref.klass->is_interface() && ref.klass != ref.from) {
        bool direct = false;
        for (Class* interface : ref.from->interfaces) direct = direct || interface == ref.klass;
        if (!direct && ref.from->implements(ref.klass)) {
          incompatible(cat("Interface method reference: '",
                           external_method_name(ref.klass->external_name(), ref.name->text(),
                                                ref.descriptor->text()),
                           "', is in an indirect superinterface of ", ref.from->external_name()));
        }
      }
      if (method->is_static()) {
        incompatible(cat("Expecting non-static method '", external_name_of(method), "'"));
      }
      return;
    case InvokeKind::Interface:
      return;
  }
}

// invokespecial: the method to run (JVMS 6.5 invokespecial, "C").
Method* select_special(JavaThread& thread, const MemberRef& ref, Method* method) {
  Class* from = ref.from;
  Method* selected = method;
  // ACC_SUPER counts as set in every class.
  if (from != nullptr && !method->is_initializer() && !ref.klass->is_interface() &&
      from != ref.klass && from->is_subclass_of(ref.klass)) {
    selected = find_class_method(thread, from->super, ref.name, ref.descriptor);
    if (selected == nullptr || (selected->is_static() && selected != method)) {
      throw_java(Throwable::AbstractMethodError, cat("'", external_name_of(method), "'"));
    }
  }
  if (selected->is_abstract()) {
    throw_java(Throwable::AbstractMethodError, cat("'", external_name_of(selected), "'"));
  }
  return selected;
}

void check_tag(const MemberRef& ref, ConstantTag tag, InvokeKind kind) {
  bool wants_interface =
      kind == InvokeKind::Interface || (kind != InvokeKind::Virtual && ref.klass->is_interface());
  bool is_interface_ref = tag == ConstantTag::kInterfaceMethodref;
  if (wants_interface == is_interface_ref) return;
  if (kind == InvokeKind::Virtual && ref.klass->is_interface()) return;  // has a message of its own
  if (kind == InvokeKind::Interface && !ref.klass->is_interface()) return;
  throw_java(Throwable::IncompatibleClassChangeError,
             cat("Method '",
                 external_method_name(ref.klass->external_name(), ref.name->text(),
                                      ref.descriptor->text()),
                 "' must be ", wants_interface ? "InterfaceMethodref" : "Methodref", " constant"));
}

}  // namespace

// ---- classes

void check_class_access(JavaThread& thread, Class* from, Class* target) {
  Class* element = target->is_array ? target->element_class : target;
  if (element->is_primitive || can_access_class(from, element)) return;
  throw_class_access_error(thread, from, element);
}

Class* resolve_class(JavaThread& thread, Class* from, std::uint16_t index) {
  if (Class* known = from->pool->resolved<Class>(index)) return known;
  const ConstantPool& constants = from->file->constants();
  std::string_view name = constants.class_name(index);
  // A hidden class is in no table: it is found only by its own constant.
  if (index == from->file->this_class_index() || (from->is_hidden && name == from->file->name())) {
    return from->pool->publish(index, from);
  }
  raise_recorded_error(thread, from, index);
  try {
    Class* klass =
        load_class(thread, from->pool->symbol(constants.class_name_index(index)), from->loader);
    check_package_access(thread, klass, from->loader, from->protection_domain);
    check_class_access(thread, from, klass);
    return from->pool->publish(index, klass);
  } catch (const JavaThrow&) {
    Object* throwable = take_pending(thread);
    // Another thread may have succeeded or failed first: the first outcome counts.
    if (Class* known = from->pool->resolved<Class>(index)) return known;
    record_error(thread, from, index, throwable);
    throw_object(throwable);
  }
}

// ---- fields

namespace {

void check_field_access(JavaThread& thread, const MemberRef& ref, Field* field) {
  if (can_access_member(thread, ref.from, ref.klass, field->holder, field->access_flags)) return;
  throw_field_access_error(thread, ref.from, field);
}

Field* find_field_or_throw(const MemberRef& ref) {
  Field* field =
      ref.klass->is_instance_class() ? ref.klass->find_field(ref.name, ref.descriptor) : nullptr;
  if (field == nullptr) throw_java(Throwable::NoSuchFieldError, ref.name->text());
  return field;
}

void constrain_field(JavaThread& thread, const MemberRef& ref, Field* field) {
  constrain_descriptor(
      thread, ref.descriptor->text(), ref.from, field->holder,
      [&](std::string_view type) { return field_constraint_message(ref.from, field, type); });
}

void check_field_kind(Class* from, Class* referenced, Field* field, bool is_static, bool is_put,
                      const Method* in_method) {
  if (is_static != field->is_static()) {
    throw_java(Throwable::IncompatibleClassChangeError,
               cat("Expected ", is_static ? "static" : "non-static", " field ",
                   referenced->external_name(), ".", field->name->text()));
  }
  if (!is_put || !field->is_final()) return;
  std::string subject = cat("Update to ", is_static ? "static" : "non-static", " final field ",
                            referenced->external_name(), ".", field->name->text());
  if (field->holder != from) {
    throw_java(Throwable::IllegalAccessError,
               cat(subject, " attempted from a different class (", from->external_name(),
                   ") than the field's declaring class"));
  }
  if (from->file->major_version() < 53 || in_method == nullptr) return;
  if (is_static ? !in_method->has(kClassInitializer) : !in_method->is_initializer()) {
    throw_java(Throwable::IllegalAccessError,
               cat(subject, " attempted from a different method (", in_method->name->text(),
                   ") than the initializer method ", is_static ? "<clinit>" : "<init>", " "));
  }
}

}  // namespace

Field* resolve_field(JavaThread& thread, Class* from, std::uint16_t index, bool is_static,
                     bool is_put, const Method* in_method) {
  const ConstantPool& constants = from->file->constants();
  if (Field* known = from->pool->resolved<Field>(index)) {
    Class* referenced = resolve_class(thread, from, constants.member_class_index(index));
    check_field_kind(from, referenced, known, is_static, is_put, in_method);
    return known;
  }
  MemberRef ref = member_ref(thread, from, index);
  Field* field = find_field_or_throw(ref);
  check_field_access(thread, ref, field);
  check_field_kind(from, ref.klass, field, is_static, is_put, in_method);
  constrain_field(thread, ref, field);
  return from->pool->publish(index, field);
}

Field* lookup_field(JavaThread& thread, Class* from, Class* klass, const Symbol* name,
                    const Symbol* descriptor, bool is_static, bool check_constraints) {
  MemberRef ref{from, klass, name, descriptor};
  Field* field = find_field_or_throw(ref);
  if (from == nullptr) return field;
  check_field_access(thread, ref, field);
  check_field_kind(from, klass, field, is_static, false, nullptr);
  if (check_constraints) constrain_field(thread, ref, field);
  return field;
}

// ---- methods

Method* resolve_method(JavaThread& thread, Class* from, std::uint16_t index, InvokeKind kind) {
  const ConstantPool& constants = from->file->constants();
  MemberRef ref = member_ref(thread, from, index);
  // Entries of signature-polymorphic calls hold a CallTarget (resolve_polymorphic), never a method.
  bool may_cache = !has_polymorphic_methods(ref.klass);
  Method* method = may_cache ? from->pool->resolved<Method>(index) : nullptr;
  if (method == nullptr) {
    check_tag(ref, constants.tag(index), kind);
    method = resolve_by_class_kind(thread, ref, kind, true);
    check_method_kind(ref, method, kind);
    if (may_cache) method = from->pool->publish(index, method);
  } else {
    if (kind == InvokeKind::Virtual && ref.klass->is_interface()) {
      throw_java(Throwable::IncompatibleClassChangeError,
                 cat("Found interface ", ref.klass->external_name(), ", but class was expected"));
    }
    if (kind == InvokeKind::Interface && method->is_static()) {
      throw_java(Throwable::IncompatibleClassChangeError,
                 cat("Expected instance not static method '", external_name_of(method), "'"));
    }
    check_method_kind(ref, method, kind);
  }
  return kind == InvokeKind::Special ? select_special(thread, ref, method) : method;
}

Method* lookup_method(JavaThread& thread, Class* from, Class* klass, const Symbol* name,
                      const Symbol* descriptor, InvokeKind kind, bool check_constraints) {
  MemberRef ref{from, klass, name, descriptor};
  Method* method = resolve_by_class_kind(thread, ref, kind, check_constraints);
  check_method_kind(ref, method, kind);
  return kind == InvokeKind::Special ? select_special(thread, ref, method) : method;
}

bool needs_special_receiver_check(const Class* from, const Method* resolved) {
  return from->is_interface() && !resolved->is_initializer();
}

void check_special_receiver(JavaThread&, const Class* from, const Object* receiver) {
  Class* klass = receiver->klass();
  if (klass->is_subtype_of(const_cast<Class*>(from))) return;
  throw_java(Throwable::IllegalAccessError,
             cat("Receiver class ", klass->external_name(),
                 " must be the current class or a subtype of interface ", from->external_name()));
}

}  // namespace cjvm
