// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.invoke.MethodHandleNatives (jdk17.md 5.3), and the signature-polymorphic
// methods of MethodHandle and VarHandle as far as they are reached as ordinary methods, which is an
// error. Called by Java threads.
#include "classlib-glue/natives.h"
#include "jvm/base/text.h"
#include "jvm/calls/boxing.h"
#include "jvm/calls/method_handles.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"

namespace cjvm {
namespace {

Object* non_null(Object* object, std::string_view what) {
  if (object == nullptr) throw_java(Throwable::InternalError, what);
  return object;
}

void ignore(JavaThread&, Slot*) {}

void member_init(JavaThread& thread, Slot* slots) {
  if (slots[0].ref == nullptr) throw_java(Throwable::InternalError, "mname is null");
  if (slots[1].ref == nullptr) throw_java(Throwable::InternalError, "target is null");
  init_member_name(thread, slots[0].ref, slots[1].ref);
}

void member_expand(JavaThread& thread, Slot* slots) {
  expand_member_name(thread, non_null(slots[0].ref, "mname is null"));
}

void member_resolve(JavaThread& thread, Slot* slots) {
  Object* member = non_null(slots[0].ref, "mname is null");
  Class* caller = slots[1].ref == nullptr ? nullptr : class_of_mirror(slots[1].ref);
  slots[0].ref = resolve_member_name(thread, member, caller, slots[2].i, slots[3].i != 0);
}

std::int32_t flags_of(Object* member) {
  return *member->at<std::int32_t>(well_known::MemberName_flags);
}

// The offset of a MemberName that must be a field, static or not.
std::int64_t field_offset(Object* member, bool is_static) {
  require_no_proxy(member, "java.lang.invoke.MemberName");
  if (member == nullptr || clazz_of_member_name(member) == nullptr) {
    throw_java(Throwable::InternalError, "mname not resolved");
  }
  std::int32_t flags = flags_of(member);
  if ((flags & kMemberIsField) == 0 || ((flags & kAccStatic) != 0) != is_static) {
    throw_java(Throwable::InternalError,
               is_static ? "static field required" : "non-static field required");
  }
  return vmindex_of(member);
}

void object_field_offset(JavaThread&, Slot* slots) {
  slots[0].j = field_offset(slots[0].ref, false);
}
void static_field_offset(JavaThread&, Slot* slots) {
  slots[0].j = field_offset(slots[0].ref, true);
}

void static_field_base(JavaThread&, Slot* slots) {
  Object* member = slots[0].ref;
  field_offset(member, true);
  slots[0].ref = clazz_of_member_name(member);
}

void member_vm_info(JavaThread& thread, Slot* slots) {
  Object* member = slots[0].ref;
  if (member == nullptr) {
    slots[0].ref = nullptr;
    return;
  }
  require_no_proxy(member, "java.lang.invoke.MemberName");
  Object* target = (flags_of(member) & kMemberIsField) != 0 ? clazz_of_member_name(member) : member;
  Object* index = box(thread, BasicType::Long, Slot{.j = vmindex_of(member)});
  Array* info = allocate_array(thread, array_class_of(thread, well_known::Object), 2);
  thread.heap().store_reference(info, Array::kElementBase, index, Order::Plain);
  thread.heap().store_reference(info, Array::kElementBase + 8, target, Order::Plain);
  slots[0].ref = info;
}

void set_call_site_target(JavaThread& thread, Slot* slots) {
  // Plain suffices for setCallSiteTargetNormal; one function serves both.
  thread.heap().store_reference(slots[0].ref, well_known::CallSite_target, slots[1].ref,
                                Order::Volatile);
}

void copy_out_bootstrap_arguments(JavaThread& thread, Slot* slots) {
  Object* caller = slots[0].ref;
  auto* index_info = static_cast<Array*>(slots[1].ref);
  Object* out = slots[4].ref;
  if (caller == nullptr || class_of_mirror(caller)->file == nullptr) {
    throw_java(Throwable::InternalError, "bad caller");
  }
  if (index_info == nullptr || index_info->length < 2)
    throw_java(Throwable::InternalError, "bad index info (0)");
  if (out == nullptr) throw_java(Throwable::InternalError, "bad buffer");
  auto index = thread.heap().load<std::int32_t>(index_info, Array::kElementBase + 4);
  copy_bootstrap_arguments(thread, class_of_mirror(caller), index, slots[2].i, slots[3].i, out,
                           slots[5].i, slots[6].i != 0, slots[7].ref);
}

// Java asks by counting up from 0 until it gets nothing; there is nothing to check in a product VM.
void named_constant(JavaThread&, Slot* slots) { slots[0].j = 0; }

// ---- getMembers

struct MemberQuery {
  const Symbol* name;        // null: any
  const Symbol* descriptor;  // null: any
  std::int32_t flags;
  std::int32_t skip;
  Array* results;
  std::int32_t found = 0;

  bool matches(const Symbol* candidate_name, const Symbol* candidate_descriptor) const {
    return (name == nullptr || name == candidate_name) &&
           (descriptor == nullptr || descriptor == candidate_descriptor);
  }
  // The next MemberName to fill; null if this member is skipped or there is no room.
  Object* next(JavaThread& thread) {
    std::int32_t position = found++ - skip;
    if (position < 0 || position >= results->length) return nullptr;
    return thread.heap().load_reference(
        results, Array::kElementBase + 8 * static_cast<std::size_t>(position), Order::Plain);
  }
};

constexpr std::int32_t kSearchSuperclasses = 0x100000;
constexpr std::int32_t kSearchInterfaces = 0x200000;

void collect_members(JavaThread& thread, Class* klass, MemberQuery& query) {
  link_class(thread, klass);
  if ((query.flags & kMemberIsField) != 0) {
    for (const Field& field : klass->fields) {
      if (!query.matches(field.name, field.descriptor)) continue;
      Object* member = query.next(thread);
      if (member == nullptr) continue;
      fill_member_name(thread, member, &field, false);
      expand_member_name(thread, member);
    }
  }
  if ((query.flags & (kMemberIsMethod | kMemberIsConstructor)) == 0) return;
  for (Method& method : klass->methods) {
    std::int32_t kind = method.is_initializer() ? kMemberIsConstructor : kMemberIsMethod;
    if ((query.flags & kind) == 0 || method.has(kClassInitializer)) continue;
    if (!query.matches(method.name, method.descriptor)) continue;
    Object* member = query.next(thread);
    if (member == nullptr) continue;
    fill_member_name(thread, member, &method, call_shape(&method, klass), klass);
    expand_member_name(thread, member);
  }
}

void get_members(JavaThread& thread, Slot* slots) {
  if (slots[0].ref == nullptr || slots[6].ref == nullptr) {
    slots[0].j = -1;
    return;
  }
  Class* klass = class_of_mirror(slots[0].ref);
  MemberQuery query{nullptr, nullptr, slots[3].i, slots[5].i, static_cast<Array*>(slots[6].ref)};
  if (slots[1].ref != nullptr) {
    query.name = Symbol::find(string_utf8(slots[1].ref));
    if (query.name == nullptr) {
      slots[0].j = 0;
      return;
    }
  }
  if (slots[2].ref != nullptr) {
    query.descriptor = Symbol::find(string_utf8(slots[2].ref));
    if (query.descriptor == nullptr) {
      slots[0].j = 0;
      return;
    }
  }
  if (klass->is_primitive) {
    slots[0].j = 0;
    return;
  }
  if (klass->is_array) klass = well_known::Object;
  std::int32_t search = query.flags;
  for (Class* c = klass; c != nullptr;
       c = (search & kSearchSuperclasses) != 0 ? c->super : nullptr) {
    collect_members(thread, c, query);
  }
  if ((search & kSearchInterfaces) != 0) {
    query.flags &= ~kMemberIsConstructor;
    for (Class* interface : klass->all_interfaces) {
      if (interface != klass) collect_members(thread, interface, query);
    }
  }
  slots[0].j = query.found;
}

// ---- MethodHandle.invoke and invokeExact reached through reflection or JNI

void reject_invoke(JavaThread&, Slot*) {
  throw_java(Throwable::UnsupportedOperationException,
             "MethodHandle.invoke cannot be invoked reflectively");
}
void reject_invoke_exact(JavaThread&, Slot*) {
  throw_java(Throwable::UnsupportedOperationException,
             "MethodHandle.invokeExact cannot be invoked reflectively");
}

constexpr char kNatives[] = "java/lang/invoke/MethodHandleNatives";
// The accessors of VarHandle are missing on purpose: called reflectively they are unlinked natives
// in `java`, too.
constexpr VmNativeEntry kEntries[] = {
    {kNatives, "registerNatives", nullptr, ignore},
    {kNatives, "init", nullptr, member_init, kTakesProxies},
    {kNatives, "expand", nullptr, member_expand, kTakesProxies},
    {kNatives, "resolve", nullptr, member_resolve, kTakesProxies},
    {kNatives, "getMembers", nullptr, get_members, kTakesProxies},
    {kNatives, "objectFieldOffset", nullptr, object_field_offset, kTakesProxies},
    {kNatives, "staticFieldOffset", nullptr, static_field_offset, kTakesProxies},
    {kNatives, "staticFieldBase", nullptr, static_field_base, kTakesProxies},
    {kNatives, "getMemberVMInfo", nullptr, member_vm_info, kTakesProxies},
    {kNatives, "setCallSiteTargetNormal", nullptr, set_call_site_target, kTakesProxies},
    {kNatives, "setCallSiteTargetVolatile", nullptr, set_call_site_target, kTakesProxies},
    {kNatives, "copyOutBootstrapArguments", nullptr, copy_out_bootstrap_arguments, kTakesProxies},
    // Nothing is compiled, so no code depends on a call site.
    {kNatives, "clearCallSiteContext", nullptr, ignore, kTakesProxies},
    {kNatives, "getNamedCon", nullptr, named_constant, kTakesProxies},
    {"java/lang/invoke/MethodHandle", "invoke", nullptr, reject_invoke, kTakesProxies},
    {"java/lang/invoke/MethodHandle", "invokeExact", nullptr, reject_invoke_exact, kTakesProxies},
};

}  // namespace

std::span<const VmNativeEntry> method_handle_natives() { return kEntries; }

}  // namespace cjvm
