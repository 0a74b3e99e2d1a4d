// SPDX-License-Identifier: Apache-2.0
// Filling, resolving and expanding MemberNames (jdk17.md 5.2, 5.3).
#include "jvm/calls/method_handles.h"

#include <string>

#include "jvm/base/text.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {
namespace {

constexpr std::int32_t kAllKinds =
    kMemberIsMethod | kMemberIsConstructor | kMemberIsField | kMemberIsType;
constexpr std::int32_t kMethodModifiers = 0x1dff;  // JVMS table 4.6-A
constexpr std::int32_t kFieldModifiers = 0x50df;   // JVMS table 4.5-A
constexpr std::int32_t kSetterShift = 2;           // kPutField - kGetField

// What it points to is only good in its own process.
void require_own_member(const Object* member) {
  require_no_proxy(member, "java.lang.invoke.MemberName");
}

Object* load_ref(Object* object, std::uint32_t offset) { return *object->at<Object*>(offset); }
void store_ref(Object* object, std::uint32_t offset, Object* value) {
  *object->at<Object*>(offset) = value;
}

std::int32_t flags_of(Object* member) {
  return *member->at<std::int32_t>(well_known::MemberName_flags);
}

std::int32_t with_kind(std::int32_t flags, ReferenceKind kind) {
  return flags | static_cast<std::int32_t>(kind) << kMemberKindShift;
}

// Calls of this method always run this method.
bool is_bound_statically(const Method* method) {
  if (method->is_static() || method->is_private() || method->is_initializer() ||
      method->has(kMethodHandleIntrinsic)) {
    return true;
  }
  if (method->holder->is_interface() || method->has(kDefaultConflict)) return false;
  return method->is_final() || method->holder->is_final();
}

std::string descriptor_of_mirror(Object* mirror) { return class_of_mirror(mirror)->descriptor(); }

std::string descriptor_of_method_type(JavaThread& thread, Object* type) {
  HeapAccess& heap = thread.heap();
  std::string text = "(";
  auto* parameters =
      static_cast<Array*>(heap.load_reference(type, well_known::MethodType_ptypes, Order::Plain));
  for (std::int32_t i = 0; i < parameters->length; ++i) {
    std::size_t offset = Array::kElementBase + 8 * static_cast<std::size_t>(i);
    text += descriptor_of_mirror(heap.load_reference(parameters, offset, Order::Plain));
  }
  return text + ")" +
         descriptor_of_mirror(
             heap.load_reference(type, well_known::MethodType_rtype, Order::Plain));
}

// The descriptor that MemberName.type (String, MethodType or Class) stands for.
std::string descriptor_of_type(JavaThread& thread, Object* type) {
  Class* klass = type->klass();
  if (klass == well_known::MethodType) return descriptor_of_method_type(thread, type);
  if (klass == well_known::Class) return descriptor_of_mirror(type);
  if (klass == well_known::String) return string_utf8(type);
  throw_java(Throwable::InternalError, "unrecognized type");
}

// The class to look in; null if nothing can be found there.
Class* lookup_class(JavaThread& thread, Object* mirror) {
  Class* klass = class_of_mirror(mirror);
  if (klass->is_primitive) return nullptr;
  if (klass->is_array) return well_known::Object;
  link_class(thread, klass);
  return klass;
}

struct SymbolicMember {
  Class* klass;
  const Symbol* name;
  const Symbol* descriptor;
  ReferenceKind kind;
  bool polymorphic;
};

bool is_resolved(Object* member) {
  if (load_ref(member, well_known::MemberName_method) != nullptr) return true;
  return (flags_of(member) & kMemberIsField) != 0 && vmindex_of(member) != 0;
}

Method* find_target(JavaThread& thread, const SymbolicMember& m, Class* caller, bool constraints) {
  switch (m.kind) {
    case ReferenceKind::kInvokeStatic:
      return lookup_method(thread, caller, m.klass, m.name, m.descriptor, InvokeKind::Static,
                           constraints);
    case ReferenceKind::kInvokeInterface:
      return lookup_method(thread, caller, m.klass, m.name, m.descriptor, InvokeKind::Interface,
                           constraints);
    case ReferenceKind::kInvokeSpecial:
    case ReferenceKind::kNewInvokeSpecial:
      if (m.polymorphic) break;
      return lookup_method(thread, caller, m.klass, m.name, m.descriptor, InvokeKind::Special,
                           constraints);
    case ReferenceKind::kInvokeVirtual:
      break;
    default:
      return nullptr;
  }
  return lookup_method(thread, caller, m.klass, m.name, m.descriptor, InvokeKind::Virtual,
                       constraints);
}

void resolve_method_member(JavaThread& thread, Object* member, const SymbolicMember& m,
                           Class* caller, bool constraints) {
  Method* method = find_target(thread, m, caller, constraints);
  if (method == nullptr) return;
  // Linked by Java code with an appendix, which a MemberName cannot express.
  if (method->has(kSignaturePolymorphic) && !method->has(kMethodHandleIntrinsic)) return;
  CallShape shape = direct_call();
  if (m.kind == ReferenceKind::kInvokeVirtual || m.kind == ReferenceKind::kInvokeInterface) {
    shape = call_shape(method, m.klass);
  }
  fill_member_name(thread, member, method, shape, m.klass);
}

// Returns with the member still unresolved if there is nothing of the kind.
void try_to_resolve(JavaThread& thread, Object* member, Class* caller, std::int32_t lookup_mode) {
  Object* mirror = load_ref(member, well_known::MemberName_clazz);
  Object* name = load_ref(member, well_known::MemberName_name);
  Object* type = load_ref(member, well_known::MemberName_type);
  if (mirror == nullptr || name == nullptr || type == nullptr) {
    throw_java(Throwable::IllegalArgumentException, "nothing to resolve");
  }
  std::int32_t flags = flags_of(member);
  auto kind = static_cast<ReferenceKind>(flags >> kMemberKindShift & kMemberKindMask);
  SymbolicMember m{};
  m.klass = lookup_class(thread, mirror);
  if (m.klass == nullptr) return;
  m.name = Symbol::intern(string_utf8(name));
  if (m.name->text() == "<clinit>") return;
  m.kind = kind;
  bool is_method = (flags & kAllKinds) == kMemberIsMethod;
  m.polymorphic = is_method && has_polymorphic_methods(m.klass) &&
                  is_signature_polymorphic(m.klass, m.name->text());
  m.descriptor = Symbol::intern(descriptor_of_type(thread, type));
  bool constraints = caller != nullptr && (lookup_mode & kLookupModeUnconditional) == 0;
  switch (flags & kAllKinds) {
    case kMemberIsMethod:
      resolve_method_member(thread, member, m, caller, constraints);
      return;
    case kMemberIsConstructor:
      if (m.name->text() != "<init>") return;
      m.kind = ReferenceKind::kInvokeSpecial;
      resolve_method_member(thread, member, m, caller, constraints);
      return;
    case kMemberIsField: {
      Field* field = lookup_field(thread, nullptr, m.klass, m.name, m.descriptor, false, false);
      fill_member_name(thread, member, field,
                       kind == ReferenceKind::kPutField || kind == ReferenceKind::kPutStatic);
      return;
    }
    default:
      throw_java(Throwable::InternalError, "unrecognized MemberName format");
  }
}

}  // namespace

CallShape direct_call() { return {CallShape::Direct, static_cast<std::int32_t>(kDirectCallIndex)}; }

CallShape call_shape(const Method* method, const Class* resolved_class) {
  if (is_bound_statically(method)) return direct_call();
  if (method->vtable_index != kNotVirtual) return {CallShape::VTable, method->vtable_index};
  if (resolved_class != nullptr && !resolved_class->is_interface() && resolved_class->is_linked()) {
    std::int32_t index = vtable_index_of(const_cast<Class*>(resolved_class), method);
    if (index != kNotVirtual) return {CallShape::VTable, index};
  }
  return {CallShape::ITable, method->itable_index};
}

Object* resolved_method_name(JavaThread& thread, Method* method) {
  Object* known = __atomic_load_n(&method->resolved_name, __ATOMIC_ACQUIRE);
  if (known != nullptr) return known;
  link_class(thread, well_known::ResolvedMethodName);
  Object* made = allocate_object(thread, well_known::ResolvedMethodName);
  *made->at<Method*>(injected::ResolvedMethodName_vmtarget) = method;
  store_ref(made, injected::ResolvedMethodName_vmholder, method->holder->mirror);
  Object* expected = nullptr;
  if (__atomic_compare_exchange_n(&method->resolved_name, &expected, made, false, __ATOMIC_ACQ_REL,
                                  __ATOMIC_ACQUIRE)) {
    return made;
  }
  return expected;
}

void fill_member_name(JavaThread& thread, Object* member, Method* method, CallShape shape,
                      Class* resolved_class) {
  require_own_member(member);
  Object* resolved = resolved_method_name(thread, method);
  std::int32_t flags = method->access_flags & kMethodModifiers;
  Class* holder = method->holder;
  switch (shape.kind) {
    case CallShape::ITable:
      flags = with_kind(flags | kMemberIsMethod, ReferenceKind::kInvokeInterface);
      break;
    case CallShape::VTable:
      flags = with_kind(flags | kMemberIsMethod, ReferenceKind::kInvokeVirtual);
      // An inherited interface method is called through the class that gives it its slot.
      if (holder->is_interface()) {
        holder = resolved_class == nullptr || resolved_class->is_interface() ? well_known::Object
                                                                             : resolved_class;
      }
      break;
    case CallShape::Direct:
      if (method->is_static()) {
        flags = with_kind(flags | kMemberIsMethod, ReferenceKind::kInvokeStatic);
      } else if (method->is_initializer()) {
        flags = with_kind(flags | kMemberIsConstructor, ReferenceKind::kInvokeSpecial);
      } else {
        flags = with_kind(flags | kMemberIsMethod, ReferenceKind::kInvokeSpecial);
      }
      break;
  }
  if (method->has(kCallerSensitive)) flags |= kMemberCallerSensitive;
  *member->at<std::int32_t>(well_known::MemberName_flags) = flags;
  *member->at<std::int64_t>(injected::MemberName_vmindex) =
      shape.kind == CallShape::Direct ? kDirectCallIndex : shape.index;
  store_ref(member, well_known::MemberName_clazz, holder->mirror);
  __atomic_store_n(member->at<Object*>(well_known::MemberName_method), resolved, __ATOMIC_RELEASE);
}

void fill_member_name(JavaThread&, Object* member, const Field* field, bool is_setter) {
  require_own_member(member);
  std::int32_t flags = field->access_flags & kFieldModifiers;
  auto kind = static_cast<std::int32_t>(field->is_static() ? ReferenceKind::kGetStatic
                                                           : ReferenceKind::kGetField);
  if (is_setter) kind += kSetterShift;
  flags |= kMemberIsField | kind << kMemberKindShift;
  if (field->is_final() && (field->is_static() || field->holder->trusted_finals))
    flags |= kMemberTrustedFinal;
  *member->at<std::int32_t>(well_known::MemberName_flags) = flags;
  store_ref(member, well_known::MemberName_method, nullptr);
  *member->at<std::int64_t>(injected::MemberName_vmindex) = field->offset;
  store_ref(member, well_known::MemberName_clazz, field->holder->mirror);
}

Object* resolve_member_name(JavaThread& thread, Object* member, Class* caller,
                            std::int32_t lookup_mode, bool speculative) {
  require_own_member(member);
  if (load_ref(member, well_known::MemberName_method) != nullptr) return member;
  try {
    try_to_resolve(thread, member, caller, lookup_mode);
  } catch (const JavaThrow&) {
    if (!speculative) throw;
    take_pending(thread);
    return nullptr;
  }
  if (is_resolved(member)) return member;
  if (speculative) return nullptr;
  switch (flags_of(member) & kAllKinds) {
    case kMemberIsField:
      throw_java(Throwable::NoSuchFieldError, "field resolution failed");
    case kMemberIsMethod:
    case kMemberIsConstructor:
      throw_java(Throwable::NoSuchMethodError, "method resolution failed");
    default:
      throw_java(Throwable::LinkageError, "resolution failed");
  }
}

Field* field_of_member_name(JavaThread&, Object* member) {
  require_own_member(member);
  if ((flags_of(member) & kMemberIsField) == 0) return nullptr;
  Class* klass = class_of_mirror(load_ref(member, well_known::MemberName_clazz));
  bool is_static = (flags_of(member) & kAccStatic) != 0;
  auto offset = static_cast<std::uint32_t>(vmindex_of(member));
  for (Field& field : klass->fields) {
    if (field.offset == offset && field.is_static() == is_static) return &field;
  }
  return nullptr;
}

void expand_member_name(JavaThread& thread, Object* member) {
  require_own_member(member);
  auto set_if_absent = [&](std::uint32_t offset, const Symbol* symbol) {
    if (load_ref(member, offset) == nullptr) store_ref(member, offset, symbol_string(symbol));
  };
  if ((flags_of(member) & kMemberIsField) != 0) {
    if (load_ref(member, well_known::MemberName_clazz) != nullptr) {
      if (Field* field = field_of_member_name(thread, member)) {
        set_if_absent(well_known::MemberName_name, field->name);
        set_if_absent(well_known::MemberName_type, field->descriptor);
        return;
      }
    }
  } else if (Method* method = method_of_member_name(member)) {
    if (load_ref(member, well_known::MemberName_clazz) == nullptr) {
      store_ref(member, well_known::MemberName_clazz, method->holder->mirror);
    }
    set_if_absent(well_known::MemberName_name, method->name);
    set_if_absent(well_known::MemberName_type, method->descriptor);
    return;
  }
  throw_java(Throwable::InternalError, "unrecognized type");
}

void init_member_name(JavaThread& thread, Object* member, Object* reflected) {
  require_own_member(member);
  auto& heap = thread.heap();
  Class* kind = reflected->klass();
  auto class_in = [&](std::uint32_t offset) {
    return class_of_mirror(heap.load_reference(reflected, offset, Order::Plain));
  };
  auto slot_in = [&](std::uint32_t offset) {
    return static_cast<std::size_t>(heap.load<std::int32_t>(reflected, offset));
  };
  if (kind == well_known::Field) {
    Class* klass = class_in(well_known::Field_clazz);
    std::size_t slot = slot_in(well_known::Field_slot);
    if (slot >= klass->fields.size()) return;
    Field* field = &klass->fields[slot];
    fill_member_name(thread, member, field, false);
    store_ref(member, well_known::MemberName_name,
              heap.load_reference(reflected, well_known::Field_name, Order::Plain));
    store_ref(member, well_known::MemberName_type,
              heap.load_reference(reflected, well_known::Field_type, Order::Plain));
    return;
  }
  bool is_method = kind == well_known::Method;
  if (!is_method && kind != well_known::Constructor)
    throw_java(Throwable::InternalError, "unrecognized type");
  Class* klass = class_in(is_method ? well_known::Method_clazz : well_known::Constructor_clazz);
  std::size_t slot = slot_in(is_method ? well_known::Method_slot : well_known::Constructor_slot);
  if (slot >= klass->methods.size()) return;
  link_class(thread, klass);
  Method* method = &klass->methods[slot];
  // Left unresolved: reflection reaches these through Java code that knows them.
  if (is_method && method->has(kSignaturePolymorphic)) return;
  fill_member_name(thread, member, method, call_shape(method, klass), klass);
}

// ---- signature polymorphism

const Symbol* basic_descriptor(std::string_view descriptor, bool keep_last) {
  auto basic = [](std::string_view type) -> std::string_view {
    switch (computational_type(type[0])) {
      case 'A':
        return "Ljava/lang/Object;";
      case 'I':
        return "I";
      default:
        return type.substr(0, 1);
    }
  };
  std::string text = "(";
  std::string_view last;
  std::size_t last_at = 0;
  for (std::string_view type : ParameterTypes(descriptor)) {
    last = type;
    last_at = text.size();
    text += basic(type);
  }
  if (keep_last && !last.empty()) {
    text.resize(last_at);
    text += last;
  }
  text += ')';
  text += basic(return_descriptor(descriptor));
  return Symbol::intern(text);
}

MethodHandleIntrinsic intrinsic_named(std::string_view name) {
  if (name == "invokeBasic") return MethodHandleIntrinsic::InvokeBasic;
  if (name == "linkToStatic") return MethodHandleIntrinsic::LinkToStatic;
  if (name == "linkToSpecial") return MethodHandleIntrinsic::LinkToSpecial;
  if (name == "linkToVirtual") return MethodHandleIntrinsic::LinkToVirtual;
  if (name == "linkToInterface") return MethodHandleIntrinsic::LinkToInterface;
  if (name == "linkToNative") return MethodHandleIntrinsic::LinkToNative;
  if (name == "invoke" || name == "invokeExact") return MethodHandleIntrinsic::Invoke;
  return MethodHandleIntrinsic::None;
}

bool has_polymorphic_methods(const Class* klass) {
  return klass == well_known::MethodHandle || klass == well_known::VarHandle;
}

bool is_signature_polymorphic(const Class* holder, std::string_view name) {
  if (!has_polymorphic_methods(holder)) return false;
  for (const Method& method : holder->methods) {
    if (method.name->text() == name) return method.is_native() && method.is_varargs();
  }
  return false;
}

}  // namespace cjvm
