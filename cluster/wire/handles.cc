// SPDX-License-Identifier: Apache-2.0
#include "cluster/wire/handles.h"

#include <string>
#include <string_view>

#include "cluster/cluster.h"
#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/method_handles.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"

namespace cjvm::cluster {

namespace {

constexpr std::string_view kPackage = "java/lang/invoke/";

// The class library's names of the handles that have a description.
constexpr std::string_view kPlain = "DirectMethodHandle";
constexpr std::string_view kSpecial = "DirectMethodHandle$Special";
constexpr std::string_view kInterface = "DirectMethodHandle$Interface";
constexpr std::string_view kConstructor = "DirectMethodHandle$Constructor";
constexpr std::string_view kAccessor = "DirectMethodHandle$Accessor";
constexpr std::string_view kStaticAccessor = "DirectMethodHandle$StaticAccessor";
constexpr std::string_view kVarargs = "MethodHandleImpl$AsVarargsCollector";

// Empty for classes of other packages.
std::string_view name_in_package(const Class* klass) {
  if (klass->loader->java_loader != nullptr || klass->is_hidden) return {};
  std::string_view name = klass->name->text();
  return name.starts_with(kPackage) ? name.substr(kPackage.size()) : std::string_view{};
}

// Declared by the class or inherited; null if there is none.
const Field* field_named(const Class* klass, std::string_view name) {
  for (; klass != nullptr; klass = klass->super) {
    for (const Field& field : klass->fields) {
      if (field.name->text() == name) return &field;
    }
  }
  return nullptr;
}

const Field& the_field(const Class* klass, std::string_view name) {
  const Field* field = field_named(klass, name);
  if (field == nullptr) fatal(cat("the class library lacks ", klass->name->text(), ".", name));
  return *field;
}

Object* reference_in(const Object* object, std::string_view name) {
  return *object->at<Object*>(the_field(object->klass(), name).offset);
}

Object* member_of(const Object* handle) {
  return *handle->at<Object*>(well_known::DirectMethodHandle_member);
}

ReferenceKind kind_of(const Object* member) {
  std::int32_t flags = *member->at<std::int32_t>(well_known::MemberName_flags);
  return static_cast<ReferenceKind>(flags >> kMemberKindShift & kMemberKindMask);
}

std::optional<HandleForm> direct_form(Object* handle, std::string_view name) {
  Object* member = member_of(handle);
  // Those that the implementation keeps for itself are made by it on every node.
  bool is_internal = *handle->at<std::uint8_t>(the_field(handle->klass(), "crackable").offset) == 0;
  if (member == nullptr || member->is_proxy() || is_internal) return std::nullopt;
  if (name == kAccessor || name == kStaticAccessor) return HandleForm::Field;
  if (name != kPlain && name != kSpecial && name != kInterface && name != kConstructor)
    return std::nullopt;
  if (method_of_member_name(member) == nullptr) return std::nullopt;
  return HandleForm::Method;
}

// ---- VarHandles

// The shared description of what such a VarHandle can do; caches.
bool belongs_to_node(const Field& field) {
  return field.holder == well_known::VarHandle && field.type == BasicType::Reference;
}

template <class F>
void each_variable_field(const Class* klass, F&& body) {
  for (; klass != well_known::Object; klass = klass->super) {
    for (const Field& field : klass->fields) {
      if (!field.is_static() && !belongs_to_node(field)) body(field);
    }
  }
}

void put_variable(Marshal& marshal, Writer& writer, Object* handle, NodeId to) {
  marshal.put_class(writer, handle->klass(), to);
  each_variable_field(handle->klass(), [&](const Field& field) {
    if (field.type == BasicType::Reference) {
      marshal.put(writer, *handle->at<Object*>(field.offset), to);
    } else {
      writer.raw({handle->at<std::byte>(field.offset), std::size_t{1} << type_shift(field.type)});
    }
  });
}

Object* get_variable(Marshal& marshal, Reader& reader, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  Class* klass = marshal.get_class(reader, from);
  if (!klass->is_subclass_of(well_known::VarHandle) || field_named(klass, "FORM") == nullptr)
    throw MalformedMessage("no VarHandle that can travel");
  initialize_class(thread, klass);
  Object* handle = allocate_object(thread, klass);
  each_variable_field(klass, [&](const Field& field) {
    if (field.type != BasicType::Reference) {
      auto bytes = reader.raw(std::size_t{1} << type_shift(field.type));
      std::memcpy(handle->at<char>(field.offset), bytes.data(), bytes.size());
      return;
    }
    Object* value = marshal.get(reader, from);
    *handle->at<Object*>(field.offset) = value;
    // The base of a static field: whoever has the handle may use the class (JVMS 5.5), if not this
    // node's own statics are meant.
    if (field.name->text() == "base" && value != nullptr && value->klass() == well_known::Class)
      initialize_class(thread, class_of_mirror(value));
  });
  const Field& form = the_field(klass, "FORM");
  *handle->at<Object*>(the_field(klass, "vform").offset) =
      *form.holder->mirror->at<Object*>(form.offset);
  return handle;
}

// ---- direct method handles

// How it calls: decides which subclass of DirectMethodHandle it is.
enum class CallForm : std::uint8_t { Plain, Special, Interface, Constructor };

CallForm call_form(std::string_view name) {
  if (name == kSpecial) return CallForm::Special;
  if (name == kInterface) return CallForm::Interface;
  return name == kConstructor ? CallForm::Constructor : CallForm::Plain;
}

void put_method(Marshal& marshal, Writer& writer, Object* handle, NodeId to) {
  Object* member = member_of(handle);
  CallForm form = call_form(name_in_package(handle->klass()));
  Class* found_in = class_of_mirror(clazz_of_member_name(member));
  Class* caller = found_in;
  if (form == CallForm::Special) caller = class_of_mirror(reference_in(handle, "caller"));
  if (form == CallForm::Interface) caller = class_of_mirror(reference_in(handle, "refc"));
  // A constructor's own method, not the allocator's name for it.
  if (form == CallForm::Constructor) member = reference_in(handle, "initMethod");
  writer(form, kind_of(member));
  marshal.put_method(writer, method_of_member_name(member), to);
  marshal.put_class(writer, found_in, to);
  marshal.put_class(writer, caller, to);
}

constexpr std::string_view kMake =
    "(BLjava/lang/Class;Ljava/lang/invoke/MemberName;Ljava/lang/Class;)"
    "Ljava/lang/invoke/DirectMethodHandle;";

Object* new_member(JavaThread& thread) {
  initialize_class(thread, well_known::MemberName);
  return allocate_object(thread, well_known::MemberName);
}

Object* get_method(Marshal& marshal, Reader& reader, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  CallForm form{};
  ReferenceKind kind{};
  reader(form, kind);
  Method* method = marshal.get_method(reader, from);
  Class* found_in = marshal.get_class(reader, from);
  Class* caller = marshal.get_class(reader, from);
  link_class(thread, found_in);
  Object* member = new_member(thread);
  bool is_selected =
      kind == ReferenceKind::kInvokeVirtual || kind == ReferenceKind::kInvokeInterface;
  fill_member_name(thread, member, method,
                   is_selected ? call_shape(method, found_in) : direct_call(), found_in);
  initialize_class(thread, well_known::DirectMethodHandle);
  if (form == CallForm::Constructor) {
    return call_static(thread, well_known::DirectMethodHandle, "make",
                       "(Ljava/lang/invoke/MemberName;)Ljava/lang/invoke/DirectMethodHandle;",
                       {member})
        .ref;
  }
  kind = method->is_static() ? ReferenceKind::kInvokeStatic : ReferenceKind::kInvokeVirtual;
  if (form == CallForm::Special) kind = ReferenceKind::kInvokeSpecial;
  if (form == CallForm::Interface) {
    kind = ReferenceKind::kInvokeInterface;
    found_in = caller;
  }
  return call_static(thread, well_known::DirectMethodHandle, "make", kMake,
                     {static_cast<std::int32_t>(kind), found_in->mirror, member, caller->mirror})
      .ref;
}

void put_field(Marshal& marshal, Writer& writer, Object* handle, NodeId to) {
  Object* member = member_of(handle);
  Class* holder = class_of_mirror(clazz_of_member_name(member));
  const Field* field = field_of_member_name(*JavaThread::current(), member);
  check(field != nullptr, "a field handle names a field");
  writer(kind_of(member), field->index);
  marshal.put_class(writer, holder, to);
}

Object* get_field(Marshal& marshal, Reader& reader, NodeId from) {
  JavaThread& thread = *JavaThread::current();
  ReferenceKind kind{};
  std::uint16_t index = 0;
  reader(kind, index);
  Class* holder = marshal.get_class(reader, from);
  link_class(thread, holder);
  if (index >= holder->fields.size()) throw MalformedMessage("no such field");
  bool is_setter = kind == ReferenceKind::kPutField || kind == ReferenceKind::kPutStatic;
  Object* member = new_member(thread);
  fill_member_name(thread, member, &holder->fields[index], is_setter);
  initialize_class(thread, well_known::DirectMethodHandle);
  return call_static(thread, well_known::DirectMethodHandle, "make", kMake,
                     {static_cast<std::int32_t>(kind), holder->mirror, member,
                      static_cast<Object*>(nullptr)})
      .ref;
}

// Receivers may have been narrowed: the type is the one that the original has.
Object* with_type(Object* handle, Object* type) {
  if (*handle->at<Object*>(well_known::MethodHandle_type) == type) return handle;
  JavaThread& thread = *JavaThread::current();
  Method* view = handle->klass()->find_method(
      Symbol::intern("viewAsType"),
      Symbol::intern("(Ljava/lang/invoke/MethodType;Z)Ljava/lang/invoke/MethodHandle;"));
  check(view != nullptr, "MethodHandle.viewAsType");
  return call_virtual(thread, view, {handle, type, false}).ref;
}

Object* as_varargs(Object* target, Class* array) {
  JavaThread& thread = *JavaThread::current();
  Method* as = target->klass()->find_method(
      Symbol::intern("asVarargsCollector"),
      Symbol::intern("(Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;"));
  check(as != nullptr, "MethodHandle.asVarargsCollector");
  return call_virtual(thread, as, {target, array->mirror}).ref;
}

}  // namespace

std::optional<HandleForm> handle_form(Object* object) {
  Class* klass = object->klass();
  if (klass->is_array || klass->is_primitive) return std::nullopt;
  if (klass->is_subclass_of(well_known::VarHandle)) {
    if (name_in_package(klass).empty() || field_named(klass, "FORM") == nullptr)
      return std::nullopt;
    return HandleForm::Variable;
  }
  if (!klass->is_subclass_of(well_known::MethodHandle)) return std::nullopt;
  std::string_view name = name_in_package(klass);
  if (klass->is_subclass_of(well_known::DirectMethodHandle)) return direct_form(object, name);
  if (name == kVarargs) return HandleForm::Varargs;
  return std::nullopt;
}

void put_handle(Marshal& marshal, Writer& writer, Object* handle, HandleForm form, NodeId to) {
  writer(form);
  if (form == HandleForm::Variable) {
    put_variable(marshal, writer, handle, to);
    return;
  }
  marshal.put(writer, *handle->at<Object*>(well_known::MethodHandle_type), to);
  switch (form) {
    case HandleForm::Method:
      put_method(marshal, writer, handle, to);
      return;
    case HandleForm::Field:
      put_field(marshal, writer, handle, to);
      return;
    default:
      marshal.put(writer, reference_in(handle, "target"), to);
      marshal.put_class(writer, class_of_mirror(reference_in(handle, "arrayType")), to);
  }
}

Object* get_handle(Marshal& marshal, Reader& reader, NodeId from) {
  HandleForm form{};
  reader(form);
  if (form == HandleForm::Variable) return get_variable(marshal, reader, from);
  Object* type = marshal.get(reader, from);
  switch (form) {
    case HandleForm::Method:
      return with_type(get_method(marshal, reader, from), type);
    case HandleForm::Field:
      return with_type(get_field(marshal, reader, from), type);
    case HandleForm::Varargs: {
      Object* target = marshal.get(reader, from);
      return as_varargs(target, marshal.get_class(reader, from));
    }
    default:
      throw MalformedMessage("a method handle of no known form");
  }
}

// ---- enum constants

namespace {

// The class that declares the constant, which may have a body of its own; null if it is none.
Class* enum_of(const Object* object) {
  static const Symbol* const kEnum = Symbol::intern("java/lang/Enum");
  const Class* klass = object->klass();
  for (; klass != nullptr; klass = klass->super) {
    if (klass->super == nullptr || klass->super->name != kEnum) continue;
    return klass->super->loader->java_loader == nullptr ? const_cast<Class*>(klass) : nullptr;
  }
  return nullptr;
}

}  // namespace

bool is_local_enum_constant(Object* object) {
  if (object->klass()->is_array || object->is_proxy()) return false;
  Class* declaring = enum_of(object);
  return declaring != nullptr && Cluster::instance().classes().record(declaring).is_per_node;
}

void put_enum_constant(Marshal& marshal, Writer& writer, Object* constant, NodeId to) {
  const Field& ordinal = the_field(constant->klass(), "ordinal");
  marshal.put_class(writer, enum_of(constant), to);
  writer(*constant->at<std::int32_t>(ordinal.offset));
}

Object* get_enum_constant(Marshal& marshal, Reader& reader, NodeId from) {
  Class* klass = marshal.get_class(reader, from);
  std::int32_t ordinal = 0;
  reader(ordinal);
  initialize_class(*JavaThread::current(), klass);
  for (const Field& field : klass->fields) {
    if ((field.access_flags & kAccEnum) == 0 || ordinal-- > 0) continue;
    return *klass->mirror->at<Object*>(field.offset);
  }
  throw MalformedMessage("no such enum constant");
}

}  // namespace cjvm::cluster
