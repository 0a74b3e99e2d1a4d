// SPDX-License-Identifier: Apache-2.0
#include "jvm/vm_extension.h"

#include "jvm/threads/thread_list.h"

namespace cjvm {

std::optional<TracedFrames> VmExtension::frames_of(JavaThread& thread, Object* java_thread) {
  JavaThread* target = ThreadList::find(java_thread);
  return target == nullptr ? std::nullopt : frames_of_thread(thread, *target);
}

}  // namespace cjvm
