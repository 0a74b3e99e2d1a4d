// SPDX-License-Identifier: Apache-2.0
// Throwable backtraces and what is made of them; also dumps for people. A backtrace is a Java
// long[]: element 0 holds flags, each further element one frame, innermost first (Method* and bci
// packed). Methods live as long as the VM, so nothing has to keep them alive. Whoever reads a
// backtrace gets InternalError for a throwable that is a proxy. Calling thread must be a Java
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jvm/object/object.h"

namespace cjvm {

class JavaThread;
struct Method;

// One frame of a backtrace; bci -1: a native method.
struct TracedFrame {
  Method* method;
  int bci;
};
std::int64_t pack_frame(const TracedFrame& frame);
TracedFrame unpack_frame(std::int64_t packed);
// The innermost frame of a throwable's backtrace; method is null if there is none or it was a
// hidden frame.
TracedFrame top_frame(JavaThread& thread, Object* throwable);

using TracedFrames = std::vector<TracedFrame>;
// All frames of a throwable's backtrace, innermost first; empty if it has none. Runs no Java code.
TracedFrames traced_frames(JavaThread& thread, Object* throwable);

// Throwable.fillInStackTrace: records the calling thread's frames into throwable.backtrace/depth,
// skipping the frames of fillInStackTrace, of the throwable's constructors, and hidden methods. At
// most MaxJavaStackTraceDepth (1024) frames.
void fill_in_stack_trace(JavaThread& thread, Object* throwable);

// StackTraceElement.initStackTraceElements: fills the elements from the throwable's backtrace.
void init_stack_trace_elements(JavaThread& thread, Object* elements, Object* throwable);

// Fills one java.lang.StackTraceElement.
void init_stack_trace_element(JavaThread& thread, Object* element, Method* method, int bci);

// The frames that a thread has in this process, innermost first, down to its outer_frames; nothing
// if it is not alive. The target is stopped for the look, if it is not the caller.
std::optional<TracedFrames> frames_of_thread(JavaThread& thread, JavaThread& target);

// A StackTraceElement[].
Object* stack_trace_elements(JavaThread& thread, const TracedFrames& frames);

// One frame as a stack trace prints it, without "at ": "p.C.m(module@version/C.java:12)".
std::string describe_frame(const Method* method, int bci);

// Text of a thread's Java stack as in a thread dump; safe for fatal errors (allocates no Java
// objects).
std::string describe_stack(const JavaThread& thread);

// NullPointerException.getExtendedNPEMessage: the helpful text for the top frame of the backtrace,
// empty if none applies.
std::string helpful_null_message(JavaThread& thread, Object* throwable);

}  // namespace cjvm
