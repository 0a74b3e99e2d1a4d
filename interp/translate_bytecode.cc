// SPDX-License-Identifier: Apache-2.0
// One bytecode at a time (JVMS 6.5), calls and constants included.
#include <atomic>
#include <bit>

#include "interp/translation.h"
#include "jvm/base/check.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/memory/collector.h"

namespace cjvm {

namespace {

bool is_wide(std::string_view descriptor) { return descriptor[0] == 'J' || descriptor[0] == 'D'; }

// Calls of MethodHandle and VarHandle may get an appendix.
bool is_polymorphic_class(const ConstantPool& pool, std::uint16_t index) {
  std::string_view name = pool.member_class(index);
  return name == "java/lang/invoke/MethodHandle" || name == "java/lang/invoke/VarHandle";
}

}  // namespace

void Translation::invoke(const CodeCursor& at) {
  bool dynamic = at.opcode() == Opcode::invokedynamic;
  std::string_view descriptor = dynamic ? pool_.dynamic_descriptor(at.pool_index())
                                        : pool_.member_descriptor(at.pool_index());
  MethodShape shape = method_shape(descriptor);
  std::size_t slots =
      shape.parameter_slots + (dynamic || at.opcode() == Opcode::invokestatic ? 0 : 1);
  std::size_t first = stack_.depth() - slots;
  bool on_this = keeps_receiver_ && slots != shape.parameter_slots && stack_.at(first).is_slot(0);
  frame_.settle(first);
  stack_.entries().resize(first);
  Op op;
  switch (at.opcode()) {
    case Opcode::invokevirtual:
      op = on_this ? Op::invoke_virtual_own : Op::invoke_virtual;
      break;
    case Opcode::invokespecial:
      op = on_this ? Op::invoke_special_own : Op::invoke_special;
      break;
    case Opcode::invokestatic:
      op = Op::invoke_static;
      break;
    case Opcode::invokeinterface:
      op = Op::invoke_interface;
      break;
    default:
      op = Op::invoke_dynamic;
      break;
  }
  std::uint32_t base = stack_.slot_of(first);
  std::uint32_t to = base;
  if (shape.return_type != 'V')
    to = stack_.push_result(shape.return_type == 'J' || shape.return_type == 'D');
  out_.emit(op, to, base);
  if (dynamic) {
    auto* site = Collector::make_metadata<std::atomic<void*>>(nullptr);
    out_.extension_of(out_.last_index()).word = reinterpret_cast<std::uint64_t>(site);
  }
  // Room for an appendix behind the arguments.
  if (dynamic ||
      (at.opcode() == Opcode::invokevirtual && is_polymorphic_class(pool_, at.pool_index())))
    frame_.require_extra_slot();
  if (shape.return_type == 'V') out_.forget_last();
}

void Translation::constant(std::uint16_t index) {
  switch (pool_.tag(index)) {
    case ConstantTag::kInteger:
      frame_.push_int(pool_.integer(index));
      break;
    case ConstantTag::kFloat:
      frame_.push_int(std::bit_cast<std::int32_t>(pool_.float_value(index)));
      break;
    case ConstantTag::kLong:
      frame_.push_long(pool_.long_value(index), true);
      break;
    case ConstantTag::kDouble:
      frame_.push_long(std::bit_cast<std::int64_t>(pool_.double_value(index)), true);
      break;
    case ConstantTag::kDynamic:
      out_.emit(Op::load_constant, stack_.push_result(is_wide(pool_.dynamic_descriptor(index))));
      break;
    default:
      out_.emit(Op::load_constant, stack_.push_result(false));
      break;
  }
}

void Translation::store_element(Op op) {
  std::size_t pv, pi, pa;
  Entry value = stack_.pop(pv);
  Entry index = stack_.pop(pi);
  Entry array = stack_.pop(pa);
  std::uint32_t a = frame_.read(array, pa);
  std::uint32_t i = frame_.read(index, pi);
  std::uint32_t v = frame_.read(value, pv);
  out_.emit3(op, a, i, v);
}

void Translation::translate(const CodeCursor& at) {
  using enum Opcode;
  Opcode opcode = at.opcode();
  switch (opcode) {
    case nop:
      break;
    case aconst_null:
      frame_.push_long(0, false);
      break;
    case iconst_m1:
    case iconst_0:
    case iconst_1:
    case iconst_2:
    case iconst_3:
    case iconst_4:
    case iconst_5:
      frame_.push_int(distance(iconst_0, opcode));
      break;
    case lconst_0:
    case lconst_1:
      frame_.push_long(distance(lconst_0, opcode), true);
      break;
    case fconst_0:
    case fconst_1:
    case fconst_2:
      frame_.push_int(std::bit_cast<std::int32_t>(static_cast<float>(distance(fconst_0, opcode))));
      break;
    case dconst_0:
    case dconst_1:
      frame_.push_long(std::bit_cast<std::int64_t>(static_cast<double>(distance(dconst_0, opcode))),
                       true);
      break;
    case bipush:
    case sipush:
      frame_.push_int(at.immediate());
      break;
    case ldc:
    case ldc_w:
    case ldc2_w:
      constant(at.pool_index());
      break;

    case iload:
    case fload:
    case aload:
    case iload_0:
    case iload_1:
    case iload_2:
    case iload_3:
    case fload_0:
    case fload_1:
    case fload_2:
    case fload_3:
    case aload_0:
    case aload_1:
    case aload_2:
    case aload_3:
      frame_.load_local(local_of(at), false);
      break;
    case lload:
    case dload:
    case lload_0:
    case lload_1:
    case lload_2:
    case lload_3:
    case dload_0:
    case dload_1:
    case dload_2:
    case dload_3:
      frame_.load_local(local_of(at), true);
      break;
    case istore:
    case lstore:
    case fstore:
    case dstore:
    case astore:
    case istore_0:
    case istore_1:
    case istore_2:
    case istore_3:
    case lstore_0:
    case lstore_1:
    case lstore_2:
    case lstore_3:
    case fstore_0:
    case fstore_1:
    case fstore_2:
    case fstore_3:
    case dstore_0:
    case dstore_1:
    case dstore_2:
    case dstore_3:
    case astore_0:
    case astore_1:
    case astore_2:
    case astore_3:
      frame_.store_local(local_of(at));
      break;

    case iaload:
    case faload:
      frame_.binary(Op::load_int, false);
      break;
    case laload:
    case daload:
      frame_.binary(Op::load_long, true);
      break;
    case aaload:
      frame_.binary(Op::load_ref, false);
      break;
    case baload:
      frame_.binary(Op::load_byte, false);
      break;
    case caload:
      frame_.binary(Op::load_char, false);
      break;
    case saload:
      frame_.binary(Op::load_short, false);
      break;
    case iastore:
    case fastore:
      store_element(Op::store_int);
      break;
    case lastore:
    case dastore:
      store_element(Op::store_long);
      break;
    case aastore:
      store_element(Op::store_ref);
      break;
    case bastore:
      store_element(Op::store_byte);
      break;
    case castore:
    case sastore:
      store_element(Op::store_short);
      break;

    case pop:
    case pop2:
    case dup:
    case dup_x1:
    case dup_x2:
    case dup2:
    case dup2_x1:
    case dup2_x2:
    case swap:
      frame_.shuffle(opcode);
      break;

    case iadd:
      frame_.integer_binary(Op::add_int, Op::add_int_imm, std::nullopt, true, false);
      break;
    case ladd:
      frame_.integer_binary(Op::add_long, Op::add_long_imm, std::nullopt, true, true);
      break;
    case fadd:
      frame_.binary(Op::add_float, false);
      break;
    case dadd:
      frame_.binary(Op::add_double, true);
      break;
    case isub:
      frame_.integer_binary(Op::sub_int, Op::add_int_imm, Op::imm_sub_int, false, false, true);
      break;
    case lsub:
      frame_.integer_binary(Op::sub_long, Op::add_long_imm, Op::imm_sub_long, false, true, true);
      break;
    case fsub:
      frame_.binary(Op::sub_float, false);
      break;
    case dsub:
      frame_.binary(Op::sub_double, true);
      break;
    case imul:
      frame_.integer_binary(Op::mul_int, Op::mul_int_imm, std::nullopt, true, false);
      break;
    case lmul:
      frame_.integer_binary(Op::mul_long, Op::mul_long_imm, std::nullopt, true, true);
      break;
    case fmul:
      frame_.binary(Op::mul_float, false);
      break;
    case dmul:
      frame_.binary(Op::mul_double, true);
      break;
    case idiv:
      frame_.integer_binary(Op::div_int, Op::div_int_imm, std::nullopt, false, false, false, true);
      break;
    case ldiv:
      frame_.integer_binary(Op::div_long, Op::div_long_imm, std::nullopt, false, true, false, true);
      break;
    case fdiv:
      frame_.binary(Op::div_float, false);
      break;
    case ddiv:
      frame_.binary(Op::div_double, true);
      break;
    case irem:
      frame_.integer_binary(Op::rem_int, Op::rem_int_imm, std::nullopt, false, false, false, true);
      break;
    case lrem:
      frame_.integer_binary(Op::rem_long, Op::rem_long_imm, std::nullopt, false, true, false, true);
      break;
    case frem:
      frame_.binary(Op::rem_float, false);
      break;
    case drem:
      frame_.binary(Op::rem_double, true);
      break;
    case ineg:
      frame_.unary(Op::neg_int, false);
      break;
    case lneg:
      frame_.unary(Op::neg_long, true);
      break;
    case fneg:
      frame_.unary(Op::neg_float, false);
      break;
    case dneg:
      frame_.unary(Op::neg_double, true);
      break;
    case ishl:
      frame_.integer_binary(Op::shl_int, Op::shl_int_imm, Op::imm_shl_int, false, false);
      break;
    case lshl:
      frame_.integer_binary(Op::shl_long, Op::shl_long_imm, Op::imm_shl_long, false, true);
      break;
    case ishr:
      frame_.integer_binary(Op::shr_int, Op::shr_int_imm, std::nullopt, false, false);
      break;
    case lshr:
      frame_.integer_binary(Op::shr_long, Op::shr_long_imm, std::nullopt, false, true);
      break;
    case iushr:
      frame_.integer_binary(Op::ushr_int, Op::ushr_int_imm, std::nullopt, false, false);
      break;
    case lushr:
      frame_.integer_binary(Op::ushr_long, Op::ushr_long_imm, std::nullopt, false, true);
      break;
    case iand:
      frame_.integer_binary(Op::and_int, Op::and_int_imm, std::nullopt, true, false);
      break;
    case land:
      frame_.integer_binary(Op::and_long, Op::and_long_imm, std::nullopt, true, true);
      break;
    case ior:
      frame_.integer_binary(Op::or_int, Op::or_int_imm, std::nullopt, true, false);
      break;
    case lor:
      frame_.integer_binary(Op::or_long, Op::or_long_imm, std::nullopt, true, true);
      break;
    case ixor:
      frame_.integer_binary(Op::xor_int, Op::xor_int_imm, std::nullopt, true, false);
      break;
    case lxor:
      frame_.integer_binary(Op::xor_long, Op::xor_long_imm, std::nullopt, true, true);
      break;
    case iinc:
      frame_.increment(local_of(at), at.immediate());
      break;

    case i2l:
      frame_.unary(Op::int_to_long, true);
      break;
    case i2f:
      frame_.unary(Op::int_to_float, false);
      break;
    case i2d:
      frame_.unary(Op::int_to_double, true);
      break;
    case l2i:
      frame_.unary(Op::long_to_int, false);
      break;
    case l2f:
      frame_.unary(Op::long_to_float, false);
      break;
    case l2d:
      frame_.unary(Op::long_to_double, true);
      break;
    case f2i:
      frame_.unary(Op::float_to_int, false);
      break;
    case f2l:
      frame_.unary(Op::float_to_long, true);
      break;
    case f2d:
      frame_.unary(Op::float_to_double, true);
      break;
    case d2i:
      frame_.unary(Op::double_to_int, false);
      break;
    case d2l:
      frame_.unary(Op::double_to_long, true);
      break;
    case d2f:
      frame_.unary(Op::double_to_float, false);
      break;
    case i2b:
      frame_.unary(Op::int_to_byte, false);
      break;
    case i2c:
      frame_.unary(Op::int_to_char, false);
      break;
    case i2s:
      frame_.unary(Op::int_to_short, false);
      break;

    case lcmp:
    case fcmpl:
    case fcmpg:
    case dcmpl:
    case dcmpg:
      if (!fused_comparison(at, false, std::nullopt)) {
        frame_.binary(offset_by(Op::compare_long, distance(lcmp, opcode)), false);
      }
      break;
    case ifeq:
    case ifne:
    case iflt:
    case ifge:
    case ifgt:
    case ifle:
    case if_icmpeq:
    case if_icmpne:
    case if_icmplt:
    case if_icmpge:
    case if_icmpgt:
    case if_icmple:
    case if_acmpeq:
    case if_acmpne:
    case ifnull:
    case ifnonnull:
      conditional(at, false, at.branch_target());
      break;
    case goto_:
    case goto_w:
      jump(at);
      break;
    case jsr:
    case jsr_w: {
      frame_.flush();
      std::uint32_t to = stack_.push_result(false);
      out_.emit_branch(Op::call_subroutine, to, 0, at.branch_target());
      out_.forget_last();
      break;
    }
    case ret:
      out_.emit(Op::return_subroutine, local_of(at));
      break;
    case tableswitch:
    case lookupswitch: {
      std::uint32_t key = frame_.pop_read();
      frame_.flush();
      out_.emit(opcode == tableswitch ? Op::table_switch : Op::lookup_switch, key);
      switches_.push_back({out_.last_index(), at.bci()});
      break;
    }
    case ireturn:
    case lreturn:
    case freturn:
    case dreturn:
    case areturn:
    case return_:
      return_result();
      break;

    case getstatic:
      out_.emit(Op::get_static,
                stack_.push_result(is_wide(pool_.member_descriptor(at.pool_index()))));
      break;
    case putstatic:
      out_.emit(Op::put_static, frame_.pop_read());
      break;
    case getfield: {
      std::uint32_t object = frame_.pop_read();
      out_.emit(Op::get_field,
                stack_.push_result(is_wide(pool_.member_descriptor(at.pool_index()))), object);
      break;
    }
    case putfield: {
      std::size_t pv, po;
      Entry value = stack_.pop(pv);
      Entry object = stack_.pop(po);
      std::uint32_t o = frame_.read(object, po);
      std::uint32_t v = frame_.read(value, pv);
      out_.emit(Op::put_field, o, v);
      break;
    }
    case invokevirtual:
    case invokespecial:
    case invokestatic:
    case invokeinterface:
    case invokedynamic:
      invoke(at);
      break;

    case new_:
      out_.emit(Op::new_instance, stack_.push_result(false));
      break;
    case newarray: {
      static constexpr BasicType kTypes[] = {BasicType::Boolean, BasicType::Char, BasicType::Float,
                                             BasicType::Double,  BasicType::Byte, BasicType::Short,
                                             BasicType::Int,     BasicType::Long};
      std::uint32_t length = frame_.pop_read();
      out_.emit_imm(Op::new_primitive_array, stack_.push_result(false), length,
                    static_cast<std::int32_t>(kTypes[at.count() - 4]));
      break;
    }
    case anewarray: {
      std::uint32_t length = frame_.pop_read();
      out_.emit(Op::new_ref_array, stack_.push_result(false), length);
      break;
    }
    case multianewarray: {
      std::size_t first = stack_.depth() - at.count();
      frame_.settle(first);
      stack_.entries().resize(first);
      std::uint32_t base = stack_.slot_of(first);
      out_.emit_imm(Op::new_multi_array, stack_.push_result(false), base, at.count());
      break;
    }
    case arraylength:
      frame_.unary(Op::array_length, false);
      break;
    case athrow:
      out_.emit(Op::throw_object, frame_.pop_read());
      break;
    case checkcast: {
      std::uint32_t object = frame_.pop_read();
      out_.emit(Op::check_cast, stack_.push_result(false), object);
      break;
    }
    case instanceof: {
      std::uint32_t object = frame_.pop_read();
      out_.emit(Op::instance_of, stack_.push_result(false), object);
      break;
    }
    case monitorenter:
      out_.emit(records_monitors_ ? Op::monitor_enter_recorded : Op::monitor_enter,
                frame_.pop_read());
      break;
    case monitorexit:
      out_.emit(records_monitors_ ? Op::monitor_exit_recorded : Op::monitor_exit,
                frame_.pop_read());
      break;
    case wide:
      fatal("wide is part of the instruction it modifies");
  }
}

}  // namespace cjvm
