// SPDX-License-Identifier: Apache-2.0
// JVM_ functions that look at Java stacks: callers, class contexts, access control contexts, throwables. Java threads. Which frames
// are passed over follows jdk17.md 5.7 and 6.4.
#include "classlib-glue/exports/stack.h"

#include <cstdio>
#include <vector>

#include "classlib-glue/exports/access.h"
#include "jvm/classfile/class_file.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/frames/stack_walk.h"
#include "jvm/threads/thread_list.h"

namespace cjvm::glue {
namespace {

// Thread.getState of a threadStatus, with the kind of waiting as thread dumps add it.
std::string_view state_text(std::int32_t status) {
  switch (static_cast<ThreadStatus>(status)) {
    case ThreadStatus::New: return "NEW";
    case ThreadStatus::Sleeping: return "TIMED_WAITING (sleeping)";
    case ThreadStatus::ObjectWait: return "WAITING (on object monitor)";
    case ThreadStatus::ObjectWaitTimed: return "TIMED_WAITING (on object monitor)";
    case ThreadStatus::Parked: return "WAITING (parking)";
    case ThreadStatus::ParkedTimed: return "TIMED_WAITING (parking)";
    case ThreadStatus::BlockedOnMonitor: return "BLOCKED (on object monitor)";
    case ThreadStatus::Terminated: return "TERMINATED";
    case ThreadStatus::Runnable: break;
  }
  return "RUNNABLE";
}

struct FrameNote {
  Method* method;
  int bci;
};

std::string position(const FrameNote& note) {
  if (note.method->is_native()) return "Native Method";
  const ClassFile* file = note.method->holder->file;
  if (file == nullptr || file->source_file().empty()) return "Unknown Source";
  int line = line_number(note.method, note.bci);
  return line < 0 ? std::string(file->source_file()) : cat(file->source_file(), ":", line);
}

// One paragraph of a thread dump. The thread may have ended meanwhile; only its Thread object and the notes are used.
std::string describe_thread(const JavaThread& thread, std::span<const FrameNote> notes) {
  Object* object = thread.java_thread;
  HeapAccess& heap = thread.heap();
  Object* name = heap.load_reference(object, well_known::Thread_name, Order::Plain);
  std::string text =
      cat("\"", name == nullptr ? "" : string_utf8(name), "\" #",
          heap.load<std::int64_t>(object, well_known::Thread_tid),
          heap.load<std::uint8_t>(object, well_known::Thread_daemon) != 0 ? " daemon" : "",
          " prio=", heap.load<std::int32_t>(object, well_known::Thread_priority), " nid=", thread.tid,
          "\n   java.lang.Thread.State: ",
          state_text(heap.load<std::int32_t>(object, well_known::Thread_threadStatus)), "\n");
  for (const FrameNote& note : notes) {
    text += cat("\tat ", note.method->holder->external_name(), ".", note.method->name->text(), "(",
                position(note), ")\n");
  }
  return text + "\n";
}

}  // namespace

Object* inherited_access_control_context(JavaThread& thread) {
  return get_ref(thread, thread.java_thread, well_known::Thread_inheritedAccessControlContext);
}

std::string describe_all_threads() {
  constexpr std::size_t kMaxFrames = 1024;
  std::vector<JavaThread*> threads;
  ThreadList::for_each([&](JavaThread& other) { threads.push_back(&other); });
  std::string text;
  std::vector<FrameNote> notes(kMaxFrames);
  for (JavaThread* other : threads) {
    // Nothing may be allocated while the other thread is stopped: the frames are only noted there.
    std::size_t count = 0;
    auto note = [&] {
      for (FrameWalker walker(*other); !walker.at_end() && count < kMaxFrames; walker.next()) {
        notes[count++] = {walker.method(), walker.bci()};
      }
    };
    bool alive = true;
    if (other == JavaThread::current()) {
      note();
    } else {
      alive = ThreadList::with_stopped(other, note);
    }
    if (alive && other->java_thread != nullptr) {
      text += describe_thread(*other, {notes.data(), count});
    }
  }
  return text;
}

extern "C" {

JNIEXPORT void JVM_DumpAllStacks(JNIEnv* env, jclass) {
  entry(env, [&](JavaThread&) { std::fputs(describe_all_threads().c_str(), stdout); });
}

JNIEXPORT void JVM_FillInStackTrace(JNIEnv* env, jobject throwable) {
  entry(env, [&](JavaThread& thread) { fill_in_stack_trace(thread, resolve(throwable)); });
}

JNIEXPORT jclass JVM_GetCallerClass(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    return local<jclass>(thread, caller_class(thread));
  });
}

JNIEXPORT jobjectArray JVM_GetClassContext(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, class_context(thread));
  });
}

JNIEXPORT jstring JVM_GetExtendedNPEMessage(JNIEnv* env, jthrowable throwable) {
  return entry(env, [&](JavaThread& thread) -> jstring {
    std::string text = helpful_null_message(thread, resolve(throwable));
    return text.empty() ? nullptr : local<jstring>(thread, make_string(text));
  });
}

JNIEXPORT jobject JVM_GetInheritedAccessControlContext(JNIEnv* env, jclass) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, inherited_access_control_context(thread));
  });
}

// Null stands for "every frame is trusted", which holds while no security manager can be installed with a policy.
JNIEXPORT jobject JVM_GetStackAccessControlContext(JNIEnv*, jclass) { return nullptr; }

JNIEXPORT void JVM_InitStackTraceElementArray(JNIEnv* env, jobjectArray elements, jobject throwable) {
  entry(env, [&](JavaThread& thread) {
    init_stack_trace_elements(thread, resolve(elements), resolve(throwable));
  });
}

JNIEXPORT jobject JVM_LatestUserDefinedLoader(JNIEnv* env) {
  return entry(env, [&](JavaThread& thread) {
    return local(thread, latest_user_defined_loader(thread));
  });
}

}  // extern "C"
}  // namespace cjvm::glue
