// SPDX-License-Identifier: Apache-2.0
// Resolution of the names in instructions, and the change of an instruction to its quick form.
// Which constant an instruction names is read from the bytecode at its bci, so that the cells need
// no room for it. Quickening only happens when the class concerned is initialized for every thread:
// until then the work is done here each time.
#include "interp/quickening.h"

#include "interp/intrinsics/intrinsics.h"
#include "interp/prepared_code.h"
#include "jvm/base/bytes.h"
#include "jvm/base/check.h"
#include "jvm/calls/method_handles.h"
#include "jvm/classfile/class_file.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/exceptions.h"
#include "jvm/linking/initializer.h"
#include "jvm/linking/linker.h"
#include "jvm/linking/resolver.h"
#include "jvm/object/allocation.h"
#include "jvm/object/field.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

const HandlerTable* quick_handlers = nullptr;

// The instruction a slow path was entered from: its method, class and bytecode.
struct Site {
  Method* method;
  Class* from;
  const std::uint8_t* bytecode;  // at the opcode

  Site(JavaThread& thread, const Instruction* pc)
      : method(thread.frame->method), from(method->holder) {
    const PreparedCode* code = method->code.load(std::memory_order_acquire);
    debug_check(code->contains(pc), "the current frame executes the instruction");
    int bci = code->bci_of(pc);
    debug_check(static_cast<std::size_t>(bci) < method->info->code.bytecode.size(),
                "an instruction has its bytecode");
    bytecode = method->info->code.bytecode.data() + bci;
  }
  bool has_local_receiver() const {
    return method->code.load(std::memory_order_relaxed)->has_local_receiver();
  }
  std::uint16_t index() const {
    constexpr std::uint8_t kLdc = 0x12;
    return *bytecode == kLdc ? bytecode[1] : load_u2(bytecode + 1);
  }
};

// Operands first, then the handler: a thread that sees the new handler sees the operands.
void install(const Instruction* pc, Op op) {
  auto* cell = const_cast<Instruction*>(pc);
  std::atomic_ref<Handler>(cell->handler).store((*quick_handlers)[op], std::memory_order_release);
}
void set_immediate(const Instruction* pc, std::int32_t imm) {
  auto* cell = const_cast<Instruction*>(pc);
  std::atomic_ref<std::int32_t>(cell->imm).store(imm, std::memory_order_relaxed);
}
void set_pointer(const Instruction* pc, const void* pointer) {
  auto* cell = const_cast<Instruction*>(pc + 1);
  std::atomic_ref<std::uint64_t>(cell->first_word)
      .store(reinterpret_cast<std::uint64_t>(pointer), std::memory_order_relaxed);
}
void set_cache(const Instruction* pc, const void* pointer) {
  auto* cell = const_cast<Instruction*>(pc + 1);
  std::atomic_ref<std::uint64_t>(cell->word)
      .store(reinterpret_cast<std::uint64_t>(pointer), std::memory_order_release);
}

void set_intrinsic(const Instruction* pc, const ChosenIntrinsic& chosen) {
  set_cache(pc, reinterpret_cast<const void*>(chosen.function));
  set_immediate(pc, static_cast<std::int32_t>(chosen.mask));
}

// The quick instructions by BasicType. Volatile accesses take nothing from the accumulator, which
// is always right.
#define CJVM_READS(prefix, suffix)                                                \
  {Op::prefix##byte##suffix,  Op::prefix##byte##suffix, Op::prefix##char##suffix, \
   Op::prefix##short##suffix, Op::prefix##int##suffix,  Op::prefix##long##suffix, \
   Op::prefix##int##suffix,   Op::prefix##long##suffix, Op::prefix##ref##suffix}
#define CJVM_WRITES(prefix, suffix)                                                  \
  {Op::prefix##boolean##suffix, Op::prefix##byte##suffix, Op::prefix##short##suffix, \
   Op::prefix##short##suffix,   Op::prefix##int##suffix,  Op::prefix##long##suffix,  \
   Op::prefix##int##suffix,     Op::prefix##long##suffix, Op::prefix##ref##suffix}
constexpr Op kGetField[] = CJVM_READS(get_field_, );
constexpr Op kGetOwn[] = CJVM_READS(get_own_, );
constexpr Op kPutOwn[] = CJVM_WRITES(put_own_, );
constexpr Op kPutOwnY[] = CJVM_WRITES(put_own_, _y);
constexpr Op kGetFieldX[] = CJVM_READS(get_field_, _x);
constexpr Op kGetFieldVolatile[] = CJVM_READS(get_field_, _volatile);
constexpr Op kGetStatic[] = CJVM_READS(get_static_, );
constexpr Op kGetStaticVolatile[] = CJVM_READS(get_static_, _volatile);
constexpr Op kGetter[] = CJVM_READS(enter_getter_, );
constexpr Op kPutField[] = CJVM_WRITES(put_field_, );
constexpr Op kPutFieldY[] = CJVM_WRITES(put_field_, _y);
constexpr Op kPutFieldVolatile[] = CJVM_WRITES(put_field_, _volatile);
constexpr Op kPutStatic[] = CJVM_WRITES(put_static_, );
constexpr Op kPutStaticVolatile[] = CJVM_WRITES(put_static_, _volatile);
#undef CJVM_READS
#undef CJVM_WRITES

Op access_op(const Field& field, const Op* plain, const Op* as_volatile) {
  return (field.is_volatile() ? as_volatile : plain)[static_cast<unsigned>(field.type)];
}

// A method that is only `return this.field` gets an entry that does so without a frame.
void install_getter(const Site& site, const Field& field) {
  Method* method = site.method;
  const CodeInfo& code = method->info->code;
  constexpr std::uint8_t kAload0 = 0x2a, kGetfield = 0xb4, kIreturn = 0xac, kAreturn = 0xb0;
  if (method->is_static() || method->is_synchronized() || field.is_volatile() ||
      code.bytecode.size() != 5 || code.bytecode[0] != kAload0 || code.bytecode[1] != kGetfield ||
      code.bytecode[4] < kIreturn || code.bytecode[4] > kAreturn ||
      method->return_type != field.type) {
    return;
  }
  auto* cells = allocate_cells(2);
  cells[0].handler = (*quick_handlers)[kGetter[static_cast<unsigned>(field.type)]];
  cells[0].imm = static_cast<std::int32_t>(field.offset);
  cells[1].first_word = reinterpret_cast<std::uint64_t>(method);
  method->entry.store(cells, std::memory_order_release);
}

}  // namespace

void set_quick_handlers(const HandlerTable& table) { quick_handlers = &table; }

// ---- constants and fields

const Instruction* resolve_load_constant(JavaThread& thread, const Instruction* pc, Slot*) {
  Site site(thread, pc);
  Slot value{};
  BasicType type = resolve_constant(thread, site.from, site.index(), value);
  set_pointer(pc, reinterpret_cast<const void*>(
                      type == BasicType::Reference || is_two_slot(type)
                          ? value.bits
                          : static_cast<std::uint64_t>(static_cast<std::uint32_t>(value.i))));
  install(pc, Op::const_wide);
  return pc;
}

namespace {

const Instruction* get_field(JavaThread& thread, const Instruction* pc, const Op* plain) {
  Site site(thread, pc);
  Field* field = resolve_field(thread, site.from, site.index(), false, false, site.method);
  set_immediate(pc, static_cast<std::int32_t>(field->offset));
  if (pc->b == 0 && site.has_local_receiver()) plain = kGetOwn;
  install(pc, access_op(*field, plain, kGetFieldVolatile));
  install_getter(site, *field);
  return pc;
}

const Instruction* put_field(JavaThread& thread, const Instruction* pc, const Op* plain,
                             const Op* own) {
  Site site(thread, pc);
  Field* field = resolve_field(thread, site.from, site.index(), false, true, site.method);
  set_immediate(pc, static_cast<std::int32_t>(field->offset));
  if (pc->a == 0 && site.has_local_receiver()) plain = own;
  install(pc, access_op(*field, plain, kPutFieldVolatile));
  return pc;
}

}  // namespace

const Instruction* resolve_get_field(JavaThread& thread, const Instruction* pc, Slot*) {
  return get_field(thread, pc, kGetField);
}
const Instruction* resolve_get_field_x(JavaThread& thread, const Instruction* pc, Slot*) {
  return get_field(thread, pc, kGetFieldX);
}
const Instruction* resolve_put_field(JavaThread& thread, const Instruction* pc, Slot*) {
  return put_field(thread, pc, kPutField, kPutOwn);
}
const Instruction* resolve_put_field_y(JavaThread& thread, const Instruction* pc, Slot*) {
  return put_field(thread, pc, kPutFieldY, kPutOwnY);
}

const Instruction* resolve_get_static(JavaThread& thread, const Instruction* pc, Slot* fp) {
  Site site(thread, pc);
  Field* field = resolve_field(thread, site.from, site.index(), true, false, site.method);
  Class* holder = field->holder;
  initialize_class(thread, holder);
  if (is_fully_initialized(holder)) {
    if (thread.vm->extension().is_static_here(*field)) {
      set_immediate(pc, static_cast<std::int32_t>(field->offset));
      set_pointer(pc, holder->mirror);
      install(pc, access_op(*field, kGetStatic, kGetStaticVolatile));
    } else {
      set_pointer(pc, field);
      install(pc, Op::get_static_elsewhere);
    }
    return pc;
  }
  fp[pc->a].bits = load_static(thread, *field);
  return pc + 2;
}

const Instruction* resolve_put_static(JavaThread& thread, const Instruction* pc, Slot* fp) {
  Site site(thread, pc);
  Field* field = resolve_field(thread, site.from, site.index(), true, true, site.method);
  Class* holder = field->holder;
  initialize_class(thread, holder);
  if (is_fully_initialized(holder)) {
    if (thread.vm->extension().is_static_here(*field)) {
      set_immediate(pc, static_cast<std::int32_t>(field->offset));
      set_pointer(pc, holder->mirror);
      install(pc, access_op(*field, kPutStatic, kPutStaticVolatile));
    } else {
      set_pointer(pc, field);
      install(pc, Op::put_static_elsewhere);
    }
    return pc;
  }
  store_static(thread, *field, fp[pc->a]);
  return pc + 2;
}

// ---- objects and types

const Instruction* resolve_new_instance(JavaThread& thread, const Instruction* pc, Slot* fp) {
  Site site(thread, pc);
  Class* klass = resolve_class(thread, site.from, site.index());
  if (klass->is_abstract() || klass->is_interface() || !klass->is_instance_class() ||
      klass == well_known::Class) {
    throw_java(Throwable::InstantiationError, klass->external_name());
  }
  initialize_class(thread, klass);
  bool placed = thread.vm->extension().places(klass, site.from);
  if (!is_fully_initialized(klass)) {
    fp[pc->a].ref = placed ? new_placed(thread, klass) : allocate_object(thread, klass);
    return pc + 2;
  }
  if (placed) {
    set_pointer(pc, klass);
    install(pc, Op::remote_new);
    return pc;
  }
  set_pointer(pc, klass->vtables[0]);
  std::size_t granules = klass->instance_size / AllocationLists::kGranule;
  if (granules <= AllocationLists::kMaxGranules) {
    void** list = &thread.allocation.cells[static_cast<unsigned>(klass->gc_kind)][granules];
    set_immediate(pc, static_cast<std::int32_t>(reinterpret_cast<char*>(list) -
                                                reinterpret_cast<char*>(&thread)));
    install(pc, Op::new_small);
  } else {
    install(pc, Op::new_large);
  }
  return pc;
}

const Instruction* resolve_new_ref_array(JavaThread& thread, const Instruction* pc, Slot*) {
  Site site(thread, pc);
  Class* component = resolve_class(thread, site.from, site.index());
  set_pointer(pc, array_class_of(thread, component));
  install(pc, Op::new_ref_array_quick);
  return pc;
}

const Instruction* resolve_new_multi_array(JavaThread& thread, const Instruction* pc, Slot*) {
  Site site(thread, pc);
  set_pointer(pc, resolve_class(thread, site.from, site.index()));
  install(pc, Op::new_multi_array_quick);
  return pc;
}

// null needs no class: nothing is resolved (JVMS checkcast).
static const Instruction* check_cast(JavaThread& thread, const Instruction* pc, Slot* fp,
                                     Op quick) {
  if (fp[pc->b].ref == nullptr) {
    fp[pc->a].ref = nullptr;
    return pc + 2;
  }
  Site site(thread, pc);
  set_pointer(pc, resolve_class(thread, site.from, site.index()));
  install(pc, quick);
  return pc;
}
const Instruction* resolve_check_cast(JavaThread& thread, const Instruction* pc, Slot* fp) {
  return check_cast(thread, pc, fp, Op::check_cast_quick);
}
const Instruction* resolve_check_cast_x(JavaThread& thread, const Instruction* pc, Slot* fp) {
  return check_cast(thread, pc, fp, Op::check_cast_quick_x);
}

const Instruction* resolve_instance_of(JavaThread& thread, const Instruction* pc, Slot* fp) {
  if (fp[pc->b].ref == nullptr) {
    fp[pc->a].bits = 0;
    return pc + 2;
  }
  Site site(thread, pc);
  set_pointer(pc, resolve_class(thread, site.from, site.index()));
  install(pc, Op::instance_of_quick);
  return pc;
}

// ---- calls

namespace {

// Quickens to the call of `linked`, with its appendix (if any) behind the `argument_slots` at b.
// `has_receiver`: the first argument must not be null.
void install_linked(const Instruction* pc, const CallTarget* linked, unsigned argument_slots,
                    bool has_receiver = false) {
  if (linked->appendix == nullptr) {
    set_pointer(pc, linked->target);
    install(pc, has_receiver ? Op::invoke_special_quick : Op::invoke_static_quick);
    return;
  }
  set_pointer(pc, linked);
  set_immediate(pc, static_cast<std::int32_t>(pc->b + argument_slots));
  install(pc, has_receiver ? Op::invoke_polymorphic : Op::invoke_linked);
}

// What is known of a receiver.
enum class Receiver : std::uint8_t {
  Any,
  Own,  // `this`: neither null nor a proxy
};

// Calls that need no selection: a test of the receiver and the method.
void install_direct(const Instruction* pc, Method* method, Receiver receiver = Receiver::Any) {
  set_pointer(pc, method);
  if (method->has(kObjectConstructor)) {
    install(pc, Op::invoke_object_init);
  } else if (method->has(kEmptyBody) && !method->is_synchronized() && !method->is_native() &&
             !method->is_abstract()) {
    install(pc, Op::invoke_empty);
  } else if (ChosenIntrinsic chosen = find_intrinsic(method, quick_handlers->checks)) {
    set_intrinsic(pc, chosen);
    bool is_void = method->return_type == BasicType::Void;
    if (receiver == Receiver::Own) {
      install(pc, is_void ? Op::invoke_intrinsic_void : Op::invoke_intrinsic);
    } else {
      install(pc, is_void ? Op::invoke_receiver_intrinsic_void : Op::invoke_receiver_intrinsic);
    }
  } else {
    install(pc, receiver == Receiver::Own ? Op::invoke_static_quick : Op::invoke_special_quick);
  }
}

constexpr InterfaceTarget kNoTarget{nullptr, nullptr, nullptr};

void install_interface(JavaThread& thread, const Instruction* pc, Method* method) {
  set_pointer(pc, method);
  set_cache(pc, &kNoTarget);
  set_immediate(pc, 0);
  install(pc, Op::invoke_interface_cached);
}

}  // namespace

Method* resolve_invoke_static(JavaThread& thread, const Instruction* pc, Slot*) {
  Site site(thread, pc);
  Method* method = resolve_method(thread, site.from, site.index(), InvokeKind::Static);
  initialize_class(thread, method->holder);
  if (!is_fully_initialized(method->holder)) return method;
  set_pointer(pc, method);
  if (ChosenIntrinsic chosen = find_intrinsic(method, quick_handlers->checks)) {
    set_intrinsic(pc, chosen);
    install(pc, method->return_type == BasicType::Void ? Op::invoke_intrinsic_void
                                                       : Op::invoke_intrinsic);
  } else {
    install(pc, Op::invoke_static_quick);
  }
  return nullptr;
}

static Method* resolve_special(JavaThread& thread, const Instruction* pc, Receiver receiver) {
  Site site(thread, pc);
  Method* method = resolve_method(thread, site.from, site.index(), InvokeKind::Special);
  if (method->is_abstract() && !method->holder->is_interface()) {
    throw_java(Throwable::AbstractMethodError, abstract_method_message(site.from, method));
  }
  if (needs_special_receiver_check(site.from, method)) {
    set_pointer(pc, method);
    install(pc, Op::invoke_special_checked);
  } else {
    install_direct(pc, method, receiver);
  }
  return nullptr;
}

Method* resolve_invoke_special(JavaThread& thread, const Instruction* pc, Slot*) {
  return resolve_special(thread, pc, Receiver::Any);
}
Method* resolve_invoke_special_own(JavaThread& thread, const Instruction* pc, Slot*) {
  return resolve_special(thread, pc, Receiver::Own);
}

// The first call that a site makes fails while the site is linked, and the error can name
// everything.
static void check_first_receiver(const Object* receiver, const Method* resolved,
                                 std::int32_t slot) {
  if (receiver == nullptr) return;
  const Method* selected = receiver->behaviour()->entries[slot];
  if (!selected->is_abstract()) return;
  // Where there are default methods `java` makes a method that raises the error when it is called.
  if (selected->holder->is_interface() && receiver->klass()->has_default_methods) return;
  throw_java(Throwable::AbstractMethodError,
             abstract_method_message(receiver->klass(), resolved, selected));
}

static Method* resolve_virtual(JavaThread& thread, const Instruction* pc, Slot* fp,
                               Receiver receiver) {
  Site site(thread, pc);
  Method* method = resolve_method(thread, site.from, site.index(), InvokeKind::Virtual);
  if (method->has(kMethodHandleIntrinsic)) {
    set_pointer(pc, method);
    install(pc, Op::invoke_special_quick);
  } else if (method->has(kSignaturePolymorphic)) {
    const ConstantPool& pool = site.from->file->constants();
    CallTarget* linked = resolve_polymorphic(thread, site.from, site.index());
    install_linked(pc, linked,
                   1 + method_shape(pool.member_descriptor(site.index())).parameter_slots, true);
  } else if (method->is_private()) {
    install_direct(pc, method, receiver);
  } else if (method->vtable_index >= 0) {
    if (method->is_final() || method->holder->is_final()) {
      install_direct(pc, method, receiver);
    } else {
      check_first_receiver(fp[pc->b].ref, method, method->vtable_index);
      set_pointer(pc, method);
      set_immediate(pc, method->vtable_index);
      install(pc, Op::invoke_virtual_quick);
    }
  } else if (method->holder->is_interface()) {
    // A method that a class inherits from an interface: its vtable has a slot for it.
    const ConstantPool& pool = site.from->file->constants();
    Class* through = resolve_class(thread, site.from, pool.member_class_index(site.index()));
    // Objects of a class that is not linked do not exist. Quickening for an interface call here
    // could meet another thread's quickening for the slot, whose operand means something else.
    if (!through->is_linked() && fp[pc->b].ref == nullptr)
      throw_java(Throwable::NullPointerException);
    std::int32_t slot = through->is_linked() ? vtable_index_of(through, method) : kNotVirtual;
    if (slot == kNotVirtual) {
      install_interface(thread, pc, method);
    } else {
      check_first_receiver(fp[pc->b].ref, method, slot);
      set_pointer(pc, method);
      set_immediate(pc, slot);
      install(pc, Op::invoke_virtual_quick);
    }
  } else {
    install_direct(pc, method, receiver);
  }
  return nullptr;
}

Method* resolve_invoke_virtual(JavaThread& thread, const Instruction* pc, Slot* fp) {
  return resolve_virtual(thread, pc, fp, Receiver::Any);
}
Method* resolve_invoke_virtual_own(JavaThread& thread, const Instruction* pc, Slot* fp) {
  return resolve_virtual(thread, pc, fp, Receiver::Own);
}

Method* resolve_invoke_interface(JavaThread& thread, const Instruction* pc, Slot*) {
  Site site(thread, pc);
  Method* method = resolve_method(thread, site.from, site.index(), InvokeKind::Interface);
  if (!method->holder->is_interface()) {  // a method of Object
    if (method->vtable_index >= 0 && !method->is_final()) {
      set_pointer(pc, method);
      set_immediate(pc, method->vtable_index);
      install(pc, Op::invoke_virtual_quick);
    } else {
      install_direct(pc, method);
    }
  } else if (method->is_private()) {
    set_pointer(pc, method);
    install(pc, Op::invoke_interface_direct);
  } else {
    install_interface(thread, pc, method);
  }
  return nullptr;
}

Method* resolve_invoke_dynamic(JavaThread& thread, const Instruction* pc, Slot*) {
  Site site(thread, pc);
  const ConstantPool& pool = site.from->file->constants();
  // The translator put the address of the instruction's own slot into the cache word.
  auto* slot = pc[1].cache<std::atomic<void*>>();
  CallTarget* linked = resolve_call_site(thread, site.from, site.index(), *slot);
  install_linked(pc, linked, method_shape(pool.dynamic_descriptor(site.index())).parameter_slots);
  return nullptr;
}

void use_shared_interface_cache(const Instruction* pc) { install(pc, Op::invoke_interface_many); }

// ---- allocation

Object* allocate_instance(JavaThread& thread, Class* klass) {
  return allocate_object(thread, klass);
}

Object* allocate_primitive(JavaThread& thread, BasicType element, std::int32_t length) {
  return allocate_primitive_array(thread, element, length);
}

Object* allocate_references(JavaThread& thread, Class* array_class, std::int32_t length) {
  return allocate_array(thread, array_class, length);
}

Object* allocate_multi(JavaThread& thread, Class* array_class, const Slot* lengths,
                       std::int32_t count) {
  std::int32_t values[255];
  for (std::int32_t i = 0; i < count; ++i) values[i] = lengths[i].i;
  return allocate_multi_array(thread, array_class, {values, static_cast<std::size_t>(count)});
}

}  // namespace cjvm
