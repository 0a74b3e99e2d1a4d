// SPDX-License-Identifier: Apache-2.0
// Text of instructions and constants. Constants of untrusted pools are described only as far as
// their tags allow.
#include "jvm/bytecode/disassembler.h"

#include <fmt/format.h>

namespace cjvm {
namespace {

std::string_view element_type_name(int code) {
  constexpr std::string_view kNames[] = {"boolean", "char",  "float", "double",
                                         "byte",    "short", "int",   "long"};
  return code >= 4 && code <= 11 ? kNames[code - 4] : "?";
}

std::string name_and_type(const ConstantPool& constants, std::uint32_t index) {
  auto name = constants.nt_name(index);
  return fmt::format("{}:{}", name == "<init>" ? "\"<init>\"" : name,
                     constants.nt_descriptor(index));
}

// What a load or store prints besides its name: local0..3 have the index in the name.
std::string operand_text(const CodeCursor& at, const ConstantPool& constants) {
  switch (at.info().operands) {
    case Operands::s1:
    case Operands::s2:
      return fmt::format(" {}", at.immediate());
    case Operands::local:
      return fmt::format(" {}", at.local());
    case Operands::local_s1:
      return fmt::format(" {}, {}", at.local(), at.immediate());
    case Operands::branch2:
    case Operands::branch4:
      return fmt::format(" {}", at.branch_target());
    case Operands::prim:
      return fmt::format(" {}", element_type_name(at.count()));
    case Operands::cp1:
    case Operands::cp2:
      return fmt::format(" #{} // {}", at.pool_index(),
                         describe_constant(constants, at.pool_index()));
    case Operands::cp2_zero:
      return fmt::format(" #{}, 0 // {}", at.pool_index(),
                         describe_constant(constants, at.pool_index()));
    case Operands::cp2_count:
    case Operands::cp2_dims:
      return fmt::format(" #{}, {} // {}", at.pool_index(), at.count(),
                         describe_constant(constants, at.pool_index()));
    case Operands::table:
    case Operands::lookup: {
      std::string out = " {";
      for (std::uint32_t i = 0; i < at.switch_size(); ++i) {
        out += fmt::format(" {}: {};", at.switch_key(i), at.switch_target(i));
      }
      return out + fmt::format(" default: {} }}", at.default_target());
    }
    default:
      return "";
  }
}

}  // namespace

std::string describe_constant(const ConstantPool& constants, std::uint32_t index) {
  switch (constants.tag(index)) {
    case ConstantTag::kUtf8:
      return fmt::format("Utf8 {}", constants.utf8(index));
    case ConstantTag::kInteger:
      return fmt::format("int {}", constants.integer(index));
    case ConstantTag::kFloat:
      return fmt::format("float {}f", constants.float_value(index));
    case ConstantTag::kLong:
      return fmt::format("long {}l", constants.long_value(index));
    case ConstantTag::kDouble:
      return fmt::format("double {}d", constants.double_value(index));
    case ConstantTag::kClass:
      return fmt::format("class {}", constants.class_name(index));
    case ConstantTag::kString:
      return fmt::format("String {}", constants.string(index));
    case ConstantTag::kFieldref:
    case ConstantTag::kMethodref:
    case ConstantTag::kInterfaceMethodref: {
      std::string_view kind = "Field";
      if (constants.is(index, ConstantTag::kMethodref)) kind = "Method";
      if (constants.is(index, ConstantTag::kInterfaceMethodref)) kind = "InterfaceMethod";
      return fmt::format("{} {}.{}", kind, constants.member_class(index),
                         name_and_type(constants, constants.member_nt_index(index)));
    }
    case ConstantTag::kNameAndType:
      return fmt::format("NameAndType {}", name_and_type(constants, index));
    case ConstantTag::kMethodHandle:
      return fmt::format("MethodHandle {} {}", static_cast<int>(constants.handle_kind(index)),
                         describe_constant(constants, constants.handle_member_index(index)));
    case ConstantTag::kMethodType:
      return fmt::format("MethodType {}", constants.method_type(index));
    case ConstantTag::kDynamic:
    case ConstantTag::kInvokeDynamic:
      return fmt::format("{} #{}:{}",
                         constants.is(index, ConstantTag::kDynamic) ? "Dynamic" : "InvokeDynamic",
                         constants.bootstrap_index(index),
                         name_and_type(constants, constants.dynamic_nt_index(index)));
    case ConstantTag::kModule:
      return fmt::format("Module {}", constants.module_name(index));
    case ConstantTag::kPackage:
      return fmt::format("Package {}", constants.package_name(index));
    case ConstantTag::kUnusable:
      break;
  }
  return "no constant";
}

std::string disassemble(const CodeCursor& at, const ConstantPool& constants) {
  if (at.is_malformed()) return fmt::format("<illegal {:#04x}>", at.code()[at.bci()]);
  if (at.done()) return "<end>";
  return fmt::format("{}{}{}", at.info().name, at.is_wide() ? "_w" : "",
                     operand_text(at, constants));
}

std::string disassemble(const CodeInfo& code, const ConstantPool& constants) {
  std::string out;
  CodeCursor at(code.bytecode);
  for (; !at.done(); at.next())
    out += fmt::format("{:5}: {}\n", at.bci(), disassemble(at, constants));
  if (at.is_malformed()) out += fmt::format("{:5}: {}\n", at.bci(), disassemble(at, constants));
  for (auto row : code.handlers) {
    out += fmt::format("      {} {} -> {} {}\n", row.start_pc, row.end_pc, row.handler_pc,
                       row.catch_type == 0 ? "any" : describe_constant(constants, row.catch_type));
  }
  return out;
}

}  // namespace cjvm
