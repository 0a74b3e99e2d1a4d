// SPDX-License-Identifier: Apache-2.0
// The two questions about a frame's position that need the execution engine or the class file.
#include "jvm/frames/frame_walker.h"

#include "jvm/classfile/class_file.h"
#include "jvm/object/class.h"
#include "jvm/vm.h"

namespace cjvm {

int bci_of_frame(const Method* method, const Instruction* pc) {
  if (method->is_native()) return -1;
  // A frame that has not executed anything yet stands at its first instruction.
  if (pc == nullptr) return 0;
  return Vm::instance().engine().bci_of(method, pc);
}

int FrameWalker::bci() const { return bci_of_frame(frame_->method, frame_->pc); }

int line_number(const Method* method, int bci) {
  if (method->is_native()) return -2;
  if (bci < 0 || method->info == nullptr || !method->info->has_code) return -1;
  const ClassFile* file = method->holder->file;
  return line_number_at(file->constants(), method->info->code, static_cast<std::uint32_t>(bci));
}

}  // namespace cjvm
