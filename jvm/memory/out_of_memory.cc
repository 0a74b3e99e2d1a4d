// SPDX-License-Identifier: Apache-2.0
#include "jvm/memory/out_of_memory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "jvm/base/check.h"
#include "jvm/base/text.h"
#include "jvm/frames/exceptions.h"
#include "jvm/management/heap_dump.h"
#include "jvm/management/vm_flags.h"
#include "jvm/vm.h"

namespace cjvm {

namespace {

constexpr int kExitCode = 3;

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void run_command(const std::string& command, std::string_view message) {
  print(cat("#\n# java.lang.OutOfMemoryError: ", message, "\n# -XX:OnOutOfMemoryError=\"", command,
            "\"\n#   Executing /bin/sh -c \"", command, "\"...\n"));
  if (std::system(command.c_str()) == -1) print("#   the command could not be run\n");
}

// HeapDumpPath names a file, or a directory for files that are told apart by the process.
void dump_heap(std::string_view message) {
  std::string path = heap_dump_path();
  struct stat status;
  if (path.empty() || (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))) {
    if (!path.empty() && path.back() != '/') path += '/';
    path += cat("java_pid", ::getpid(), ".hprof");
  }
  print(cat("java.lang.OutOfMemoryError: ", message, "\n"));
  print(heap_dump_with_report(path, false, "Heap Dump Initiated GC"));
}

void report_first(std::string_view message) {
  static std::atomic<bool> reported{false};
  if (!Vm::exists()) return;
  const Options& options = Vm::instance().options();
  bool dumps = dumps_heap_on_out_of_memory();
  bool asked = dumps || !options.on_oom.empty() || options.exit_on_oom || options.crash_on_oom;
  if (!asked || reported.exchange(true)) return;
  if (dumps) dump_heap(message);
  if (!options.on_oom.empty()) run_command(options.on_oom, message);
  if (options.crash_on_oom) {
    print(cat("Aborting due to java.lang.OutOfMemoryError: ", message, "\n"));
    fatal(cat("OutOfMemory encountered: ", message));
  }
  if (options.exit_on_oom) {
    print(cat("Terminating due to java.lang.OutOfMemoryError: ", message, "\n"));
    Vm::instance().exit_process(kExitCode);
  }
}

}  // namespace

void raise_out_of_memory(std::string_view message) {
  report_first(message);
  throw_out_of_memory(message);
}

}  // namespace cjvm
