// SPDX-License-Identifier: Apache-2.0
#include "jvm/threads/scoped_access.h"

#include "jvm/classfile/class_file.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/threads/stop_signal.h"
#include "jvm/threads/thread_list.h"

namespace cjvm {

namespace {

// The library calls nothing else from inside an access.
constexpr int kMostFramesAbove = 10;

bool accesses(const JavaThread& thread, const Object* scope) {
  int depth = 0;
  for (FrameWalker at(thread); !at.at_end() && depth < kMostFramesAbove; at.next(), ++depth) {
    const Method* method = at.method();
    if (method->info == nullptr || (method->info->vm_flags & kVmScoped) == 0) continue;
    const Slot* locals = at.frame()->locals();
    for (std::uint32_t i = 0; i < method->max_locals; ++i) {
      if (locals[i].ref == scope) return true;
    }
    return false;
  }
  return false;
}

}  // namespace

bool is_being_accessed(JavaThread& current, Object* scope) {
  bool found = accesses(current, scope);
  ThreadList::for_each([&](JavaThread& thread) {
    if (found || &thread == &current) return;
    stop_and_visit(thread, [&] { found = accesses(thread, scope); });
  });
  return found;
}

}  // namespace cjvm
