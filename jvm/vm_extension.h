// SPDX-License-Identifier: Apache-2.0
// VmExtension: hooks with single-machine defaults through which more than one machine can be made
// of this VM. Called by jvm/, interp/ and classlib-glue/; overridden elsewhere. On the calling Java
// thread; those that may run Java code or wait throw JavaThrow.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "jvm/frames/stack_trace.h"
#include "jvm/memory/gc_vector.h"
#include "jvm/object/class.h"

namespace cjvm {

class JavaThread;
struct DefineOptions;
struct LoaderData;

// One change of the module graph (jvm/linking/modules.h); which members count depends on the kind.
struct ModuleChange {
  enum class Kind : std::uint8_t { Define, BootUnnamed, AddReads, AddExports, AddPackage };
  Kind kind;
  Object* module = nullptr;
  Object* other = nullptr;  // who is read, or exported to; null: all (unnamed) modules
  bool flag = false;        // is_open, to_all_unnamed
  Object* version = nullptr;
  Object* location = nullptr;
  std::span<const Symbol* const> packages{};
};

class VmExtension {
 public:
  virtual ~VmExtension() = default;

  // ---- classes
  // After a class is linked and before it is visible as such; may install vtables of other kinds.
  virtual void class_linked(Class*) {}
  // Asked before a class of this process is initialized (JVMS 5.5): true if the extension has seen
  // to it, that is, the class is in state Initialized now, or the calling thread may use it because
  // it is the one that initializes it. The class is linked.
  virtual bool initialize(JavaThread&, Class*) { return false; }
  // Asked before an ordinary class is defined out of the bytes that a program or a class loader
  // gives (the arguments of cjvm::define_class): the class if the extension has defined it where
  // its loader is, null if it is to be defined here.
  virtual Class* define_class(JavaThread&, const Symbol* /*expected_name*/, LoaderData*,
                              std::span<const std::uint8_t> /*bytes*/, const DefineOptions&) {
    return nullptr;
  }
  // Asked before a loader is asked for a class or interface for the first time: what loading gave
  // where the loader is (null: nothing), if that is another process, which has asked it if need be.
  virtual std::optional<Class*> load_class_elsewhere(JavaThread&, const Symbol* /*name*/,
                                                     LoaderData*) {
    return std::nullopt;
  }
  // False: the field's value is not in this process's mirror, accesses go through HeapAccess.
  virtual bool is_static_here(const Field&) { return true; }
  // The mirror was made; nobody has seen it yet. Loader, name and kind of the class are set.
  virtual void mirror_made(Class*) {}
  // After the module graph has changed.
  virtual void module_changed(const ModuleChange&) {}
  // Whether another process has the native libraries of a loader, whose classes' JNI functions run
  // there, then, by execute_remote(). Does not block.
  virtual bool has_libraries_elsewhere(const LoaderData*) { return false; }
  // The JNI function with this name for classes of the boot loader, or null if there is none;
  // nothing if this process's Java code knows.
  virtual std::optional<void*> find_boot_native(JavaThread&, const std::string& /*name*/) {
    return std::nullopt;
  }
  // The canonical instance of an interned string, given this process's candidate.
  virtual Object* intern(Object* candidate) { return candidate; }

  // ---- objects
  // Whether `new` of `klass` in code of `from` asks the extension where the object shall be
  // (`remote_new`).
  virtual bool places(const Class* /*klass*/, const Class* /*from*/) { return false; }
  // A new object of a class that it places; its constructor has not run and decides where it is.
  virtual Object* new_placed(JavaThread&, Class*) { return nullptr; }
  // Runs `method`, exactly this one, where the master of its receiver arguments[0] (a proxy) is or
  // where it has its libraries. argument_slots slots at `arguments`, as for
  // ExecutionEngine::invoke; returns the result's slot.
  virtual Slot execute_remote(JavaThread&, Method*, Slot* /*arguments*/) { return {}; }
  // A VM native got a proxy where it can only use an object of this process: runs it all the same
  // and returns true, or throws an error that names it.
  virtual bool run_native_on_proxy(JavaThread&, Method*, Slot* /*slots*/) { return false; }

  // ---- stacks
  // What stands below the calling thread's frames on this stack, innermost first: appended to
  // `frames`, at most `limit` altogether.
  virtual void append_outer_frames(JavaThread&, TracedFrames& /*frames*/, std::size_t /*limit*/) {}
  // All frames of the thread of a java.lang.Thread, which may be the caller's, innermost first; as
  // they are at one moment. Nothing if it is not alive.
  virtual std::optional<TracedFrames> frames_of(JavaThread&, Object* java_thread);

  // ---- threads
  // Thread.start: true if the extension started the thread itself.
  virtual bool start_thread(JavaThread&, Object*) { return false; }
  // The java.lang.Threads of other processes that programs may see, added to `threads`.
  virtual void append_threads(JavaThread&, GcVector<Object*>& /*threads*/) {}
  // The native stack of a new Java thread that has `java_bytes` for its Java frames: more where a
  // Java call may need many C++ frames.
  virtual std::size_t native_stack_bytes(std::size_t java_bytes) { return java_bytes; }
  // Unsafe.unpark and Thread.interrupt0: true if the extension has seen to waking the thread of
  // this java.lang.Thread.
  virtual bool wake(JavaThread&, Object* /*java_thread*/, bool /*interrupt*/) { return false; }
  // A Java thread of this process has ended; it runs no Java code any more.
  virtual void thread_ended(JavaThread&) {}
  // DestroyJavaVM: no non-daemon thread but the calling one is left in this process. True if the
  // caller has to look again.
  virtual bool await_other_threads(JavaThread&) { return false; }

  // ---- the process
  // Before the process ends with this code.
  virtual void exit(int) {}
  // The program has asked for a collection: before this process's.
  virtual void collect(JavaThread&) {}
};

}  // namespace cjvm
