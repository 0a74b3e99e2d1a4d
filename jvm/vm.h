// SPDX-License-Identifier: Apache-2.0
// Vm: owns the parts that exist once, and starts and stops them in order. One per process
// (OpenJDK's native libraries keep process-wide state), reached through JavaThread::vm or
// Vm::instance().
#pragma once

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>

#include "jvm/archive/class_path.h"
#include "jvm/archive/jimage_file.h"
#include "jvm/base/options.h"
#include "jvm/calls/execution_engine.h"
#include "jvm/object/heap_access.h"
#include "jvm/threads/java_thread.h"
#include "jvm/vm_extension.h"

namespace cjvm {

class Vm {
 public:
  // Composition: what other folders contribute.
  struct Parts {
    std::unique_ptr<HeapAccess> heap;
    std::unique_ptr<ExecutionEngine> engine;
    std::unique_ptr<VmExtension> extension;
  };

  // Makes the VM on the calling thread, which becomes the main Java thread; well-known classes are
  // loaded, no Java code has run. `java_home` holds lib/modules and the JDK's native libraries.
  // Throws StartError on bad input.
  static Vm& create(Options options, std::string java_home, Parts parts);
  static Vm& instance() { return *instance_; }
  static bool exists() { return instance_ != nullptr; }

  const Options& options() const { return options_; }
  HeapAccess& heap() { return *heap_; }
  ExecutionEngine& engine() { return *engine_; }
  VmExtension& extension() { return *extension_; }
  JimageFile& jimage() { return *jimage_; }
  ClassPath& boot_append() { return boot_append_; }
  const std::string& java_home() const { return java_home_; }

  // Ends the process: hooks of the extension, no Java code.
  [[noreturn]] void exit_process(int code);

  // True once the class library is initialized; set by boot().
  bool is_booted() const { return booted_.load(std::memory_order_relaxed); }
  void set_booted() { booted_.store(true, std::memory_order_relaxed); }
  std::int64_t start_millis() const { return start_millis_; }

 private:
  Vm(Options options, std::string java_home, Parts parts);
  static Vm* instance_;
  Options options_;
  std::string java_home_;
  std::unique_ptr<HeapAccess> heap_;
  std::unique_ptr<ExecutionEngine> engine_;
  std::unique_ptr<VmExtension> extension_;
  std::unique_ptr<JimageFile> jimage_;
  ClassPath boot_append_;
  std::atomic<bool> booted_{false};
  std::int64_t start_millis_ = 0;
};

// Why a VM cannot start; what() is printed as java prints it.
class StartError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace cjvm
