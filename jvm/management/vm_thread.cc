// SPDX-License-Identifier: Apache-2.0
#include "jvm/management/vm_thread.h"

#include "jvm/calls/java_call.h"
#include "jvm/linking/well_known.h"
#include "jvm/object/allocation.h"
#include "jvm/object/heap_access.h"
#include "jvm/object/java_string.h"
#include "jvm/threads/thread_list.h"

namespace cjvm {

namespace {

constexpr std::int32_t kPriority = 9;

Object* system_group(JavaThread& current) {
  HeapAccess& heap = current.heap();
  Object* group =
      heap.load_reference(current.java_thread, well_known::Thread_group, Order::Volatile);
  while (Object* parent = heap.load_reference(group, well_known::ThreadGroup_parent, Order::Plain))
    group = parent;
  return group;
}

}  // namespace

void start_vm_thread(JavaThread& current, std::string_view name, void (*body)(JavaThread&)) {
  Object* group = system_group(current);
  Object* object = allocate_object(current, well_known::Thread);
  call_java(current, well_known::Thread_initGroupName, {object, group, make_string(name)});
  call_java(current, well_known::ThreadGroup_addThread, {group, object});
  current.heap().store<std::int32_t>(object, well_known::Thread_priority, kPriority);
  current.heap().store<std::uint8_t>(object, well_known::Thread_daemon, 1);
  ThreadList::start_internal(current, object, body);
}

}  // namespace cjvm
