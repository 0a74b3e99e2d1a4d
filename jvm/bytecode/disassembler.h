// SPDX-License-Identifier: Apache-2.0
// Text form of a method's bytecode, in the manner of `javap -c`. For people and tests; not fast.
// Any input is safe: broken instructions and constants are printed as such. Any thread.
#pragma once

#include <string>

#include "jvm/bytecode/code_cursor.h"
#include "jvm/classfile/class_file.h"

namespace cjvm {

// One instruction, without a line end: "iload_1", "invokevirtual #7 //
// java/lang/Object.hashCode:()I".
std::string disassemble(const CodeCursor& at, const ConstantPool& constants);

// All instructions, a line each with its bci, then the exception table if there is one.
std::string disassemble(const CodeInfo& code, const ConstantPool& constants);

// One constant as the disassembler prints it.
std::string describe_constant(const ConstantPool& constants, std::uint32_t index);

}  // namespace cjvm
