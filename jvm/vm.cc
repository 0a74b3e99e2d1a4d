// SPDX-License-Identifier: Apache-2.0
#include "jvm/vm.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "jvm/archive/bad_archive.h"
#include "jvm/base/check.h"
#include "jvm/base/host_hooks.h"
#include "jvm/frames/stack_trace.h"
#include "jvm/linking/well_known.h"
#include "jvm/management/attach_listener.h"
#include "jvm/management/perf_data.h"
#include "jvm/memory/collector.h"
#include "jvm/memory/malloc_heap.h"

namespace cjvm {

Vm* Vm::instance_ = nullptr;

namespace {

// The main thread's Java stack is made before any option of a java.lang.Thread exists.
constexpr std::size_t kMallocOfStart =
    11 * (std::size_t{1} << 18);  // every start takes a little more
constexpr std::size_t kInitialHeap = std::size_t{8} << 20;

void print_java_stack() {
  if (JavaThread* thread = JavaThread::current(); thread != nullptr) {
    std::string stack = describe_stack(*thread);
    std::fputs(stack.c_str(), stderr);
  }
}

std::uint64_t physical_memory() {
  return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
         static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

Vm::Vm(Options options, std::string java_home, Parts parts)
    : options_(std::move(options)),
      java_home_(std::move(java_home)),
      heap_(std::move(parts.heap)),
      engine_(std::move(parts.engine)),
      extension_(std::move(parts.extension)) {
  using std::chrono::system_clock;
  start_millis_ =
      std::chrono::duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch())
          .count();
  try {
    jimage_ = JimageFile::open(java_home_ + "/lib/modules");
  } catch (const BadArchive& bad) {
    throw StartError(cat("cannot read ", java_home_, "/lib/modules: ", bad.what()));
  }
  boot_append_.append(options_.boot_class_path_append);
}

Vm& Vm::create(Options options, std::string java_home, Parts parts) {
  check(instance_ == nullptr, "one VM per process");
  extend_malloc_heap(kMallocOfStart);
  Log::configure(options.log_outputs);
  if (options.print_flags_final) std::fputs(describe_options(options).c_str(), stdout);
  std::size_t limit = options.heap_limit(physical_memory());
  std::size_t stack_bytes = options.thread_stack_bytes();
  std::size_t initial = options.initial_heap_size == 0
                            ? kInitialHeap
                            : static_cast<std::size_t>(options.initial_heap_size);
  instance_ = new Vm(std::move(options), std::move(java_home), std::move(parts));
  Collector::start(initial, limit);
  JavaThread* main = attach_native_thread(*instance_, stack_bytes);
  set_fatal_hook(print_java_stack);
  load_well_known(*main);
  return *instance_;
}

void Vm::exit_process(int code) {
  remove_perf_data();
  remove_attach_socket();
  extension_->exit(code);
  host_exit(code);
}

}  // namespace cjvm
