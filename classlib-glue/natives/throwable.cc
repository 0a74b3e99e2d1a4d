// SPDX-License-Identifier: Apache-2.0
// Natives of java.lang.Throwable, StackTraceElement and NullPointerException over jvm/frames.
// Called by Java threads.
#include "classlib-glue/natives.h"
#include "jvm/calls/method_handles.h"
#include "jvm/frames/exceptions.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/management/vm_flags.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm.h"

namespace cjvm {
namespace {

void throwable_fill_in(JavaThread& thread, Slot* slots) {
  // The result is the receiver, which lies where the result goes.
  fill_in_stack_trace(thread, slots[0].ref);
}

void element_init_all(JavaThread& thread, Slot* slots) {
  init_stack_trace_elements(thread, slots[0].ref, slots[1].ref);
}

void element_init_one(JavaThread& thread, Slot* slots) {
  Object* element = slots[0].ref;
  Object* frame_info = slots[1].ref;
  if (element == nullptr || frame_info == nullptr) throw_java(Throwable::NullPointerException);
  auto& heap = thread.heap();
  Object* member =
      heap.load_reference(frame_info, well_known::StackFrameInfo_memberName, Order::Plain);
  require_no_proxy(member, "java.lang.invoke.MemberName");
  Method* method = method_of_member_name(member);
  if (method == nullptr) throw_java(Throwable::InternalError, "stack frame without a method");
  auto bci = heap.load<std::int32_t>(frame_info, well_known::StackFrameInfo_bci);
  init_stack_trace_element(thread, element, method, bci);
}

void null_pointer_message(JavaThread& thread, Slot* slots) {
  std::string message;
  if (shows_helpful_null_messages()) message = helpful_null_message(thread, slots[0].ref);
  slots[0].ref = message.empty() ? nullptr : make_string(message);
}

constexpr VmNativeEntry kEntries[] = {
    {"java/lang/Throwable", "fillInStackTrace", "(I)Ljava/lang/Throwable;", throwable_fill_in},
    {"java/lang/StackTraceElement", "initStackTraceElements", nullptr, element_init_all,
     kTakesProxies},
    {"java/lang/StackTraceElement", "initStackTraceElement", nullptr, element_init_one,
     kTakesProxies},
    {"java/lang/NullPointerException", "getExtendedNPEMessage", nullptr, null_pointer_message},
};

}  // namespace

std::span<const VmNativeEntry> throwable_natives() { return kEntries; }

}  // namespace cjvm
