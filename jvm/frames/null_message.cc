// SPDX-License-Identifier: Apache-2.0
// Helpful NullPointerException messages (JEP 358): which action failed, and, if the bytecode tells,
// which expression was null. Descriptions go at most five dereferences deep. Nothing is resolved or
// loaded here. Java threads.
#include <string>

#include "jvm/base/text.h"
#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/descriptor.h"
#include "jvm/frames/null_flow.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/linking/symbol.h"
#include "jvm/object/class.h"

namespace cjvm {
namespace {

constexpr int kMaxDetail = 5;

// The two best-known classes lose their package.
std::string short_type(std::string type) {
  for (std::string_view known : {"java.lang.Object", "java.lang.String"}) {
    if (type.starts_with(known) && (type.size() == known.size() || type[known.size()] == '[')) {
      return type.substr(sizeof("java.lang.") - 1);
    }
  }
  return type;
}

std::string short_class(std::string_view internal_name) {
  std::string name = dots(internal_name);
  return name == "java.lang.Object" || name == "java.lang.String"
             ? name.substr(sizeof("java.lang.") - 1)
             : name;
}

class NullMessage {
 public:
  NullMessage(const Method* method, std::uint32_t bci)
      : method_(method),
        constants_(method->holder->file->constants()),
        code_(method->info->code),
        bci_(bci),
        flow_(constants_, code_, bci) {}

  // Empty if the instruction dereferences nothing.
  std::string text() {
    int slot = null_slot();
    if (slot < 0) return {};
    std::string message = failed_action();
    std::string cause;
    if (describe(cause, bci_, static_cast<std::size_t>(slot), kMaxDetail, false)) {
      bool is_result = is_invoke(source_op(bci_, static_cast<std::size_t>(slot)));
      message += is_result ? " because the return value of \"" : " because \"";
      message += cause;
      message += "\" is null";
    }
    return message;
  }

 private:
  static bool is_invoke(Opcode op) { return instruction_info(op).has(kInvoke); }

  Opcode source_op(std::uint32_t bci, std::size_t slot) const {
    return CodeCursor(code_.bytecode, static_cast<std::uint32_t>(flow_.before(bci)->source(slot)))
        .opcode();
  }

  // How far below the top of stack the null reference lies; -1: the instruction does not
  // dereference.
  int null_slot() const {
    CodeCursor at(code_.bytecode, bci_);
    switch (at.opcode()) {
      case Opcode::getfield:
      case Opcode::arraylength:
      case Opcode::athrow:
      case Opcode::monitorenter:
      case Opcode::monitorexit:
        return 0;
      case Opcode::lastore:
      case Opcode::dastore:
        return 3;
      case Opcode::putfield:
        return slots_of(constants_.member_descriptor(at.pool_index())[0]);
      case Opcode::invokevirtual:
      case Opcode::invokespecial:
      case Opcode::invokeinterface:
        // A constructor's receiver is never null: the exception was made by the program.
        if (constants_.member_name(at.pool_index()) == "<init>") return -1;
        return static_cast<int>(
            method_shape(constants_.member_descriptor(at.pool_index())).parameter_slots);
      default:
        if (at.has(kArrayRead)) return 1;
        if (at.has(kArrayWrite)) return 2;
        return -1;
    }
  }

  static std::string_view element_word(Opcode op) {
    switch (op) {
      case Opcode::iaload:
      case Opcode::iastore:
        return "int";
      case Opcode::faload:
      case Opcode::fastore:
        return "float";
      case Opcode::aaload:
      case Opcode::aastore:
        return "object";
      case Opcode::baload:
      case Opcode::bastore:
        return "byte/boolean";
      case Opcode::caload:
      case Opcode::castore:
        return "char";
      case Opcode::saload:
      case Opcode::sastore:
        return "short";
      case Opcode::laload:
      case Opcode::lastore:
        return "long";
      default:
        return "double";
    }
  }

  std::string failed_action() const {
    CodeCursor at(code_.bytecode, bci_);
    switch (at.opcode()) {
      case Opcode::arraylength:
        return "Cannot read the array length";
      case Opcode::athrow:
        return "Cannot throw exception";
      case Opcode::monitorenter:
        return "Cannot enter synchronized block";
      case Opcode::monitorexit:
        return "Cannot exit synchronized block";
      case Opcode::getfield:
        return cat("Cannot read field \"", constants_.member_name(at.pool_index()), "\"");
      case Opcode::putfield:
        return cat("Cannot assign field \"", constants_.member_name(at.pool_index()), "\"");
      case Opcode::invokevirtual:
      case Opcode::invokespecial:
      case Opcode::invokeinterface:
        return cat("Cannot invoke \"", method_text(at.pool_index()), "\"");
      default:
        return cat(at.has(kArrayRead) ? "Cannot load from " : "Cannot store to ",
                   element_word(at.opcode()), " array");
    }
  }

  std::string method_text(std::uint16_t index) const {
    std::string text =
        cat(short_class(constants_.member_class(index)), ".", constants_.member_name(index), "(");
    bool first = true;
    for (std::string_view type : ParameterTypes(constants_.member_descriptor(index))) {
      if (!first) text += ", ";
      first = false;
      text += short_type(external_type_name(type));
    }
    return text + ")";
  }

  // Appends the expression that pushed `slot` of the stack before `bci`; false if it has no short
  // description. `inner`: it is an array index, where nothing but the bare expression may be said.
  bool describe(std::string& out, std::uint32_t bci, std::size_t slot, int detail,
                bool inner) const {
    const SourceStack* stack = flow_.before(bci);
    if (detail <= 0 || stack == nullptr) return false;
    std::int32_t source = stack->source(slot);
    if (source == SourceStack::kUnknown) return false;
    auto source_bci = static_cast<std::uint32_t>(source);
    CodeCursor at(code_.bytecode, source_bci);
    Opcode op = at.opcode();
    if (at.has(kLoad)) {
      std::uint16_t local = at.local();
      char kind = at.info().pushes[0];
      if (kind != 'I' && kind != 'A') return false;
      out += local_name(source_bci, local, !stack->is_written(local));
      return true;
    }
    if (is_invoke(op) && op != Opcode::invokedynamic) {
      out += method_text(at.pool_index());
      return true;
    }
    switch (op) {
      case Opcode::aconst_null:
        out += "null";
        return true;
      case Opcode::iconst_m1:
        out += "-1";
        return true;
      case Opcode::iconst_0:
        out += "0";
        return true;
      case Opcode::iconst_1:
        out += "1";
        return true;
      case Opcode::iconst_2:
        out += "2";
        return true;
      case Opcode::iconst_3:
        out += "3";
        return true;
      case Opcode::iconst_4:
        out += "4";
        return true;
      case Opcode::iconst_5:
        out += "5";
        return true;
      case Opcode::bipush:
      case Opcode::sipush:
        out += cat(at.immediate());
        return true;
      case Opcode::getstatic:
        out += cat(short_class(constants_.member_class(at.pool_index())), ".",
                   constants_.member_name(at.pool_index()));
        return true;
      case Opcode::getfield:
        if (describe(out, source_bci, 0, detail - 1, inner)) out += '.';
        out += constants_.member_name(at.pool_index());
        return true;
      case Opcode::iaload:
      case Opcode::aaload:
        if (!describe(out, source_bci, 1, detail - 1, inner)) out += "<array>";
        out += '[';
        if (!describe(out, source_bci, 0, detail, true)) out += "...";
        out += ']';
        return true;
      default:
        return false;
    }
  }

  std::string local_name(std::uint32_t bci, std::uint16_t local, bool unchanged) const {
    if (std::uint16_t name = local_variable_name_at(constants_, code_, bci, local)) {
      return std::string(constants_.utf8(name));
    }
    if (!method_->is_static() && local == 0 && unchanged) return "this";
    int slot = method_->is_static() ? 0 : 1;
    int position = 1;
    for (std::string_view type : ParameterTypes(method_->descriptor->text())) {
      int size = slots_of(type[0]);
      if (local >= slot && local < slot + size && unchanged)
        return cat("<parameter", position, ">");
      slot += size;
      ++position;
    }
    return cat("<local", local, ">");
  }

  const Method* method_;
  const ConstantPool& constants_;
  const CodeInfo& code_;
  std::uint32_t bci_;
  SourceFlow flow_;
};

}  // namespace

std::string helpful_null_message(JavaThread& thread, Object* throwable) {
  TracedFrame frame = top_frame(thread, throwable);
  const Method* method = frame.method;
  if (method == nullptr || frame.bci < 0 || method->info == nullptr || !method->info->has_code)
    return {};
  // Thrown by the reflective call itself, not by an instruction.
  if (method->holder->name->text() == "jdk/internal/reflect/NativeConstructorAccessorImpl")
    return {};
  return NullMessage(method, static_cast<std::uint32_t>(frame.bci)).text();
}

}  // namespace cjvm
