// SPDX-License-Identifier: Apache-2.0
// What java.lang.invoke links for the VM: method types, method handles, dynamic constants,
// invokedynamic call sites and signature-polymorphic calls (JVMS 5.4.3.5, 5.4.3.6; jdk17.md 5.5).
// The functions are those of jvm/linking/resolver.h. Any Java thread; linking may run in several
// threads at once, the first result published counts.
#include <string>

#include "jvm/base/text.h"
#include "jvm/calls/boxing.h"
#include "jvm/calls/java_call.h"
#include "jvm/calls/method_handles.h"
#include "jvm/calls/method_types.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/class_loader.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/resolution_errors.h"
#include "jvm/linking/resolver.h"
#include "jvm/linking/symbol.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {
namespace {

// A resolved CONSTANT_Dynamic: its value may be null, so the pool entry holds this record.
struct DynamicConstant {
  BasicType type;
  Slot value;
};

void set_element(JavaThread& thread, Object* array, std::int32_t index, Object* value) {
  thread.heap().store_reference(array, Array::kElementBase + 8 * static_cast<std::size_t>(index),
                                value, Order::Plain);
}

Object* get_element(JavaThread& thread, Object* array, std::int32_t index) {
  return thread.heap().load_reference(
      array, Array::kElementBase + 8 * static_cast<std::size_t>(index), Order::Plain);
}

Array* make_object_array(JavaThread& thread, std::int32_t length) {
  return allocate_array(thread, array_class_of(thread, well_known::Object), length);
}

// What BootstrapCallInfo is made from: number of arguments and constant.
Array* make_int_array(JavaThread& thread, std::int32_t first, std::int32_t second) {
  Array* array = allocate_primitive_array(thread, BasicType::Int, 2);
  thread.heap().store<std::int32_t>(array, Array::kElementBase, first);
  thread.heap().store<std::int32_t>(array, Array::kElementBase + 4, second);
  return array;
}

// Exceptions of bootstrap methods come out as BootstrapMethodError; errors as they are.
[[noreturn]] void throw_bootstrap_failure(Object* throwable) {
  if (is_throwable(throwable, Throwable::Error)) throw_object(throwable);
  throw_java_with_cause(Throwable::BootstrapMethodError, {}, throwable);
}

// The value of `constant`, with primitives boxed: a static argument of a bootstrap method.
Object* resolve_boxed(JavaThread& thread, Class* from, std::uint16_t index) {
  Slot slot{};
  BasicType type = resolve_constant(thread, from, index, slot);
  return type == BasicType::Reference ? slot.ref : box(thread, type, slot);
}

const BootstrapMethod& bootstrap_method(const Class* from, std::uint32_t index) {
  return from->file->bootstrap_methods()[from->file->constants().bootstrap_index(index)];
}

// What linkCallSite and linkDynamicConstant are called with.
struct Bootstrap {
  Object* method;
  Object* name;
  Object* type;
  Object* arguments;  // null, the only argument, or Object[]
};

Object* resolve_arguments(JavaThread& thread, Class* from, const IndexTable& indexes) {
  std::int32_t count = indexes.size();
  if (count == 0) return nullptr;
  Object* first = resolve_boxed(thread, from, indexes[0]);
  if (count == 1 && first != nullptr && !first->klass()->is_array) return first;
  Array* arguments = make_object_array(thread, count);
  set_element(thread, arguments, 0, first);
  for (std::int32_t i = 1; i < count; ++i) {
    set_element(thread, arguments, i,
                resolve_boxed(thread, from, indexes[static_cast<std::size_t>(i)]));
  }
  return arguments;
}

Bootstrap resolve_bootstrap(JavaThread& thread, Class* from, std::uint16_t index) {
  const ConstantPool& constants = from->file->constants();
  const BootstrapMethod& specifier = bootstrap_method(from, index);
  Bootstrap bootstrap{};
  bootstrap.method = resolve_method_handle(thread, from, specifier.method_handle_index);
  bootstrap.name = intern_string(constants.dynamic_name(index));
  std::string_view descriptor = constants.dynamic_descriptor(index);
  if (is_method_descriptor(descriptor)) {
    bootstrap.type = find_method_type(thread, from, descriptor);
  } else {
    Class* type = class_of_descriptor(thread, descriptor, from->loader);
    check_class_access(thread, from, type);
    bootstrap.type = type->mirror;
  }
  bootstrap.arguments = resolve_arguments(thread, from, specifier.arguments);
  return bootstrap;
}

CallTarget* make_target(JavaThread& thread, Object* member, Object* appendix_box) {
  require_no_proxy(member, "java.lang.invoke.MemberName");
  Method* method = member == nullptr ? nullptr : method_of_member_name(member);
  if (method == nullptr) throw_java(Throwable::LinkageError, "bad method handle linkage");
  auto* target = Collector::make_metadata<CallTarget>();
  target->target = method;
  target->appendix = get_element(thread, appendix_box, 0);
  return target;
}

// Dynamic constants whose static arguments this thread is resolving, innermost first. Java code in
// between starts anew.
struct Resolving {
  const Class* from;
  std::uint16_t index;
  Resolving* outer;
};
thread_local Resolving* resolving = nullptr;

class ResolvingScope {
 public:
  ResolvingScope(JavaThread& thread, const Class* from, std::uint16_t index)
      : entry_{from, index, resolving} {
    for (Resolving* r = resolving; r != nullptr; r = r->outer) {
      // JVMS 5.4.3.6: a constant that needs itself.
      if (r->from == from && r->index == index) throw_stack_overflow(thread);
    }
    resolving = &entry_;
  }
  ~ResolvingScope() { resolving = entry_.outer; }
  ResolvingScope(const ResolvingScope&) = delete;

 private:
  Resolving entry_;
};

// Runs Java code: what it resolves is no part of the chain.
class ChainBreak {
 public:
  ChainBreak() : saved_(resolving) { resolving = nullptr; }
  ~ChainBreak() { resolving = saved_; }
  ChainBreak(const ChainBreak&) = delete;

 private:
  Resolving* saved_;
};

DynamicConstant* resolve_dynamic(JavaThread& thread, Class* from, std::uint16_t index) {
  if (auto* known = from->pool->resolved<DynamicConstant>(index)) return known;
  raise_recorded_error(thread, from, index);
  BasicType type = basic_type_of(from->file->constants().dynamic_descriptor(index)[0]);
  try {
    check_native_stack(thread);
    Bootstrap bootstrap;
    {
      ResolvingScope scope(thread, from, index);
      bootstrap = resolve_bootstrap(thread, from, index);
    }
    ChainBreak no_chain;
    Object* value = call_java(thread, well_known::MethodHandleNatives_linkDynamicConstant,
                              {from->mirror, std::int32_t{index}, bootstrap.method, bootstrap.name,
                               bootstrap.type, bootstrap.arguments})
                        .ref;
    auto* constant = Collector::make_metadata<DynamicConstant>();
    constant->type = type;
    constant->value.ref = value;
    if (type != BasicType::Reference) {
      constant->value.bits = 0;
      if (unbox(thread, value, constant->value) != type) {
        throw_java(Throwable::InternalError, "primitive is not properly boxed");
      }
    }
    return from->pool->publish(index, constant);
  } catch (const JavaThrow&) {
    Object* throwable = take_pending(thread);
    if (auto* known = from->pool->resolved<DynamicConstant>(index)) return known;
    record_error(thread, from, index, throwable);
    throw_bootstrap_failure(throwable);
  }
}

std::int32_t member_flags(ReferenceKind kind) {
  std::int32_t flags = kMemberIsMethod;
  if (kind <= ReferenceKind::kPutStatic) flags = kMemberIsField;
  if (kind == ReferenceKind::kNewInvokeSpecial) flags = kMemberIsConstructor;
  return flags | static_cast<std::int32_t>(kind) << kMemberKindShift;
}

void check_handle_tag(const Class* from, const Class* callee, std::uint16_t index) {
  const ConstantPool& constants = from->file->constants();
  std::uint16_t member = constants.handle_member_index(index);
  ConstantTag tag = constants.tag(member);
  if (tag == ConstantTag::kFieldref ||
      callee->is_interface() == (tag == ConstantTag::kInterfaceMethodref))
    return;
  std::string_view is =
      callee->is_interface() ? "CONSTANT_MethodRef" : "CONSTANT_InterfaceMethodRef";
  std::string_view should_be =
      callee->is_interface() ? "CONSTANT_InterfaceMethodRef" : "CONSTANT_MethodRef";
  throw_java(Throwable::IncompatibleClassChangeError,
             cat("Inconsistent constant pool data in classfile for class ", callee->name->text(),
                 ". Method '",
                 signature_text(constants.member_name(member), constants.member_descriptor(member)),
                 "' at index ", index, " is ", is, " and should be ", should_be));
}

Object* link_method_handle(JavaThread& thread, Class* from, std::uint16_t index) {
  const ConstantPool& constants = from->file->constants();
  ReferenceKind kind = constants.handle_kind(index);
  std::uint16_t member_index = constants.handle_member_index(index);
  Class* callee = resolve_class(thread, from, constants.member_class_index(member_index));
  check_handle_tag(from, callee, index);
  std::string_view name_text = constants.member_name(member_index);
  std::string_view descriptor = constants.member_descriptor(member_index);
  Object* name = intern_string(name_text);
  bool is_linked_by_java = kind == ReferenceKind::kInvokeVirtual &&
                           is_signature_polymorphic(callee, name_text) &&
                           (callee == well_known::VarHandle ||
                            intrinsic_named(name_text) == MethodHandleIntrinsic::Invoke);
  if (!is_linked_by_java) {
    link_class(thread, well_known::MemberName);
    Object* member = allocate_object(thread, well_known::MemberName);
    *member->at<Object*>(well_known::MemberName_clazz) = callee->mirror;
    *member->at<Object*>(well_known::MemberName_name) = name;
    *member->at<Object*>(well_known::MemberName_type) = intern_string(descriptor);
    *member->at<std::int32_t>(well_known::MemberName_flags) = member_flags(kind);
    resolve_member_name(thread, member, from, 0, false);
  }
  Object* type;
  if (is_method_descriptor(descriptor)) {
    type = find_method_type(thread, from, descriptor);
  } else {
    Class* field_type = class_of_descriptor(thread, descriptor, from->loader);
    check_class_access(thread, from, field_type);
    type = field_type->mirror;
  }
  return call_java(thread, well_known::MethodHandleNatives_linkMethodHandleConstant,
                   {from->mirror, static_cast<std::int32_t>(kind), callee->mirror, name, type})
      .ref;
}

// Resolves a pool entry that holds an object with `resolve`, recording its failure.
template <class Resolve>
Object* resolve_object(JavaThread& thread, Class* from, std::uint16_t index, Resolve&& resolve) {
  if (auto* known = from->pool->resolved<Object>(index)) return known;
  raise_recorded_error(thread, from, index);
  try {
    check_native_stack(thread);
    ChainBreak no_chain;
    return from->pool->publish(index, static_cast<Object*>(resolve()));
  } catch (const JavaThrow&) {
    Object* throwable = take_pending(thread);
    if (auto* known = from->pool->resolved<Object>(index)) return known;
    record_error(thread, from, index, throwable);
    throw_object(throwable);
  }
}

}  // namespace

Object* resolve_method_type(JavaThread& thread, Class* from, std::uint16_t index) {
  return resolve_object(thread, from, index, [&] {
    return find_method_type(thread, from, from->file->constants().method_type(index));
  });
}

Object* resolve_method_handle(JavaThread& thread, Class* from, std::uint16_t index) {
  return resolve_object(thread, from, index,
                        [&] { return link_method_handle(thread, from, index); });
}

BasicType resolve_constant(JavaThread& thread, Class* from, std::uint16_t index, Slot& slot) {
  const ConstantPool& constants = from->file->constants();
  switch (constants.tag(index)) {
    case ConstantTag::kInteger:
      slot.j = constants.integer(index);
      return BasicType::Int;
    case ConstantTag::kFloat:
      slot.bits = 0;
      slot.f = constants.float_value(index);
      return BasicType::Float;
    case ConstantTag::kLong:
      slot.j = constants.long_value(index);
      return BasicType::Long;
    case ConstantTag::kDouble:
      slot.d = constants.double_value(index);
      return BasicType::Double;
    case ConstantTag::kString:
      slot.ref = from->pool->resolved<Object>(index);
      if (slot.ref == nullptr)
        slot.ref = from->pool->publish(index, intern_string(constants.string(index)));
      return BasicType::Reference;
    case ConstantTag::kClass:
      slot.ref = resolve_class(thread, from, index)->mirror;
      return BasicType::Reference;
    case ConstantTag::kMethodType:
      slot.ref = resolve_method_type(thread, from, index);
      return BasicType::Reference;
    case ConstantTag::kMethodHandle:
      slot.ref = resolve_method_handle(thread, from, index);
      return BasicType::Reference;
    case ConstantTag::kDynamic: {
      DynamicConstant* constant = resolve_dynamic(thread, from, index);
      slot = constant->value;
      return constant->type;
    }
    default:
      throw_java(Throwable::InternalError, "constant of a kind that cannot be loaded");
  }
}

CallTarget* resolve_call_site(JavaThread& thread, Class* from, std::uint16_t index,
                              std::atomic<void*>& site_slot) {
  auto known = [&] { return static_cast<CallTarget*>(site_slot.load(std::memory_order_acquire)); };
  if (CallTarget* target = known()) return target;
  raise_recorded_error(thread, from, index, &site_slot);
  try {
    check_native_stack(thread);
    ChainBreak no_chain;
    Bootstrap bootstrap = resolve_bootstrap(thread, from, index);
    Array* appendix = make_object_array(thread, 1);
    Object* member =
        call_java(thread, well_known::MethodHandleNatives_linkCallSite,
                  {from->mirror, std::int32_t{index}, bootstrap.method, bootstrap.name,
                   bootstrap.type, bootstrap.arguments, static_cast<Object*>(appendix)})
            .ref;
    CallTarget* target = make_target(thread, member, appendix);
    void* expected = nullptr;
    site_slot.compare_exchange_strong(expected, target, std::memory_order_acq_rel);
    return known();
  } catch (const JavaThrow&) {
    Object* throwable = take_pending(thread);
    if (CallTarget* target = known()) return target;
    record_error(thread, from, index, throwable, &site_slot);
    throw_bootstrap_failure(throwable);
  }
}

CallTarget* resolve_polymorphic(JavaThread& thread, Class* from, std::uint16_t index) {
  if (auto* known = from->pool->resolved<CallTarget>(index)) return known;
  const ConstantPool& constants = from->file->constants();
  check_native_stack(thread);
  ChainBreak no_chain;
  Class* klass = resolve_class(thread, from, constants.member_class_index(index));
  Object* type = find_method_type(thread, from, constants.member_descriptor(index));
  Array* appendix = make_object_array(thread, 1);
  Object* member =
      call_java(
          thread, well_known::MethodHandleNatives_linkMethod,
          {from->mirror, static_cast<std::int32_t>(ReferenceKind::kInvokeVirtual), klass->mirror,
           intern_string(constants.member_name(index)), type, static_cast<Object*>(appendix)})
          .ref;
  return from->pool->publish(index, make_target(thread, member, appendix));
}

void copy_bootstrap_arguments(JavaThread& thread, Class* from, std::int32_t index,
                              std::int32_t start, std::int32_t end, Object* out,
                              std::int32_t position, bool resolve, Object* if_not_available) {
  const ConstantPool& constants = from->file->constants();
  auto constant = static_cast<std::uint32_t>(index);
  if (index <= 0 || !(constants.is(constant, ConstantTag::kDynamic) ||
                      constants.is(constant, ConstantTag::kInvokeDynamic))) {
    throw_java(Throwable::IllegalArgumentException, "bad BSM tag");
  }
  const BootstrapMethod& specifier = bootstrap_method(from, constant);
  std::int32_t count = specifier.arguments.size();
  std::int32_t room = static_cast<Array*>(out)->length;
  if (start < -4 || start > end || end > count || position < 0 || position > room ||
      end - start > room - position) {
    throw_java(Throwable::ArrayIndexOutOfBoundsException);
  }
  for (std::int32_t i = start; i < end; ++i, ++position) {
    Object* value = nullptr;
    switch (i) {
      case -4:
        value = resolve_method_handle(thread, from, specifier.method_handle_index);
        break;
      case -3:
        value = intern_string(constants.dynamic_name(constant));
        break;
      case -2: {
        std::string_view descriptor = constants.dynamic_descriptor(constant);
        value = is_method_descriptor(descriptor)
                    ? find_method_type(thread, from, descriptor)
                    : class_of_descriptor(thread, descriptor, from->loader)->mirror;
        break;
      }
      case -1:
        value = make_int_array(thread, count, index);
        break;
      default: {
        std::uint16_t argument = specifier.arguments[static_cast<std::size_t>(i)];
        bool available = resolve || from->pool->resolved<void>(argument) != nullptr ||
                         constants.tag(argument) <= ConstantTag::kDouble ||
                         constants.is(argument, ConstantTag::kString);
        value = available ? resolve_boxed(thread, from, argument) : if_not_available;
      }
    }
    set_element(thread, out, position, value);
  }
}

}  // namespace cjvm
