// SPDX-License-Identifier: Apache-2.0
// Thread beans: ThreadInfo, processor times, deadlocks. Java threads ask about any thread. Another
// thread is looked at while it stands still; what is told about it may be out of date when the
// answer arrives. Locked monitors are those that a frame holds in its lock slot or in a local
// variable.
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <sstream>
#include <vector>

#include "classlib-glue/exports/access.h"
#include "classlib-glue/exports/jmm.h"
#include "classlib-glue/exports/thread.h"
#include "jvm/calls/java_call.h"
#include "jvm/frames/frame_walker.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/management/owned_synchronizers.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/threads/monitor.h"
#include "jvm/threads/thread_list.h"
#include "jvm/threads/thread_table.h"

namespace cjvm::glue {
namespace {

std::int64_t id_of(JavaThread& thread, Object* java_thread) {
  return get<std::int64_t>(thread, java_thread, well_known::Thread_tid);
}

// The java.lang.Thread with this id; null if it is not alive.
Object* thread_with_id(JavaThread& thread, std::int64_t id) {
  Object* threads = own_threads(thread);
  for (std::int32_t i = 0; i < as_array(threads)->length; ++i) {
    Object* candidate = element(thread, threads, i);
    if (id_of(thread, candidate) == id) return candidate;
  }
  return nullptr;
}

// ---- what a thread waits for

Object* owner_of_monitor(Object* object) {
  std::uint32_t id = monitor_owner(object);
  JavaThread* owner = id == 0 ? nullptr : thread_of_lock_id(id);
  return owner == nullptr ? nullptr : owner->java_thread;
}

Object* owner_of_synchronizer(JavaThread& thread, Object* blocker) {
  if (!blocker->klass()->is_subclass_of(well_known::AbstractOwnableSynchronizer)) return nullptr;
  return get_ref(thread, blocker, well_known::AbstractOwnableSynchronizer_exclusiveOwnerThread);
}

struct Obstacle {
  Object* object = nullptr;  // monitor or park blocker
  Object* owner = nullptr;   // java.lang.Thread
  bool is_monitor = false;
};

Obstacle obstacle_of(JavaThread& thread, const JavaThread& target) {
  Obstacle obstacle;
  if ((obstacle.object = target.blocked_on.load()) != nullptr) {
    obstacle.owner = owner_of_monitor(obstacle.object);
    obstacle.is_monitor = true;
  } else if ((obstacle.object = target.waiting_on.load()) != nullptr) {
    obstacle.is_monitor = true;
  } else if (target.java_thread != nullptr) {
    auto status = static_cast<ThreadStatus>(
        get<std::int32_t>(thread, target.java_thread, well_known::Thread_threadStatus));
    if (status == ThreadStatus::Parked || status == ThreadStatus::ParkedTimed) {
      obstacle.object = get_ref(thread, target.java_thread, well_known::Thread_parkBlocker);
      if (obstacle.object != nullptr)
        obstacle.owner = owner_of_synchronizer(thread, obstacle.object);
    }
  }
  return obstacle;
}

// ---- locks held

struct HeldMonitor {
  Object* object;
  std::int32_t depth;  // index in the stack trace
};

// References in lock slots and in locals that are no parameters, innermost frame first; checked by
// the caller.
void note_candidates(JavaThread& target, GcVector<HeldMonitor>& notes) {
  std::int32_t depth = 0;
  for (FrameWalker walker(target); !walker.at_end(); walker.next()) {
    Frame* frame = walker.frame();
    const Method* method = frame->method;
    if (method->has(kHidden)) continue;
    auto note = [&](Slot slot) {
      if (slot.ref != nullptr && notes.size() < notes.capacity())
        notes.push_back({slot.ref, depth});
    };
    if (method->is_synchronized()) note(frame->lock_slot());
    for (std::uint32_t i = method->argument_slots; !method->is_native() && i < method->max_locals;
         ++i) {
      note(frame->locals()[i]);
    }
    ++depth;
  }
}

GcVector<HeldMonitor> held_monitors(JavaThread& thread, JavaThread& target,
                                    std::int32_t max_depth) {
  constexpr std::size_t kMaxCandidates = 8192;
  GcVector<HeldMonitor> candidates;
  candidates.reserve(kMaxCandidates);  // nothing is allocated while the thread stands still
  if (&target == &thread) {
    note_candidates(target, candidates);
  } else {
    ThreadList::with_stopped(&target, [&] { note_candidates(target, candidates); });
  }
  GcVector<HeldMonitor> held;
  for (const HeldMonitor& candidate : candidates) {
    if (candidate.depth >= max_depth) break;
    if (Collector::object_base(candidate.object) != candidate.object) continue;
    bool known = std::any_of(held.begin(), held.end(),
                             [&](const HeldMonitor& h) { return h.object == candidate.object; });
    if (!known && monitor_is_held_by(target, candidate.object)) held.push_back(candidate);
  }
  return held;
}

// ---- ThreadInfo

Object* truncated(JavaThread& thread, Object* trace, std::int32_t max_depth) {
  if (trace == nullptr) return new_ref_array(thread, well_known::StackTraceElement, 0);
  std::int32_t length = as_array(trace)->length;
  if (max_depth >= length) return trace;
  Array* result = new_ref_array(thread, well_known::StackTraceElement, max_depth);
  thread.heap().copy_elements(as_array(trace), 0, result, 0, max_depth, false);
  return result;
}

struct InfoRequest {
  std::int32_t max_depth;  // INT32_MAX: all frames
  bool with_locks;         // the long constructor
  bool monitors;
  const GcVector<OwnedSynchronizer>* synchronizers;  // of all threads, or null
};

Object* thread_info(JavaThread& thread, Object* java_thread, const InfoRequest& request) {
  JavaThread* target = java_thread == nullptr ? nullptr : ThreadList::find(java_thread);
  if (target == nullptr) return nullptr;
  Class* klass =
      load_class(thread, Symbol::intern("java/lang/management/ThreadInfo"), boot_loader());
  auto state = get<std::int32_t>(thread, java_thread, well_known::Thread_threadStatus);
  Obstacle obstacle = obstacle_of(thread, *target);
  auto blocked = static_cast<std::int64_t>(target->blocked_count.load());
  auto waited = static_cast<std::int64_t>(target->waited_count.load());
  constexpr std::int64_t kNotMeasured = -1, kNanosPerMilli = 1'000'000;
  bool timed = WaitClock::is_enabled();
  std::int64_t blocked_time = timed ? target->blocked_clock.total() / kNanosPerMilli : kNotMeasured;
  std::int64_t waited_time = timed ? target->waited_clock.total() / kNanosPerMilli : kNotMeasured;
  Object* trace = nullptr;
  if (request.max_depth > 0) {
    if (auto frames = frames_of_thread(thread, *target))
      trace = stack_trace_elements(thread, *frames);
  }
  trace = truncated(thread, trace, request.max_depth);
  if (!request.with_locks) {
    return new_instance(thread, klass,
                        "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/Thread;JJJJ"
                        "[Ljava/lang/StackTraceElement;)V",
                        {java_thread, state, obstacle.object, obstacle.owner, blocked, blocked_time,
                         waited, waited_time, trace});
  }
  GcVector<HeldMonitor> monitors;
  GcVector<Object*> synchronizers;
  if (request.monitors) monitors = held_monitors(thread, *target, as_array(trace)->length);
  if (request.synchronizers != nullptr) {
    for (const OwnedSynchronizer& owned : *request.synchronizers) {
      if (owned.owner == java_thread) synchronizers.push_back(owned.synchronizer);
    }
  }
  auto count = static_cast<std::int32_t>(monitors.size());
  Array* objects = new_ref_array(thread, well_known::Object, count);
  Array* depths = allocate_primitive_array(thread, BasicType::Int, count);
  for (std::int32_t i = 0; i < count; ++i) {
    const HeldMonitor& monitor = monitors[static_cast<std::size_t>(i)];
    set_element(thread, objects, i, monitor.object);
    set<std::int32_t>(thread, depths, Array::kElementBase + 4 * static_cast<std::size_t>(i),
                      monitor.depth);
  }
  Array* owned =
      new_ref_array(thread, well_known::Object, static_cast<std::int32_t>(synchronizers.size()));
  for (std::size_t i = 0; i < synchronizers.size(); ++i) {
    set_element(thread, owned, static_cast<std::int32_t>(i), synchronizers[i]);
  }
  return new_instance(thread, klass,
                      "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/Thread;JJJJ"
                      "[Ljava/lang/StackTraceElement;[Ljava/lang/Object;[I[Ljava/lang/Object;)V",
                      {java_thread, state, obstacle.object, obstacle.owner, blocked, blocked_time,
                       waited, waited_time, trace, objects, depths, owned});
}

std::vector<jlong> read_ids(JavaThread& thread, jlongArray ids) {
  Array* array = as_array(require(resolve(ids)));
  std::vector<jlong> result(static_cast<std::size_t>(array->length));
  thread.heap().read_bytes(array, Array::kElementBase, result.data(),
                           result.size() * sizeof(jlong));
  for (jlong id : result) {
    if (id <= 0) throw_java(Throwable::IllegalArgumentException, "Invalid thread ID entry");
  }
  return result;
}

jint get_thread_info(JNIEnv* env, jlongArray ids, jint max_depth, jobjectArray result) {
  return entry(env, [&](JavaThread& thread) -> jint {
    if (max_depth < -1) throw_java(Throwable::IllegalArgumentException, "Invalid maxDepth");
    std::vector<jlong> wanted = read_ids(thread, ids);
    Object* infos = require(resolve(result));
    if (static_cast<std::size_t>(as_array(infos)->length) < wanted.size()) {
      throw_java(Throwable::IllegalArgumentException,
                 "The length of the given ThreadInfo array does not match the length of the given "
                 "array of thread IDs");
    }
    InfoRequest request{max_depth == -1 ? INT32_MAX : max_depth, false, false, nullptr};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      set_element(thread, infos, static_cast<std::int32_t>(i),
                  thread_info(thread, thread_with_id(thread, wanted[i]), request));
    }
    return 0;
  });
}

jobjectArray dump_thread_infos(JNIEnv* env, jlongArray ids, jboolean monitors,
                               jboolean synchronizers, jint max_depth) {
  return entry(env, [&](JavaThread& thread) {
    GcVector<OwnedSynchronizer> owned;
    if (synchronizers != JNI_FALSE) owned = owned_synchronizers();
    InfoRequest request{max_depth < 0 ? INT32_MAX : max_depth, true, monitors != JNI_FALSE,
                        synchronizers != JNI_FALSE ? &owned : nullptr};
    GcVector<Object*> threads;
    if (ids != nullptr) {
      for (jlong id : read_ids(thread, ids)) threads.push_back(thread_with_id(thread, id));
    } else {
      Object* all = own_threads(thread);
      for (std::int32_t i = 0; i < as_array(all)->length; ++i) {
        threads.push_back(element(thread, all, i));
      }
    }
    GcVector<Object*> infos;
    for (Object* target : threads) {
      Object* info = thread_info(thread, target, request);
      // Of all threads, those that have ended meanwhile are left out; a thread that was asked for
      // has null.
      if (info != nullptr || ids != nullptr) infos.push_back(info);
    }
    Class* klass =
        load_class(thread, Symbol::intern("java/lang/management/ThreadInfo"), boot_loader());
    Array* result = new_ref_array(thread, klass, static_cast<std::int32_t>(infos.size()));
    for (std::size_t i = 0; i < infos.size(); ++i) {
      set_element(thread, result, static_cast<std::int32_t>(i), infos[i]);
    }
    return local<jobjectArray>(thread, result);
  });
}

// ---- processor time, nanoseconds; -1 if the thread is not alive

std::int64_t user_nanos(pid_t tid) {
  std::ifstream file(cat("/proc/self/task/", tid, "/stat"));
  std::string line;
  std::getline(file, line);
  std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return -1;
  std::istringstream fields(line.substr(name_end + 1));
  constexpr int kFieldsBeforeUserTime = 11;  // state is the first behind the name
  std::string skipped;
  for (int i = 0; i < kFieldsBeforeUserTime; ++i) fields >> skipped;
  std::int64_t ticks = -1;
  fields >> ticks;
  return ticks < 0 ? -1 : ticks * (1'000'000'000 / sysconf(_SC_CLK_TCK));
}

std::int64_t cpu_nanos(JavaThread& thread, std::int64_t id, bool user_and_system) {
  JavaThread* target = &thread;
  if (id != 0) {
    Object* java_thread = thread_with_id(thread, id);
    target = java_thread == nullptr ? nullptr : ThreadList::find(java_thread);
  }
  if (target == nullptr) return -1;
  if (!user_and_system) return user_nanos(target->tid);
  clockid_t clock;
  timespec time{};
  if (pthread_getcpuclockid(target->pthread, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    return -1;
  }
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

jlong get_cpu_time_of_kind(JNIEnv* env, jlong id, jboolean user_and_system) {
  return entry(env, [&](JavaThread& thread) -> jlong {
    if (id < 0) throw_java(Throwable::IllegalArgumentException, "Invalid thread ID");
    return cpu_nanos(thread, id, user_and_system != JNI_FALSE);
  });
}
jlong get_cpu_time(JNIEnv* env, jlong id) { return get_cpu_time_of_kind(env, id, JNI_TRUE); }

void get_cpu_times(JNIEnv* env, jlongArray ids, jlongArray times, jboolean user_and_system) {
  entry(env, [&](JavaThread& thread) {
    std::vector<jlong> values = read_ids(thread, ids);
    Array* result = as_array(require(resolve(times)));
    if (static_cast<std::size_t>(result->length) < values.size()) {
      throw_java(Throwable::IllegalArgumentException, "The arrays differ in length");
    }
    for (jlong& value : values) value = cpu_nanos(thread, value, user_and_system != JNI_FALSE);
    thread.heap().write_bytes(result, Array::kElementBase, values.data(),
                              values.size() * sizeof(jlong));
  });
}

// ---- memory allocated by a thread, bytes; -1 if the thread is not alive

std::int64_t allocated_bytes(JavaThread& thread, std::int64_t id) {
  JavaThread* target = &thread;
  if (id != 0) {
    Object* java_thread = thread_with_id(thread, id);
    target = java_thread == nullptr ? nullptr : ThreadList::find(java_thread);
  }
  if (target == nullptr) return -1;
  std::uint64_t bytes = 0;
  auto read = [&] { bytes = target->allocation.received.load() - target->allocation.unused(); };
  if (target == &thread) {
    read();
  } else if (!ThreadList::with_stopped(target, read)) {
    return -1;
  }
  return static_cast<std::int64_t>(bytes);
}

jlong get_allocated(JNIEnv* env, jlong id) {
  return entry(env, [&](JavaThread& thread) -> jlong {
    if (id < 0) throw_java(Throwable::IllegalArgumentException, "Invalid thread ID");
    return allocated_bytes(thread, id);
  });
}

void get_allocated_of(JNIEnv* env, jlongArray ids, jlongArray sizes) {
  entry(env, [&](JavaThread& thread) {
    std::vector<jlong> values = read_ids(thread, ids);
    Array* result = as_array(require(resolve(sizes)));
    if (static_cast<std::size_t>(result->length) != values.size()) {
      throw_java(Throwable::IllegalArgumentException,
                 "The length of the given long array does not match the length of the given array "
                 "of thread IDs");
    }
    for (jlong& value : values) value = allocated_bytes(thread, value);
    thread.heap().write_bytes(result, Array::kElementBase, values.data(),
                              values.size() * sizeof(jlong));
  });
}
jlong get_total_allocated(JNIEnv*) { return static_cast<jlong>(Collector::total_allocated()); }
jint get_internal_times(JNIEnv*, jobjectArray, jlongArray) { return 0; }

// ---- deadlocks

// The threads on a cycle of "waits for a lock that the next one owns". Null if there is none.
Object* deadlocked(JavaThread& thread, bool monitors_only) {
  Object* threads = own_threads(thread);
  std::int32_t count = as_array(threads)->length;
  std::vector<std::int32_t> next(static_cast<std::size_t>(count), -1);
  auto index_of = [&](Object* java_thread) {
    for (std::int32_t i = 0; i < count; ++i) {
      if (element(thread, threads, i) == java_thread) return i;
    }
    return -1;
  };
  for (std::int32_t i = 0; i < count; ++i) {
    JavaThread* target = ThreadList::find(element(thread, threads, i));
    if (target == nullptr) continue;
    Obstacle obstacle = obstacle_of(thread, *target);
    if (obstacle.owner != nullptr && (obstacle.is_monitor || !monitors_only)) {
      next[static_cast<std::size_t>(i)] = index_of(obstacle.owner);
    }
  }
  // A thread is on a cycle if following the owners leads back to it.
  GcVector<Object*> found;
  for (std::int32_t i = 0; i < count; ++i) {
    std::int32_t at = next[static_cast<std::size_t>(i)];
    for (std::int32_t steps = 0; at >= 0 && at != i && steps < count; ++steps) {
      at = next[static_cast<std::size_t>(at)];
    }
    if (at == i) found.push_back(element(thread, threads, i));
  }
  if (found.empty()) return nullptr;
  Array* result =
      new_ref_array(thread, well_known::Thread, static_cast<std::int32_t>(found.size()));
  for (std::size_t i = 0; i < found.size(); ++i) {
    set_element(thread, result, static_cast<std::int32_t>(i), found[i]);
  }
  return result;
}

jobjectArray find_deadlocks(JNIEnv* env, jboolean monitors_only) {
  return entry(env, [&](JavaThread& thread) {
    return local<jobjectArray>(thread, deadlocked(thread, monitors_only != JNI_FALSE));
  });
}
jobjectArray find_circular(JNIEnv* env) { return find_deadlocks(env, JNI_TRUE); }

}  // namespace

void fill_thread_functions(JmmInterface& table) {
  table.GetThreadInfo = get_thread_info;
  table.DumpThreads = dump_thread_infos;
  table.GetThreadCpuTime = get_cpu_time;
  table.GetThreadCpuTimeWithKind = get_cpu_time_of_kind;
  table.GetThreadCpuTimesWithKind = get_cpu_times;
  table.GetOneThreadAllocatedMemory = get_allocated;
  table.GetThreadAllocatedMemory = get_allocated_of;
  table.GetTotalThreadAllocatedMemory = get_total_allocated;
  table.GetInternalThreadTimes = get_internal_times;
  table.FindDeadlocks = find_deadlocks;
  table.FindCircularBlockedThreads = find_circular;
}

}  // namespace cjvm::glue
